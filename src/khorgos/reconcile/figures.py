"""Two figures: whether they speak of the same number, and whether they agree about it.

The order of questions: same indicator, measure and unit; whose; what exactly; which period; and only then the values.
The relations and their tolerances are told in docs/facts.md.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from khorgos.claims.fact import Relation
from khorgos.claims.interval import significant
from khorgos.claims.printing import Printing
from khorgos.reconcile.compare import Bond, Verdict, When, Whom, when, whom
from khorgos.reconcile.wording import alike
from khorgos.values import Precision

# The side of the first party matters.
_ORDERED = frozenset({"exports", "imports", "balance"})
_MIRROR = frozenset({"exports", "imports"})
# What is given once and not per period: the year printed beside it is that of the signature, approval or report.
DEALS = frozenset({"loans", "aid", "projects", "contracts_signed", "investment_stock", "capacity"})
# Counted apart by status: so many completed, so many under way.  A loan that is approved, then signed, is one loan.
_LADDERS = frozenset({"projects", "capacity"})
# What is counted at a day and not over a stretch: its values of several days are a history.
_STOCKS = frozenset({"investment_stock", "projects"})
_DONE = "completed"
_PLANS = frozenset({"planned", "forecast", "target", "expected", "pledged"})
# Values so near are editions or roundings of one statistic.  Dev pairs that people called agreeing lay within 0.5 %,
# those called conflicts began at 1.5 % (2026-11); 5 % would call a revised total "close".
CLOSE = Decimal("0.01")
# Percentages are compared in points: 10.1 and 10.2 percent are one figure in two editions.
_CLOSE_POINTS = Decimal("0.2")
# Passages of two reports that share this part of their words speak of the same thing.
_ALIKE = 0.34
# A value of so many digits is hardly met twice by chance.
_TELLING = 3
# Reports of one story come out within a month.
_TO_DATE = timedelta(days=31)
_RATIOS = frozenset({"percent", "pp"})
_SIZES = frozenset({"km", "m", "mi", "ha", "km2", "m2", "W", "kW", "MW", "GW", "kV", "MVA"})


def compare(one: Printing, other: Printing, bond: Bond) -> Verdict | None:
    """How two figures stand to each other; None where they speak of different things."""
    if one.interval is None or other.interval is None or not _same_kind(one, other):
        return None
    parties = whom(one, other, ordered=one.measured[0] in _ORDERED and not _mirrored(one, other))
    if parties is Whom.OTHER or not _same_thing(one, other, bond):
        return None
    meet = one.interval.meets(other.interval)
    if bond.one and not meet:
        # One report does not contradict itself: two numbers of one key are two things that it tells apart by words.
        return _history(one, other) if parties is Whom.SAME else None
    period = _when(one, other, bond)
    if parties is not Whom.SAME:
        return _other_parties(one, other, period, parties, bond)
    if period is When.SAME:
        return _same_key(one, other, meet=meet)
    if one.measured[0] in _STOCKS or one.measured[1] == "rank":
        return _history(one, other)
    if period is When.UNKNOWN:
        return _undated(one, other, bond)
    return _other_period(one, other, period, meet=meet)


def _when(one: Printing, other: Printing, bond: Bond) -> When:
    """How the periods stand to each other; one story's "to date" is that of either report's day."""
    first, second = one.period, other.period
    if bond.kin and first and second and first.precision is second.precision is Precision.DAY and first.first:
        return When.SAME if abs((second.first or first.first) - first.first) <= _TO_DATE else When.APART
    return when(first, second)


def _same_kind(one: Printing, other: Printing) -> bool:
    if one.measured == other.measured:
        return True
    return one.measured[1:] == other.measured[1:] and _mirrored(one, other)


def _mirrored(one: Printing, other: Printing) -> bool:
    """Whether one flow is told from its two ends: what A exports to B is what B imports from A."""
    ends = {one.measured[0], other.measured[0]}
    return ends == _MIRROR and len(one.sides) == len(other.sides) == 2 and one.sides == other.sides[::-1]


def _same_thing(one: Printing, other: Printing, bond: Bond) -> bool:
    """Whether status, detail and passage allow that the same thing is counted."""
    first, second = one.word("status"), other.word("status")
    if one.measured[0] in _LADDERS and first != second:
        return False
    if bond.kin and bond.sole:
        return True
    one_detail, other_detail = one.word("detail"), other.word("detail")
    if one_detail and other_detail:
        return bool(alike(one_detail, other_detail))
    if one.measured[0] == "other":
        # Nothing but the passage says what is counted.
        return _alike(one, other) or (bond.kin and _equal(one, other))
    return True


def _same_key(one: Printing, other: Printing, *, meet: bool) -> Verdict:
    if meet:
        return Verdict(Relation.AGREE, (_values(one, other, "meet"),))
    if _mirrored(one, other):
        return Verdict(Relation.BY_SCOPE, (_values(one, other, "differ"), "mirror statistics of the two ends"))
    if _close(one, other):
        return Verdict(Relation.CLOSE, (_values(one, other, "are editions or roundings of one value"),))
    return Verdict(Relation.CONFLICT, (_values(one, other, "cannot both hold"), *_causes(one, other)))


def _history(one: Printing, other: Printing) -> Verdict | None:
    """What grows over the years (a stock, a list of projects, a rank held): values of unlike dates are its history."""
    if one.measured[0] not in _STOCKS and one.measured[1] != "rank":
        return None
    if _equal(one, other) and (one.measured[1] != "rank" or one.period is other.period is None):
        return Verdict(Relation.AGREE, (_values(one, other, "meet"),))
    slip = slip_of(one, other)
    if slip:
        return Verdict(Relation.CONFLICT, (_values(one, other, "cannot both hold"), slip))
    days = [(each.period and each.period.last) or each.source.published for each in (one, other)]
    if one.document == other.document and days[0] == days[1]:
        return None
    if one.measured[1] == "rank":
        return Verdict(Relation.BY_PERIOD, (_values(one, other, "of two dates"), f"{days[0]} and {days[1]}"))
    if _shrunk(one, other, days):
        return Verdict(Relation.CONFLICT, (_values(one, other, "cannot both hold"), "fewer completed than before"))
    return Verdict(Relation.SUPERSEDED, (_values(one, other, "are its history"), f"{days[0]} and {days[1]}"))


def _shrunk(one: Printing, other: Printing, days: list[date | None]) -> bool:
    """Whether fewer are told to be completed at a later day: what is built stays built."""
    if one.word("status") != _DONE or days[0] is None or days[1] is None or days[0] == days[1]:
        return False
    earlier, later = (one, other) if days[0] < days[1] else (other, one)
    if earlier.interval is None or later.interval is None or later.word("bound") != "=":
        return False
    return later.interval.value < earlier.interval.value


def _undated(one: Printing, other: Printing, bond: Bond) -> Verdict | None:
    """One of the two gives no period."""
    meet = _meet(one, other)
    if meet and (bond.kin or _telling(one) or _alike(one, other)):
        return Verdict(Relation.AGREE, (_values(one, other, "meet"), "one of them gives no period"))
    if meet or not bond.kin or not (bond.sole or _alike(one, other)):
        return None
    if (one.period is None) == (other.period is None) or one.measured[0] in DEALS or _timeless(one):
        return Verdict(Relation.CONFLICT, (_values(one, other, "cannot both hold"), *_causes(one, other)))
    return Verdict(Relation.BY_PERIOD, (_values(one, other, "differ"), "one of them gives no period"))


def _other_period(one: Printing, other: Printing, period: When, *, meet: bool) -> Verdict | None:
    if period is When.APART:
        return _slipped(one, other)
    dealt = one.measured[0] in DEALS or _by_bank(one) or _timeless(one)
    if meet and dealt:
        return Verdict(Relation.AGREE, (_values(one, other, "meet"), "dated with another precision"))
    if _equal(one, other) and (_telling(one) or one.measured[1] != "level"):
        return Verdict(Relation.DRIFT, (f"the same value printed for {one.period} and for {other.period}",))
    if dealt or period is not When.NESTED or not _within_a_year(one, other):
        return None
    return Verdict(Relation.BY_PERIOD, (f"{one.period} and {other.period}: one is a part of the other",))


def _slipped(one: Printing, other: Printing) -> Verdict | None:
    """The same long number for periods apart: one of them is misdated ("this year" read a year late, say)."""
    if _equal(one, other) and one.interval is not None and significant(one.interval.value) > _TELLING:
        return Verdict(Relation.DRIFT, (f"the same value printed for {one.period} and for {other.period}",))
    return None


def _other_parties(one: Printing, other: Printing, period: When, parties: Whom, bond: Bond) -> Verdict | None:
    """One of the two names more parties, larger ones, or another borrower."""
    if period in (When.APART, When.OVERLAP):
        return None
    meet = _meet(one, other)
    within = parties is Whom.WITHIN
    if meet and ((_telling(one) and within) or (bond.kin and (_equal(one, other) or bond.sole))):
        return Verdict(Relation.AGREE, (_values(one, other, "meet"), "one of them names other parties beside"))
    if bond.kin and bond.sole and within and not meet and period is When.SAME:
        named = f"{' and '.join(one.parties)}; {' and '.join(other.parties)}"
        return Verdict(Relation.BY_SCOPE, (_values(one, other, "differ"), f"of unlike parties: {named}"))
    return None


def _causes(one: Printing, other: Printing) -> tuple[str, ...]:
    """What may lie behind a conflict, with the arithmetic that suggests it."""
    causes = []
    statuses = {one.word("status"), other.word("status")}
    if statuses & _PLANS and len(statuses) > 1:
        causes.append("a plan against a result")
    slip = slip_of(one, other)
    if slip:
        causes.append(slip)
    if one.interval and other.interval and one.interval.value == -other.interval.value:
        causes.append("the same number with the other sign")
    days = one.source.published, other.source.published
    if days[0] and days[1] and days[0] != days[1] and not causes:
        causes.append(f"perhaps revised between {min(days)} and {max(days)}")  # type: ignore[type-var]
    return tuple(causes)


# Ratios that misprints of scale make: a wrong scale word, 亿 for 100 million, a shifted comma.
_SLIPS = (
    (Decimal(1000), "a thousandfold: million for billion, perhaps"),
    (Decimal(10000), "ten-thousandfold: 万 read as a unit, perhaps"),
    (Decimal(10), "tenfold: 亿 read as a billion, or a shifted comma"),
)
# From here on numbers are printed with a word of scale.
_SCALED = 10_000
_SLIP_ROOM = Decimal("0.03")


def slip_of(one: Printing, other: Printing) -> str | None:
    """The slip of scale that would turn one value into the other (within 3 percent of the ratio).

    Numbers that are written out in full (fifty-one projects) have no scale to slip.
    """
    sizes = [abs(each.interval.value) for each in (one, other) if each.interval is not None]
    if len(sizes) < 2 or min(sizes) < _SCALED:
        return None
    ratio = max(sizes) / min(sizes)
    for factor, told in _SLIPS:
        if abs(ratio / factor - 1) <= _SLIP_ROOM:
            return told
    return None


def _close(one: Printing, other: Printing) -> bool:
    if one.interval is None or other.interval is None:
        return False
    if one.measured[2] in _RATIOS and one.measured[1] == "change":
        return abs(one.interval.value - other.interval.value) <= _CLOSE_POINTS
    return one.interval.apart(other.interval) <= CLOSE


def _equal(one: Printing, other: Printing) -> bool:
    return one.interval is not None and other.interval is not None and one.interval.value == other.interval.value


def _meet(one: Printing, other: Printing) -> bool:
    return one.interval is not None and other.interval is not None and one.interval.meets(other.interval)


def _timeless(one: Printing) -> bool:
    """Whether a thing's size is told (a line's length, a plant's power), which no period governs."""
    unit = one.measured[2]
    return one.measured[1] == "level" and unit in _SIZES


def _telling(one: Printing) -> bool:
    return one.interval is not None and significant(one.interval.value) >= _TELLING


def _alike(one: Printing, other: Printing) -> bool:
    return alike(one.word("evidence"), other.word("evidence")) >= _ALIKE


def _by_bank(one: Printing) -> bool:
    """Whether a bank or fund gives the money: its deals are dated by their signature."""
    return one.measured[0] == "investment" and any(
        side and next(iter(side)).islower() for side in one.sides if len(side) == 1
    )


def _within_a_year(one: Printing, other: Printing) -> bool:
    periods = [period for period in (one.period, other.period) if period is not None and period.first and period.last]
    return len(periods) == 2 and len({day.year for p in periods for day in (p.first, p.last) if day}) == 1


def _values(one: Printing, other: Printing, what: str) -> str:
    return f"{one.number} and {other.number} {what}"
