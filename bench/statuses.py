"""The status of project records that press sentences tell: how many are read right.

    python bench/statuses.py [--errors]

`statuses.jsonl` beside this file has sentences written for it, each with the status that TUFF's two questions give (was
there a binding signature; did money or goods move); invented works and outlets, three languages.  The statuses were
written down before the reader first saw the sentences; its errors have been read since, so that this is a set to keep,
and no measure of sentences never seen.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from khorgos.documents import from_text
from khorgos.pipeline import read
from khorgos.values import Context

FILE = Path(__file__).with_name("statuses.jsonl")


def items() -> list[dict[str, Any]]:
    """The sentences with their statuses."""
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def answered(item: dict[str, Any]) -> str:
    """The status of the first record; "none" where no record is read."""
    context = Context(published=dt.date.fromisoformat(item["published"]), language=item["language"])
    records = read(from_text(item["text"], context)).records
    return (records[0].status or "none") if records else "none"


def measure() -> tuple[dict[str, tuple[int, int]], list[tuple[dict[str, Any], str]]]:
    """How many of how many are right, by language, and the others with what was read."""
    right, whole = Counter[str](), Counter[str]()
    wrong = []
    for item in items():
        told = answered(item)
        whole[item["language"]] += 1
        right[item["language"]] += told == item["status"]
        if told != item["status"]:
            wrong.append((item, told))
    return {language: (right[language], count) for language, count in whole.items()}, wrong


def main() -> None:
    """Measure and print."""
    counts, wrong = measure()
    for language, (right, whole) in counts.items():
        print(f"{language}: {right} of {whole}")
    if "--errors" in sys.argv[1:]:
        for item, told in wrong:
            print(f"{item['id']} {item['status']} read as {told}: {item['text']}")


if __name__ == "__main__":
    main()
