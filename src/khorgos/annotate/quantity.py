"""Find quantities: number, scale, unit, bound and sign, in ranges and lists that share them.

Numbers are found by their digits and number words; what stands before (currency, bound, change word) and behind
(scale, unit, bound, counted noun) is looked up in the tables of the language pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from khorgos.annotate import listed
from khorgos.annotate.amount import Amount, Amounts
from khorgos.annotate.annotated import Annotated
from khorgos.annotate.counted import Counted
from khorgos.annotate.holding import Holding
from khorgos.annotate.mentions import Mention, QuantityMention
from khorgos.annotate.quantity_pairs import Steps, conversions, elliptic, redenominated
from khorgos.annotate.trap import Traps, is_year
from khorgos.annotate.typography import fold
from khorgos.language import Pack, load
from khorgos.language.pack import Concept
from khorgos.reference.redenominations import codes_before
from khorgos.values import Bound, Quantity, Unit
from khorgos.values.unit import COUNT, PERCENT, TIMES

# Between amounts that share the currency sign of the first ("$160-180"); a list gives each its own.
_SIGN_SHARED = frozenset({"-", "to", "/", "~", "до", "至", "到"})
# "rose by 40 to 420" gives a step and a level; of the ranges of the dev reports none is wider than sixfold.
_WIDEST = 8
_HUNDRED = Decimal(100)
_YEAR_DIGITS = 4
_FIRST_YEAR, _LAST_YEAR = Decimal(1800), Decimal(2100)
_CENT = Decimal("0.01")
_SHARES = frozenset({"part", "share"})


def find(view: Annotated) -> list[QuantityMention]:
    """Every quantity of what is read, in order and apart."""
    grammar = _grammar(view.pack.code)
    mentions: list[QuantityMention] = []
    stretches = [(s.start, s.end) for s in view.sentences] or [(0, len(view.text))]
    text, low = view.text, view.low
    anchors = grammar.anchors(low)
    index = 0
    cursor = 0
    for start, end in stretches:
        while index < len(anchors) and anchors[index] < max(start, cursor):
            index += 1
        while index < len(anchors) and anchors[index] < end:
            at = anchors[index]
            index += 1
            if at < cursor or grammar.traps.plain_year(low, at):
                continue
            phone = grammar.traps.number_of_a_telephone(low, at)
            if phone > 0:
                cursor = phone
                continue
            found, reach = grammar.phrase(text, low, at, start, end, cursor)
            for mention in found:
                if mention.start >= cursor:
                    mentions.append(mention)
                    cursor = mention.end
            cursor = max(cursor, reach)
    conversions(text, mentions)
    grammar.steps.fill(low, mentions)
    elliptic(text, mentions, grammar.scales)
    if view.pack.boundaries:
        of_those = view.pack.room("clauses").get("of_those")
        parts = of_those.forms if of_those and view.pack.nouns_first else ()
        mentions = listed.find(text, _named(view), mentions, view.pack.code, parts)
    if view.published is not None and view.published.last is not None:
        redenominated(text, mentions, view.published.last)
    return mentions


def _named(view: Annotated) -> Sequence[Mention]:
    """Whom a list may go by: states, groups, bodies."""
    return sorted([*view.parties, *view.organisations], key=lambda m: m.start) if view.organisations else view.parties


def ones(view: Annotated) -> list[QuantityMention]:
    """Counts of one ("one proposal", "one of the banks").

    `find` leaves them out: in reports "one" is mostly an article or a pronoun.
    """
    counted = _grammar(view.pack.code).counted
    one = Quantity.of(1, COUNT)
    read = Holding((mention.start, mention.end) for mention in view.quantities)
    return [
        QuantityMention(start, end, "one", one, noun=view.text[start:end], noun_start=start, noun_end=end)
        for start, end in counted.ones(view.low)
        if not read.shares(start, end)
    ]


def readings(text: str, pack: Pack) -> list[Quantity]:
    """Every quantity that a short text can be read as giving (for grounding).

    Both signs are given where the text has a word of falling; every currency that a shared name may mean.
    """
    folded = fold(text)
    return list(_grammar(pack.code).readings(folded, folded.lower()))


@lru_cache(maxsize=16)
def _grammar(code: str) -> _Grammar:
    return _Grammar(load(code))


def _behind_years(chain: list[Amount]) -> int:
    """Where reading goes on behind a trap: years that run into a number keep it ("by 2022, and 15 projects")."""
    if not _like_year(chain[0]):
        return chain[-1].end
    return next((amount.start for amount in chain if not _like_year(amount)), chain[-1].end)


def _like_year(amount: Amount) -> bool:
    return amount.end - amount.start == _YEAR_DIGITS and _FIRST_YEAR <= amount.value <= _LAST_YEAR


@dataclass(slots=True)
class _Part:
    """An amount of a phrase with what it shares with the others."""

    amount: Amount
    ground_start: int = -1
    ground_end: int = -1
    high: Amount | None = None


class _Grammar:
    """The joining of amounts into ranges and lists, in one language."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.amounts = Amounts(pack)
        self.traps = Traps(pack)
        self.counted = Counted(pack)
        room = pack.room("numbers")
        self.separator = _separators(room, pack.boundaries)
        self.range_words = frozenset(room["range"].forms) if "range" in room else frozenset()
        self.list_words = frozenset(room["list"].forms) if "list" in room else frozenset()
        self.between = tuple(room["between"].forms) if "between" in room else ()
        self.source = tuple(room["from"].forms) if "from" in room else ()
        self.steps = Steps(self.source, self.range_words - self.list_words)
        self.anchors = self.amounts.anchors
        scale = room["scale"].get("words", {}) if "scale" in room and not pack.boundaries else {}
        self.scales = "".join(str(form) for forms in scale.values() for form in forms)

    # -- one phrase ---------------------------------------------------------------------------------

    def phrase(
        self, text: str, low: str, at: int, begin: int, stop: int, cursor: int, filtered: bool = True
    ) -> tuple[list[QuantityMention], int]:
        """The mentions of the phrase whose first number begins at a place, and where it ends."""
        first = self.amounts.at(text, low, at, max(begin, cursor))
        if first is None:
            return [], 0
        if first.kind == "fold":
            return [self._mention(text, low, _Part(first), stop, begin)], first.end
        chain, joints = self._chain(text, low, first, stop)
        if filtered and self.traps.holds(chain, joints):
            return [], _behind_years(chain)
        mentions = []
        for part in self._parts(low, chain, joints):
            if filtered and self.traps.alone(text, low, part.amount, begin):
                continue
            mention = self._mention(text, low, part, stop, begin)
            if filtered and mention.quantity.unit == COUNT and self.traps.uncounted(text, low, part.amount, mention):
                continue
            mentions.append(mention)
        return mentions, chain[-1].end

    def _chain(self, text: str, low: str, first: Amount, stop: int) -> tuple[list[Amount], list[str]]:
        chain, joints = [first], []
        while len(chain) < 5:
            found = self.separator.match(low, chain[-1].end, stop)
            if found is None:
                break
            follow = self.amounts.next(text, low, found.end())
            if follow is None or follow.start != found.end() or follow.end > stop:
                break
            joints.append(found.group().strip(" -") or "-")
            chain.append(follow)
        return chain, joints

    def _parts(self, low: str, chain: list[Amount], joints: list[str]) -> list[_Part]:
        """Scale and unit dealt out, ranges joined."""
        parts = [_Part(amount) for amount in chain]
        if not joints:
            return parts
        _share(parts, joints)
        joined: list[_Part] = []
        index = 0
        while index < len(parts):
            part = parts[index]
            joined.append(part)
            index += 1
            if index < len(parts) and self._is_range(low, part, parts[index], joints[index - 1]):
                part.high = parts[index].amount
                index += 1
        return joined

    def _is_range(self, low: str, one: _Part, other: _Part, joint: str) -> bool:
        """Whether two amounts are the ends of a range; what tells so belongs to the first's ground."""
        first, second = one.amount, other.amount
        if joint not in self.range_words or first.value >= second.value or first.unit != second.unit:
            return False
        if first.kind in _SHARES or second.kind in _SHARES:
            return False
        if joint in self.list_words:
            between = self._word_before(low, first.start, self.between)
            first.start = first.start if between is None else between
            return between is not None
        source = None if joint == "-" else self._word_before(low, first.start, self.source)
        if source is not None:
            one.ground_start, one.ground_end = source, max(one.ground_end, first.end)
            return False
        return joint == "-" or not first.value or second.value <= _WIDEST * first.value

    @staticmethod
    def _word_before(low: str, at: int, words: tuple[str, ...]) -> int | None:
        end = at - 1 if at and low[at - 1] == " " else at
        for word in words:
            start = end - len(word)
            if (
                start >= 0
                and low.startswith(word, start)
                and not (start and low[start - 1].isalpha() and word.isascii())
            ):
                return start
        return None

    # -- the mention --------------------------------------------------------------------------------

    def _mention(self, text: str, low: str, part: _Part, stop: int, begin: int) -> QuantityMention:
        amount, high = part.amount, part.high
        end = high.end if high else amount.end
        unit = _unit(amount)
        bound = amount.bound if amount.bound is not Bound.EXACT or high is None else high.bound
        value = _value(amount)
        ends = sorted((value, _value(high))) if high else (value, value)
        rule = amount.kind if high is None else "range"
        mention = QuantityMention(amount.start, end, rule, Quantity(ends[0], ends[1], unit, bound))
        if part.ground_end > 0:
            mention.ground_start, mention.ground_end = min(part.ground_start, mention.start), part.ground_end
        if unit == COUNT:
            self.counted.fill(text, low, mention, stop)
        if amount.age:
            mention.rule = "age"
        self._direct(text, low, mention, unit, begin, stop)
        return mention

    def _direct(self, text: str, low: str, mention: QuantityMention, unit: Unit, begin: int, stop: int) -> None:
        """Sign the quantity by the change word beside it."""
        if mention.quantity.low < 0:
            return
        found = self.amounts.changes.beside(text, low, mention.start, mention.end, unit, begin, stop)
        if found is None:
            return
        start, end, direction = found
        mention.direction = direction
        if direction < 0:
            old = mention.quantity
            mention.quantity = Quantity(-old.high, -old.low, old.unit, old.bound)
        mention.start, mention.end = start, end
        if mention.ground_start >= 0:
            mention.ground_start, mention.ground_end = min(start, mention.ground_start), max(end, mention.ground_end)

    # -- readings -----------------------------------------------------------------------------------

    def readings(self, text: str, low: str) -> Iterator[Quantity]:
        """Every quantity of a short text, doubtful ones included."""
        signs = self.amounts.changes.falls(low)
        seen: set[Quantity] = set()
        for quantity in self._all(text, low):
            for reading in _signed(quantity, signs):
                if reading not in seen:
                    seen.add(reading)
                    yield reading

    def _all(self, text: str, low: str) -> Iterator[Quantity]:
        cursor = 0
        mentions: list[QuantityMention] = []
        for at in self.anchors(low):
            if at < cursor:
                continue
            found, reach = self.phrase(text, low, at, 0, len(low), 0, False)
            cursor = max([reach, *(m.end for m in found)], default=0)
            mentions += found
        conversions(text, mentions)
        if len(mentions) > 1:
            plain = mentions[-1].quantity
            self.steps.fill(low, mentions)
            elliptic(text, mentions)
            if mentions[-1].quantity is not plain:
                yield plain
            yield from listed.readings(text, mentions)
        for mention in mentions:
            yield mention.quantity
            yield from self._others(low, mention)

    def _others(self, low: str, mention: QuantityMention) -> Iterator[Quantity]:
        """The same value in the other units that its wording may mean."""
        for unit in self.amounts.units.shared(low, mention.start, mention.end, mention.quantity.unit):
            yield replace(mention.quantity, unit=unit)
        if mention.quantity.unit.is_money:
            for code in codes_before(mention.quantity.unit.code):
                yield replace(mention.quantity, unit=Unit.of(code))


def _signed(quantity: Quantity, both: bool) -> Iterator[Quantity]:
    yield quantity
    if both or quantity.low < 0:
        yield replace(quantity, low=-quantity.high, high=-quantity.low)


def _share(parts: list[_Part], joints: list[str]) -> None:
    """Give each amount the scale and unit of the next where it has none, and a currency sign to those behind."""
    for index in range(len(parts) - 2, -1, -1):
        one, other = parts[index].amount, parts[index + 1].amount
        if one.prefixed and other.prefixed and one.unit != other.unit:
            continue
        if joints[index] == "," and "," in joints[-1:]:
            continue
        if is_year(one) and other.plain < 1000:
            continue
        if one.kind in _SHARES:
            continue  # "by a fifth to 3 billion"
        reach = parts[index + 1].ground_end if parts[index + 1].ground_end > 0 else other.end
        changed = False
        if (
            not one.scaled
            and other.scaled
            and not one.unit_behind
            and one.plain <= other.plain * 1000
            and one.plain < 1000
            and one.plain
            and other.plain
        ):
            one.value = one.plain * (other.value / other.plain)
            one.scaled = changed = True
        if one.unit is None and other.unit is not None and not (other.prefixed and not other.unit_behind):
            one.unit, one.factor, one.named = other.unit, other.factor, other.named
            changed = True
        if changed:
            parts[index].ground_start, parts[index].ground_end = one.start, reach
    for index in range(1, len(parts)):
        one, other = parts[index - 1].amount, parts[index].amount
        if one.scaled and not other.scaled:
            continue  # "committed $1.2 billion to 45 operations"
        if other.unit is None and one.unit is not None and one.prefixed and joints[index - 1] in _SIGN_SHARED:
            other.unit, other.factor, other.named = one.unit, one.factor, one.named
            start = parts[index - 1].ground_start
            parts[index].ground_start = one.start if start < 0 else start
            parts[index].ground_end = max(other.end, parts[index].ground_end)


def _unit(amount: Amount) -> Unit:
    if amount.kind == "fold":
        return TIMES
    if amount.unit is None:
        return PERCENT if amount.kind in _SHARES else COUNT
    return Unit.named(amount.unit) if amount.named else Unit.of(amount.unit)


def _value(amount: Amount) -> Decimal:
    value = amount.value * amount.factor
    if amount.unit is None and amount.kind in _SHARES:
        value = (value * _HUNDRED).quantize(_CENT)
    elif value != value.to_integral_value() and len(value.as_tuple().digits) > 20:
        value = value.quantize(Decimal("0.0001"))
    return value if amount.sign > 0 else -value


def _separators(room: dict[str, Concept], boundaries: bool) -> re.Pattern[str]:
    forms = {form for name in ("range", "list") if name in room for form in room[name].forms} or {"-"}
    words = sorted((f for f in forms if f[-1].isalpha()), key=len, reverse=True)
    marks = sorted((f for f in forms if not f[-1].isalpha()), key=len, reverse=True)
    space = " " if boundaries else " ?"
    word = "|".join(re.escape(form) if form.startswith(",") else space + re.escape(form) for form in words)
    mark = "|".join(re.escape(form) for form in marks)
    return re.compile(rf"-?(?:{word}){space}| ?(?:{mark}) ?")
