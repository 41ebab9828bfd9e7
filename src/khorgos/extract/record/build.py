"""From the sentences of a text to its records: choose what is the record's own, and keep the words behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import PeriodMention
from khorgos.annotate.reread import GrammarReread
from khorgos.claims import Agency, Ground, Passage, Record, Rejected, Rereader
from khorgos.claims.record import readings
from khorgos.extract.record import agencies, course, deed, flow, money, place, sector, sums, terms
from khorgos.extract.record.bodies import Body
from khorgos.extract.record.lines import Line, lines
from khorgos.reference.agencies import agency_type
from khorgos.values import Span

# What the record says its sum is, for kinds of sums that have a name of their own.
_KINDS = {"share": "share", "facility": "facility", "pledged": "pledged", "value": "value", "total": "total"}


@dataclass(slots=True)
class Draft:
    """A record in the making: its fields and the passages behind them."""

    view: Annotated
    fields: dict[str, Any] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def reread(self) -> Rereader:
        """The grammar's second look."""
        return GrammarReread(self.view.pack.code)

    def put(self, name: str, value: Any, start: int, end: int, rule: str = "", anchor: Any = None) -> None:
        """Set a field with the words that bear it; a field once set stays."""
        if value in (None, ()) or name in self.fields:
            return
        text = self.view.document.text
        ground = Ground(name, Span(start, end), text[start:end], anchor)
        read = readings(name, (ground,), self.reread)
        if read is not None and value not in read:
            self.reject("not-grounded", start, end, f"{name} {value}")
            return
        self.fields[name] = value
        sentence = self.view.sentence_at(start)
        begin, stop = (sentence.start, max(sentence.end, end)) if sentence else (start, end)
        self.passages.append(Passage(ground, Span(begin, stop), text[begin:stop], rule))

    def reject(self, code: str, start: int, end: int, reason: str) -> None:
        """Keep what was not kept, with the reason."""
        text = self.view.document.text[start:end]
        self.rejected.append(Rejected("record", Span(start, end), text, code, reason))


def records(view: Annotated, number: str | None = None) -> tuple[Record, ...]:
    """The records of a text, the main one first; `number` is the one that an archive keeps the text under, if any."""
    found = lines(view)
    if not found:
        return ()
    draft = Draft(view)
    deeds = deed.deeds(found)
    main = deed.own(deeds)
    mine = _sum(draft, found, deeds, main, number)
    main = _of_money(deeds, mine) or main
    _place(draft, found)
    givers = agencies.financiers(view, found, main, mine)
    _bodies(draft, "financiers", givers)
    _bodies(draft, "receivers", agencies.receivers(view, main, givers))
    _bodies(draft, "implementers", agencies.implementers(view, found))
    _flow(draft, found, main, mine)
    _dates(draft, found, deeds, main)
    _terms(draft, found)
    return (_build(draft),)


def _sum(
    draft: Draft, found: list[Line], deeds: list[deed.Deed], main: deed.Deed | None, number: str | None
) -> sums.Sum | None:
    """The record's own sum; none where the text says that it is not known."""
    view = draft.view
    mine = money.own(sums.sums(view, found, number), deeds, main)
    if mine is None:
        return None
    if not (mine.own or mine.kind in ("share", "revised")) and sums.unknown(view, found):
        draft.reject("unknown-amount", *mine.mention.grounded, "the text says that the amount is not known")
        return None
    draft.put("money", mine.mention.quantity, *mine.mention.grounded, mine.noun or mine.kind)
    draft.fields["amount_kind"] = _KINDS.get(mine.kind, "committed")
    return mine


def _place(draft: Draft, found: list[Line]) -> None:
    parties, mentions = place.recipients(draft.view, found)
    start, end = (mentions[0].start, mentions[0].end) if mentions else (found[0].start, found[0].start)
    draft.put("recipients", parties, start, end, "country")


def _bodies(draft: Draft, name: str, found: list[Body]) -> None:
    if found:
        recipients = {party.code for party in draft.fields.get("recipients", ())}
        named = tuple(
            Agency(each.name, agency_type(each.code, each.type), _origin(each, recipients), each.country)
            for each in found
        )
        draft.put(name, named, found[0].start, found[0].end, found[0].type)


def _agency(body: Body, recipients: set[str]) -> Agency:
    return Agency(body.name, agency_type(body.code, body.type), _origin(body, recipients), body.country)


def _origin(body: Body, recipients: set[str]) -> str | None:
    if body.country is None:
        return None
    return "Chinese" if body.chinese else "Recipient" if body.country in recipients else "Other"


def _of_money(deeds: list[deed.Deed], mine: sums.Sum | None) -> deed.Deed | None:
    """The deed that tells of the record's sum, where that is a sure one."""
    if mine is None or mine.kind != "committed" or not mine.line.dates or mine.line.has("contract"):
        return None
    return next((each for each in deeds if each.line is mine.line and each.rank >= deed.GIVEN), None)


def _flow(draft: Draft, found: list[Line], main: deed.Deed | None, mine: sums.Sum | None) -> None:
    line = main.line if main else None
    kind, word = flow.flow(draft.view, found, line, mine.noun if mine else "")
    if word:
        draft.put("flow_type", kind, word.start, word.end, word.concept)
    tools = flow.instruments(draft.view, line)
    if tools:
        draft.put("instruments", tuple(hit.concept for hit in tools), tools[0].start, tools[0].end, "instrument")
    code, hit = sector.sector(draft.view, found, line)
    start, end = (hit.start, hit.end) if hit else (found[0].start, found[0].start)
    draft.put("sector", code, start, end, "words")


def _dates(draft: Draft, found: list[Line], deeds: list[deed.Deed], main: deed.Deed | None) -> None:
    order = _signed_before(deeds, main) + ([main] if main else []) + sorted((d for d in deeds if d is not main), key=lambda d: -deed.weight(d))
    for each in order:
        date = _signed(each)
        if date is not None:
            _date(draft, "commitment", date, "deed")
            break
    else:
        date = next((m for line in found for m in line.dates), None)
        if date is not None:
            _date(draft, "commitment", date, "first")
    told = course.course(draft.view, found, course.marks(draft.view, found))
    for name, mark in told.chosen.items():
        _date(draft, name, mark.date, mark.word.concept)
    _handed(draft, found, main)
    if told.status and told.line:
        draft.put("status", told.status, told.line.start, told.line.end, "course")
    elif told.status:
        draft.fields["status"] = told.status


def _handed(draft: Draft, found: list[Line], main: deed.Deed | None) -> None:
    """What changes hands begins and ends on that day; what takes place in a stretch, at its ends."""
    if "start" in draft.fields:
        return
    lines = [main.line] if main else []
    lines += [line for line in found if line.dates and line not in lines]
    for line in lines:
        if course.handed(draft.view, line) and line.dates:
            _date(draft, "start", line.dates[0], "handed")
            _date(draft, "end", line.dates[0], "handed")
            return


def _signed_before(deeds: list[deed.Deed], main: deed.Deed | None) -> list[deed.Deed]:
    """The paper signed before what is told of handing over: that is when it was committed."""
    if main is None or main.rank != deed.GIVEN:
        return []
    return [each for each in deeds if each.line.number < main.line.number and each.line.has("sign")][:1]


def _signed(each: deed.Deed) -> PeriodMention | None:
    """The date of a deed: the last before its verb, else the first behind it."""
    closing = [last for _, last in each.line.stretches]
    dates = [m for m in each.line.dates if m not in closing and m.role != "since"]
    ahead = [m for m in dates if m.end <= each.verb.start]
    behind = [m for m in dates if m.start >= each.verb.end]
    return ahead[-1] if ahead else behind[0] if behind else None


def _date(draft: Draft, name: str, mention: PeriodMention, rule: str) -> None:
    start, end = mention.grounded
    draft.put(name, mention.period, start, end, rule, mention.anchor)


def _terms(draft: Draft, found: list[Line]) -> None:
    for term in terms.terms(draft.view, found):
        draft.put(term.field, term.value, term.start, term.end, "terms")


def _build(draft: Draft) -> Record:
    return Record(document=draft.view.document.id, passages=tuple(draft.passages), reread=draft.reread, **draft.fields)
