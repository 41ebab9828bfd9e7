"""Small words of the pages."""

from __future__ import annotations

from typing import Any

from khorgos.telling import spoken, title
from khorgos.values import Period


def day(written: str | None) -> str:
    """A date or period as text says it, "" for none: "18 May 2023"."""
    return spoken(written) if written else ""


def heading(lead: dict[str, Any]) -> str:
    """The title of a fact or claim."""
    return title(lead)


def year_of(written: str | None) -> str:
    """The year a period begins in, "" where it is open or there is none."""
    first = Period.parse(written).first if written else None
    return str(first.year) if first else ""
