"""Figures of the structure KHORGOS:FIGURES, as SDMX-CSV 2.0 or SDMX-ML 3.0, as claims.

Data of other structures are official series: `khorgos statistics`.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import BinaryIO

from khorgos.errors import InputFault, KhorgosError, ValueFault
from khorgos.publish.observations import FLOW, STRUCTURE, code
from khorgos.receive.item import Report, Told
from khorgos.records.intake import Fault
from khorgos.referee.told import fields_of
from khorgos.reference.tables import mapping
from khorgos.telling.forms import unguarded
from khorgos.values import Bound, Period, Quantity
from khorgos.values.codes import COUNTRIES
from khorgos.values.unit import UNITS

# Observations that make one report: a file of any length is read with little memory.
_TOGETHER = 200
_HALVES = {"S1": "H1", "S2": "H2"}
_LENGTH = re.compile(r"P(?P<count>\d+)(?P<of>[YMD])")
_OTHER = "sdmx data of another structure is an official series."
_NEEDED = ("INDICATOR", "MEASURE", "UNIT_MEASURE", "TIME_PERIOD", "OBS_VALUE")
Row = Mapping[str, str]


def is_csv(head: bytes) -> bool:
    """Whether a file begins as SDMX-CSV 2.0."""
    return head.removeprefix(b"\xef\xbb\xbf").startswith(b"STRUCTURE,STRUCTURE_ID,ACTION,")


def is_ml(head: bytes) -> bool:
    """Whether a file begins as SDMX-ML data by structure."""
    return b"StructureSpecificData" in head


def received(file: BinaryIO, name: str) -> Iterator[Report | list[Fault]]:
    """The figures of a file; raises InputFault for data of another structure."""
    head = file.peek(4096) if isinstance(file, io.BufferedReader) else b""
    rows = _ml(file, name) if is_ml(head) else _csv(file, name)
    numbered = enumerate(rows, 1)
    while some := list(islice(numbered, _TOGETHER)):
        told: list[Told] = []
        for number, row in some:
            try:
                told.append(_told(row))
            except KhorgosError as fault:
                yield [Fault(number, str(fault.place or "Obs"), str(fault.value or ""), fault.reason, fault.mend)]
        if told:
            yield Report.of({"title": f"SDMX {FLOW}, from observation {some[0][0]}", "language": "en"}, told)


def _csv(file: BinaryIO, name: str) -> Iterator[Row]:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        for row in csv.DictReader(text):
            if row.get("STRUCTURE_ID") != STRUCTURE:
                raise _foreign(name, row.get("STRUCTURE_ID"))
            yield {field: unguarded(cell) if field == "PASSAGE" else cell for field, cell in row.items() if cell}
    finally:
        text.detach()  # the file is the caller's to close


def _ml(file: BinaryIO, name: str) -> Iterator[Row]:
    from lxml import etree

    ours = False
    for _, element in etree.iterparse(file, resolve_entities=False, no_network=True):
        tag = etree.QName(element).localname
        if tag == "Structure" and element.text and element.text.strip():
            ours = element.text.strip().endswith(f"={STRUCTURE}")
        elif tag == "Obs":
            if not ours:
                raise _foreign(name, None)
            yield {str(field): str(text) for field, text in element.attrib.items()}
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _foreign(name: str, value: str | None) -> InputFault:
    return InputFault(_OTHER, place=name, value=value, mend=f"Here {STRUCTURE} is read; others: khorgos statistics.")


def _told(row: Row) -> Told:
    missing = [name for name in _NEEDED if not row.get(name)]
    if missing:
        raise ValueFault("the row lacks it.", place=missing[0])
    parties = [_party(row[name]) for name in ("REF_AREA", "COUNTERPART_AREA") if row.get(name, "_Z") != "_Z"]
    said = {
        "kind": "figure",
        "indicator": row["INDICATOR"].lower(),
        "measure": row["MEASURE"].lower(),
        "parties": parties,
        "period": str(period_of(row["TIME_PERIOD"], row.get("FREQ", "A"))),
        "status": _words(row, "STATUS", "_Z"),
        "detail": _words(row, "DETAIL", "_T"),
        "basis": row["BASIS"].lower() if row.get("BASIS", "_U") != "_U" else None,
    }
    quantity = Quantity.range(
        row["OBS_VALUE"], row.get("VALUE_HIGH") or row["OBS_VALUE"], _unit(row["UNIT_MEASURE"]), _bound(row)
    )
    return Told(row.get("PASSAGE", ""), fields_of(said, str(quantity)))


def _bound(row: Row) -> Bound:
    written = row.get("BOUND", "=")
    if written not in list(Bound):
        raise ValueFault("no such bound.", place="BOUND", value=written, mend=", ".join(Bound))
    return Bound(written)


def _words(row: Row, name: str, none: str) -> str | None:
    return row[name].lower().replace("_", " ") if row.get(name, none) != none else None


def _party(written: str) -> str:
    return written if written in COUNTRIES else _groups().get(written, written)


def _unit(written: str) -> str:
    return _units().get(written, written)


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    return {code(name): name for table in ("mechanisms.yaml", "groups.yaml") for name in mapping(table)}


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    return {code(unit): unit for unit in UNITS}


def period_of(written: str, frequency: str = "A") -> Period:
    """A period that SDMX writes: 2023, 2023-S1, 2023-Q1, 2015-01-01/P8Y; an annual one of a year is a fiscal year."""
    if "/" not in written:
        half = _HALVES.get(written[-2:])
        return Period.parse(written[:-2] + half if half else written)
    day, _, length = written.partition("/")
    first, found = Period.parse(day), _LENGTH.fullmatch(length)
    if first.first is None or found is None or not int(found["count"]):
        raise ValueFault("not a length of time.", place="TIME_PERIOD", value=written, mend="As 2015-01-01/P8Y.")
    count, of = int(found["count"]), found["of"]
    months = count * {"Y": 12, "M": 1, "D": 0}[of]
    if months == 12 and frequency == "A":
        return Period.fiscal(first.first.year, first.first.month)
    return Period.between(*_ends(first.first, count, months))


def _ends(day: dt.date, count: int, months: int) -> tuple[Period, Period]:
    """The first and the last part of a stretch, in years or months where it is whole ones, and several."""
    if months < 2 or day.day != 1:
        after = _later(day, months) if months else day + dt.timedelta(count)
        return Period.day(day), Period.day(after - dt.timedelta(1))
    last = _later(day, months - 1)
    if months % 12 == 0 and months > 12 and day.month == 1:
        return Period.year(day.year), Period.year(last.year)
    return Period.month(day.year, day.month), Period.month(last.year, last.month)


def _later(day: dt.date, months: int) -> dt.date:
    count = day.year * 12 + day.month - 1 + months
    return day.replace(year=count // 12, month=count % 12 + 1)
