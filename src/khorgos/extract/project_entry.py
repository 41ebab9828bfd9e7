"""Works named by their form: entries of a list, plants with their capacity, lines by their two ends.

"Grenada, Safer Roads Programme: grant of …" · "Example-2, of 240 MW" · "Northtown-Southtown (58 km)"
"""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.extract.project_grammar import grammar
from khorgos.extract.project_name import Named, key_of
from khorgos.extract.project_sector import sector_of
from khorgos.extract.scene import Scene
from khorgos.language import load

_CAPITAL = r"[A-Z][\w'&/.-]*"
# The name of an entry: words with a capital, joined by small words, two at least.
_TITLED = rf"(?P<name>{_CAPITAL}(?:,? (?:(?:of|and|for|the|in|to|on) )*(?:{_CAPITAL}|\d+))+)"
_ENTRY = re.compile(rf"[\s•*\-■–]*(?P<head>[^\n:.;]{{3,40}}?)[,:] {_TITLED}(?: \([^)\n]{{2,20}}\))?[:.,] ")
_PLANT = re.compile(rf"(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}}(?: ?- ?[IVX\d]+)?)$")
_ENDS = rf"(?P<name>{_CAPITAL}(?: {_CAPITAL})?-{_CAPITAL}(?: {_CAPITAL})?)"
_POWER = frozenset({"MW", "GW", "kW"})


def find(scene: Scene) -> list[Named]:
    """Every project named by its form, in order of place."""
    view = scene.view
    if not view.pack.boundaries or view.pack.room("projects").get("purposes") is None:
        return []
    found = [*_entries(view), *_plants(view), *_lines(view)]
    return sorted(found, key=lambda named: named.start)


def _named(view: Annotated, start: int, end: int, sector: str) -> Named | None:
    sentence = view.sentence_at(start)
    if sentence is None or sentence.title:
        return None
    name = view.document.text[start:end]
    return Named(start, end, name, sector, sentence, key_of(name))


def _entries(view: Annotated) -> list[Named]:
    """Entries that open with a country and a name: "Croatia, Railway Modernization: …"."""
    found = []
    for sentence in view.sentences:
        entry = _ENTRY.match(view.text, sentence.start, sentence.end)
        if entry is None:
            continue
        heads = [p for p in within(view.parties, *entry.span("head")) if p.end == entry.end("head")]
        start, end = entry.span("name")
        if not heads or heads[0].start > entry.start("head") or within(view.persons, start, end):
            continue
        stop = view.text.find("\n", end)
        paid = bool(within(view.room("works"), end, stop if stop >= 0 else len(view.text)))
        named = _named(view, start, end, sector_of(view.pack.code, view.text[start:end]) or "other") if paid else None
        if named is not None:
            found.append(named)
    return found


def _plants(view: Annotated) -> list[Named]:
    """Names right before a capacity: "Example-2, of 240 MW"."""
    found = []
    for mention in view.quantities:
        if str(mention.quantity.unit) not in _POWER:
            continue
        gap = _capacity(view.pack.code).search(view.text, max(0, mention.start - 14), mention.start)
        name = _PLANT.search(view.text, max(0, gap.start() - 60), gap.start()) if gap else None
        if name is None or _other(view, *name.span("name")):
            continue
        named = _named(view, *name.span("name"), "energy")
        if named is not None:
            found.append(named)
    return found


def _other(view: Annotated, start: int, end: int) -> bool:
    """Whether the name is that of a place, party, person or body and no more."""
    known = [*view.places, *view.parties, *view.persons, *view.organisations]
    return any(m.start <= start and end <= m.end for m in known) or view.text[start:end].lower() in _openers(
        view.pack.code
    )


def _lines(view: Annotated) -> list[Named]:
    """Lines by their two ends with a length or a noun for a line: "Northtown-Southtown (58 km)"."""
    found = []
    for line in _line(view.pack.code).finditer(view.text):
        parties = within(view.parties, line.start(), line.end("name"))
        opener = grammar(view.pack.code).leading.match(view.text, line.start())
        start = opener.end() if opener else line.start()
        named = None if len(parties) > 1 else _named(view, start, line.end("name"), "transport")
        if named is None:
            continue
        if line["noun"]:
            named.end = line.end("noun")
            named.name = view.document.text[named.start : named.end]
        found.append(named)
    return found


@lru_cache(maxsize=8)
def _line(code: str) -> re.Pattern[str]:
    nouns = _listed(code, "lines")
    return re.compile(rf"{_ENDS}(?: (?P<noun>{nouns})(?!\w)| \((?=\d+(?:\.\d+)? (?:km|kilomet|mi)))")


@lru_cache(maxsize=8)
def _capacity(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?:,? (?:{_listed(code, 'capacity')})| \()? ?(?:{_listed(code, 'about')})? ?$")


@lru_cache(maxsize=8)
def _openers(code: str) -> frozenset[str]:
    return frozenset(str(word) for word in load(code).room("projects")["purposes"].get("stops", ()))


def _listed(code: str, key: str) -> str:
    words = [str(word) for word in load(code).room("projects")["purposes"].get(key, ())]
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
