"""What else a text tells of a record: its name, who guarantees, insures and pays beside, what is pledged."""

from __future__ import annotations

import re
from typing import NamedTuple

from khorgos.annotate import Annotated
from khorgos.extract.record.bodies import Body, bodies, proper
from khorgos.extract.record.grammar import pattern
from khorgos.extract.record.lines import Line

_FINANCIAL = frozenset({"bank", "fund", "igo"})
_SCRIPTS = (("zh", re.compile("[\u4e00-\u9fff]{4,}")), ("ru", re.compile("[А-Яа-яЁё]{4,}")))
_BRACKET = re.compile(r" ?[(\[]([^()\[\]]{4,160})[)\]]")
# A project's name is no longer than this, and its native name stands in the first sentences.
_ENDS = r"<name_ends>(?=\.?$)"
_EARLY = 4
# A size before the name is a part of it: "2x20 MW", "55 km".
_SIZE = re.compile(r"\d[\dx.,]*(?: ?[a-zA-Z]{2})? ?$")
# So many words of what is pledged are kept.
_PLEDGED = 200


class Told(NamedTuple):
    """A value with the place of its words."""

    value: str
    start: int
    end: int


def name(view: Annotated, lines: list[Line], deed: Line | None) -> Told | None:
    """The project's name: the proper name that ends with the word for projects."""
    ends = pattern(view.pack.code, _ENDS)
    for line in ([deed] if deed else []) + lines[:_EARLY]:
        for start, end in proper(view, line.start, line.end):
            found = ends.search(view.text, start, end)
            begin = max(start, view.text.rfind(" for the ", start, end) + 9, view.text.rfind(" for ", start, end) + 5)
            begin = begin if begin > start + 8 else start
            size = _SIZE.search(view.text, max(line.start, begin - 16), begin)
            begin = size.start() if size else begin
            if found and view.text.count(" ", begin, found.end()) > 1:
                return Told(view.document.text[begin : found.end()], begin, found.end())
    return None


def native_names(view: Annotated, name: Told) -> list[tuple[str, Told]]:
    """Names in other scripts that stand in brackets right behind the project's name, one per language."""
    text = view.document.text
    bracket = _BRACKET.match(text, name.end)
    found: dict[str, Told] = {}
    for part in re.finditer(r"[^,;/]+?(?= or |[,;/]|$)", bracket[1]) if bracket else ():
        for language, script in _SCRIPTS:
            run = script.search(part[0])
            if bracket and run and language != view.pack.code:
                start = bracket.start(1) + part.start() + run.start()
                end = bracket.start(1) + part.end()
                found.setdefault(language, Told(text[start:end], start, end))
    return list(found.items())


def cofinanciers(view: Annotated, deed: Line | None, givers: list[Body]) -> list[Body]:
    """The other lenders of the record's own sentence, of another country than the giver or of none."""
    if deed is None or not givers or not deed.has("syndicate", "share", "cofinance"):
        return []
    country, taken = givers[0].country, {each.key for each in givers}
    named = [each for each in bodies(view, deed.start, deed.end) if each.type in _FINANCIAL and each.key not in taken]
    return [each for each in named if each.country not in (country, None) or (each.code and each.country is None)]


def guarantors(view: Annotated, lines: list[Line]) -> list[Body]:
    """Who guarantees: behind "guaranteed by", before "issued a guarantee"."""
    for line in lines:
        word = line.first("guarantor")
        if word is None:
            continue
        behind = [each for each in bodies(view, word.end, line.end) if each.start - word.end < 12]
        ahead = [each for each in bodies(view, line.start, word.start) if word.start - each.end < 16]
        if behind or ahead:
            return (behind or ahead[-1:])[:1]
    return []


def insurers(view: Annotated, lines: list[Line]) -> list[Body]:
    """Who insures the credit: the insurer named where insurance is spoken of."""
    for line in lines:
        if line.has("insurer"):
            known = [each for each in bodies(view, line.start, line.end) if each.code == "Sinosure"]
            if known:
                return known[:1]
    return []


def collateral(view: Annotated, lines: list[Line]) -> Told | None:
    """What is pledged, in the text's own words: from the word for it to the end of its sentence."""
    for line in lines:
        word = line.first("secured")
        if word is not None and not line.has("not_yet"):
            end = min(line.end, word.start + _PLEDGED)
            return Told(view.document.text[word.start : end].rstrip(), word.start, end)
    return None


def reference_rate(view: Annotated, lines: list[Line]) -> Told | None:
    """The reference rate of a floating loan as printed: "6-month LIBOR"."""
    shape = pattern(view.pack.code, r"\b(?:(?:\d+|three|six|twelve)[- ]month )?(?:average )?<references>\b")
    for line in lines:
        found = shape.search(view.low, line.start, line.end)
        if found:
            return Told(view.document.text[found.start() : found.end()], *found.span())
    return None
