"""The page of checks names every check that there is."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_check_is_documented() -> None:
    """Each code that a finding can have stands in the table of docs/checks.md, and no other."""
    sources = "\n".join(path.read_text() for path in (ROOT / "src/khorgos/check").glob("*.py"))
    made = set(re.findall(r"\bFinding\(\s*\"([a-z-]+)\"", sources))
    told = set(re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs/checks.md").read_text(), re.MULTILINE))

    assert made == told
