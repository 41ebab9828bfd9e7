"""Small words of the pages."""

from __future__ import annotations

from khorgos.telling import spoken
from khorgos.values import Period


def day(written: str | None, language: str = "en") -> str:
    """A date or period as text says it, "" for none: "18 May 2023"."""
    return spoken(written, language) if written else ""


def begins(written: str | None) -> str:
    """The first day of a period, "" where it is open or there is none."""
    first = Period.parse(written).first if written else None
    return first.isoformat() if first else ""


def year_of(written: str | None) -> str:
    """The year a period begins in, "" where it is open or there is none."""
    return begins(written)[:4]
