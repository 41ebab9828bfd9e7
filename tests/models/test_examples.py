"""The worked examples."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_examples_are_those_of_the_corpus() -> None:
    """The file in the package is what the corpus gives; mend with: python tools/prompt_examples.py."""
    command = [sys.executable, str(ROOT / "tools" / "prompt_examples.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0
