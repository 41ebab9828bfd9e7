"""A fact as the lists of the site need it: a line of text and what it belongs to.  This is kept of every fact."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from khorgos.charts.points import axis_unit
from khorgos.publish import Telling
from khorgos.telling import chip_of, party_name, title
from khorgos.telling.titles import directed
from khorgos.values import Period

_DATES = ("period", "date", "founded", "start")
_NAMED = ("parties", "participants", "members", "recipients")


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact's id, kind, title, values as chips, sources, conflict, dates, topics (slugs), reports, day of printing."""

    id: str
    kind: str
    title: str
    values: tuple[str, ...]
    sources: int
    disputed: bool
    date: str
    topics: tuple[str, ...]
    documents: tuple[str, ...]
    printed: str
    claims: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def year(self) -> str:
        """The year that it speaks of, "" where it does not say."""
        first = Period.parse(self.date).first if self.date else None
        return str(first.year) if first else ""

    @property
    def digest(self) -> str:
        """What a reader would notice a change of, in a few letters; the same in every language of the site."""
        said = "|".join((*self.values, str(self.sources), str(self.disputed), self.date))
        return hashlib.sha256(said.encode()).hexdigest()[:12]


def entry_of(telling: Telling, language: str) -> Entry:
    """The line of a fact."""
    said, fact = telling.said, telling.fact
    days = [each.source.published.isoformat() for each in telling.printings if each.source.published]
    return Entry(
        id=fact.id,
        kind=fact.kind,
        title=title(said, language),
        values=tuple(chip_of(cluster.value) for cluster in fact.values),
        sources=fact.sources,
        disputed=fact.disputed,
        date=next((str(said[name]) for name in _DATES if said.get(name)), ""),
        topics=tuple(key for key, _ in topics_of(telling, language)),
        documents=tuple(dict.fromkeys(each.document for each in telling.printings)),
        printed=max(days, default=""),
        claims=fact.claims,
        beside=fact.beside,
    )


def topics_of(telling: Telling, language: str) -> list[tuple[str, str]]:
    """The topics of a fact: slug and name of its indicator, of its series (with parties) and of every party."""
    said = telling.said
    parties = next((list(said[name]) for name in _NAMED if said.get(name)), [])
    found = [(f"party-{slug(str(party))}", party_name(str(party), language)) for party in parties]
    if telling.fact.kind != "figure":
        return found
    subject = {**said, "period": None, "status": None, "detail": None, "measure": "level"}
    indicator = str(said["indicator"])
    if indicator != "other":
        found.append((f"indicator-{slug(indicator)}", title({**subject, "parties": ()}, language)))
        if said.get("measure", "level") == "level" and parties and not said.get("detail"):
            unit = str(said.get("unit") or "")
            sides = [str(party) for party in parties] if directed(indicator) else sorted(map(str, parties))
            name = title({**subject, "parties": sides}, language)
            shown = axis_unit(unit)
            key = "-".join(slug(part) for part in (indicator, *sides, unit))
            found.append((f"series-{key}", f"{name}, {shown}" if shown else name))
    return found


def slug(name: str) -> str:
    """A name as part of an address: letters and digits; a hash where the name has none of the Latin ones."""
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    plain = re.sub(r"[^a-z0-9]+", "-", flat).strip("-")
    return plain[:60] or hashlib.sha256(name.encode()).hexdigest()[:10]
