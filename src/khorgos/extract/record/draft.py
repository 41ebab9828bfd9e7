"""A record in the making: fields are put with the words that bear them; what they do not bear is rejected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import PeriodMention
from khorgos.annotate.reread import GrammarReread
from khorgos.claims import Agency, Ground, Passage, Record, Rejected, Rereader
from khorgos.claims.record import readings
from khorgos.extract.record.bodies import Body
from khorgos.reference.agencies import agency_type
from khorgos.values import Period, Span


@dataclass(slots=True)
class Draft:
    """A record in the making: its fields, the passages behind them, and what was not kept."""

    view: Annotated
    fields: dict[str, Any] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def reread(self) -> Rereader:
        """The grammar's second look."""
        return GrammarReread(self.view.pack.code)

    def put(self, name: str, value: Any, start: int, end: int, rule: str = "", anchor: Period | None = None) -> None:
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
        self._keep(ground, rule)

    def _keep(self, ground: Ground, rule: str) -> None:
        start, end, text = ground.span.start, ground.span.end, self.view.document.text
        sentence = self.view.sentence_at(start)
        begin, stop = (sentence.start, max(sentence.end, end)) if sentence else (start, end)
        self.passages.append(Passage(ground, Span(begin, stop), text[begin:stop], rule))

    def computed(self, name: str, value: Any, start: int, end: int, rule: str) -> None:
        """Set a field that follows from the words behind it by a rule, and is not read from them."""
        ground = Ground(name, Span(start, end), self.view.document.text[start:end])
        self.fields[name] = value
        self._keep(ground, rule)

    def date(self, name: str, mention: PeriodMention, rule: str) -> None:
        """Set a date from its mention."""
        start, end = mention.grounded
        self.put(name, mention.period, start, end, rule, mention.anchor)

    def bodies(self, name: str, found: list[Body]) -> None:
        """Set a field of agencies, each with its type and whose it is."""
        if found:
            recipients = {party.code for party in self.fields.get("recipients", ())}
            named = tuple(agency_of(each, recipients) for each in found)
            self.put(name, named, found[0].start, found[0].end, found[0].type)

    def reject(self, code: str, start: int, end: int, reason: str) -> None:
        """Keep what was not kept, with the reason."""
        text = self.view.document.text[start:end]
        self.rejected.append(Rejected("record", Span(start, end), text, code, reason))

    def build(self) -> Record:
        """The record."""
        document = self.view.document.id
        return Record(document=document, passages=tuple(self.passages), reread=self.reread, **self.fields)


def agency_of(body: Body, recipients: Iterable[str]) -> Agency:
    """A body as a record has it: its name, AidData's type, and whose it is seen from the recipients (ISO alpha-3)."""
    return Agency(
        body.name, agency_type(body.code, body.type), _origin(body, recipients), body.country, body.short or None
    )


def _origin(body: Body, recipients: Iterable[str]) -> str | None:
    if body.country is None:
        return None
    return "Chinese" if body.chinese else "Recipient" if body.country in recipients else "Other"
