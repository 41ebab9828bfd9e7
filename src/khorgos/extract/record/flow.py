"""What a record's money or help comes as: flow type and instruments."""

from __future__ import annotations

import re
from collections import defaultdict

from khorgos.annotate import Annotated
from khorgos.extract.record.bodies import bodies
from khorgos.extract.record.grammar import pattern
from khorgos.extract.record.lines import Line
from khorgos.language.pack import Hit

# What settles the type when the record's own sentence has it, in this order.
# What the noun of a sum makes the flow.
_NOUNS = {"loan": "lending", "grant": "gift"}
_NUMBER = re.compile(r"#\s?(\d{1,6})\b")
_CAPTURES = r" <captures> "
# What a sentence says that sends the reader to another record counts little.
_ELSEWHERE = 0.25
_BANK = 3
_FLOWS = ("forgiveness", "rescheduling", "lending", "scholarship", "technical", "gift")
# Papers (`language/*/deeds.yaml`) that are instruments too (`reference/instruments.yaml`).
_PAPERS = ("etca",)


def flow(
    view: Annotated, lines: list[Line], deed: Line | None, noun: str, sum_line: Line | None = None
) -> tuple[str | None, Hit | None]:
    """The flow type and the word that tells it: the noun of the record's sum, its own sentence, else the whole text.

    A commitment of no said kind is a grant: what is lent is called a loan somewhere.
    """
    room = view.pack.room("instruments")
    told = _NOUNS.get(noun)
    own = next((line for line in (sum_line, deed) if line is not None and told is not None and line.has(told)), None)
    if own is not None and told is not None:
        return str(room[told].get("flow")), own.words[told][0]
    if deed is not None and (deed.has(*_FLOWS) or (deed.has("give") and deed.has("goods"))):
        best = _of_deed(deed)
        return str(room[best].get("flow")), deed.first(best, "give") or deed.words[best][0]
    counts: defaultdict[str, float] = defaultdict(float)
    words: dict[str, Hit] = {}
    for line in lines:
        for concept in _FLOWS:
            if line.has(concept):
                counts[concept] += _ELSEWHERE if line.has("elsewhere") else 2 if line.number == 0 else 1
                words.setdefault(concept, line.words[concept][0])
    verb = deed.first("sign", "provide", "agree", "share") if deed else None
    if deed and verb and any(each.type == "bank" for each in bodies(view, deed.start, deed.end)):
        counts["lending"] += _BANK  # what a bank gives it lends, if nothing else is said
        words.setdefault("lending", verb)
    if not counts:
        word = deed.first("sign", "provide", "agree", "give", "share") if deed else None
        return ("Grant", word) if word else (None, None)
    best = max(_FLOWS, key=lambda concept: counts[concept])
    return str(room[best].get("flow")), words[best]


def numbered(view: Annotated, lines: list[Line], number: str | None) -> Hit | None:
    """What the text says that the record of a number is: "a grant (#111) and an interest-free loan (#222)".

    It is the loan or gift named last before the number, behind any other number; or first behind "#222 captures".
    """
    if number is None:
        return None
    captures = pattern(view.pack.code, _CAPTURES)
    for line in lines:
        floor = line.start
        for found in _NUMBER.finditer(view.text, line.start, line.end):
            if found[1] == number:
                ahead = [hit for hit in line.all(*_NOUNS.values()) if floor <= hit.start and hit.end <= found.start()]
                if ahead and not captures.match(view.low, found.end()):
                    return ahead[-1]
                behind = _NUMBER.search(view.text, found.end(), line.end)
                stop = behind.start() if behind else line.end
                after = [hit for hit in line.all(*_NOUNS.values()) if found.end() <= hit.start < stop]
                return after[0] if after and captures.match(view.low, found.end()) else None
            floor = found.end()
    return None


def _of_deed(deed: Line) -> str:
    """What the record's own sentence tells: the first of the order; a gift of goods is none of the help it is for."""
    found = [concept for concept in _FLOWS if deed.has(concept)]
    if deed.has("give") and deed.has("goods") and "lending" not in found:
        # People are sent, goods are given.
        return "gift"
    if found[0] in ("technical", "scholarship") and "gift" in found and (deed.has("goods", "grant") or deed.sums):
        return "gift"
    return found[0]


def instruments(view: Annotated, deed: Line | None) -> list[Hit]:
    """The instruments that the record's own sentence names."""
    room = view.pack.room("instruments")
    names = [*(code for code, concept in room.items() if not concept.get("flow")), *_PAPERS]
    if deed is None:
        return []
    return [deed.words[name][0] for name in names if name in deed.words]
