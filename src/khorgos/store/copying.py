"""Reports of a ledger as `copies` compares them: their own words, when they were printed, and the numbers they tell."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from khorgos.claims.printing import Printing
from khorgos.copies import Report, Wire
from khorgos.store.schema import CLAIMS, DOCUMENTS, READINGS, SEGMENTS

_READ = ("title", "body")
_DAY = len("2023-05-18")
_TEXT = select(DOCUMENTS.c.text).where(DOCUMENTS.c.id == bindparam("this"))
_PIECES = (
    select(SEGMENTS.c.start, SEGMENTS.c.end)
    .where(SEGMENTS.c.document == bindparam("this"), SEGMENTS.c.kind.in_(_READ))
    .order_by(SEGMENTS.c.position)
)


def reports(connection: Connection) -> list[Report]:
    """The reports that were read, with the agencies that their claims cite or that printed them."""
    named: dict[str, set[str]] = defaultdict(set)
    cited = select(CLAIMS.c.document, CLAIMS.c.agency).join(READINGS, READINGS.c.id == CLAIMS.c.reading)
    cited = cited.where(READINGS.c.superseded_by.is_(None), CLAIMS.c.agency.is_not(None)).distinct()
    for document, agency in connection.execute(cited):
        named[document].add(agency)
    query = select(DOCUMENTS.c.id, DOCUMENTS.c.published, DOCUMENTS.c.outlet).where(DOCUMENTS.c.state == "read")
    found = []
    for row in connection.execute(query):
        agencies = named[row.id] | ({row.outlet} if row.outlet else set())
        found.append(Report(row.id, row.published or "", frozenset(agencies)))
    return found


def body(connection: Connection, document: str) -> str:
    """What is read of a report: its title and body, without menus and captions."""
    text = connection.execute(_TEXT, {"this": document}).scalar() or ""
    pieces = [text[start:end] for start, end in connection.execute(_PIECES, {"this": document})]
    return "\n".join(pieces) if pieces else text


def wires(printings: Iterable[Printing], languages: dict[str, str]) -> list[Wire]:
    """The reports as their figures show them in any language: numbers with units, counts of a few left out."""
    numbers: dict[str, set[str]] = defaultdict(set)
    parties: dict[str, set[str]] = defaultdict(set)
    days: dict[str, dt.date | None] = {}
    for printing in printings:
        days[printing.document] = printing.source.published
        parties[printing.document] |= printing.all_sides
        number = printing.number.lstrip("~<>=")
        if printing.kind == "figure" and is_telling(number):
            numbers[printing.document].add(number)
    return [
        Wire(name, languages.get(name, ""), days[name], frozenset(found), frozenset(parties[name]))
        for name, found in numbers.items()
    ]


def is_telling(number: str) -> bool:
    """Whether a number with its unit tells one report from others: it has two digits or more that are not round."""
    return len(number.partition(" ")[0].rstrip("0").replace(".", "")) > 1
