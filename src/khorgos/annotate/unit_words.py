"""The units and currencies of a language by their words: behind a number, glued to it, before it.

Beside the forms that a pack lists, four classes are made whole here: the SI prefixes of units that take them
(`metric: {V: mk}` gives mV, kV, millivolts …), the ISO 4217 codes, scales joined to a code (MUSD, EURbn), and money
named by its state (`national`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from khorgos.annotate.wordtable import Found, WordTable
from khorgos.language import Pack
from khorgos.language.pack import Concept
from khorgos.reference.tables import names
from khorgos.values import Unit
from khorgos.values.codes import CURRENCIES

_ONE = Decimal(1)
# Codes that are English words when in capitals: only their own forms in the pack count.
_NO_CODES = frozenset({"ALL", "TRY", "TOP", "GEL", "AMD", "LAK", "MAD", "PEN", "SOS", "COP", "CUP", "MOP", "RUR"})
# Entries that are no units but say something about them.
_NO_UNITS = frozenset({"age", "rate", "metric", "shared", "national"})
# Scales as long as this are abbreviations that may be joined to a currency's code.
_SHORT = 3
# The scripts from here on (Unicode: CJK and its neighbours) write words without spaces.
_UNPARTED = "\u2e80"


class Measure(NamedTuple):
    """What a unit's form stands for: the unit's code (or name) and a factor; no code where only `where` tells."""

    code: str
    factor: Decimal
    named: bool


_UNTOLD = Measure("", _ONE, False)
_Forms = dict[str, Measure]


class UnitWords:
    """The units of a language.

    `behind`, `glued` and `before` look a form up behind, joined to or before a number; `ages` are what makes an age of
    years ("-old").  A form that several units share is settled by words of the text (`chosen`).
    """

    def __init__(self, pack: Pack) -> None:
        room = pack.room("units")
        self.ages = tuple(room["age"].forms) if "age" in room else ()
        self._where: dict[str, list[tuple[str, Measure]]] = {}
        behind: _Forms = {}
        glued: _Forms = {}
        before: _Forms = {}
        for code, concept in room.items():
            if code in _NO_UNITS:
                continue
            measure = _measure(code, concept)
            for forms, words in ((behind, concept.forms), (glued, concept.get("glued", ())), (before, _ahead(concept))):
                for form in words:
                    forms.setdefault(str(form), measure)
            self._note(concept.get("where", {}), measure)
        for name in room["shared"].get("money", {}).values() if "shared" in room else ():
            for code, words in name["of"].items():
                self._note(dict.fromkeys(name["forms"], words), Measure(code, _ONE, False))
        for form in _shared(room):
            behind.setdefault(form, _UNTOLD)
        if "metric" in room:
            _take(behind, _metric(room, behind))
        _take(behind, _national(pack, room))
        coded = list(_coded(pack, behind | before))
        _take(behind, coded)
        _take(before, coded)
        self._behind = WordTable(behind.items(), pack.boundaries)
        self._glued = WordTable(glued.items(), pack.boundaries)
        self._before = WordTable(before.items(), pack.boundaries)

    def _note(self, where: dict[str, list[str]], measure: Measure) -> None:
        for form, words in where.items():
            self._where.setdefault(str(form).lower(), []).extend((word, measure) for word in words)

    def behind(self, text: str, low: str, at: int) -> Found[Measure] | None:
        """The unit whose form begins at a place."""
        found = self._behind.at(text, low, at)
        return found if found is None or found.value.code else self._told(low, found)

    def glued(self, text: str, low: str, at: int) -> Found[Measure] | None:
        """The unit that is joined to the number ending at a place: those that stand only so, and the others."""
        return self._glued.at(text, low, at) or self.behind(text, low, at)

    def before(self, text: str, low: str, end: int) -> Found[Measure] | None:
        """The unit whose form ends at a place."""
        return self._before.before(text, low, end)

    def chosen(self, low: str, form: str, measure: Measure, at: int) -> Measure:
        """The unit that a shared form at a place means: of those whose word the text has, the nearest before it.

        Where none stands before it, the first behind it; without any, the measure given.
        """
        options = self._where.get(form)
        if options is None:
            return measure
        before = [
            (place + len(word), len(word), other) for word, other in options if (place := _last(low, word, at)) >= 0
        ]
        if before:
            return max(before, key=_by_place)[2]
        behind = [(place, -len(word), other) for word, other in options if (place := _next(low, word, at)) >= 0]
        return min(behind, key=_by_place)[2] if behind else measure

    def _told(self, low: str, found: Found[Measure]) -> Found[Measure] | None:
        measure = self.chosen(low, low[found.start : found.end], found.value, found.start)
        return found._replace(value=measure) if measure.code else None

    def shared(self, low: str, start: int, end: int, unit: Unit) -> list[Unit]:
        """The other units that the wording of start..end may mean, by the same factor."""
        found: dict[Unit, None] = {}
        for form, options in self._where.items():
            if form in low[start:end]:
                told = [measure for _, measure in options]
                told += self._as_printed(form)
                units = [unit_of(measure) for measure in told if measure.code and measure.factor == _ONE]
                found.update(dict.fromkeys(units if unit in units else ()))
        return [other for other in found if other != unit]

    def _as_printed(self, form: str) -> list[Measure]:
        """What a form means where nothing around it tells, in whatever letters it is listed ("p" for P)."""
        tables = (self._behind, self._before)
        return [each.value for table in tables for text in (form, form.upper()) if (each := table.at(text, form, 0))]


def _by_place(option: tuple[int, int, Measure]) -> tuple[int, int]:
    return option[:2]


def _last(low: str, word: str, at: int) -> int:
    """Where a word, or one that begins with it, stands last before a place; -1 where none does."""
    place = low.rfind(word, 0, at)
    while place > 0 and _inside(low, place):
        place = low.rfind(word, 0, place)
    return place


def _next(low: str, word: str, at: int) -> int:
    """Where it stands first behind a place; -1 where none does."""
    place = low.find(word, at)
    while place > 0 and _inside(low, place):
        place = low.find(word, place + 1)
    return place


def _inside(low: str, place: int) -> bool:
    """Whether a place lies inside a word of a script that parts its words by spaces."""
    return low[place - 1].isalpha() and low[place] < _UNPARTED


def unit_of(measure: Measure) -> Unit:
    """The unit of a measure."""
    return Unit.named(measure.code) if measure.named else Unit.of(measure.code)


def _measure(code: str, concept: Concept) -> Measure:
    above, _, below = str(concept.get("factor", 1)).partition("/")
    factor = Decimal(above) / Decimal(below or 1)
    return Measure(str(concept.get("unit", code)), factor, bool(concept.get("named")))


def _ahead(concept: Concept) -> list[str]:
    return list(concept.get("prefix", ()))


def _shared(room: dict[str, Concept]) -> Iterator[str]:
    """Forms behind a number whose unit only the text can tell ("10 A"); those that stand before one need none."""
    for code, concept in room.items():
        if code not in _NO_UNITS:
            yield from (str(form) for form in concept.get("where", {}) if str(form)[:1].isalpha())


def _take(forms: _Forms, more: Iterable[tuple[str, Measure]]) -> None:
    """Add forms that are not there in any case."""
    known = {form.lower() for form in forms if form == form.lower()} | set(forms)
    for form, measure in more:
        if form not in known and form.lower() not in known:
            forms[form] = measure


def _metric(room: dict[str, Concept], known: _Forms) -> Iterator[tuple[str, Measure]]:
    """Kilovolts, kV, milliampere-hours, mAh: every unit that takes the prefixes of the SI, with each of them."""
    prefixes: dict[str, str] = room["metric"].get("prefixes", {})
    for code, concept in room.items():
        symbols: dict[str, str] | None = concept.get("metric")
        if symbols is None:
            continue
        names = [form for form in concept.forms if form.isascii() and form == form.lower() and len(form) > _SHORT]
        for prefix, letter in prefixes.items():
            full = [prefix + name for name in names]
            told = next((known[name] for name in full if name in known), None)
            measure = told or Measure(prefix + (names[0] if names else code), _ONE, True)
            marks = [letter + symbol for symbol, taken in symbols.items() if letter in taken]
            yield from ((form, measure) for form in (*full, *marks))


def _national(pack: Pack, room: dict[str, Concept]) -> Iterator[tuple[str, Measure]]:
    """Money by its state: "Kenyan shillings", "Kenya shilling", every name and adjective of it before the noun."""
    states: dict[str, list[str]] = {}
    for each in names(pack.code) if "national" in room else ():
        if each.kind in ("country", "demonym") and "*" not in each.form:
            states.setdefault(each.code, []).append(each.form.lower())
    for money in room["national"].get("money", ()) if "national" in room else ():
        for code, state in money["of"].items():
            for noun in money["nouns"]:
                yield from ((f"{name} {noun}", Measure(code, _ONE, False)) for name in states.get(state, ()))


def _coded(pack: Pack, known: _Forms) -> Iterator[tuple[str, Measure]]:
    """ISO 4217 codes that are not there in any case, alone and with a scale's abbreviation: USD, MUSD, EURbn."""
    scales = _scales(pack)
    lower = {form.lower() for form in known}
    for currency in sorted(CURRENCIES - _NO_CODES):
        if currency.lower() not in lower:
            yield currency, Measure(currency, _ONE, False)
        for form, factor in scales:
            yield currency + form, Measure(currency, factor, False)
            yield form + currency, Measure(currency, factor, False)


def _scales(pack: Pack) -> list[tuple[str, Decimal]]:
    room = pack.room("numbers")
    rows = [
        (str(form), Decimal(str(value)))
        for name in ("glued", "scale")
        if name in room
        for value, forms in room[name].get("words", {}).items()
        for form in forms
    ]
    return [(form, value) for form, value in rows if len(form) <= _SHORT and form.isascii() and form.isalpha()]
