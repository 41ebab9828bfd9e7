"""What a reader outside writes down of a project becomes a record, field by field as far as the text bears it.

A sum, date, rate or term is kept only where the quoted words can be read as giving it; a body or country only where
the text names it; a code (sector, status, flow type) only with words that stand there, and not where these say another
flow.  What is computed or known otherwise (the sum of two grants, LIBOR and margin) is refused with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from typing import Any

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import Mention, PeriodMention
from khorgos.claims import Ground, Record, Rejected
from khorgos.claims import Passage as Kept
from khorgos.claims.record import readings
from khorgos.errors import KhorgosError, ValueFault
from khorgos.extract.record.lines import Line, lines
from khorgos.extract.record.terms import terms
from khorgos.referee import amounts
from khorgos.referee.passage import Passage, find
from khorgos.referee.record.bodies import agency, placed
from khorgos.referee.record.row import BODIES, WORDS, RecordRow, record_row
from khorgos.referee.reread import RefereeReread
from khorgos.values import Party, Period, Quantity, Span

# What a sentence says the money comes as, by the words of the room of instruments.
_FLOWS = ("forgiveness", "rescheduling", "lending", "scholarship", "technical", "gift")
_TERMS = frozenset((*Record.PERCENTS, *Record.YEARS))
_NUMBERS = "0123456789"
# Of more sums than these nobody asks which add up.
_ADDED = 8


@dataclass(slots=True)
class JudgedRecords:
    """What became of a reader's rows: the records, and what of them was refused."""

    records: list[Record] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


class Refused(Exception):
    """A field that is not kept: a code to count by, and the reason."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class RecordReferee:
    """Judges rows about the projects of one document."""

    def __init__(self, view: Annotated) -> None:
        self.view = view
        self.reread = RefereeReread(view.pack.code)
        self.lines: list[Line] = lines(view)
        self.roles: dict[int, set[str]] = {}
        for term in terms(view, self.lines):
            self.roles.setdefault(term.start, set()).add(term.field)

    def judge(self, rows: Iterable[Any], reader: str = "model") -> JudgedRecords:
        """The rows as records of a reader, with what the document bears of them; a row without any such is none."""
        judged = JudgedRecords()
        for given in rows:
            try:
                record = _Judging(self, record_row(given, self.view.pack.code), reader, judged.rejected).record()
            except KhorgosError as fault:
                code = "malformed" if isinstance(fault, ValueFault) else "not-grounded"
                judged.rejected.append(Rejected("record", Span(0, 0), str(given)[:400], code, fault.sentence()))
            else:
                judged.records += [record] if record else []
        return judged


class _Judging:
    """One row on its way to a record."""

    def __init__(self, referee: RecordReferee, row: RecordRow, reader: str, rejected: list[Rejected]) -> None:
        self.referee, self.row, self.reader, self.rejected = referee, row, reader, rejected
        self.view, self.reread = referee.view, referee.reread
        self.fields: dict[str, Any] = {}
        self.kept: list[Kept] = []

    def record(self) -> Record | None:
        """The record; None where nothing of it stands."""
        for name, why in self.row.faults:
            self.reject(name, "malformed", why, [])
        for name, value in self.row.values.items():
            passages = find(self.view.document.text, self.row.quoted.get(name, ""))
            try:
                self.judge(name, value, self.read(passages))
            except Refused as refused:
                self.reject(name, refused.code, refused.reason, passages)
        if not self.fields:
            return None
        return Record(
            document=self.view.document.id,
            passages=tuple(self.kept),
            readers=(self.reader,),
            reread=self.reread,
            **self.fields,
        )

    def read(self, passages: list[Passage]) -> list[Passage]:
        """The passages that are part of what is read."""
        if not passages:
            raise Refused("no-passage", "the quoted words do not stand in the document")
        found = [p for p in passages if self.view.sentence_at(p.start) or self.view.sentence_at(p.end - 1)]
        if not found:
            raise Refused("boilerplate", "the passage is no part of the report")
        return found

    def judge(self, name: str, value: Any, passages: list[Passage]) -> None:
        """Keep a field; raises Refused where the passages do not bear it."""
        if name == "money":
            self.money(value, passages)
        elif name in Record.PERIODS:
            self.number(name, value, passages, self.days, value.same_days)
        elif name in _TERMS:
            self.number(name, value, passages, self.terms_of(name), lambda read: read == value)
        elif name in BODIES:
            self.bodies(name, value, passages)
        elif name == "recipients":
            self.countries(value, passages)
        else:
            self.words(name, value, passages)

    def money(self, wanted: Quantity, passages: list[Passage]) -> None:
        """The sum as one of the passages gives it."""
        for passage in passages:
            borne = amounts.borne(self.view, self.reread, self.view.quantities, passage, wanted, None)
            if borne is not None and len(borne.grounds) == 1 and not self.converted(borne.grounds[0]):
                self.keep("money", borne.quantity, borne.grounds[0].span, passage)
                return
        if any(self.added(wanted, passage) for passage in passages):
            raise Refused("computed", f"{wanted} is a sum of what the passage gives, and stands nowhere itself")
        read = amounts.readings(self.view, self.reread, self.view.quantities, passages[0])
        near = amounts.nearest(wanted, read)
        told = f"the nearest true reading is {near}" if near else "it reads no sum"
        raise Refused("not-borne-value", f"{wanted} cannot be read again from the passage; {told}")

    def added(self, wanted: Quantity, passage: Passage) -> bool:
        """Whether some of the sums that a passage gives add up to what is wanted."""
        inside = within(self.view.quantities, passage.start, passage.end)
        sums = [m.quantity.low for m in inside if m.quantity.unit == wanted.unit][:_ADDED]
        return any(sum(some) == wanted.low for size in range(2, len(sums) + 1) for some in combinations(sums, size))

    def converted(self, ground: Ground) -> bool:
        """Whether a sum only repeats the one before it in another currency."""
        inside = within(self.view.quantities, ground.span.start, ground.span.end)
        return any(mention.conversion for mention in inside)

    def number(
        self,
        name: str,
        value: Any,
        passages: list[Passage],
        mentions: Callable[[Passage], Iterable[Mention]],
        same: Callable[[Any], bool],
    ) -> None:
        """A date or a term as words of one of the passages give it."""
        for passage in passages:
            for mention in mentions(passage):
                ground = self.ground(name, mention)
                read = next((each for each in readings(name, (ground,), self.reread) or () if same(each)), None)
                if read is not None:
                    self.keep(name, read, ground.span, passage, ground.anchor)
                    return
        if value == 0 and self.nothing(name, passages):
            return
        raise Refused(f"not-borne-{name}", f"{name} {value} cannot be read again from the passage")

    def nothing(self, name: str, passages: list[Passage]) -> bool:
        """Whether words without any number say that there is none: "an interest-free loan"."""
        for passage in passages:
            text = self.view.document.text[passage.start : passage.end]
            if not any(letter in _NUMBERS for letter in text) or self.free(passage):
                span = self.free(passage) or Span(passage.start, passage.end)
                self.keep(name, Decimal(0), span, passage)
                return True
        return False

    def free(self, passage: Passage) -> Span | None:
        """Where a passage says that a loan bears no interest."""
        for term in terms(self.view, self.referee.lines):
            if term.value == 0 and passage.start <= term.start < passage.end:
                return Span(term.start, term.end)
        return None

    def ground(self, name: str, mention: Mention) -> Ground:
        start, end = mention.grounded
        anchor = mention.anchor if isinstance(mention, PeriodMention) else None
        return Ground(name, Span(start, end), self.view.document.text[start:end], anchor)

    def days(self, passage: Passage) -> Iterator[PeriodMention]:
        """The dates of a passage, stretches and their ends; of its sentence where it has none itself."""
        told = {(m.start, m.end): m for line in self.referee.lines for m in (*self.view_periods(line), *line.dates)}
        own = [m for m in told.values() if m.start < passage.end and m.end > passage.start]
        if not own:
            sentence = self.view.sentence_at(passage.start)
            own = [m for m in told.values() if sentence and sentence.start <= m.start < sentence.end]
        yield from (m for m in own if m.period is not None)

    def view_periods(self, line: Line) -> list[PeriodMention]:
        """The time expressions of a sentence."""
        return within(self.view.periods, line.start, line.end)

    def terms_of(self, name: str) -> Callable[[Passage], Iterable[Mention]]:
        """The numbers of a passage that may be such a term: those that the words beside them make no other."""

        def found(passage: Passage) -> Iterable[Mention]:
            for mention in self.view.quantities:
                roles = self.referee.roles.get(mention.grounded[0], {name})
                if mention.start < passage.end and mention.end > passage.start and name in roles:
                    yield mention

        return found

    def bodies(self, name: str, names: tuple[str, ...], passages: list[Passage]) -> None:
        """The bodies that the text names, of those that are written down."""
        places = [(each, placed(self.view, each, passages)) for each in names]
        for each, place in places:
            if place is None:
                self.reject(name, "not-named", f"{each} is not named in the document", passages)
        recipients = [party.code for party in self.fields.get("recipients", ())]
        found = tuple(dict.fromkeys(agency(self.view, each, place, recipients) for each, place in places if place))
        if found:
            self.keep(name, found, Span(passages[0].start, passages[0].end), passages[0])

    def countries(self, wanted: tuple[Party, ...], passages: list[Passage]) -> None:
        """The countries that the text names, by name, adjective, place or body."""
        named = {m.party.code for m in self.view.parties} | {c for m in self.view.parties for c in m.party.members}
        named |= {m.country for m in self.view.places if m.country}
        named |= {m.country for m in self.view.organisations if m.country}
        found = tuple(party for party in wanted if party.code in named)
        if not found:
            raise Refused("not-named", f"{', '.join(map(str, wanted))} is not named in the document")
        self.keep("recipients", found, Span(passages[0].start, passages[0].end), passages[0])

    def words(self, name: str, value: str, passages: list[Passage]) -> None:
        """A code or words of the text's own."""
        passage = passages[0]
        if name in WORDS:
            place = placed(self.view, value, passages)
            if place is None:
                raise Refused("not-named", f"“{value}” does not stand in the document")
            passage, value = place, self.view.document.text[place.start : place.end]
        if name == "flow_type":
            told = {flow for p in passages for flow in self.flows(p)}
            if told and value not in told:
                raise Refused("not-borne-flow_type", f"the passage speaks of {', '.join(sorted(told))}, not {value}")
        self.keep(name, value, Span(passage.start, passage.end), passage)

    def flows(self, passage: Passage) -> Iterator[str]:
        """The flow types that words of a passage name."""
        room = self.view.pack.room("instruments")
        for line in self.referee.lines:
            for hit in line.all(*_FLOWS):
                if passage.start <= hit.start < passage.end:
                    yield str(room[hit.concept].get("flow"))

    def keep(self, name: str, value: Any, span: Span, passage: Passage, anchor: Period | None = None) -> None:
        """Keep a field with the words that bear it, beside the sentence of what was quoted."""
        text = self.view.document.text
        sentence = self.view.sentence_at(span.start)
        start = min(span.start, passage.start, sentence.start if sentence else span.start)
        end = max(span.end, passage.end, sentence.end if sentence else span.end)
        self.fields[name] = value
        ground = Ground(name, span, span.of(text), anchor)
        self.kept.append(Kept(ground, Span(start, end), text[start:end], f"{self.reader}.{passage.how}"))

    def reject(self, name: str, code: str, reason: str, passages: list[Passage]) -> None:
        """Keep what was not kept, with the reason."""
        span = Span(passages[0].start, passages[0].end) if passages else Span(0, 0)
        text = span.of(self.view.document.text) if passages else self.row.quoted.get(name, "")
        self.rejected.append(Rejected("record", span, text[:400], code, f"{name}: {reason}"))
