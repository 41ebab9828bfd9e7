"""The servers stand beside the tests; waits between attempts are none."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def servers() -> ModuleType:
    """The module with the local servers."""
    spec = importlib.util.spec_from_file_location("statistics_servers", Path(__file__).parent / "servers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module
