"""Who stands behind a claim: bodies by one name in every language, with the state they speak for and their rank.

Ranks follow AidData's TUFF 3.0 (November 2023): a government that gives or receives, a body that carries out, other
official bodies, media.  State media are media, also where they quote a ministry: the ministry is the source then.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from khorgos.annotate import annotate
from khorgos.claims.printing import Printing
from khorgos.documents import from_text
from khorgos.reconcile.naming import script_of
from khorgos.reference.agencies import agency_type
from khorgos.values import Context

_OFFICES = frozenset({"ministry", "agency"})
_PRIVATE = frozenset({"company", "outlet"})
_STATE = "State-owned"
_BETWEEN = "Intergovernmental Organization"


class Rank(IntEnum):
    """How near a source is to what it tells; the lower the nearer."""

    GOVERNMENT = 1
    AGENCY = 2
    OTHER_OFFICIAL = 3
    MEDIA = 7


class Origin(NamedTuple):
    """A body that is named as the source: one name for it, the country whose office it is, its rank."""

    name: str
    country: str | None
    rank: Rank


def origins(printing: Printing) -> tuple[Origin, ...]:
    """Whom the text names as the source: cited outlet, agency, speaker; none where it names nobody."""
    said = printing.said.get("attribution")
    return _named(said.get("outlet"), said.get("agency"), said.get("speaker")) if said else ()


@lru_cache(maxsize=65_536)
def _named(outlet: str | None, agency: str | None, speaker: str | None) -> tuple[Origin, ...]:
    found = [body(outlet, cited=True)] if outlet else []
    found += [body(agency)] if agency else []
    return (*found, Origin(speaker.casefold(), None, Rank.MEDIA)) if speaker else tuple(found)


@lru_cache(maxsize=65_536)
def body(text: str, *, cited: bool = False) -> Origin:
    """A body by its name in any language; `cited` where it is an outlet that is cited."""
    view = annotate(from_text(text, Context(language=script_of(text))))
    found = next(iter(view.organisations), None)
    country = found.country if found else None
    parties = {mention.party.code for mention in view.parties}
    if country is None and len(parties) == 1:
        country = parties.pop()
    name = found.name if found and found.code else text
    return Origin(name.casefold(), country, Rank.MEDIA if cited else _rank(found, country))


def _rank(found: object, country: str | None) -> Rank:
    kind, name = getattr(found, "type", ""), getattr(found, "name", "")
    known = agency_type(name, kind)
    if known == _BETWEEN:
        return Rank.OTHER_OFFICIAL
    if known.startswith(_STATE):
        return Rank.AGENCY
    if kind in _OFFICES or (country and kind not in _PRIVATE):
        return Rank.GOVERNMENT
    return Rank.MEDIA
