"""What a report says of itself beside its text: who made it, for whom, where and when, of what kind it is.

Everything here has the way it was found, and its place where it stands in the text.  Nothing is looked up outside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from khorgos.values import Span


class Kind(StrEnum):
    """What a report is; it changes how it is read and counted."""

    ARTICLE = "article"
    WIRE = "wire"  # an agency's story, whoever prints it: one source with all others that carry it
    OFFICIAL = "official"  # a release, statement or page of a public body: what nobody else says, that body says
    INTERVIEW = "interview"  # questions and answers
    LIST = "list"  # items under each other
    RECORD = "record"  # an entry of a database: labels and values


class Credit(NamedTuple):
    """Somebody who worked on a report: `role` is author, editor, photographer, translator, designer or source."""

    role: str
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, day and agency with which a report opens, as printed; each may be missing."""

    span: Span
    place: str | None = None
    date: str | None = None
    agency: str | None = None


class Said(NamedTuple):
    """A value with the way it was found."""

    value: str
    how: str


NOTHING = Said(Kind.ARTICLE.value, "nothing says otherwise")


@dataclass(frozen=True, slots=True)
class About:
    """What a report says of itself.

    `kind` is a Kind's value with the reason; `agency` the news agency whose text it is; `days` every publication day
    that was found, the most trustworthy first: the first one is the document's.
    """

    kind: Said = NOTHING
    credits: tuple[Credit, ...] = ()
    dateline: Dateline | None = None
    agency: Said | None = None
    section: Said | None = None
    canonical: Said | None = None
    days: tuple[Said, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """As plain JSON values; what is missing is left out."""
        row: dict[str, Any] = {"kind": self.kind._asdict()}
        if self.credits:
            row["credits"] = [credit._asdict() for credit in self.credits]
        if self.dateline is not None:
            line = self.dateline
            parts = {"place": line.place, "date": line.date, "agency": line.agency}
            row["dateline"] = {name: part for name, part in parts.items() if part}
            row["dateline"]["span"] = [line.span.start, line.span.end]
        for name in ("agency", "section", "canonical"):
            said = getattr(self, name)
            if said is not None:
                row[name] = said._asdict()
        if self.days:
            row["days"] = [day._asdict() for day in self.days]
        return row
