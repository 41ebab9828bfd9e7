"""Two claims of the other kinds: projects, events, mechanisms, agreements, statements."""

from __future__ import annotations

from datetime import timedelta

from khorgos.claims.fact import Relation
from khorgos.claims.printing import Printing
from khorgos.reconcile import naming
from khorgos.reconcile.compare import Verdict, When, Whom, when, whom
from khorgos.reconcile.wording import alike, named_alike, stems
from khorgos.reference.standing import mechanism_of, place_of, stands_for

# Names that share this part of their words are one name.
_NAMED = 0.6
# By all their words names of works are alike too soon ("power plant"): they must be so much more.
_LOOSE = 0.1
# A summit is a meeting too.
_MEETINGS = frozenset({"summit", "meeting"})
# Where one of two events gives no day, so many reasons must speak for them.
_TWO = 2
_MONTH = timedelta(days=31)
# Quotations are repeated almost word for word, or cut.
_QUOTED = 0.8
_SHORT_QUOTE = 4


def project(one: Printing, other: Printing) -> Verdict | None:
    """Two projects are one by name and country, or by sum, financier and country."""
    names = one.word("name"), other.word("name")
    named = _one_name(*names) or _one_line(one, other)
    if not one.all_sides & other.all_sides and not (named and naming.of_one_name(*names)):
        return None
    sums = _same_sum(one, other)
    if not named and not (sums and _same_payer(one, other)):
        return None
    reasons = [f"named alike: {one.word('name')}; {other.word('name')}"] if named else []
    reasons += ["the same sum"] if sums else []
    if whom(one, other, ordered=False) is not Whom.SAME:
        return Verdict(Relation.BY_SCOPE, (*reasons, "in unlike countries"))
    return Verdict(Relation.AGREE, tuple(reasons))


def _one_name(one: str, other: str) -> bool:
    """Whether two names of works name one: a railway and a power line of the same end points are two."""
    works = naming.named(one).works, naming.named(other).works
    if works[0] and works[1] and not works[0] & works[1]:
        return False
    alike_ = max(alike(one, other) - _LOOSE, named_alike(one, other)) >= _NAMED
    return alike_ or naming.one_line(one, other) or naming.one_name(one, other)


def _one_line(one: Printing, other: Printing) -> bool:
    """Whether two works of one kind lie between the same two ends."""
    ends = {each.word("location").casefold() for each in (one, other)}
    works = [naming.named(each.word("name")).works for each in (one, other)]
    return len(ends) == 1 and "-" in min(ends) and bool(works[0] & works[1])


def event(one: Printing, other: Printing) -> Verdict | None:
    """Two events are one by mechanism, name or place, and days that overlap."""
    period = when(one.period, other.period)
    types = {one.word("type"), other.word("type")}
    if not (len(types) == 1 or types <= _MEETINGS) or unlike(one, other):
        return None
    reasons = _same_meeting(one, other)
    if period is When.UNKNOWN and (len(reasons) < _TWO or not (len(types) == 1 or _reported_then(one, other))):
        return None
    return Verdict(Relation.AGREE, (*reasons, _days(period))) if reasons else None


def unlike(one: Printing, other: Printing) -> bool:
    """Whether two events are two: days apart, unlike numbers, unlike countries that enter one body.

    Where one of them gives no day, unlike places or mechanisms too.
    """
    if when(one.period, other.period) is When.APART or _others_enter(one, other):
        return True
    ordinals = one.said.get("ordinal"), other.said.get("ordinal")
    if None not in ordinals and ordinals[0] != ordinals[1]:
        return True
    # The number of a series tells its meeting, whether its town or its province is named.
    numbered = None not in ordinals and alike(one.word("name"), other.word("name")) >= _NAMED
    if (numbered and one.all_sides == other.all_sides) or (one.period is not None and other.period is not None):
        return False
    places = {place_of(each.word("place")) for each in (one, other) if each.word("place")}
    bodies = bodies_of(one), bodies_of(other)
    return len(places) > 1 or bool(bodies[0] and bodies[1] and not bodies[0] & bodies[1])


def _others_enter(one: Printing, other: Printing) -> bool:
    """Whether two entries into one body are those of two countries."""
    entries = one.word("type") == other.word("type") == "other"
    return entries and bool(one.all_sides and other.all_sides) and not one.all_sides & other.all_sides


def _reported_then(one: Printing, other: Printing) -> bool:
    """Whether the report that gives no day came out within a month of the day that the other gives."""
    dated, undated = (one, other) if one.period is not None else (other, one)
    day = undated.source.published
    if day is None or dated.period is None or dated.period.first is None or dated.period.last is None:
        return False
    return dated.period.first - _MONTH <= day <= dated.period.last + _MONTH


def _days(period: When) -> str:
    return "no date in one of them" if period is When.UNKNOWN else "days overlap"


def _same_meeting(one: Printing, other: Printing) -> tuple[str, ...]:
    reasons = []
    bodies = bodies_of(one) & bodies_of(other)
    if bodies:
        reasons.append(f"of one mechanism: {min(bodies)}")
    if alike(one.word("name"), other.word("name")) >= _NAMED:
        reasons.append("named alike")
    if one.word("place") and place_of(one.word("place")) == place_of(other.word("place")):
        reasons.append(f"in one place: {one.word('place')}")
    ordinal = one.said.get("ordinal")
    if reasons and ordinal is not None and ordinal == other.said.get("ordinal"):
        reasons.append(f"both number {ordinal}")
    # A place alone says little: several meetings are held in a capital on one day.  Summits are held one at a time.
    by_place = len(reasons) == 1 and reasons[0].startswith("in one place")
    summits = one.word("type") == other.word("type") == "summit"
    return () if by_place and not summits else tuple(reasons)


def bodies_of(printing: Printing) -> frozenset[str]:
    """The registered mechanisms or groups that an event is a meeting of, as said or by its name."""
    said = printing.word("mechanism")
    return (frozenset((mechanism_of(said),)) if said else frozenset()) | naming.named(printing.word("name")).bodies


def mechanism(one: Printing, other: Printing) -> Verdict | None:
    """Two mechanisms are one by their registered names or an alias; foundings apart are a conflict."""
    shared = names_of(one) & names_of(other)
    if not shared:
        return None
    reasons = (f"the same name: {min(shared)}",)
    if when(one.period, other.period) is When.APART:
        return Verdict(Relation.CONFLICT, (*reasons, f"founded {one.period} and {other.period}"))
    return Verdict(Relation.AGREE, reasons)


def names_of(printing: Printing) -> frozenset[str]:
    """A mechanism's registered names behind the name and aliases that a report gives it."""
    return frozenset(mechanism_of(name) for name in (printing.word("name"), *printing.said.get("aliases", ())))


def agreement(one: Printing, other: Printing) -> Verdict | None:
    """Two papers are one by title, a shared party, and days that do not lie apart."""
    if when(one.period, other.period) is When.APART or not _one_paper(one, other):
        return None
    if one.all_sides and other.all_sides and not one.all_sides & other.all_sides:
        return None
    return Verdict(Relation.AGREE, ("titled alike",))


def _one_paper(one: Printing, other: Printing) -> bool:
    # "Agreement" alone names nothing: two words at least must be the same.
    if naming.one_paper(one.word("title"), other.word("title")):
        return True
    shared = stems(one.word("title")) & stems(other.word("title"))
    return len(shared) >= 2 and alike(one.word("title"), other.word("title")) >= _QUOTED


def statement(one: Printing, other: Printing) -> Verdict | None:
    """The same words of the same speaker."""
    if not alike(one.word("speaker"), other.word("speaker")):
        return None
    quotes = one.word("quote"), other.word("quote")
    short = min(len(stems(quote)) for quote in quotes) < _SHORT_QUOTE
    if short or alike(*quotes) < _QUOTED:
        return None
    return Verdict(Relation.AGREE, ("the same words of the same speaker",))


def _same_sum(one: Printing, other: Printing) -> bool:
    if one.interval is None or other.interval is None or one.word("currency") != other.word("currency"):
        return False
    return one.interval.meets(other.interval)


def _same_payer(one: Printing, other: Printing) -> bool:
    payers = [
        frozenset().union(*(stands_for(party) for party in printing.said.get("financiers", ())))
        for printing in (one, other)
    ]
    return bool(payers[0] & payers[1])


# What compares two claims of a kind.
COMPARE = {
    "project": project,
    "event": event,
    "mechanism": mechanism,
    "agreement": agreement,
    "statement": statement,
}
