"""Filters in the address, so that every view can be shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from khorgos.errors import InputFault
from khorgos.store import Counts, Filters
from khorgos.store.counting import MOST
from khorgos.values import Period

# What narrows a list; everything else in an address (page, what is open) starts anew when one of these changes.
NARROWS = (
    "q",
    "kind",
    "indicator",
    "party",
    "outlet",
    "language",
    "speaker",
    "year",
    "state",
    "disputed",
    "severity",
    "check",
)
# How many a page holds.
PAGE = 50
# Whoever turns pages so far looks for something else: what lies behind is slow to reach.
LAST_PAGE = MOST // PAGE


@dataclass(frozen=True, slots=True)
class Address:
    """The path and the parameters of a page, in order; empty values are dropped."""

    path: str
    given: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def of(request: Request) -> Address:
        """The address that was asked for."""
        items = [(name, value.strip()) for name, value in request.query_params.multi_items()]
        return Address(request.url.path, tuple((name, value) for name, value in items if value and name != "lang"))

    def get(self, name: str) -> str | None:
        """The value of a parameter; the last one counts."""
        return dict(self.given).get(name)

    def changed(self, **values: str | int | None) -> str:
        """The address with these parameters set, or dropped where None."""
        again = any(name in NARROWS for name in values)
        kept = [(n, v) for n, v in self.given if n not in values and not (again and n in ("page", "open"))]
        return _joined(self.path, [*kept, *((name, str(value)) for name, value in values.items() if value is not None)])

    def narrowed(self) -> list[tuple[str, str, str]]:
        """The filters that are set: name, value, and the address without it."""
        return [(name, value, self.changed(**{name: None})) for name, value in self.given if name in NARROWS]

    def file(self, form: str) -> str:
        """The same list as a file."""
        kept = [(n, v) for n, v in self.given if n in NARROWS]
        return _joined(f"{self.path}.{form}", kept)

    def several(self) -> dict[str, Any]:
        """How many a page of a list holds, and after how many, as the ledger is asked."""
        return {"limit": PAGE, "offset": (self.page - 1) * PAGE}

    @property
    def view(self) -> str:
        """The list alone: without the page of it and what is open."""
        return _joined(self.path, [(n, v) for n, v in self.given if n not in ("page", "open")])

    @property
    def page(self) -> int:
        """Which page of the list, from 1; raises InputFault where it is no number."""
        text = self.get("page") or "1"
        if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 10**9:
            raise InputFault("pages are numbers from 1.", place="page", value=text)
        if int(text) > LAST_PAGE:
            raise InputFault(
                "lists are not turned so far.", place="page", value=text, mend="Narrow the list, or take it as a file."
            )
        return int(text)

    @staticmethod
    def pages(counts: Counts) -> int:
        """How many pages a list has, up to the last that is shown."""
        return min(-(-counts.total // PAGE), LAST_PAGE)

    def filters(self, *, every: bool = False) -> Filters:
        """The filters on claims; `every` leaves the page out.  Raises InputFault, PeriodFault for odd ones."""
        year = self.get("year")
        return Filters(
            kind=self.get("kind"),
            indicator=self.get("indicator"),
            party=self.get("party"),
            period=Period.parse(year) if year else None,
            speaker=self.get("speaker"),
            text=self.get("q"),
            outlet=self.get("outlet"),
            limit=None if every else PAGE,
            offset=0 if every else (self.page - 1) * PAGE,
        )


def ours(path: str, otherwise: str) -> str:
    """A path of the desk's own, as a form gives it; never another host."""
    fits = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if fits else otherwise


def _joined(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path
