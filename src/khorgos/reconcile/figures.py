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
from khorgos.reconcile.causes import PLANS, causes, slip_of
from khorgos.reconcile.compare import Bond, Verdict, When, Whom, one_region, when, whom
from khorgos.reconcile.histories import is_history
from khorgos.reconcile.money import converted, is_money
from khorgos.reconcile.wording import alike
from khorgos.values import Period, Precision

# The side of the first party matters.
_ORDERED = frozenset({"exports", "imports", "balance"})
_MIRROR = frozenset({"exports", "imports"})
# What is given once and not per period: the year printed beside it is that of the signature, approval or report.
DEALS = frozenset({"loans", "aid", "projects", "contracts_signed", "investment_stock", "capacity"})
# Counted apart by status: so many completed, so many under way.  A loan that is approved, then signed, is one loan.
_LADDERS = frozenset({"projects", "capacity"})
_DONE = "completed"
# Values so near are editions or roundings of one statistic.  Dev pairs that people called agreeing lay within 0.5 %,
# those called conflicts began at 1.5 % (2026-11); 5 % would call a revised total "close".
CLOSE = Decimal("0.01")
# Percentages are compared in points: 10.1 and 10.2 percent are one figure in two editions.
_CLOSE_POINTS = Decimal("0.2")
# What reports name by one another's names: money that is given, goods that are carried.
_NEAR = (
    frozenset({"loans", "aid", "investment", "investment_stock", "projects", "contracts_signed"}),
    frozenset({"freight", "capacity"}),
    frozenset({"trade", "turnover"}),
)
_UNNAMED = "other"
# Passages of two reports that share this part of their words speak of the same thing.
_ALIKE = 0.34
# Details that share so many are one detail.
_DETAILED = 0.6
# A value of so many digits is hardly met twice by chance; of so many not in two reports of one story.
_TELLING = 3
_WEIGHTY = 2
_TWO = 2
# Reports of one story come out within a month.
_TO_DATE = timedelta(days=31)
_YEAR = timedelta(days=366)
_RATIOS = frozenset({"percent", "pp"})
_SIZES = frozenset({"km", "m", "mi", "ha", "km2", "m2", "W", "kW", "MW", "GW", "kV", "MVA"})


def compare(one: Printing, other: Printing, bond: Bond) -> Verdict | None:
    """How two figures stand to each other; None where they speak of different things."""
    if one.interval is None or other.interval is None:
        return None
    if not _same_kind(one, other):
        return _exchanged(one, other, bond) or _renamed(one, other, bond)
    parties = whom(one, other, ordered=one.measured[0] in _ORDERED and not _mirrored(one, other))
    if parties is Whom.OTHER or not _same_thing(one, other, bond):
        return None
    meet = one.interval.meets(other.interval)
    if bond.one and not meet:
        # One report does not contradict itself: two numbers of one key are two things that it tells apart by words.
        return _told_apart(one, other) if parties is Whom.SAME else None
    period = _when(one, other, bond)
    if parties is not Whom.SAME:
        return _other_parties(one, other, period, parties, bond)
    if period is When.SAME:
        return _same_key(one, other, meet=meet)
    if is_history(one):
        return _history(one, other)
    if period is When.UNKNOWN:
        return _undated(one, other, bond)
    return _other_period(one, other, period, bond, meet=meet)


def _when(one: Printing, other: Printing, bond: Bond) -> When:
    """How the periods stand to each other; one story's "to date" is that of either report's day."""
    first, second = one.period, other.period
    if bond.kin and first and second and first.precision is second.precision is Precision.DAY and first.first:
        return When.SAME if abs((second.first or first.first) - first.first) <= _TO_DATE else When.APART
    if first and second and bond.kin and not _counted_at(one) and _to_one_day(first, second):
        return When.SAME
    if first and second and _counted_at(one) and _at_the_end(first, second):
        return When.SAME
    return when(first, second)


def _counted_at(one: Printing) -> bool:
    """Whether it is counted at a day: "in January" and "on 31 January" are one day of a debt or a stock."""
    return one.measured[0] in DEALS and one.measured[1] in ("level", "share")


def _to_one_day(one: Period, other: Period) -> bool:
    """Whether one is a day ("up to last Friday") and the other a stretch that ends within a month of it."""
    day, stretch = (one, other) if one.precision is Precision.DAY else (other, one)
    if day.precision is not Precision.DAY or stretch.precision is not Precision.INTERVAL:
        return False
    if stretch.last is None or day.last is None:
        return False
    return abs(stretch.last - day.last) <= _TO_DATE


def _at_the_end(one: Period, other: Period) -> bool:
    if Precision.DAY not in (one.precision, other.precision) or one.is_open or other.is_open:
        return False
    return one.last == other.last


def _exchanged(one: Printing, other: Printing, bond: Bond) -> Verdict | None:
    """One sum of one period in two currencies."""
    if one.measured[:2] != other.measured[:2] or one.measured[1] != "level":
        return None
    if not (is_money(one.measured[2]) and is_money(other.measured[2])) or not _same_thing(one, other, bond):
        return None
    same = whom(one, other, ordered=one.measured[0] in _ORDERED) is Whom.SAME and when(one.period, other.period)
    told = converted(one, other) if same is When.SAME and not bond.one else None
    return Verdict(Relation.AGREE, (told,)) if told else None


def _renamed(one: Printing, other: Printing, bond: Bond) -> Verdict | None:
    """One number that two reports of one story name differently: "lent" in one and "invested" in the other."""
    if not bond.kin or bond.one or one.measured[1:] != other.measured[1:]:
        return None
    names = {one.measured[0], other.measured[0]}
    near = _UNNAMED in names or any(names <= each for each in _NEAR)
    # Of the same two parties, what may be named alike is one number also where it is rounded.
    dealt = near and _UNNAMED not in names and len(one.sides) == _TWO and set(one.parties) == set(other.parties)
    if not (_equal(one, other) or _nearly(one, other, dealt=dealt)):
        return None
    if not one.all_sides & other.all_sides or when(one.period, other.period) is When.APART:
        return None
    if not (dealt or _weighty(one) or _alike(one, other)):
        return None
    told = (_values(one, other, "meet"), f"named {' and '.join(sorted(names))}")
    return Verdict(Relation.AGREE if near else Relation.DRIFT, told)


def _nearly(one: Printing, other: Printing, *, dealt: bool) -> bool:
    """Whether two long numbers are one; of one deal also two that are less long and meet."""
    if _telling(one) and _telling(other) and _close(one, other):
        return True
    return dealt and _weighty(one) and _weighty(other) and (_close(one, other) or _meet(one, other))


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
    if _apart_by_status(one, other):
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


def _apart_by_status(one: Printing, other: Printing) -> bool:
    """Whether what is counted by status stands on two rungs; a plant's power is the same, planned or not."""
    first, second = one.word("status"), other.word("status")
    if one.measured[0] not in _LADDERS or first == second:
        return False
    return not (_timeless(one) and ("" in (first, second) or {first, second} <= PLANS))


def _same_key(one: Printing, other: Printing, *, meet: bool) -> Verdict:
    if meet:
        return Verdict(Relation.AGREE, (_values(one, other, "meet"),))
    if _mirrored(one, other):
        return Verdict(Relation.BY_SCOPE, (_values(one, other, "differ"), "mirror statistics of the two ends"))
    if _close(one, other):
        return Verdict(Relation.CLOSE, (_values(one, other, "are editions or roundings of one value"),))
    return Verdict(Relation.CONFLICT, (_values(one, other, "cannot both hold"), *causes(one, other)))


def _told_apart(one: Printing, other: Printing) -> Verdict | None:
    """Two numbers of one report: its history, or that of a part of the period."""
    nested = when(one.period, other.period) is When.NESTED and _within_a_year(one, other)
    if nested and _about(one, other) and not is_history(one):
        return Verdict(Relation.BY_PERIOD, (f"{one.period} and {other.period}: one is a part of the other",))
    return _history(one, other)


def _history(one: Printing, other: Printing) -> Verdict | None:
    """What grows over the years (a stock, a list of projects, a rank held): values of unlike dates are its history."""
    if not is_history(one) or bool(one.word("detail")) != bool(other.word("detail")):
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
    if meet and (bond.kin or _telling(one) or _telling(other) or _about(one, other)):
        return Verdict(Relation.AGREE, (_values(one, other, "meet"), "one of them gives no period"))
    slip = slip_of(one, other)
    if slip and _about(one, other):
        return Verdict(Relation.CONFLICT, (_values(one, other, "cannot both hold"), slip))
    # A share is one of a whole that the passage names; a size is one of any part of a thing.
    about = _alike(one, other) if _timeless(one) else _about(one, other)
    if meet or not bond.kin or not ((bond.sole and one.measured[1] != "share") or about):
        return None
    if (one.period is None) == (other.period is None) or one.measured[0] in DEALS or _timeless(one):
        return Verdict(Relation.CONFLICT, (_values(one, other, "cannot both hold"), *causes(one, other)))
    return Verdict(Relation.BY_PERIOD, (_values(one, other, "differ"), "one of them gives no period"))


def _other_period(one: Printing, other: Printing, period: When, bond: Bond, *, meet: bool) -> Verdict | None:
    if period is When.APART:
        return _misprinted(one, other) or _slipped(one, other, bond)
    dealt = one.measured[0] in DEALS or _by_bank(one) or _timeless(one)
    if meet and dealt:
        return Verdict(Relation.AGREE, (_values(one, other, "meet"), "dated with another precision"))
    if _equal(one, other) and (_telling(one) or one.measured[1] != "level"):
        return Verdict(Relation.DRIFT, (f"the same value printed for {one.period} and for {other.period}",))
    if dealt or period is not When.NESTED or not _within_a_year(one, other):
        return None
    return Verdict(Relation.BY_PERIOD, (f"{one.period} and {other.period}: one is a part of the other",))


def _misprinted(one: Printing, other: Printing) -> Verdict | None:
    """What is counted at a day, of two days within a year, by a slip of scale: no debt grows a thousandfold in it."""
    days = [each.period.last for each in (one, other) if each.period and each.period.last]
    if not _counted_at(one) or len(days) != _TWO or abs(days[0] - days[1]) > _YEAR:
        return None
    slip = slip_of(one, other)
    return Verdict(Relation.CONFLICT, (_values(one, other, "cannot both hold"), slip)) if slip else None


def _slipped(one: Printing, other: Printing, bond: Bond) -> Verdict | None:
    """The same long number for periods apart, or any of one story: one of them is misdated ("this year", too late)."""
    exact = one.word("bound") == other.word("bound") == "="
    if _equal(one, other) and one.interval and ((bond.kin and exact) or significant(one.interval.value) > _TELLING):
        return Verdict(Relation.DRIFT, (f"the same value printed for {one.period} and for {other.period}",))
    return None


def _other_parties(one: Printing, other: Printing, period: When, parties: Whom, bond: Bond) -> Verdict | None:
    """One of the two names more parties, larger ones, or another borrower."""
    if period in (When.APART, When.OVERLAP):
        return None
    meet = _meet(one, other)
    within = parties is Whom.WITHIN
    if meet and (
        (within and (_telling(one) or (_weighty(one) and _alike(one, other))))
        or (bond.kin and (_equal(one, other) or bond.sole))
    ):
        return Verdict(Relation.AGREE, (_values(one, other, "meet"), "one of them names other parties beside"))
    if bond.kin and one_region(one, other) and not meet and period is When.NESTED and _within_a_year(one, other):
        told = f"{one.period} and {other.period}: one is a part of the other"
        return Verdict(Relation.BY_PERIOD, (told, "one of them names other parties beside"))
    if bond.kin and bond.sole and _part_of(one, other) and not meet and period is When.SAME:
        named = f"{' and '.join(one.parties)}; {' and '.join(other.parties)}"
        return Verdict(Relation.BY_SCOPE, (_values(one, other, "differ"), f"of unlike parties: {named}"))
    return None


def _part_of(one: Printing, other: Printing) -> bool:
    return one.all_sides <= other.all_sides or other.all_sides <= one.all_sides


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


def _weighty(one: Printing) -> bool:
    return one.interval is not None and significant(one.interval.value) >= _WEIGHTY


def _alike(one: Printing, other: Printing) -> bool:
    return alike(one.word("evidence"), other.word("evidence")) >= _ALIKE


def _about(one: Printing, other: Printing) -> bool:
    """Whether the words say that one thing is counted: by details that both give, or by their passages."""
    details = one.word("detail"), other.word("detail")
    return alike(*details) >= _DETAILED or _alike(one, other)


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
