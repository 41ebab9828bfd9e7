"""What a figure is about: the indicator that governs a quantity by the structure of its clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate.mentions import ConceptMention, QuantityMention
from khorgos.extract.line import Line
from khorgos.language import Concept, load
from khorgos.values.unit import Dimension

# Beyond this an indicator of the same sentence no longer governs (measured on the development reports: three
# commas with their words, or a semicolon and a comma).
_FAR = 6.0
# A number with a noun or an "of"-phrase directly behind it: weaker than a subject directly before it.
_ATTACHED = 0.5
_FOLLOWS = 3.2
_OWN_CLAUSE = 2.5
_PRICED = 12
# Between a counted noun and a number behind it stands a colon or a bracket at most.
_NOUN_BEFORE = 1.6
# A verb of giving yields to the name of what is given ("received 185 million as a loan").
_WEAK = 1.5
# Terms of a loan are those of a number beside them.
_TERMS = 2.0
_PER_CHARACTER = 0.012


@dataclass(slots=True)
class Topic:
    """What is spoken of: the concept of the indicators' room, and where it was named (-1: carried)."""

    concept: Concept
    at: int = -1
    end: int = -1

    def indicator(self, bank: bool) -> str:
        """The claim's indicator; money given is a loan where a bank gives it."""
        if bank and self.concept.get("of_bank"):
            return str(self.concept.get("of_bank"))
        return str(self.concept.get("indicator", self.concept.code))

    @property
    def is_figure(self) -> bool:
        """Whether its quantities are figures at all."""
        return bool(self.concept.get("figure", True))


@lru_cache(maxsize=64)
def _units(code: str, concept: str) -> frozenset[str]:
    return frozenset(load(code).room("indicators")[concept].get("units", ()))


def fits(line: Line, concept: str, dimension: Dimension) -> bool:
    """Whether an indicator can be measured in units of this dimension."""
    allowed = _units(line.view.pack.code, concept)
    return not allowed or dimension.value in allowed


def governing(line: Line, quantity: QuantityMention, share: bool, *, weak: bool = True) -> tuple[Topic | None, float]:
    """The indicator of the sentence that governs a quantity, and how far it is.

    `share`: an "of"-phrase behind a ratio names the whole, so that a subject before it is preferred.  `weak`: whether
    verbs of giving count.
    """
    if not line.indicators:
        return None, _FAR
    best: tuple[float, ConceptMention] | None = None
    room = line.view.pack.room("indicators")
    dimension = quantity.quantity.unit.dimension
    counts = quantity.quantity.unit.code == "count" and line.view.pack.boundaries
    for mention in line.indicators:
        if counts and mention.end <= quantity.start and not _named_before(line, quantity, mention):
            continue
        if not fits(line, mention.concept, dimension):
            continue
        if (
            dimension is Dimension.MONEY
            and (goods := room[mention.concept].get("money_needs"))
            and not line.room(goods)
        ):
            continue  # "Chinese investors supplied 231 million"
        cost = _cost(line, quantity, mention, share)
        if mention.concept == "terms" and cost >= _TERMS:
            continue
        if room[mention.concept].get("weak"):
            if not weak:
                continue
            cost += _WEAK
        if best is None or cost < best[0]:
            best = (cost, mention)
    if best is None:
        return None, _FAR
    cost, mention = _yield(line, quantity, best, share)
    return Topic(room[mention.concept], mention.start, mention.end), cost


def _named_before(line: Line, quantity: QuantityMention, mention: ConceptMention) -> bool:
    """Whether a number counts a noun before it: "the number of visitors reached 2 million", "visitors: 300".

    What is counted stands else behind its number.
    """
    concept = line.view.pack.room("indicators")[mention.concept]
    listed = concept.get("counts") and line.low(mention.end, quantity.start).endswith(": ")
    if (
        quantity.noun
        or not (concept.get("goes_on") or listed)
        or line.barrier(mention.end, quantity.start) >= _NOUN_BEFORE
    ):
        return False
    between = [q for q in line.quantities if mention.end <= q.start < quantity.start and not q.direction]
    return not any(q.quantity.unit.dimension is Dimension.COUNT for q in between)


def _yield(
    line: Line, quantity: QuantityMention, best: tuple[float, ConceptMention], share: bool
) -> tuple[float, ConceptMention]:
    """A cost named beside goods flows is theirs: "imports, costing 11 billion"."""
    room = line.view.pack.room("indicators")
    if room[best[1].concept].get("figure", True):
        return _priced(line, best)
    for mention in line.indicators:
        if room[mention.concept].get("takes_cost") and mention.end <= best[1].start:
            cost = _cost(line, quantity, mention, share)
            if cost < _OWN_CLAUSE:
                best = (cost, mention)
    return best


def _priced(line: Line, best: tuple[float, ConceptMention]) -> tuple[float, ConceptMention]:
    """What stands right behind a word of cost is what costs: "the price of the project"."""
    room = line.view.pack.room("indicators")
    if best[1].concept != "projects":
        return best
    for mention in line.indicators:
        gap = best[1].start - mention.end
        if 0 <= gap < _PRICED and room[mention.concept].get("of_counted"):
            return best[0], mention
    return best


def _cost(line: Line, quantity: QuantityMention, mention: ConceptMention, share: bool) -> float:
    if mention.end <= quantity.start:
        return line.barrier(mention.end, quantity.start) + _PER_CHARACTER * (quantity.start - mention.end)
    if mention.start < quantity.end:  # the noun stands inside: "42 projects"
        return 0.0
    return _following(line, quantity, mention, share)


def _following(line: Line, quantity: QuantityMention, mention: ConceptMention, share: bool) -> float:
    gap = line.low(quantity.end, mention.start)
    near = _PER_CHARACTER * len(gap)
    if line.grammar.attached.fullmatch(gap):
        whole = line.view.pack.room("indicators")[mention.concept].get("whole")
        return (1.5 if share and not whole else 0.0 if whole else _ATTACHED) + near
    if line.grammar.modifies.fullmatch(gap) and not line.barrier(quantity.end, mention.start):
        return _ATTACHED + 0.3 + near
    return _FOLLOWS + near + line.barrier(quantity.end, mention.start)
