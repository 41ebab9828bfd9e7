"""Read the golden corpus and hold precision and recall to their floors.

python corpus/gate.py                      # show what is reached, exit 1 under a floor
python corpus/gate.py --raise              # lift the floors to what is reached
python corpus/gate.py --lower "reason"     # set the floors to what is reached, even down; the reason is kept
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khorgos.documents import open_bytes
from khorgos.pipeline import Reading, read
from khorgos.values import Context

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
HIDDEN = {"sentence", "grounds", "document", "id", "readers", "rule", "span"}


@dataclass
class Count:
    """How many claims of a kind, or fields of records, were expected, made, and wholly right."""

    expected: int = 0
    made: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Right of those made; 1 where none was made."""
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        """Right of those expected; 1 where none was."""
        return self.right / self.expected if self.expected else 1.0


def cases() -> list[Path]:
    """The folders of the corpus, in order."""
    return sorted(path.parent for path in HERE.glob("*/claims.json"))


def measure(case: Path, errors: list[str]) -> tuple[str, dict[str, Count]]:
    """The language of a case and its counts by kind; what is missing or too much goes to `errors`."""
    expected = json.loads((case / "claims.json").read_text(encoding="utf-8"))
    source = case / expected["document"] if "document" in expected else next(case.glob("document.*"))
    published = expected.get("published")
    context = Context(published=dt.date.fromisoformat(published) if published else None)
    reading = read(open_bytes(source.read_bytes(), context, source.name))
    language = reading.document.language.value
    if language != expected["language"]:
        sys.exit(f"{case.name}: the language is read as {language}, expected {expected['language']}.")
    counts: dict[str, Count] = defaultdict(Count)
    if "records" in expected:
        _measure_records(case.name, expected["records"], reading, counts["record"], errors)
    if "claims" not in expected:
        return language, counts
    made = reading.rows()
    for row in made:
        counts[row["kind"]].made += 1
    for claim in expected["claims"]:
        if claim["evidence"] not in reading.document.text:
            sys.exit(f"{case.name}: the evidence is not in the text: {claim['evidence']!r}.")
        counts[claim["kind"]].expected += 1
        match = next((row for row in made if same(claim, row)), None)
        if match is not None:
            made.remove(match)
            counts[claim["kind"]].right += 1
        else:
            errors.append(f"{case.name}: missing {json.dumps(claim, ensure_ascii=False)}")
    extra = ({k: v for k, v in row.items() if k not in HIDDEN} for row in made)
    errors += [f"{case.name}: too much {json.dumps(row, ensure_ascii=False)}" for row in extra]
    return language, counts


def _measure_records(
    name: str, expected: list[dict[str, Any]], reading: Reading, count: Count, errors: list[str]
) -> None:
    """Compare project records field by field; each expected one with the record that has most of its fields."""
    made = [_plain(record.values()) for record in reading.records]
    for record in expected:
        count.expected += len(record)
        best = max(made, key=lambda row: _common(record, row), default=None)
        if best is not None:
            made.remove(best)
            count.made += sum(field in best for field in record)
            count.right += _common(record, best)
        if best is None or _common(record, best) < len(record):
            errors.append(f"{name}: record {json.dumps(record, ensure_ascii=False)} read as {best}")
    # A record that is none counts as one field too much for each that it gives of those compared.
    count.made += sum(len(row.keys() & {field for record in expected for field in record}) for row in made)


def _common(expected: dict[str, Any], row: dict[str, Any]) -> int:
    return sum(_norm(value) == _norm(row.get(field)) for field, value in expected.items())


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """A record's values with agencies by their names."""
    agencies = ("financiers", "cofinanciers", "receivers", "implementers")
    return values | {field: [each["name"] for each in values[field]] for field in agencies if field in values}


def same(expected: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether a claim has every field that is expected of it, at an overlapping place."""
    fields = [name for name in expected if name not in ("evidence", "attribution")]
    if any(_norm(expected[name]) != _norm(row.get(name)) for name in fields):
        return False
    attribution = expected.get("attribution", {})
    if any(row["attribution"].get(name) != value for name, value in attribution.items()):
        return False
    return expected["evidence"] in row["sentence"] or row["evidence"] in expected["evidence"]


def _norm(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def totals(errors: list[str]) -> dict[str, dict[str, float]]:
    """Precision and recall per language and kind, rounded down to hundredths."""
    sums: dict[str, Count] = defaultdict(Count)
    for case in cases():
        language, counts = measure(case, errors)
        for kind, count in counts.items():
            total = sums[f"{language}/{kind}"]
            total.expected += count.expected
            total.made += count.made
            total.right += count.right
    return {
        key: {"precision": int(count.precision * 100) / 100, "recall": int(count.recall * 100) / 100}
        for key, count in sorted(sums.items())
    }


def corpus_hash() -> str:
    """A hash of every text and expectation, so that a floor is known to belong to this corpus."""
    digest = hashlib.sha256()
    for case in cases():
        for path in sorted(case.iterdir()):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def shortfalls(reached: dict[str, dict[str, float]], floors: dict[str, Any]) -> list[str]:
    """What lies under its floor, in words."""
    return [
        f"{key} {name}: {reached.get(key, {}).get(name, 0.0):.2f} is under its floor of {floor:.2f}"
        for key, wanted in floors["floors"].items()
        for name, floor in wanted.items()
        if reached.get(key, {}).get(name, 0.0) < floor
    ]


def main() -> int:
    """Measure, compare, and set floors where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--lower", metavar="REASON")
    given = parser.parse_args()
    errors: list[str] = []
    reached = totals(errors)
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"floors": {}, "lowered": []}
    for key, values in reached.items():
        print(f"{key:16} precision {values['precision']:.2f}  recall {values['recall']:.2f}")
    if given.errors:
        print("\n".join(errors))
    if given.lower:
        floors["lowered"].append({"reason": given.lower, "from": floors["floors"]})
        floors["floors"] = reached
    elif given.lift:
        for key, values in reached.items():
            old = floors["floors"].get(key, {})
            floors["floors"][key] = {name: max(value, old.get(name, 0.0)) for name, value in values.items()}
    if given.lift or given.lower:
        floors["corpus"] = corpus_hash()
        FLOORS.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    wrong = shortfalls(reached, floors)
    if floors.get("corpus") != corpus_hash():
        wrong.append("the corpus changed since its floors were set: run gate.py --raise")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
