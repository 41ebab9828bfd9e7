"""Project records with two readers and the referee, measured with recorded readings behind an endpoint.

    python bench/second_records.py ../shared/bench [--json FILE]

The endpoint is `record_replay.py` beside this file; every figure is of the narratives, without their titles, that have
a recorded reading.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import record_replay
from khorgos.annotate import annotate
from khorgos.annotate.annotated import Annotated
from khorgos.documents import from_text
from khorgos.extract.record import records
from khorgos.models import Limits, ModelReader, Settings
from khorgos.referee.record import RecordReferee, RecordsTwice, read_records_twice
from khorgos.values import Context
from predict import _benchmark_row

Row = tuple[str, str, str]
SEEDS = 3


@dataclass
class Set:
    """The narratives with a recorded reading: gold, bodies, readings, and the scorer."""

    recorded: Path
    score: Any
    gold: dict[str, dict[str, Any]]
    views: dict[str, Annotated]
    readings: dict[str, dict[str, Any]]

    @staticmethod
    def of(bench: Path) -> Set:
        """The set in a folder."""
        spec = importlib.util.spec_from_file_location("project_scorer", bench / "projects" / "score.py")
        assert spec is not None
        assert spec.loader is not None
        score = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(score)
        path = bench / "second_reader" / "projects_dev.jsonl"
        readings = {row["id"]: row for row in score.load(path)}
        gold = {row["id"]: row for row in score.load(bench / "projects" / "dev.jsonl") if row["id"] in readings}
        views = {name: annotate(from_text(body(row), Context(language="en"))) for name, row in gold.items()}
        return Set(path, score, gold, views, readings)

    def f1(self, answers: dict[str, dict[str, Any]]) -> dict[str, float]:
        """F1 by field."""
        found = self.score.evaluate(list(self.gold.values()), answers)
        return {name: values["f1"] for name, values in found["fields"].items()}


def body(row: dict[str, Any]) -> str:
    """The description without its title."""
    return str(row["text"].split("\n\n", 1)[1])


@contextmanager
def replaying(recorded: Path, *more: str) -> Iterator[str]:
    """The endpoint on a free port; gives its base address."""
    server = record_replay.serve(record_replay.arguments([str(recorded), "--port", "0", *more]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def twice(the: Set, url: str, reader: str = "both") -> dict[str, RecordsTwice]:
    """Every narrative read with the endpoint."""
    model = ModelReader(Settings(url, limits=Limits(retries=8)))
    found = {name: read_records_twice(view, records(view), model, reader=reader) for name, view in the.views.items()}
    model.close()
    return found


def answers(found: dict[str, RecordsTwice]) -> dict[str, dict[str, Any]]:
    """The main record of each under the benchmark's names."""
    return {name: _benchmark_row(each.records[0].values()) if each.records else {} for name, each in found.items()}


def field_rows(the: Set) -> tuple[list[Row], dict[str, RecordsTwice], dict[str, RecordsTwice]]:
    """F1 of every field: both readers, beside the recorded reading, the model after the referee and the grammar."""
    with replaying(the.recorded) as url:
        alone, both = twice(the, url, "model"), twice(the, url)
    grammar = {name: _benchmark_row(records(view)[0].values()) for name, view in the.views.items()}
    recorded = the.f1({name: row["pred"] for name, row in the.readings.items()})
    tables = (the.f1(answers(both)), recorded, the.f1(answers(alone)), the.f1(grammar))
    rows = []
    for name in tables[0]:
        two, raw, model, ours = (f"{table.get(name, 0.0):.3f}" for table in tables)
        beside = f"{raw} (recorded), {model} (model after the referee), {ours} (grammar)"
        rows.append((f"records, both readers, {name}: F1", two, beside))
    return rows, alone, both


def altered_rows(the: Set) -> list[Row]:
    """Fields that the referee keeps, altered and judged again."""
    counts = Counter[tuple[str, bool]]()
    for seed in range(SEEDS):
        chance = random.Random(seed)
        for name, view in the.views.items():
            referee = RecordReferee(view)
            row = record_replay.asked_shape(the.readings[name])
            kept = _values(referee, row)
            for how, field, value in record_replay.alterations(chance, row):
                if field in kept:
                    counts[how, field in _values(referee, row | {field: value})] += 1
    hows = dict.fromkeys(how for how, _ in counts)
    shown = {how: f"{counts[how, True]} of {counts[how, True] + counts[how, False]}" for how in hows}
    return [(f"records: altered {how} kept by the referee", told, "0") for how, told in shown.items()]


def _values(referee: RecordReferee, row: dict[str, Any]) -> dict[str, Any]:
    found = referee.judge([row]).records
    return found[0].values() if found else {}


def misbehaving_rows(the: Set, alone: dict[str, RecordsTwice], both: dict[str, RecordsTwice]) -> list[Row]:
    """What an endpoint does that alters fields, invents words, fails and cuts."""
    with replaying(the.recorded, "--alter", "0.5") as url:
        bent = twice(the, url, "model")
    right = sum(_within(bent[name], alone[name]) for name in the.views)
    with replaying(the.recorded, "--invent", "0.5") as url:
        invented = twice(the, url, "model")
    false = sum(p.ground.text not in the.views[n].document.text for n, t in invented.items() for p in _passages(t))
    with replaying(the.recorded, "--fail", "0.2", "--truncate", "0.2") as url:
        shaken = twice(the, url)
    told = sum(shaken[name].records == both[name].records or bool(shaken[name].sent.missing) for name in the.views)
    count = len(the.views)
    return [
        ("records: half of the fields altered, nothing altered kept", f"{right} of {count} texts", "all"),
        ("records: passages kept whose words do not stand", f"{false}", "0"),
        ("records: 20 % failures, 20 % cut: the same, or told", f"{told} of {count} texts", "all"),
    ]


def _within(bent: RecordsTwice, whole: RecordsTwice) -> bool:
    """Whether every number and date kept of altered answers is one that the unaltered ones give."""
    true = {name: value for record in whole.records for name, value in record.values().items()}
    kept = bent.records[0].values() if bent.records else {}
    return all(kept[name] == true.get(name) for name in _NUMBERS if name in kept)


_NUMBERS = ("amount", "currency", "rate", "maturity", "grace", "commitment", "start", "end")


def _passages(found: RecordsTwice) -> Iterator[Any]:
    return (passage for record in found.records for passage in record.passages)


def measure(bench: Path) -> list[Row]:
    """All rows."""
    the = Set.of(bench)
    rows, alone, both = field_rows(the)
    return [*rows, *altered_rows(the), *misbehaving_rows(the, alone, both)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = measure(given.bench)
    for what, ours, baseline in rows:
        print(f"| {what} | {ours} | {baseline} |")
    if given.json:
        given.json.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
