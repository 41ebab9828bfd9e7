"""Which period governs a figure: its clause's, else the sentence's, else the one carried from before."""

from __future__ import annotations

from dataclasses import dataclass

from khorgos.annotate.mentions import PeriodMention, QuantityMention
from khorgos.claims import Ground
from khorgos.extract.line import Line
from khorgos.extract.scene import Scene
from khorgos.values import Period, Precision


@dataclass(slots=True)
class Governed:
    """A period with the words that give it."""

    period: Period
    ground: Ground


def usable(line: Line) -> list[PeriodMention]:
    """The periods of a sentence that can govern a figure: no durations, no days of events, nothing compared with."""
    return [
        mention
        for mention in line.periods
        if mention.period is not None and not _is_event_day(line, mention) and not is_compared(line, mention)
    ]


def _is_event_day(line: Line, mention: PeriodMention) -> bool:
    period = mention.period
    if period is None or period.precision is not Precision.DAY:
        return False
    if mention.role in ("by", "until", "since"):
        return False
    begin = mention.outer_start if mention.outer_start >= 0 else mention.start
    return not line.grammar.closes.search(line.low(max(line.start, begin - 24), mention.start))


def is_compared(line: Line, mention: PeriodMention) -> bool:
    """Whether a period only stands for comparison: "than in 2021", "over the same months of 2022"."""
    begin = mention.outer_start if 0 <= mention.outer_start < mention.start else mention.start
    lead = line.low(max(line.start, begin - 40), mention.start)
    found = line.grammar.compared.search(lead.rstrip() + " ") or line.grammar.compared.search(
        line.low(max(line.start, begin - 40), begin).rstrip() + " "
    )
    if not found:
        return False
    # "of 2022", "on 2021", "over 2020" compare only behind a ratio or a change.
    word = found.group().strip()
    if len(word) > 5:
        return True
    return word == "than" or any(q.end <= begin and begin - q.end < 40 and _is_change(q) for q in line.quantities)


def _is_change(quantity: QuantityMention) -> bool:
    return quantity.quantity.unit.code in ("percent", "pp", "times")


def period_of(scene: Scene, line: Line, quantity: QuantityMention, candidates: list[PeriodMention]) -> Governed | None:
    """The period of the sentence that governs a quantity, or None where the sentence has none for it."""
    mention = _choose(line, quantity, candidates)
    return None if mention is None else governed(scene, mention)


def governed(scene: Scene, mention: PeriodMention) -> Governed | None:
    """A period mention as a governing period: with its role ("since 2020") the stretch that is meant."""
    if mention.governed is not None and mention.role and mention.outer_start >= 0:
        return Governed(
            mention.governed, scene.ground_at("period", mention.outer_start, mention.end, mention.anchor)
        )
    if mention.period is None:
        return None
    return Governed(mention.period, scene.ground("period", mention, mention.anchor))


def _choose(line: Line, quantity: QuantityMention, candidates: list[PeriodMention]) -> PeriodMention | None:
    if not candidates:
        return None
    before, after = line.before(quantity), line.after(quantity)
    behind = [m for m in candidates if quantity.end <= m.start < after]
    ahead = [m for m in candidates if before <= m.start and m.end <= quantity.start]
    if behind and line.barrier(quantity.end, behind[0].start) < 1.0:
        return behind[0]
    if ahead:
        return ahead[-1]
    earlier = [m for m in candidates if m.end <= quantity.start]
    if behind and line.barrier(quantity.end, behind[0].start) < (2.0 if not earlier else 1.0):
        return behind[0]
    if earlier:
        return earlier[-1]
    later = [m for m in candidates if m.start >= quantity.end]
    return later[0] if len({m.period for m in later}) == 1 else None
