"""The wheel, built and run in a bare environment: it holds its data files and names its dependencies."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path, **more: str) -> str:
    """What a command prints, with no setting of Python's inherited."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | more
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_wheel_runs_bare(tmp_path: Path) -> None:
    """Built from the checkout and installed without extras, the wheel reads an example report."""
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "bare", with_pip=True)
    python = tmp_path / "bare" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=tmp_path)

    shown = run(
        tmp_path / "bare" / "bin" / "khorgos", "read", ROOT / "examples" / "02-trade-january-february.txt", cwd=tmp_path
    )

    assert "70.2 bn USD" in shown.replace("\N{NO-BREAK SPACE}", " ")
