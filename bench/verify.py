"""Alter amounts of the development reports and count what is still accepted: here, LangExtract, instructor.

    python bench/verify.py ../shared/bench [--amounts 400] [--json FILE]

Each amount of the annotated claims whose own passage prints it is altered in a digit, the unit, the scale and the
period.  Here and for instructor the altered value comes with the true passage, as a model would give it; for
LangExtract, which has no values, the passage's own words are altered.  Accepted means: `khorgos verify` says that all
is borne; LangExtract's default aligner gives the extraction a place; instructor's CitationMixin keeps the quotation.
The two others are measured where they are installed (pip install langextract instructor).
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any

from calibrate import scene_for, scorer
from khorgos.documents import Document
from khorgos.errors import KhorgosError, PeriodFault
from khorgos.referee.passage import find
from khorgos.referee.row import row_of
from khorgos.referee.verifying import Extraction, Verifier
from khorgos.values import Bound, Period, Quantity, Unit
from khorgos.values.quantity import plain

HOWS = ("digit", "unit", "scale", "period")


@dataclass(frozen=True)
class Amount:
    """An amount of a report: its passage, its values, the words of the number in the passage."""

    document: Document
    passage: str
    printed: str
    quantity: Quantity
    bound: Bound | None
    period: Period | None


def amounts(bench: Path) -> tuple[list[Amount], dict[str, Verifier]]:
    """Every annotated amount that can be read from its own passage, shuffled, and the verifiers of the reports."""
    found: list[Amount] = []
    verifiers: dict[str, Verifier] = {}
    for report in scorer(bench).load_gold(str(bench / "news")).values():
        scene = scene_for(report)
        verifier = verifiers.setdefault(scene.view.document.id, Verifier(scene.view.document))
        for claim in report["claims"]:
            try:
                row = row_of(claim, report["language"])
            except KhorgosError:
                continue
            if row.quantity is not None:
                found += _amount(verifier, row)
    random.Random(11).shuffle(found)
    return found, verifiers


def _amount(verifier: Verifier, row: Any) -> list[Amount]:
    text = verifier.view.document.text
    for passage in find(text, row.evidence)[:1]:
        for mention in verifier.mentions:
            inside = passage.start <= mention.start and mention.end <= passage.end
            if inside and (mention.quantity.low, mention.quantity.unit) == (row.quantity.low, row.quantity.unit):
                printed = text[mention.start : mention.end]
                period = next(iter(row.periods.values()), None)
                quantity, quote = row.quantity, text[passage.start : passage.end]
                return [Amount(verifier.view.document, quote, printed, quantity, row.bound, period)]
    return []


def other_digit(chance: random.Random, text: str) -> str:
    """The text with one of its digits changed (not to a leading zero)."""
    places = [at for at, letter in enumerate(text) if letter.isdigit() and letter != "0"] or [
        at for at, letter in enumerate(text) if letter.isdigit()
    ]
    at = chance.choice(places)
    return text[:at] + chance.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :]


_OTHER_UNIT = {"USD": "EUR", "EUR": "USD", "CNY": "USD", "percent": "pp", "t": "kg", "km": "mi", "count": "USD"}
_UNIT_WORDS = (
    ("$", "€"), ("dollars", "euros"), ("USD", "EUR"), ("percent", "points"), ("per cent", "points"), ("%", "‰"),
    ("yuan", "yen"), ("euros", "dollars"), ("€", "$"), ("tons", "pounds"), ("tonnes", "pounds"), ("km", "miles"),
    ("долл", "евро"), ("美元", "欧元"), ("元", "美元"), ("процент", "пункт"), ("吨", "斤"),
)  # fmt: skip
_SCALE_WORDS = (
    ("billion", "million"), ("million", "billion"), ("bn", "m"), ("trillion", "billion"), ("thousand", "million"),
    ("млрд", "млн"), ("млн", "млрд"), ("亿", "万"), ("万", "亿"), ("миллиард", "миллион"), ("миллион", "миллиард"),
)  # fmt: skip


def altered(chance: random.Random, how: str, amount: Amount) -> tuple[Extraction, str | None] | None:
    """The altered extraction and the passage with its words altered; None where there is nothing of the sort."""
    quantity, period, words = amount.quantity, amount.period, None
    if how == "digit":
        number = other_digit(chance, plain(quantity.low))
        quantity = replace(quantity, low=_decimal(number), high=_decimal(number))
        if any(letter.isdigit() for letter in amount.printed):
            words = amount.passage.replace(amount.printed, other_digit(chance, amount.printed), 1)
    elif how == "unit":
        quantity = replace(quantity, unit=Unit.of(_OTHER_UNIT.get(quantity.unit.code, "USD")))
        words = _swapped(amount, _UNIT_WORDS)
    elif how == "scale":
        times = chance.choice(["1000", "0.001"])
        low = quantity.low * _decimal(times)
        quantity = replace(quantity, low=low, high=low)
        words = _swapped(amount, _SCALE_WORDS)
    else:
        if period is None:
            return None
        year = period.text[:4]
        other = year[:2] + other_digit(chance, year[2:])
        try:
            period = Period.parse(period.text.replace(year, other))
        except PeriodFault:
            return None  # an end before its beginning: no tool would be given that
        words = amount.passage.replace(year, other) if year in amount.passage else None
    return Extraction(amount.passage, None, quantity, True, amount.bound, period), words


def _decimal(text: str) -> Any:
    return Quantity.parse(f"{text} count").low


def _swapped(amount: Amount, words: tuple[tuple[str, str], ...]) -> str | None:
    for one, other in words:
        if one in amount.printed:
            return amount.passage.replace(amount.printed, amount.printed.replace(one, other, 1), 1)
    return None


def langextract_accepts() -> tuple[str, Callable[[str, str], bool]] | None:
    """LangExtract's default aligner: whether it gives an extraction a place in the text."""
    try:
        from langextract.core.data import Extraction as Extracted
        from langextract.resolver import Resolver
    except ImportError:
        return None

    def accepts(text: str, words: str) -> bool:
        found = Resolver().align([Extracted("amount", words)], text, token_offset=0)
        return any(one.char_interval is not None and one.char_interval.start_pos is not None for one in found)

    return metadata.version("langextract"), accepts


def instructor_accepts() -> tuple[str, Callable[[str, str], bool]] | None:
    """Instructor's CitationMixin: whether an object with a value keeps its quotation."""
    try:
        from instructor.dsl.citation import CitationMixin
        from pydantic import BaseModel
    except ImportError:
        return None

    class Amount_(CitationMixin, BaseModel):  # type: ignore[misc] # noqa: N801
        value: float

    def accepts(text: str, quote: str) -> bool:
        made = Amount_.model_validate({"value": 0.0, "substring_quotes": [quote]}, context={"context": text})
        return bool(made.substring_quotes)

    return metadata.version("instructor"), accepts


def _true(amount: Amount) -> Extraction:
    return Extraction(amount.passage, None, amount.quantity, True, amount.bound, amount.period)


def measure(bench: Path, wanted: int) -> dict[str, Any]:
    """How many altered amounts each tool accepts, by alteration, and how many unaltered ones are accepted here."""
    found, verifiers = amounts(bench)
    found = found[:wanted]
    true = [
        verifiers[a.document.id].verify(Extraction(a.passage, None, a.quantity, True, a.bound, a.period)) for a in found
    ]
    chance = random.Random(5)
    others = {"LangExtract": langextract_accepts(), "instructor": instructor_accepts()}
    report: dict[str, Any] = {
        "amounts": len(found),
        "unaltered, accepted here": sum(verified.good for verified in true),
        "versions": {name: tool[0] for name, tool in others.items() if tool},
    }
    for how in HOWS:
        counts: Counter[str] = Counter()
        for amount in found:
            made = altered(chance, how, amount)
            if made is None:
                continue
            extraction, words = made
            counts["altered"] += 1
            counts["altered in words"] += words is not None
            counts["here"] += verifiers[amount.document.id].verify(extraction).good
            for name, tool in others.items():
                quoted = words if name == "LangExtract" else amount.passage
                if tool and quoted is not None:
                    counts[name] += tool[1](amount.document.text, quoted)
        report[how] = dict(counts)
    return report


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--amounts", type=int, default=400)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    report = measure(given.bench, given.amounts)
    print(json.dumps(report, indent=1))
    if given.json:
        given.json.write_text(json.dumps(report), encoding="utf-8")


if __name__ == "__main__":
    main()
