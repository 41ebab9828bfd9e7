"""A sentence with what it holds, and its clauses: the ground on which figures are read."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from khorgos.annotate import Annotated, dealt, within
from khorgos.annotate.mentions import (
    ConceptMention,
    MechanismMention,
    OrganisationMention,
    PartyMention,
    PeriodMention,
    QuantityMention,
    Sentence,
)
from khorgos.language import Pack, load
from khorgos.values.unit import RANK, Dimension

# How much a mark of punctuation or a joining word parts what stands on its two sides.
_WEIGHTS = {";": 3.0, ":": 1.5, "\n": 3.0, "(": 0.4, ")": 0.4, "[": 0.4, "]": 0.4, ",": 1.0, " - ": 1.2}
_WEIGHTS |= {"；": 3.0, "，": 1.0, "、": 0.6, "：": 1.5, "（": 0.4, "）": 0.4, "。": 4.0}
_MARKS = (*map(re.escape, ";:()[]\n；，、：（）。"), r",(?!\d)", " - ")
_JOINT = 2.0
_AND = 0.6
# Goods named so far before a sentence are still those that it speaks of.
_NAMED = 120
# How far before a number the word stands that opens a comparison ("up from 3 billion").
_LEAD = 16


@dataclass(frozen=True, slots=True)
class Ending:
    """A pattern of words at the end of a text.

    Few texts end with the words, and to see that they do not is much quicker than to search for the pattern.
    """

    pattern: re.Pattern[str]
    ends: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """Where the words at the text's end begin, if they are there."""
        return self.pattern.search(text) if text.rstrip().endswith(self.ends) else None


@dataclass(frozen=True, slots=True)
class Word:
    """A pattern that holds one of some words: it is searched for only where one of them stands at all."""

    pattern: re.Pattern[str]
    forms: tuple[str, ...]

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first place of the pattern between two places."""
        for form in self.forms:
            if text.find(form, start, end) >= 0:
                return self.pattern.search(text, start, end)
        return None

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Every place of the pattern between two places."""
        return self.pattern.finditer(text, start, end) if self.search(text, start, end) else iter(())


@dataclass(slots=True)
class Grammar:
    """The patterns that a language's small words give."""

    breaks: re.Pattern[str]
    weights: dict[str, float]
    needs: dict[str, str]
    beside: dict[str, frozenset[str]]
    attached: re.Pattern[str]
    modifies: re.Pattern[str]
    compared: Ending
    doubtful: frozenset[str]
    opens: Ending
    arrives: Ending
    by: Ending
    closes: Ending
    begins: Ending
    reaches: re.Pattern[str]
    series: re.Pattern[str]
    listed: re.Pattern[str]
    ellipsis: re.Pattern[str]
    alone: re.Pattern[str]
    the_giver: Word
    issuer: Word
    own_funds: Word
    name_ends: re.Pattern[str]
    of_those_all: Ending
    gives: re.Pattern[str]
    comes_from: Ending
    superlative: re.Pattern[str]
    outranked: Ending
    lender: re.Pattern[str]
    firm: re.Pattern[str]
    investors: re.Pattern[str]
    puts_in: re.Pattern[str]
    hosts: Ending
    ways: re.Pattern[str]
    partner: Ending
    of_those: Ending
    or_else: re.Pattern[str]
    pronoun: re.Pattern[str]
    opines: re.Pattern[str]
    relative: re.Pattern[str]
    peak: Word
    source: Ending
    step: Ending
    left_out: re.Pattern[str]
    world: Word
    since: re.Pattern[str]
    since_clause: Word
    looks_back: Word
    mutual: Word
    more: frozenset[str]
    year_end: re.Pattern[str]
    stood: Word
    belongs: re.Pattern[str]
    sums_up: re.Pattern[str]
    plans: Word
    whole: Word
    inside: Ending
    yearly: Word
    back: re.Pattern[str]
    aside: Ending
    among: Ending
    invests: Word
    between: Ending
    pairing: re.Pattern[str]
    repeats: Ending
    part_of: re.Pattern[str]
    holds: re.Pattern[str]
    respectively: Word
    issues: Word
    moves: re.Pattern[str]
    each: re.Pattern[str]


def grammar(pack: Pack) -> Grammar:
    """The patterns of a language, compiled once."""
    return _grammar(pack.code)


@lru_cache(maxsize=16)
def _grammar(code: str) -> Grammar:
    pack = load(code)
    words = {name: concept.forms for name, concept in pack.room("clauses").items()}
    edge = r"\b" if pack.boundaries else ""
    joints = words.get("joint", ())
    ands = words.get("and", ())

    def any_of(name: str) -> str:
        forms = sorted(words.get(name, ()), key=len, reverse=True)
        return "(?:" + "|".join(map(re.escape, forms)) + ")" if forms else "(?!)"

    def ending(name: str, tail: str = "", articles: Sequence[str] = ()) -> Ending:
        forms = words.get(name, ())
        ends = [f"{form}{gap}{article}" for form in forms for gap in ("", " ") for article in ("", *articles)]
        pattern = re.compile(rf"(?:^|{edge}){any_of(name)} ?{tail}$")
        return Ending(pattern, tuple(dict.fromkeys(end.rstrip() for end in ends)))

    def word(name: str, tail: str = "") -> Word:
        return Word(re.compile(rf"{edge}{any_of(name)}{edge}{tail}"), tuple(words.get(name, ())))

    space = " " if pack.boundaries else ""
    article, articles = f"(?:{any_of('article')} )?", words.get("article", ())
    joined = sorted([*joints, *ands], key=len, reverse=True)
    token = r"[^\s,;:()]+" if pack.boundaries else r"[^\s，,;:()]{1,6}"
    few = rf"(?:{token} ){{0,4}}" if pack.boundaries else rf"{token}?"
    return Grammar(
        breaks=re.compile("|".join([*_MARKS, *(_bounded(form, edge) for form in joined)])),
        weights=dict.fromkeys(joints, _JOINT) | _WEIGHTS,
        needs={code: str(one.get("needs")) for code, one in pack.room("indicators").items() if one.get("needs")},
        beside={c: frozenset(one.get("beside")) for c, one in pack.room("indicators").items() if one.get("beside")},
        attached=re.compile(rf"[- ]?{edge}{any_of('of')}{edge} ?{few}"),
        modifies=re.compile(r"[- ]?(?:[^\s,;:()]+ ){0,3}" if pack.boundaries else r"的?[^\s，,;:()]{0,4}"),
        compared=ending("compare", "(?:the )?", ("the",)),
        doubtful=frozenset(words.get("doubtful", ())),
        opens=ending("from"),
        arrives=ending("to"),
        by=ending("by"),
        closes=ending("until"),
        begins=ending("begin"),
        reaches=re.compile(rf"-|,|{any_of('reach')}|{any_of('and')}"),
        series=re.compile(rf"[,、]|{any_of('and')}"),
        listed=re.compile(rf"(?:{any_of('and')}|[、&])?,? ?(?:{any_of('again')} ?)?(?:{any_of('article')})?"),
        aside=ending("aside", article, articles),
        among=ending("among"),
        invests=word("invests"),
        between=ending("between", article, articles),
        pairing=re.compile(rf" ?{any_of('pairing')} ?"),
        repeats=ending("again", article, articles),
        back=re.compile(rf"{any_of('back')}{edge}"),
        whole=word("whole"),
        yearly=word("yearly"),
        inside=ending("inside", article, articles),
        looks_back=word("looks_back"),
        mutual=word("mutual"),
        more=frozenset(("", *words.get("more", ()))),
        year_end=re.compile(rf"{any_of('year_end')}{edge}"),
        stood=word("stood"),
        belongs=re.compile(rf"{any_of('belongs')}(?: {any_of('article')})?"),
        sums_up=re.compile(rf"{any_of('sums_up')}{edge}"),
        plans=word("plans"),
        since_clause=word("since", "[^,;]{8,160}$"),
        since=re.compile(rf"{any_of('since')}{edge}"),
        left_out=re.compile(rf",? ?{any_of('left_out')}{edge}"),
        world=word("world"),
        step=ending("step"),
        source=ending("source", article, articles),
        the_giver=word("the_giver"),
        issuer=word("issuer"),
        own_funds=word("own_funds"),
        name_ends=re.compile(rf"(?: [A-Z][\w-]+){{0,3}} {any_of('name_ends')}{edge}"),
        of_those_all=ending("of_all", article, articles),
        gives=re.compile(rf"(?:'s government| government)?,? ?(?:{any_of('adverb')}{space})?{any_of('gives')}{edge}"),
        comes_from=ending("comes_from", article, articles),
        superlative=re.compile(rf"'s? {any_of('superlative')}{edge}"),
        outranked=ending("outranked", article, articles),
        lender=re.compile(rf"{space}(?:[^\W\d_-]+ )?{any_of('lender')}{edge}"),
        firm=re.compile(rf"{space}(?:(?:[^\W\d_-]+ )?{any_of('firm')}{edge}|[A-Z\"])" if "firm" in words else "(?!)"),
        investors=re.compile(rf"{space}(?:[^\W\d_-]+ ){{0,2}}{any_of('investors')}{edge}"),
        puts_in=re.compile(
            rf"(?:'s? [^\W\d]+(?: [^\W\d]+)?)?,? ?(?:{any_of('adverb')}{space})?{any_of('puts_in')}{edge}"
        ),
        ways=re.compile(rf"{space}(?:[^\W\d_]+ )?{any_of('ways')}{edge}"),
        hosts=ending("hosts", article, articles),
        partner=ending("partner", article, articles),
        of_those=ending("of_those"),
        or_else=re.compile(any_of("or_else")),
        pronoun=re.compile(rf"{edge}{any_of('pronoun')}{edge}"),
        opines=re.compile(rf"(?: \([^)]*\))? ?{any_of('opines')}{edge}"),
        relative=re.compile(rf"{any_of('relative')}{edge}"),
        peak=word("peak"),
        alone=re.compile(rf",? ?{any_of('alone')}{edge}"),
        ellipsis=re.compile(rf",? ?{any_of('ellipsis')}{edge}"),
        part_of=re.compile(rf" ?{any_of('part_of')}{edge}"),
        holds=re.compile(
            rf"(?:{any_of('relative')} [^,;]{{2,90}},)? (?:{any_of('adverb')} )?"
            rf"(?:{any_of('holds')}{edge}|{any_of('owns')} \d)"
            rf"|'s? (?:[a-z-]+ ){{0,2}}{any_of('office')}{edge}"
        ),
        respectively=word("respectively"),
        issues=word("issues"),
        moves=re.compile(any_of("moves")),
        each=re.compile(rf"[ ,]*{any_of('each')}{edge}"),
    )


def _bounded(form: str, edge: str) -> str:
    """A word with its edges, the first one written behind its first letter.

    So every pattern begins with a letter or mark, and a search may leap to the next one that can begin any.
    """
    first, rest = re.escape(form[0]), re.escape(form[1:])
    if not edge or not form[0].isalnum():
        return rf"{edge}{first}{rest}{edge}"
    return rf"{first}(?<!\w{first}){rest}{edge}"


@dataclass(slots=True)
class Line:
    """A sentence: its mentions in order of place, and where its clauses break."""

    view: Annotated
    sentence: Sentence
    quantities: list[QuantityMention]
    grammar: Grammar
    indicators: list[ConceptMention] = field(default_factory=list)
    periods: list[PeriodMention] = field(default_factory=list)
    parties: list[PartyMention] = field(default_factory=list)
    bodies: list[OrganisationMention] = field(default_factory=list)
    # Whether any quantity stands in it; only then its clauses are told apart.
    numbered: bool = False
    runs: list[list[PartyMention]] | None = None
    givers: list[OrganisationMention] | None = None
    _breaks: list[tuple[int, int, float]] | None = None
    _around: dict[int, tuple[int, int]] = field(default_factory=dict)
    _bases: dict[int, bool] = field(default_factory=dict)
    _rooms: dict[str, list[ConceptMention]] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where the sentence begins."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """Where the sentence ends."""
        return self.sentence.end

    @property
    def breaks(self) -> list[tuple[int, int, float]]:
        """Where clauses break, and how much each break parts them; found when first asked for."""
        if self._breaks is None:
            self._breaks = self._find_breaks() if self.numbered else []
        return self._breaks

    def _find_breaks(self) -> list[tuple[int, int, float]]:
        weights, found = self.grammar.weights, self.grammar.breaks.finditer(self.view.low, self.start, self.end)
        return [(*one.span(), weights.get(one.group(), _AND)) for one in found]

    def low(self, start: int, end: int) -> str:
        """The lower-case text of a stretch."""
        return self.view.low[start:end]

    def room(self, name: str) -> list[ConceptMention]:
        """The sentence's concepts of one room, looked up once."""
        found = self._rooms.get(name)
        if found is None:
            found = self._rooms[name] = within(self.view.room(name), self.sentence.start, self.sentence.end)
        return found

    @property
    def actions(self) -> list[ConceptMention]:
        """The words of change, of part and of rank."""
        return self.room("actions")

    def barrier(self, start: int, end: int) -> float:
        """How strongly the clauses part two places."""
        total = 0.0
        for at, stop, weight in self.breaks:
            if stop > end:
                break  # in order of place, and none within another
            if at >= start:
                total += weight
        return total

    def joined(self, start: int, end: int) -> bool:
        """Whether a word or mark between two places begins another clause."""
        return any(start <= at and stop <= end and weight >= _JOINT for at, stop, weight in self.breaks)

    def before(self, quantity: QuantityMention) -> int:
        """Where the quantity before this one ends, or the sentence begins."""
        return (self._around.get(quantity.start) or self._places(quantity))[0]

    def after(self, quantity: QuantityMention) -> int:
        """Where the next quantity begins that is no conversion of this one, or the sentence ends."""
        return (self._around.get(quantity.start) or self._places(quantity))[1]

    def quantities_between(self, first: int, last: int) -> bool:
        """Whether a quantity stands between two places."""
        return any(first <= quantity.start < last for quantity in self.quantities)

    def is_base(self, quantity: QuantityMention) -> bool:
        """Whether a quantity is what another is compared with: "from 3 billion", "against 5 percent"."""
        found = self._bases.get(quantity.start)
        if found is None:
            lead = self.low(max(self.start, quantity.start - _LEAD), quantity.start)
            found = self._bases[quantity.start] = bool(self.grammar.opens.search(lead))
        return found

    def keep(self, quantities: list[QuantityMention]) -> None:
        """Go on with these quantities only: those that may be figures."""
        self.quantities = quantities
        self._around.clear()

    def _places(self, quantity: QuantityMention) -> tuple[int, int]:
        others = [q for q in self.quantities if not is_rank(q)]
        ends = [other.end for other in others if other.end <= quantity.start]
        starts = [q.start for q in others if q.start >= quantity.end and not q.conversion]
        places = self._around[quantity.start] = (max(ends, default=self.start), min(starts, default=self.end))
        return places

    def index(self, quantity: QuantityMention) -> int:
        """The number of a quantity in the sentence; most others are told apart by their place alone."""
        start = quantity.start
        for index, other in enumerate(self.quantities):
            if other.start == start and other == quantity:
                return index
        return len(self.quantities)

    def clause_start(self, at: int) -> int:
        """The last break before a place, or the beginning of the sentence."""
        last = self.start
        for _, stop, weight in self.breaks:
            if stop > at:
                break
            if weight >= _AND:
                last = stop
        return last

    def clause_end(self, at: int) -> int:
        """The first break after a place, or the end of the sentence."""
        for start, _, weight in self.breaks:
            if start >= at and weight >= 1.0:
                return start
        return self.end


def is_rank(quantity: QuantityMention) -> bool:
    """Whether a quantity is a place in an order, by its unit."""
    unit = quantity.quantity.unit
    return unit.dimension is Dimension.ORDER and unit == RANK


def lines_of(
    view: Annotated, quantities: list[QuantityMention], parties: list[PartyMention]
) -> Iterator[tuple[int, Line]]:
    """The sentences that hold anything, by number, each with its mentions; dealt out in one walk over the document."""
    counted, sides = dealt(quantities, view.sentences), dealt(parties, view.sentences)
    bodies, periods = dealt(view.organisations, view.sentences), dealt(view.periods, view.sentences)
    mechanisms, spoken = dealt(view.mechanisms, view.sentences), dealt(view.room("indicators"), view.sentences)
    places = dealt(view.places, view.sentences)
    for n, sentence in enumerate(view.sentences):
        named = sides[n] or bodies[n] or places[n]
        if counted[n] or named or periods[n] or spoken[n]:
            line = _line(view, sentence, counted[n], sides[n], bodies[n], periods[n], mechanisms[n], spoken[n])
            if counted[n] or named or periods[n] or line.indicators:
                yield n, line


def line_of(
    view: Annotated, sentence: Sentence, quantities: list[QuantityMention], parties: list[PartyMention]
) -> Line:
    """One sentence with its mentions."""
    start, end = sentence.start, sentence.end
    return _line(
        view,
        sentence,
        within(quantities, start, end),
        within(parties, start, end),
        within(view.organisations, start, end),
        within(view.periods, start, end),
        within(view.mechanisms, start, end),
        within(view.room("indicators"), start, end),
    )


def _line(
    view: Annotated,
    sentence: Sentence,
    counted: list[QuantityMention],
    sides: list[PartyMention],
    bodies: list[OrganisationMention],
    periods: list[PeriodMention],
    mechanisms: list[MechanismMention],
    spoken: list[ConceptMention],
) -> Line:
    line = Line(view, sentence, counted, grammar(view.pack), parties=sides, bodies=bodies, periods=periods)
    line.numbered = bool(counted)
    line.indicators = _apart(line, spoken, mechanisms) if spoken else spoken
    return line


def _apart(line: Line, spoken: list[ConceptMention], mechanisms: list[MechanismMention]) -> list[ConceptMention]:
    """The indicators that do not stand inside an organisation's or mechanism's name and have what they need."""
    names = [(name.start, name.end) for name in (*line.bodies, *mechanisms)]
    return [mention for mention in spoken if not (names and _inside(mention, names)) and _has_need(line, mention)]


def _has_need(line: Line, mention: ConceptMention) -> bool:
    """A concept may need another's word: money paid is a purchase where goods are named in the sentence.

    Sales are exports in a report that speaks of trade somewhere.
    """
    need = line.grammar.needs.get(mention.concept)
    if need is not None and not line.room(need) and not within(line.view.room(need), line.start - _NAMED, line.start):
        return False
    beside = line.grammar.beside.get(mention.concept)
    return beside is None or any(other.concept in beside for other in line.view.room("indicators"))


def _inside(mention: ConceptMention, names: list[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in names)
