"""The server stands beside the tests, and the waits between attempts are none."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def server() -> ModuleType:
    """The module with the misbehaving server."""
    spec = importlib.util.spec_from_file_location("model_server", Path(__file__).parent / "server.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khorgos.models.endpoint._FIRST_WAIT", 0.01)
    for name in ("KHORGOS_MODEL_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
