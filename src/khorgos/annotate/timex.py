"""From a pattern that matched to what it means: a builder for each way of saying a time."""

from __future__ import annotations

from dataclasses import replace

# Imported for their builders, which enter themselves in BUILDERS.
from khorgos.annotate import timex_date, timex_day, timex_length  # noqa: F401
from khorgos.annotate.sense import Sense
from khorgos.annotate.slots import BUILDERS
from khorgos.annotate.wording import Match, Slots
from khorgos.errors import PeriodFault

# Rules that take "previous" and "following" as their own direction; for the others these speak of a year.
_MOVED_BY_BACK = frozenset({"shift", "weekday", "weekend", "same", "sameago"})


def meaning(match: Match) -> Sense | None:
    """What a match means; None where its numbers make no date."""
    try:
        sense = BUILDERS[match.pattern.builder](match.slots)
    except (PeriodFault, ValueError, OverflowError):
        return None
    return None if sense is None else _seen(sense, match.slots)


def _seen(sense: Sense, slots: Slots) -> Sense:
    """The sense with where it is seen from: a year beside the one of writing or the one spoken of."""
    rule = sense.relative[0] if sense.relative else None
    if slots.get("part") == "END":
        sense = replace(sense, ends=True)
    if "yearshift" in slots and rule == "shift":
        sense = replace(sense, relative=("shift", "Y", int(slots["yearshift"])))
    elif "yearshift" in slots and rule not in (None, "same", "sameago"):
        sense = replace(sense, in_year=int(slots["yearshift"]), shift=None)
    elif "back" in slots and rule not in (None, *_MOVED_BY_BACK):
        return replace(sense, in_year=int(slots["back"]), shift=None, back=True)
    if "fromspoken" in slots or "compares" in slots:
        return replace(sense, back="fromspoken" in slots or sense.back, compares="compares" in slots)
    return sense
