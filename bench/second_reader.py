"""Two readers and the referee, measured with recorded readings behind a real endpoint that misbehaves on request.

    python bench/second_reader.py ../shared/bench [--picture docs/cascade.svg] [--json FILE]

The endpoint is the set's own `replay.py`; every figure is of the reports that have a recorded reading.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from calibrate import recorded, right, scene_for, scorer
from khorgos.documents import Document
from khorgos.extract.scene import Scene
from khorgos.models import Limits, ModelReader, Settings
from khorgos.pipeline import Reading, read
from khorgos.referee import Referee
from khorgos.referee.reread import RefereeReread
from khorgos.referee.standing import CORE

LANGUAGES = ("en", "ru", "zh")
Row = tuple[str, str, str]


@dataclass
class Set:
    """The reports with a recorded reading, as documents, with the scorer."""

    bench: Path
    score: Any
    gold: dict[str, Any]
    rows: dict[str, list[Any]]
    documents: dict[str, Document] = field(default_factory=dict)

    @staticmethod
    def of(bench: Path) -> Set:
        """The set in a folder."""
        score, rows = scorer(bench), recorded(bench)
        gold = {name: r for name, r in score.load_gold(str(bench / "news")).items() if name in rows}
        documents = {name: scene_for(report).view.document for name, report in gold.items()}
        return Set(bench, score, gold, rows, documents)

    def f1(self, claims: dict[str, list[Any]], language: str | None = None) -> float:
        """Strict F1."""
        return float(self.score.score(self.gold, claims, language)["all"]["strict"]["f1"])


@contextmanager
def replaying(bench: Path, log: Path | None = None, **misbehaviour: float) -> Iterator[str]:
    """The endpoint with recorded readings, on a free port; gives its base address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = bench / "second_reader"
    command = [sys.executable, str(folder / "replay.py"), str(folder / "news_dev.jsonl"), "--port", str(port)]
    command += [part for name, value in misbehaviour.items() for part in (f"--{name}", str(value))]
    command += ["--log", str(log)] if log else []
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}/v1"
        for _ in range(100):
            try:
                urlopen(f"{url}/models", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait()


def readings(the: Set, url: str, reader: str = "both", spend: str = "all") -> dict[str, Reading]:
    """Every report read with the endpoint."""
    model = ModelReader(Settings(url, limits=Limits(retries=8)))
    found = {name: read(document, model, reader=reader, spend=spend) for name, document in the.documents.items()}
    model.close()
    return found


def rows_of(found: dict[str, Reading]) -> dict[str, list[Any]]:
    """The claims as rows by report."""
    return {name: reading.rows() for name, reading in found.items()}


def plain_rows(the: Set, scratch: Path) -> tuple[list[Row], dict[str, Reading]]:
    """Strict F1 of the recorded reading, of the model after the referee, of both; what both agree on."""
    log = scratch / "plain.jsonl"
    with replaying(the.bench, log) as url:
        alone, both = readings(the, url, "model"), readings(the, url)
    found: list[Row] = []
    for language in LANGUAGES:
        was = the.f1(the.rows, language)
        shown = f"{the.f1(rows_of(alone), language):.3f}"
        found.append((f"model after the referee, {language}: strict F1", shown, f"{was:.3f} (recorded reading)"))
        shown = f"{the.f1(rows_of(both), language):.3f}"
        found.append((f"both readers, {language}: strict F1", shown, f"{the.f1(rows_of(alone), language):.3f} (model)"))
    return [*found, refused_row(the), *agreed_rows(the, both)], both


def refused_row(the: Set) -> Row:
    """Right rows that the referee rejects."""
    wrong = whole = 0
    for name, scene in _scenes(the):
        gold, rows = the.gold[name]["claims"], the.rows[name]
        referee = Referee(scene)
        for i, j in the.score.match(gold, rows, the.gold[name]["text"]).items():
            if not gold[i].get("optional") and right(the.score, gold[i], rows[j]):
                whole += 1
                wrong += not referee.judge([rows[j]]).claims
    return ("right claims rejected by the referee", f"{wrong} of {whole} ({wrong / whole:.1%})", "<= 1.5 %")


def _scenes(the: Set) -> Iterator[tuple[str, Scene]]:
    for name, report in the.gold.items():
        scene = scene_for(report)
        scene.reread = RefereeReread(scene.view.pack.code)
        yield name, scene


def agreed_rows(the: Set, both: dict[str, Reading]) -> list[Row]:
    """Precision of the claims that both read and on whose core fields they agree, and their share."""
    good = agreed = shared = shared_good = whole = 0
    for name, reading in both.items():
        gold = the.gold[name]["claims"]
        rows = reading.rows()
        back = {j: i for i, j in the.score.match(gold, rows, the.gold[name]["text"]).items()}
        for j, claim in enumerate(reading.claims):
            truth = gold[back[j]] if j in back else None
            if truth is not None and truth.get("optional"):
                continue
            whole += 1
            if len(claim.readers) == 1:
                continue
            fine = truth is not None and right(the.score, truth, rows[j])
            shared, shared_good = shared + 1, shared_good + fine
            if not any(a.field in CORE[claim.kind] for a in claim.alternatives):
                agreed, good = agreed + 1, good + fine
    return [
        ("both read it and agree: precision", f"{good / agreed:.3f} ({agreed / whole:.0%} of all claims)", ">= 0.985"),
        ("both read it: precision", f"{shared_good / shared:.3f} ({shared / whole:.0%} of all claims)", "-"),
    ]


def cascade_rows(the: Set, scratch: Path, both: dict[str, Reading]) -> tuple[list[Row], list[tuple[float, float]]]:
    """Strict F1 against the share of the characters that was sent."""
    whole = sum(len(document.text) for document in the.documents.values())
    best = the.f1(rows_of(both))
    grammar = {name: read(document).rows() for name, document in the.documents.items()}
    curve = [(0.0, the.f1(grammar))]
    found: list[Row] = []
    for spend in ("low", "normal"):
        log = scratch / f"{spend}.jsonl"
        with replaying(the.bench, log) as url:
            part = readings(the, url, spend=spend)
        sent = sum(json.loads(line)["chars"] for line in log.read_text(encoding="utf-8").splitlines())
        share, value = sent / whole, the.f1(rows_of(part))
        curve.append((share, value))
        shown = f"{value:.3f} = {value / best:.1%} of both, {share:.1%} of the characters"
        found.append((f"cascade, {spend}: strict F1", shown, ">= 97 % with <= 45 %" if spend == "normal" else "-"))
    return found, [*curve, (1.0, best)]


def misbehaving_rows(the: Set, scratch: Path, both: dict[str, Reading]) -> list[Row]:
    """What is kept of an endpoint that alters, invents, shortens, fails and cuts."""
    found = []
    for how in ("alter", "invent", "paraphrase"):
        log = scratch / f"{how}.jsonl"
        with replaying(the.bench, log, **{how: 0.5}) as url:
            kept = readings(the, url, "model")
        bent = [c for line in log.read_text(encoding="utf-8").splitlines() for c in json.loads(line)["claims"]]
        bent = [claim for claim in bent if claim["done"] == how]
        found.append(_bent_row(how, bent, kept))
    with replaying(the.bench, fail=0.2, truncate=0.2, delay=0.02) as url:
        shaken = readings(the, url)
    same = sum(
        {claim.id for claim in shaken[name].claims} == {claim.id for claim in both[name].claims} for name in both
    )
    told = sum(bool(reading.sent and reading.sent.missing) for reading in shaken.values())
    shown = f"{same} of {len(both)} reports the same claims, {told} with what is missing listed"
    return [*found, ("20 % failures, 20 % cut, delays", shown, "all the same, or listed")]


def _bent_row(how: str, bent: list[Any], kept: dict[str, Reading]) -> Row:
    claims = [claim for reading in kept.values() for claim in reading.claims]
    if how == "alter":
        number = {(c.evidence.text, str(c.as_dict().get("value", c.as_dict().get("amount")))) for c in claims}
        held = sum((c["evidence"], str(c.get("value", c.get("amount")))) in number for c in bent)
        return ("altered digits kept, at 50 %", f"{held} of {len(bent)}", "0")
    repaired = [claim for claim in claims if claim.rule.endswith(("shortened", "extended", "typography"))]
    false = sum(claim.evidence.text not in _text(kept, claim) for claim in claims)
    marked = f"{false} of {len(bent)} with words that do not stand; {len(repaired)} with the true passage, marked"
    return (f"{'invented' if how == 'invent' else 'shortened'} evidence kept, at 50 %", marked, "0 false")


def _text(kept: dict[str, Reading], claim: Any) -> str:
    return next(r.document.text for r in kept.values() if r.document.id == claim.evidence.document)


def altered_rows(the: Set) -> list[Row]:
    """Kept rows, altered in digit, unit, scale and period and judged again."""
    chance, counts = random.Random(5), Counter[tuple[str, bool]]()
    for name, scene in _scenes(the):
        referee = Referee(scene)
        for row in the.rows[name]:
            if referee.judge([row]).claims:
                for how, bent in alterations(chance, row):
                    counts[how, bool(referee.judge([bent]).claims)] += 1
    hows = dict.fromkeys(how for how, _ in counts)
    return [
        (f"altered {how} kept by the referee", f"{counts[how, True]} of {counts[how, True] + counts[how, False]}", "0")
        for how in hows
    ]


_OTHER = {"USD": "EUR", "EUR": "USD", "CNY": "USD", "percent": "pp", "t": "kg", "km": "mi", "count": "USD"}


def alterations(chance: random.Random, row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The row with a digit, unit, scale, a digit of the period, and its year one up or down."""
    name = next((name for name in ("value", "amount") if isinstance(row.get(name), int | float)), None)
    if name:
        unit = "unit" if name == "value" else "currency"
        yield "digit", row | {name: _other_digit(chance, row[name])}
        yield "unit", row | {unit: _OTHER.get(str(row.get(unit)), "USD")}
        yield "scale", row | {name: row[name] * chance.choice([1000, 0.001])}
    for field_ in ("period", "date", "start", "end", "founded"):
        if row.get(field_):
            text = str(row[field_])
            at = chance.choice([at for at, letter in enumerate(text) if letter.isdigit()])
            digit = chance.choice([d for d in "0123456789" if d != text[at]])
            yield "digit of the period", copy.deepcopy(row) | {field_: text[:at] + digit + text[at + 1 :]}
            step = chance.choice([-1, 1])
            moved = re.sub(r"\d{4}", lambda year, step=step: str(int(year.group()) + step), text)  # type: ignore[misc]
            yield "year of the period by one", copy.deepcopy(row) | {field_: moved}


def _other_digit(chance: random.Random, number: float) -> float:
    text = repr(number)
    places = [at for at, letter in enumerate(text.split("e")[0]) if letter in "123456789"] or [0]
    at = chance.choice(places)
    return type(number)(text[:at] + chance.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :])


def picture(curve: list[tuple[float, float]], path: Path) -> None:
    """The cascade as a curve (altair; the bench extra)."""
    import altair as alt

    data = alt.Data(values=[{"sent": round(share, 4), "F1": value} for share, value in curve])
    base = alt.Chart(data, width=420, height=260, title="Strict F1 against the share of the text that a model gets")
    axes = {
        "x": alt.X("sent:Q", axis=alt.Axis(format="%"), title="share of the characters sent"),
        "y": alt.Y("F1:Q", scale=alt.Scale(zero=False), title="strict F1, both readers"),
    }
    label = base.mark_text(dy=-10).encode(**axes, text=alt.Text("F1:Q", format=".3f"))
    (base.mark_line(point=True).encode(**axes) + label).save(str(path))


def measure(bench: Path) -> tuple[list[Row], list[tuple[float, float]]]:
    """All rows, and the curve."""
    the = Set.of(bench)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        plain, both = plain_rows(the, scratch)
        cascade, curve = cascade_rows(the, scratch, both)
        return [*plain, *cascade, *altered_rows(the), *misbehaving_rows(the, scratch, both)], curve


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows, curve = measure(given.bench)
    for what, ours, baseline in rows:
        print(f"| {what} | {ours} | {baseline} |")
    if given.picture:
        picture(curve, given.picture)
    if given.json:
        given.json.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
