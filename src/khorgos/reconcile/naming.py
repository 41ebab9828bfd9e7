"""What a name names in whichever language it stands: the countries, places, bodies and works in it, and its own words.

"中吉乌铁路", "China-Kyrgyzstan-Uzbekistan railway" and "железная дорога Китай - Кыргызстан - Узбекистан" share no
letter and name one line: the same countries, and a line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khorgos.annotate import annotate
from khorgos.documents import from_text
from khorgos.reference.letters import romanised
from khorgos.values import Context

_CHINESE = re.compile("[\u4e00-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
# A name that joins so many countries is told by them: the line between Budapest and Belgrade.
_JOINED = 2
# Names in two scripts that begin with so many of the same letters are one name in two cases or spellings.
_BEGINNING = 5


class Named(NamedTuple):
    """What stands in a name.

    `countries` are codes (a place stands for its own), `places` what no table gives a country, `bodies` mechanisms,
    `works` and `papers` the kinds of these (`language/*/projects.yaml`, `papers.yaml`), `own` its remaining words in
    Latin letters.
    """

    script: str
    countries: frozenset[str]
    places: frozenset[str]
    bodies: frozenset[str]
    works: frozenset[str]
    papers: frozenset[str]
    own: tuple[str, ...]


@lru_cache(maxsize=65_536)
def named(name: str) -> Named:
    """What stands in a name."""
    script = script_of(name)
    view = annotate(from_text(name, Context(language=script)))
    works, papers = view.room("projects"), view.room("papers")
    mentions = (*view.parties, *view.places, *view.mechanisms, *works, *papers)
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    own = [match[0] for match in _WORD.finditer(name) if match.start() not in taken]
    return Named(
        script=script,
        countries=frozenset(mention.party.code for mention in view.parties)
        | frozenset(mention.country for mention in view.places if mention.country),
        places=frozenset(mention.name for mention in view.places if not mention.country),
        bodies=frozenset(mention.code for mention in view.mechanisms),
        works=frozenset(hit.concept for hit in works),
        papers=frozenset(hit.concept for hit in papers),
        own=tuple(romanised(word) for word in own),
    )


def keys(name: str) -> frozenset[str]:
    """By what names in unlike languages find each other: who and what stands in them, the letters they begin with."""
    found = named(name)
    about = sorted(found.countries | found.places | found.bodies)
    letters = "".join(found.own)[:_BEGINNING]
    kinds = sorted(found.works | found.papers)
    return frozenset([" ".join([*kinds, *about])] if kinds and about else []) | frozenset(
        [f"{kind} {letters}" for kind in found.works if len(letters) == _BEGINNING]
    )


def one_line(one: str, other: str) -> bool:
    """Whether two names of works join the same countries, two or more, by works of one kind."""
    first, second = named(one), named(other)
    joined = first.countries & second.countries
    return len(joined) >= _JOINED and first.countries == second.countries and bool(first.works & second.works)


def one_name(one: str, other: str) -> bool:
    """Whether two names in unlike scripts are one by letters: works of one kind whose own words begin alike."""
    first, second = named(one), named(other)
    if first.script == second.script or not first.works & second.works:
        return False
    return _begin_alike("".join(first.own), "".join(second.own))


def of_one_name(one: str, other: str) -> bool:
    """Whether two names of works of one kind share a place or a word of their own, one that names."""
    first, second = named(one), named(other)
    return bool(first.works & second.works) and bool(_own(first) & _own(second))


def _own(name: Named) -> frozenset[str]:
    return name.places | frozenset(word for word in name.own if len(word) >= _BEGINNING)


def one_paper(one: str, other: str) -> bool:
    """Whether two titles in unlike languages name one paper: one kind, about the same countries, places or bodies."""
    first, second = named(one), named(other)
    if first.script == second.script or not first.papers & second.papers:
        return False
    about = [each.countries | each.places | each.bodies for each in (first, second)]
    return bool(about[0]) and about[0] == about[1]


def _begin_alike(one: str, other: str) -> bool:
    size = min(len(one), len(other))
    same = next((at for at in range(size) if one[at] != other[at]), size)
    return same >= _BEGINNING and same * 2 > max(len(one), len(other))


def script_of(name: str) -> str:
    """The language whose words read a name: by its letters, "en" where they are Latin."""
    if _CHINESE.search(name):
        return "zh"
    return "ru" if _CYRILLIC.search(name) else "en"
