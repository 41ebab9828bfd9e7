"""The JSON Schema of claims: generated from the classes, published, and true of what is read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import khorgos

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "docs" / "claims.schema.json"
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in {".txt", ".html"})


def test_published_schema_is_as_generated() -> None:
    """The schema in docs is what `khorgos schema` prints; mend with: khorgos schema > docs/claims.schema.json."""
    printed = subprocess.run(
        [sys.executable, "-m", "khorgos", "schema"], capture_output=True, text=True, check=True
    ).stdout

    assert json.loads(printed) == json.loads(PUBLISHED.read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_claims_fit_the_schema(example: Path) -> None:
    """Every claim of every example report is valid by the schema."""
    validator = jsonschema.Draft202012Validator(json.loads(PUBLISHED.read_text(encoding="utf-8")))
    for row in khorgos.read(example).rows():
        validator.validate(json.loads(json.dumps(row)))


def test_schema_refuses_what_is_no_claim() -> None:
    """An unknown kind, and a figure without a value, are not valid."""
    validator = jsonschema.Draft202012Validator(json.loads(PUBLISHED.read_text(encoding="utf-8")))
    row = khorgos.read(ROOT / "examples" / "02-trade-january-february.txt").rows()[0]
    without = {name: value for name, value in row.items() if name != "value"}

    assert not validator.is_valid(row | {"kind": "rumour"})
    assert not validator.is_valid(without)
