"""Make the worked examples of the model reader from the golden corpus.

    python tools/prompt_examples.py [--check]

Short texts with their claims, some languages and kinds each, go to `src/khorgos/models/examples.json`, texts with their
project records to `record_examples.json`: the wheel has no corpus.  --check fails where a file is not what the corpus
gives.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
MODELS = ROOT / "src" / "khorgos" / "models"
# Of each language the texts that show most kinds, and one without any claim.
CHOSEN = {
    "en": ("interview-corridor", "summit-astana", "projects-list", "none-garden"),
    "ru": ("trade-ru", "none-weather-ru", "summit-astana"),
    "zh": ("trade-zh", "summit-astana"),
}
LONGEST = 2500
RECORDS = {
    "en": ("record-en-two", "none-garden"),
    "ru": ("record-ru-loan", "none-weather-ru"),
    "zh": ("record-zh-loan",),
}


def example(slug: str) -> dict[str, Any]:
    """A corpus text with its claims."""
    folder = ROOT / "corpus" / slug
    case = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    path = folder / case.get("document", "document.txt")
    claims = [{name: value for name, value in claim.items() if name != "optional"} for claim in case["claims"]]
    published = case.get("published") or "no date"
    return {"text": f"[{published}]\n{path.read_text(encoding='utf-8').strip()}", "claims": claims}


def made() -> str:
    """The file's content."""
    found = {language: [example(slug) for slug in slugs] for language, slugs in CHOSEN.items()}
    short = {name: [one for one in rows if len(one["text"]) <= LONGEST] for name, rows in found.items()}
    return json.dumps(short, ensure_ascii=False, indent=1) + "\n"


def record_example(slug: str) -> dict[str, Any]:
    """A corpus text with its project records; the words behind each field are those that the grammar read it from."""
    from khorgos.documents import from_text
    from khorgos.pipeline import read
    from khorgos.values import Context

    folder = ROOT / "corpus" / slug
    case = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    text = (folder / case.get("document", "document.txt")).read_text(encoding="utf-8").strip()
    published = case.get("published")
    context = Context(published=dt.date.fromisoformat(published) if published else None, language=case["language"])
    made = read(from_text(text, context)).records
    records = [borne(expected, made) for expected in case.get("records", ())]
    return {"text": f"[{published or 'no date'}]\n{text}", "records": records}


def borne(expected: dict[str, Any], made: Sequence[Any]) -> dict[str, Any]:
    """An expected record with the words behind its fields, as far as the grammar reads them."""
    rows = [(record, plain(record.values())) for record in made]
    record, row = max(rows, key=lambda pair: sum(pair[1].get(k) == v for k, v in expected.items()))
    words = {p.ground.field: p.ground.text for p in record.passages}
    words |= {"amount": words["money"], "currency": words["money"]} if "money" in words else {}
    told = {field: value for field, value in expected.items() if row.get(field) == value and field in words}
    return told | {"evidence": {field: words[field] for field in told}}


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A record's values with bodies by their names."""
    bodies = {name for name, value in row.items() if isinstance(value, list) and value and isinstance(value[0], dict)}
    return {name: [body["name"] for body in value] if name in bodies else value for name, value in row.items()}


def made_records() -> str:
    """The content of the file of records."""
    found = {language: [record_example(slug) for slug in slugs] for language, slugs in RECORDS.items()}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the files, or check them."""
    files = {MODELS / "examples.json": made(), MODELS / "record_examples.json": made_records()}
    if "--check" in sys.argv[1:]:
        return 0 if all(path.read_text(encoding="utf-8") == text for path, text in files.items()) else 1
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
