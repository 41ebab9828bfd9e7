"""The golden corpus holds its floors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

GATE = Path(__file__).parents[2] / "corpus" / "gate.py"


def test_floors_hold() -> None:
    """Precision and recall of every kind and language reach their floors."""
    done = subprocess.run([sys.executable, str(GATE)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
