"""The public face of the package."""

from __future__ import annotations

import subprocess
import sys

import khorgos


def test_all_is_what_is_there() -> None:
    """Every public name can be had, and no name is public that is not listed."""
    for name in khorgos.__all__:
        assert getattr(khorgos, name) is not None
    assert sorted(khorgos.__all__) == sorted(name for name in dir(khorgos) if not name.startswith("_"))


def test_import_brings_no_heavy_library() -> None:
    """Importing the package loads none of the libraries that are slow to load."""
    heavy = ["trafilatura", "sqlalchemy", "pandas", "rich", "lxml", "yaml", "ahocorasick_rs", "alembic"]
    code = f"import sys, khorgos; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
