"""Answer a benchmark task with the product's public interface; labels in the input are never looked at.

    python bench/predict.py TASK INPUT OUTPUT [--model-url URL [--spend low|normal|all]]

TASK is one of news, news-links, news-checks, news-model, news-two, quantities, dates, quotes, projects, projects-body,
projects-model, projects-two; those in -model and -two ask a language model at URL: it alone after the referee, and both
readers.  INPUT and OUTPUT have the shapes that the task's scorer takes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from khorgos.annotate import annotate, period
from khorgos.annotate.quantity import ones
from khorgos.documents import Document, from_text
from khorgos.pipeline import Reading, read
from khorgos.values import Context


def news(source: Path) -> str:
    """Claims of every report of a folder."""
    return _jsonl([{"id": name, "claims": reading.rows()} for name, reading in _readings(source)])


def _readings(source: Path) -> Iterator[tuple[str, Reading]]:
    for name, document in _documents(source):
        yield name, read(document)


def _documents(source: Path) -> Iterator[tuple[str, Document]]:
    for path in sorted(source.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(report, dict) or "text" not in report:
            continue
        published = report.get("published")
        context = Context(
            published=dt.date.fromisoformat(published) if published else None, language=report.get("language")
        )
        yield report["id"], from_text(report["text"], context)


def news_links(source: Path) -> str:
    """Claims of several reports that speak of the same thing, pair by pair, as `news` numbers them."""
    from khorgos.pipeline import reconcile

    readings = dict(_readings(source))
    place = {
        claim.id: {"id": name, "index": index}
        for name, reading in readings.items()
        for index, claim in enumerate(reading.claims)
    }
    lines: list[dict[str, Any]] = []
    facts = {fact.id: fact for fact in reconcile(readings.values())}
    for fact in facts.values():
        told = [(link.left, link.right, link.relation.value) for link in fact.links]
        rest = "superseded" if fact.has_history else "agree"
        told += [(one, other, rest) for one, other in combinations(fact.claims, 2)]
        # What stands beside a fact stands so beside all its claims.
        told += [(one, each, how) for other, how in fact.beside for one in fact.claims for each in facts[other].claims]
        lines += [{"claims": [place[left], place[right]], "relation": _SHAPE.get(r, r)} for left, right, r in told]
    return _jsonl(lines)


def news_checks(source: Path) -> str:
    """What the checks find in every report and across them, the claims as `news` numbers them."""
    from checks import rows
    from khorgos.pipeline import check

    readings = dict(_readings(source))
    place = {
        claim.id: {"id": name, "index": index}
        for name, reading in readings.items()
        for index, claim in enumerate(reading.claims)
    }
    return _jsonl(rows(check(readings.values()), place))


# That set knows no close values, no histories and no drift.
_SHAPE = {"close": "agree", "drift": "differs-by-period", "superseded": "differs-by-period"}


def quantities(source: Path) -> str:
    """Quantities of every sentence of a list."""
    answers: dict[str, list[dict[str, Any]]] = {}
    for item in json.loads(source.read_text(encoding="utf-8")):
        view = annotate(from_text(item["text"], Context(language="en")))
        answers[item["id"]] = _quantities(view) + [_quantity(mention, view.text) for mention in ones(view)]
    return json.dumps(answers, ensure_ascii=False)


def dates(source: Path) -> str:
    """Time expressions of every text."""
    lines = []
    for item in _items(source):
        context = Context(published=dt.date.fromisoformat(item["dct"][:10]), language="en")
        view = annotate(from_text(item["text"], context))
        found = [{"start": m.start, "end": m.end, "type": m.timex, "value": m.value} for m in period.timexes(view)]
        lines.append({"doc_id": item["doc_id"], "timexes": found})
    return _jsonl(lines)


def quotes(source: Path) -> str:
    """Reported speech of every text."""
    from khorgos.extract.statement import speeches

    lines = []
    for item in _items(source):
        published = dt.date.fromisoformat(item["date"][:10]) if item.get("date") else None
        view = annotate(from_text(item["text"], Context(published=published, language="en")))
        found = [
            {
                "content": [list(piece) for piece in speech.pieces],
                "source": [[speech.source_start, speech.source_end]] if speech.source_end > 0 else [],
            }
            for speech in speeches(view)
        ]
        lines.append({"doc_id": item["doc_id"], "quotes": found})
    return _jsonl(lines)


def projects(source: Path) -> str:
    """A project record for every title, or title with description."""
    return _jsonl([{"id": item["id"], "pred": _record(item["text"], item["id"])} for item in _items(source)])


def projects_body(source: Path) -> str:
    """A project record for every description without its title; titles alone are left out."""
    return _jsonl([{"id": name, "pred": _record(body, name)} for name, body in _bodies(source)])


def _bodies(source: Path) -> Iterator[tuple[str, str]]:
    for item in _items(source):
        if "\n\n" in item["text"]:
            yield item["id"], item["text"].split("\n\n", 1)[1]


TASKS = {
    "news": news,
    "news-links": news_links,
    "news-checks": news_checks,
    "quantities": quantities,
    "dates": dates,
    "quotes": quotes,
    "projects": projects,
    "projects-body": projects_body,
}


def _record(text: str, name: str) -> dict[str, Any]:
    """The main record of a text under the benchmark's names.

    A task is named by a letter and the number of its record, which the archive's texts refer to ("captured via #123").
    """
    from khorgos.extract.record import records

    found = records(annotate(from_text(text, Context(language="en"))), name[1:])
    return _benchmark_row(found[0].values()) if found else {}


def _benchmark_row(values: dict[str, Any]) -> dict[str, Any]:
    row = {ours: values[theirs] for ours, theirs in RECORD_FIELDS.items() if theirs in values}
    for name in ("funding_agencies", "receiving_agencies", "implementing_agencies"):
        if name in row:
            row[name] = [_STATES.get(agency["name"], _printed(agency)) for agency in row[name]]
    if "recipient_iso3" in row:
        row["recipient_iso3"] = row["recipient_iso3"][0]
    if "commitment_date" in row:
        row["commitment_year"] = int(row["commitment_date"][:4])
    return row


def _printed(agency: dict[str, Any]) -> str:
    return f"{agency['name']} ({agency['short']})" if agency.get("short") else str(agency["name"])


# The reference takes funders from AidData's titles, which name the government where its ministry of commerce gives.
_STATES = dict.fromkeys(
    ("China's Ministry of Commerce", "China’s Ministry of Commerce", "Chinese Ministry of Commerce"),
    "Chinese Government",
)
# A record's fields by the names that the set of projects has for them.
RECORD_FIELDS = {
    "amount": "amount",
    "currency": "currency",
    "flow_type": "flow_type",
    "sector_code": "sector",
    "status": "status",
    "commitment_date": "commitment",
    "implementation_start": "start",
    "completion": "end",
    "interest_rate": "rate",
    "maturity_years": "maturity",
    "grace_years": "grace",
    "recipient_iso3": "recipients",
    "funding_agencies": "financiers",
    "receiving_agencies": "receivers",
    "implementing_agencies": "implementers",
}


def _quantities(view: Any) -> list[dict[str, Any]]:
    """The mentions in the shape of that benchmark: "from 2 to 3" is one range, folds by a verb and ranks are none."""
    rows: list[dict[str, Any]] = []
    last = None
    for mention in view.quantities:
        if mention.rule == "fold" or mention.quantity.unit.code == "rank":
            continue
        row = _quantity(mention, view.text)
        gap = view.text[last.end : mention.start].strip() if last is not None else ""
        if last is not None and gap == "to" and _from(view.low, last.start):
            earlier, later = rows[-1]["value"], row["value"]
            if not isinstance(earlier, list):
                rows[-1]["value"] = [earlier, later[-1] if isinstance(later, list) else later]
                rows[-1]["unit"] = row["unit"]
            else:
                rows.append(row)
        else:
            rows.append(row)
        last = mention
    return rows


def _from(low: str, at: int) -> bool:
    return low[max(0, at - 5) : at] == "from "


def _quantity(mention: Any, text: str) -> dict[str, Any]:
    """Value, unit and bound; a change is given by its size and which way it goes, a part of a whole as a fraction."""
    quantity = mention.quantity
    low, high = float(quantity.low), float(quantity.high)
    bound = quantity.bound.value
    if mention.direction:
        low, high = sorted((abs(low), abs(high)))
        bound = ("up" if mention.direction > 0 else "down") if bound in ("=", "~") else bound
    unit = _UNIT_NAMES.get(quantity.unit.code, quantity.unit.code)
    if mention.rule in ("part", "share") and unit == "percent":
        low = high = min((n / d for d in range(2, 11) for n in range(1, d)), key=lambda part: abs(part - low / 100))
    if mention.rule == "age":
        unit = "year of age"
    if quantity.unit.is_money and _SMALL.search(text[mention.start : mention.end]):
        low, high, unit = low * 100, high * 100, "cent"
    if unit == "count" and mention.noun:
        unit = mention.noun
    if unit in _SCALED and (printed := _PRINTED.search(text[mention.start : mention.end].lower())):
        low, high, unit = low / _SCALES[printed[1]], high / _SCALES[printed[1]], f"{printed[1]}tonne"
    rate = _RATE.match(text, mention.end)
    if rate and (unit != "percent" or rate[1] == "annum"):
        unit += f" per {rate[1].lower()}".replace("annum", "year")
    if mention.rule == "many":
        return {"value": [low / 2, low * 5] if low > 24 else low / 2, "unit": unit, "bound": "="}
    return {"value": [low, high] if quantity.is_range else low, "unit": unit, "bound": bound}


_UNIT_NAMES = {"in": "inch", "bbl/d": "barrel per day", "mi": "mile", "yd": "yard"}
# Tonnes with a prefix stay as they are printed.
_SCALED = ("t",)
_SCALES = {"kilo": 1e3, "mega": 1e6, "giga": 1e9}
_PRINTED = re.compile(r"\b(kilo|mega|giga)ton(?:ne)?s?$")
_SMALL = re.compile(r"^\W*[\d.,]+ ?-?(?:cents?|pence|penny|p)\b")
_RATE = re.compile(
    r"(?: \([^()]{2,24}\))? ?-?(?:per|an?|/)[ -]?(share|barrel|year|annum|month|week|day|gram|mmbtu|ounce|tonne|kilo|"
    r"minute|hour|second|quarter|gallon|litre|liter|mile|kilometre|kilometer|metre|meter|hectare|acre|ton|kilogram|pound|bushel)\b"
    r"(?! (?:earlier|ago|before|later))",
    re.IGNORECASE,
)


def _items(source: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]


def _jsonl(lines: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _with_model(source: Path, url: str, reader: str, spend: str) -> str:
    """Claims of every report with a language model as the second reader (or the only one), after the referee."""
    from khorgos.models import ModelReader, Settings

    second = ModelReader(Settings(url))
    lines = []
    for name, document in _documents(source):
        reading = read(document, second, reader=reader, spend=spend)
        for span, why in reading.sent.missing if reading.sent else ():
            print(f"{name}: characters {span.start}-{span.end} not read: {why}", file=sys.stderr)
        lines.append({"id": name, "claims": reading.rows()})
    second.close()
    return _jsonl(lines)


def _records_with_model(source: Path, url: str, reader: str, spend: str) -> str:  # noqa: ARG001 - a text goes whole
    """The main record of every description without its title, read with a language model, after the referee."""
    from khorgos.extract.record import records
    from khorgos.models import ModelReader, Settings
    from khorgos.referee.record import read_records_twice

    second = ModelReader(Settings(url))
    lines = []
    for name, body in _bodies(source):
        view = annotate(from_text(body, Context(language="en")))
        twice = read_records_twice(view, records(view), second, reader=reader)
        for span, why in twice.sent.missing:
            print(f"{name}: characters {span.start}-{span.end} not read: {why}", file=sys.stderr)
        lines.append({"id": name, "pred": _benchmark_row(twice.records[0].values()) if twice.records else {}})
    second.close()
    return _jsonl(lines)


WITH_MODEL = {
    "news-model": (_with_model, "model"),
    "news-two": (_with_model, "both"),
    "projects-model": (_records_with_model, "model"),
    "projects-two": (_records_with_model, "both"),
}


def main() -> None:
    """Run one task."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=sorted({*TASKS, *WITH_MODEL}))
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--model-url", help="an OpenAI-compatible endpoint, for the tasks with a model")
    parser.add_argument("--spend", default="all", help="how much of the text the model gets: low, normal or all")
    given = parser.parse_args()
    if given.task in WITH_MODEL:
        if not given.model_url:
            parser.error(f"{given.task} needs --model-url")
        task, reader = WITH_MODEL[given.task]
        answer = task(given.input, given.model_url, reader, given.spend)
    else:
        answer = TASKS[given.task](given.input)
    given.output.write_text(answer, encoding="utf-8")


if __name__ == "__main__":
    main()
