"""How somebody's table is laid out: which column fills which field of a record, and how its cells are written.

A layout comes from a mapping file, or from the table of GCDF 3.0 that ships (reference/gcdf.yaml).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from khorgos.errors import InputFault
from khorgos.reference.tables import mapping

BODIES = (
    "financiers", "cofinanciers", "receivers", "indirect_receivers", "implementers", "guarantors", "insurers",
    "collateral_providers", "security_agents",
)  # fmt: skip
DATES = ("commitment", "planned_start", "start", "planned_end", "end")
NUMBERS = (
    "rate", "margin", "maturity", "grace", "management_fee", "commitment_fee", "insurance_fee", "default_rate",
)  # fmt: skip
TEXTS = ("number", "name", "location", "collateral", "reference_rate", "amount_kind")
CODES = ("status", "flow_type", "intent", "sector")
# Every name that a mapping may give a column to.
FIELDS = (
    *TEXTS, *CODES, "recipients", "recipient_names", "parents", "amount", "currency", "umbrella", "covid",
    "instruments", *DATES,
    *(f"{name}_proxy" for name in DATES), *NUMBERS, *BODIES, *(f"{name}_type" for name in BODIES),
)  # fmt: skip
_PARTS = ("source", "fields", "values", "constants", "dates", "separator", "sheet", "header", "details")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's layout.

    `fields`: our field -> its column; `values`: field -> {what a cell says: what we say}; `constants`: field -> value;
    `dates`: strptime formats, tried in order; `separator` between the parts of a list; `sheet` of a workbook; `header`
    the number of its header row; `source` what records say that they come from; `columns` the known names of columns
    by their alias; `flags` columns whose "Yes" is an instrument; `padded`: a first of January may stand for a year;
    `details`: columns without a field are kept beside.
    """

    source: str
    fields: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    dates: Sequence[str] = ("%Y-%m-%d",)
    separator: str = ";"
    sheet: str | None = None
    header: int = 1
    columns: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)
    padded: bool = False
    details: bool = True

    def named(self, header: str) -> str:
        """The name of a column by its header: stripped, case and kinds of apostrophe aside, aliases resolved."""
        return self.columns.get(folded(header), " ".join(header.split()))

    def check(self, headers: Sequence[str], place: str) -> list[str]:
        """The names of a table's columns; raises InputFault where one that a field needs is not there."""
        found = [self.named(header) for header in headers]
        have = {folded(name) for name in found}
        lacking = [column for column in self.fields.values() if folded(column) not in have]
        if (lacking and not self.padded) or len(lacking) == len(self.fields):
            raise InputFault(
                f"the table lacks {', '.join(map(repr, lacking[:5]))}.",
                place=place,
                mend=f"It has {', '.join(map(repr, found[:12]))}; give a mapping file with --mapping.",
            )
        return found


def folded(header: str) -> str:
    """A header as it is compared."""
    return " ".join(header.replace("\u2019", "'").split()).casefold()


def gcdf() -> Layout:
    """The layout of GCDF 3.0."""
    table: dict[str, Any] = mapping("gcdf.yaml")
    columns = {folded(name): name for name in table["columns"]}
    columns |= {folded(alias): name for alias, name in table["aliases"].items()}
    flagged = {code: entry for code, entry in mapping("instruments.yaml").items() if "column" in entry}
    flags = {str(entry["column"]): code for code, entry in flagged.items() if code != "syndicated"}
    return Layout(
        source="AidData GCDF 3.0",
        fields=table["fields"],
        dates=("%m/%d/%Y", "%Y-%m-%d", "%m/%d/%y"),
        separator="|",
        sheet="GCDF_3.0",
        columns=columns,
        flags={columns.get(folded(name), name): code for name, code in flags.items()},
        padded=True,
    )


def layout(told: Any, place: str) -> Layout:
    """The layout that a mapping file tells; raises InputFault for what it cannot mean."""
    if not isinstance(told, dict) or not isinstance(told.get("fields"), dict) or not told.get("source"):
        raise InputFault(
            "a mapping file needs `source` and `fields`.", place=place, mend="See docs/projects.md for an example."
        )
    _known(told, _PARTS, place)
    for part in ("fields", "values", "constants"):
        _known(told.get(part) or {}, FIELDS, f"{place}: {part}")
    for name, each in (told.get("values") or {}).items():
        if not isinstance(each, dict):
            raise InputFault(
                "this needs names with values.", place=f"{place}: values: {name}", value=each, mend="{cell: value}."
            )
    dates = told.get("dates") or ["%Y-%m-%d"]
    return Layout(
        source=str(told["source"]),
        fields={name: str(column) for name, column in told["fields"].items()},
        values={name: {str(a): str(b) for a, b in each.items()} for name, each in (told.get("values") or {}).items()},
        constants={name: str(value) for name, value in (told.get("constants") or {}).items()},
        dates=[dates] if isinstance(dates, str) else dates,
        separator=str(told.get("separator") or ";"),
        sheet=told.get("sheet"),
        header=_count(told.get("header") or "1", place),
        details=str(told.get("details", "true")).casefold() not in ("false", "no"),
    )


def _count(text: Any, place: str) -> int:
    if not str(text).isdigit() or int(text) < 1:
        raise InputFault("not the number of a row.", place=f"{place}: header", value=text, mend="Rows count from 1.")
    return int(text)


def _known(told: Any, allowed: Sequence[str], place: str) -> None:
    if not isinstance(told, dict):
        raise InputFault("this needs names with values.", place=place, value=told, mend="Write it as `name: value`.")
    for name in told:
        if name not in allowed:
            raise InputFault("no such field.", place=place, value=name, mend=f"One of {', '.join(allowed)}.")
