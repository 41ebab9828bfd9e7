"""Which period governs a figure: its clause's, else the sentence's, else the one carried from before."""

from __future__ import annotations

from dataclasses import dataclass

from khorgos.annotate.mentions import PeriodMention, QuantityMention
from khorgos.claims import Ground
from khorgos.errors import PeriodFault
from khorgos.extract.line import Line
from khorgos.extract.measure import is_ratio, is_step
from khorgos.extract.scene import Scene
from khorgos.values import Period, Precision
from khorgos.values.unit import Dimension

# "Double the 2022 volume", "three times that of 2022": an article or two words between.
_DOUBLE = 9
# Between a bracket and the period that opens it stands a preposition at most.
_BRACKET = 4
_DASH = " - "
# No report of the field speaks of a year before this.
_EARLIEST = 1700
# What is told of the time ahead.
OUTLOOK = frozenset({"target", "forecast", "planned"})
# How far behind a number a period may stand and still be its own, in barriers of the clause.
_SAME_CLAUSE = 1.0
_NEXT_CLAUSE = 2.0
_STRICT = 2.5
# A period put in between has so many words before it in its own clause.
_INSERTED = 3
# "Best month: July" has its words this near before the period.
_PEAK = 16
# Days that are no stretch of months.
_MONTH = 31
# A comparison names its ratio no further away than this ("5 percent more than in 2021").
_NEAR = 40


@dataclass(slots=True)
class Stretch:
    """A period of the sentence with the words that give it; an interval may be given by two places."""

    start: int
    end: int
    period: Period
    grounds: tuple[Ground, ...]
    day: bool = False
    # Whether it belongs to the value that another is compared with ("against 8 billion in 2023").
    base: bool = False
    # Whether it goes from a time on ("since 2018").
    since: bool = False
    # Whether it is only a part of what is spoken of ("in August alone").
    part: bool = False
    # Whether it is the day or year until which something is to be reached ("by 2030").
    by: bool = False


def stretches(scene: Scene, line: Line, spoken: Stretch | None) -> list[Stretch]:
    """The periods of a sentence that can govern figures: no durations, nothing that is only compared with.

    `spoken` is the period spoken of before: "in that quarter" means it.
    """
    found: list[Stretch] = []
    mentions = [mention for mention in line.periods if mention.period is not None and not _is_name(mention.period)]
    mentions = _spelt_out(line, mentions)
    index = 0
    while index < len(mentions):
        mention = mentions[index]
        after = mentions[index + 1] if index + 1 < len(mentions) else None
        pair = _interval(scene, line, mention, after) if after else None
        index += 2 if pair else 1
        if not is_compared(line, mention):
            again = _again(line, mention, spoken) or _seen_from(scene, line, mention, spoken)
            found.append(again or pair or _single(scene, line, mention))
    for quantity in line.quantities:
        if line.is_base(quantity):
            for stretch in _attached(line, quantity, found):
                stretch.base = True
        elif is_ratio(quantity):
            # "3 billion in 2023, up 16 percent since 2018": the change is that of 2023.
            for stretch in _attached(line, quantity, found):
                stretch.base = stretch.since and any(m.end <= quantity.start and not m.since for m in found)
    return found


def _spelt_out(line: Line, mentions: list[PeriodMention]) -> list[PeriodMention]:
    """Without those that others spell out: "the first seven months (July-January) of the current fiscal year"."""
    kept: list[PeriodMention] = []
    for mention in mentions:
        gap = line.low(kept[-1].end, mention.start) if kept else "-"
        months = mention.period is not None and mention.period.precision is Precision.INTERVAL
        if gap == " (" and months and not line.quantities_between(kept[-1].end, mention.start):
            kept[-1] = mention
        elif gap.startswith(")") and line.grammar.belongs.fullmatch(gap[1:].strip()):
            continue
        else:
            kept.append(mention)
    return kept


def _is_name(period: Period) -> bool:
    """Whether a year is no year of reports but part of a name ("CASA-1000")."""
    return period.first is not None and period.first.year < _EARLIEST


def _again(line: Line, mention: PeriodMention, spoken: Stretch | None) -> Stretch | None:
    """The period spoken of before, where the words point back to it and it is of that kind."""
    if spoken is None or mention.period is None or not line.grammar.back.match(line.view.low, mention.start):
        return None
    if spoken.period.precision is not mention.period.precision and spoken.period.days() != mention.period.days():
        return None
    return Stretch(mention.start, mention.end, spoken.period, spoken.grounds)


def _seen_from(scene: Scene, line: Line, mention: PeriodMention, spoken: Stretch | None) -> Stretch | None:
    """ "The year before" seen from the period spoken of, not from one that was only compared with."""
    anchor = mention.anchor
    if spoken is None or anchor is None or anchor in (line.view.published, spoken.period) or mention.role:
        return None
    if any(m.period == anchor and m.end <= mention.start and not is_compared(line, m) for m in line.periods):
        return None
    if not any(q.end <= mention.start < q.end + _NEAR and line.is_base(q) for q in line.quantities):
        return None
    text = line.view.document.text[mention.start : mention.end]
    for period in scene.reread.periods(text, spoken.period):
        if mention.period is not None and period.precision is spoken.period.precision:
            return Stretch(mention.start, mention.end, period, (scene.ground("period", mention, spoken.period),))
    return None


def _attached(line: Line, quantity: QuantityMention, stretches: list[Stretch]) -> list[Stretch]:
    after = line.after(quantity)
    return [
        m for m in stretches if quantity.end <= m.start < after and line.barrier(quantity.end, m.start) < _SAME_CLAUSE
    ][:1]


def _single(scene: Scene, line: Line, mention: PeriodMention) -> Stretch:
    period = mention.governed or mention.period
    begin = mention.outer_start if mention.role and mention.outer_start >= 0 else mention.start
    ground = scene.ground_at("period", begin, mention.end, mention.anchor)
    since = _since(scene, line, mention)
    if since is not None:
        return since
    past = _past(scene, line, mention)
    if past is not None:
        return past
    if period is None:
        raise PeriodFault("a stretch needs a period.", value=ground.text)
    day = period.precision in (Precision.DAY, Precision.WEEK) and mention.role not in ("by", "until", "since")
    # "The end of March" is read as its last day and still speaks of what was reached by then.
    day = day and mention.period is not None and mention.period.precision is period.precision
    day = day and not line.grammar.closes.search(line.low(max(line.start, begin - 24), mention.start))
    part = bool(line.grammar.alone.match(line.view.low, mention.end))
    part = part or bool(line.grammar.peak.search(line.low(max(line.start, begin - _PEAK), begin)))
    return Stretch(
        begin, mention.end, period, (ground,), day, since=mention.role == "since", part=part, by=mention.role == "by"
    )


def _since(scene: Scene, line: Line, mention: PeriodMention) -> Stretch | None:
    """A clause of beginning: "since they exchanged envoys 31 years ago" lasts until the day of the report."""
    published = line.view.published
    if mention.role or mention.period is None or published is None:
        return None
    found = line.grammar.since_clause.search(line.low(line.start, mention.start))
    if not found or line.barrier(line.start + found.start(), mention.start) >= _SAME_CLAUSE:
        return None
    ground = scene.ground_at("period", line.start + found.start(), mention.end, published)
    for period in scene.reread.periods(ground.text, published):
        if period.first == mention.period.first and period.precision is Precision.INTERVAL:
            return Stretch(line.start + found.start(), mention.end, period, (ground,))
    return None


def _past(scene: Scene, line: Line, mention: PeriodMention) -> Stretch | None:
    """Months without a year that would lie ahead are those of the year before: "in January-September"."""
    published, period = line.view.published, mention.period
    if published is None or published.last is None or period is None or mention.anchor != published or mention.role:
        return None
    if period.last is None or period.last <= published.last:
        return None
    if period.first is not None and period.first <= published.last and (period.days() or 0) <= _MONTH:
        return None  # "from June 5 to 8", written on the 7th
    closes = period.precision is Precision.YEAR and line.grammar.year_end.match(line.view.low, mention.start)
    months = (Precision.INTERVAL, Precision.QUARTER, Precision.MONTH)
    if period.precision not in months and not (
        closes and line.grammar.stood.search(line.view.low, line.start, line.end)
    ):
        return None
    for year in (published.last.year, published.last.year - 1):
        earlier = Period.year(year)
        again = scene.reread.periods(line.view.document.text[mention.start : mention.end], earlier)
        # What begins at the same day whatever the year of reading gives its year: "from December 2021 until now".
        moved = [p for p in again if p.first != period.first]
        kept = [p for p in moved if p.precision is period.precision and p.last and p.last <= published.last]
        if kept:
            return Stretch(mention.start, mention.end, kept[0], (scene.ground("period", mention, earlier),))
    return None


def _interval(scene: Scene, line: Line, first: PeriodMention, last: PeriodMention) -> Stretch | None:
    """Two mentions that give one interval: "between June 2018 and May 2019", "from January to March 2004"."""
    gap = line.low(first.end, last.start)
    if len(gap) > 9 or not line.grammar.reaches.fullmatch(gap.strip()):
        return None
    lead = line.low(max(line.start, first.start - 9), first.start)
    both = _both(line, first, last)
    if not both and not line.grammar.begins.search(lead) and line.grammar.series.fullmatch(gap.strip()):
        return None
    begin, end = first.period, last.period
    if begin is None or end is None or begin.precision is not end.precision:
        return None
    anchor = first.anchor
    if (begin.first and end.first and begin.first > end.first) or (anchor and not last.anchor):
        # "January" beside "March 2004" is that of 2004.
        again = scene.reread.periods(line.view.document.text[first.start : first.end], end)
        fits = [p for p in again if p.first and end.first and p.first < end.first and p.first.year == end.first.year]
        if fits:
            begin, anchor = fits[0], end
    published = line.view.published
    if anchor and last.anchor and published and published.last and end.last and end.last > published.last:
        # Months without a year that would lie ahead are those of the year before.
        earlier = Period.year(published.last.year - 1)
        begins = list(scene.reread.periods(line.view.document.text[first.start : first.end], earlier))
        ends = list(scene.reread.periods(line.view.document.text[last.start : last.end], earlier))
        if begins and ends:
            begin, end = begins[0], ends[0]
            grounds = (scene.ground("period", first, earlier), scene.ground("period", last, earlier))
            return Stretch(first.start, last.end, Period.between(begin, end), grounds)
    if begin.first is None or end.last is None or begin.first > end.last:
        return None
    grounds = (scene.ground("period", first, anchor), scene.ground("period", last, last.anchor))
    return Stretch(first.start, last.end, Period.between(begin, end), grounds)


def _both(line: Line, first: PeriodMention, last: PeriodMention) -> bool:
    """Whether two months that follow each other are told of together: "fell by 3 percent in May and June"."""
    one, other = first.period, last.period
    if one is None or other is None or one.precision is not Precision.MONTH or one.last is None or other.first is None:
        return False
    values = [q for q in line.quantities if q.end <= first.start or q.start >= last.end]
    return (other.first - one.last).days == 1 and len(values) == 1 and ";" not in line.low(first.end, last.start)


def is_compared(line: Line, mention: PeriodMention) -> bool:
    """Whether a period only stands for comparison: "than in 2021", "over the same months of 2022"."""
    begin = mention.outer_start if 0 <= mention.outer_start < mention.start else mention.start
    if any(
        q.quantity.unit.dimension is Dimension.FOLD and 0 <= begin - q.end <= _DOUBLE and not line.barrier(q.end, begin)
        for q in line.quantities
    ):
        return True  # "double the 2022 volume"
    owner = next((q for q in reversed(line.quantities) if q.end <= begin), None)
    if owner and line.is_base(owner) and line.barrier(owner.end, begin) < _SAME_CLAUSE:
        return False  # "against 9 billion in the same months of 2022" is that sum's own period
    for stop in (mention.start, begin) if begin != mention.start else (begin,):
        found = line.grammar.compared.search(line.low(max(line.start, stop - _NEAR), stop).rstrip() + " ")
        if found:
            break
    else:
        return False
    word = found.group().strip()
    if word not in line.grammar.doubtful:
        return True
    # "of 2022", "on 2021", "over 2020" compare only behind a ratio or a change.
    at = max(line.start, stop - _NEAR) + found.start()
    earlier = [q for q in line.quantities if q.end <= begin and begin - q.end < _NEAR]
    change = any(a.end <= at + 1 and at - a.end <= 1 and a.concept in ("up", "down") for a in line.actions)
    return change or bool(earlier and (is_ratio(earlier[-1]) or earlier[-1].direction or is_step(line, earlier[-1])))


def _inserted(line: Line, stretch: Stretch, quantity: QuantityMention) -> bool:
    """Whether a period stands in words put in between: "the union, founded in 2002, has"."""
    begin = line.clause_start(stretch.start)
    if begin == line.start or len(line.low(begin, stretch.start).split()) < _INSERTED:
        return False
    return line.barrier(stretch.end, quantity.start) >= _SAME_CLAUSE


def _governs(line: Line, stretch: Stretch, quantity: QuantityMention) -> bool:
    """Whether a period before a deal is that of its clause, or opens the sentence."""
    barrier = line.barrier(stretch.end, quantity.start)
    lead = line.clause_start(stretch.start)
    opens = line.barrier(line.start, stretch.start) == 0 or len(line.low(lead, stretch.start).split()) < _INSERTED
    return barrier < _SAME_CLAUSE or (barrier < _NEXT_CLAUSE and opens)


def _heads(line: Line, stretch: Stretch) -> bool:
    """Whether a period is the head of what follows: "3 million tonnes (2022: 4 million)"."""
    if line.low(stretch.end, stretch.end + 1) == ":":
        return True
    # "3 million (in 2022 - 4 million)": the bracket holds another sum and its year.
    opened = line.low(max(line.start, stretch.start - _BRACKET), stretch.start)
    return "(" in opened and line.low(stretch.end, stretch.end + len(_DASH)) == _DASH


def _outlook(line: Line, start: int, end: int) -> bool:
    """Whether a clause about the time ahead begins between two places: ", and it aims to double them by 2026"."""
    return any(
        start <= s.start < end and s.concept in OUTLOOK and line.barrier(start, s.start) >= _SAME_CLAUSE
        for s in line.room("statuses")
    )


def period_of(line: Line, quantity: QuantityMention, candidates: list[Stretch], *, strict: bool) -> Stretch | None:
    """The period of the sentence that governs a quantity, or None where the sentence has none for it.

    `strict`: deals and holdings take only a period of their own clause or one that opens the sentence.
    """
    before, after = line.before(quantity), line.after(quantity)
    if not line.is_base(quantity):
        candidates = [m for m in candidates if not m.base]
    behind = [m for m in candidates if quantity.end <= m.start < after and not _heads(line, m)]
    ahead = [m for m in candidates if before <= m.start and m.end <= quantity.start]
    if line.view.pack.dates_first:
        # "由2013年的…扩大至2024年的…", "2016年…，2017年…": what follows a number is the next one's time.
        opens = [m for m in ahead if not _inserted(line, m, quantity)]
        if opens and (not strict or _governs(line, opens[-1], quantity)):
            return opens[-1]
        behind = [m for m in behind if not line.barrier(quantity.end, m.start)]
    if behind and line.barrier(quantity.end, behind[0].start) < _SAME_CLAUSE:
        return behind[0]
    ahead = [m for m in ahead if not _inserted(line, m, quantity)]
    if ahead and (not strict or _governs(line, ahead[-1], quantity)):
        return ahead[-1]
    earlier = [m for m in candidates if m.end <= quantity.start]
    if strict:
        same = [m for m in candidates if m.start >= quantity.end and not line.barrier(quantity.end, m.start)]
        if same:
            return same[0]
        earlier = [m for m in earlier if not m.day and is_ratio(quantity)]
        near = earlier and line.barrier(earlier[-1].end, quantity.start) < _STRICT
        return earlier[-1] if near and not line.joined(earlier[-1].end, quantity.start) else None
    if behind and line.barrier(quantity.end, behind[0].start) < (_SAME_CLAUSE if earlier else _NEXT_CLAUSE):
        return behind[0]
    if earlier:
        return earlier[-1]
    later = [m for m in candidates if m.start >= quantity.end and not line.joined(quantity.end, m.start)]
    later = [m for m in later if not _outlook(line, quantity.end, m.start) and not _heads(line, m)]
    return later[0] if len({m.period for m in later}) == 1 else None
