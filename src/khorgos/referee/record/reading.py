"""A text or report with its records, read twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from khorgos.annotate import Annotated
from khorgos.claims import Record, Rejected
from khorgos.referee.excerpts import Excerpt
from khorgos.referee.reading import SecondReader, Sent
from khorgos.referee.record.judging import RecordReferee
from khorgos.referee.record.merging import merge
from khorgos.values import Span

# What a record is read from stands far apart, so that a text goes whole as far as one request takes it.
LONGEST = 24_000


@dataclass(frozen=True, slots=True)
class RecordsTwice:
    """The records of a text after both readers, what was refused, and what the second reader was given."""

    records: tuple[Record, ...]
    rejected: tuple[Rejected, ...] = ()
    sent: Sent = field(default_factory=Sent)


def read_records_twice(
    view: Annotated, told: Sequence[Record], second: SecondReader, *, reader: str = "both"
) -> RecordsTwice:
    """The records of a text with a second reader: "model" alone after the referee, or "both" brought together.

    `told` is what the grammar reads; where the second reader could not read, it stands alone.
    """
    given = list(excerpts(view))
    answers = list(second(given)) if given else []
    referee = RecordReferee(view)
    judged = referee.judge(row for answer in answers for row in answer.rows)
    lost = tuple((e.spans[0], a.missing) for e, a in zip(given, answers, strict=True) if a.missing)
    characters = sum(len(span) for excerpt in given for span in excerpt.spans)
    sent = Sent(characters, characters, lost)
    model = list({record.id: record for record in judged.records}.values())  # neighbours may tell the same
    records = model if reader == "model" and not lost else merge(told, model, referee.reread)
    return RecordsTwice(tuple(records), tuple(judged.rejected), sent)


def excerpts(view: Annotated) -> Iterator[Excerpt]:
    """The text in as few parts as requests take, cut between sentences."""
    part: list[Span] = []
    for sentence in view.sentences:
        if part and sentence.end - part[0].start > LONGEST:
            yield _excerpt(view, Span(part[0].start, part[-1].end))
            part = []
        part.append(Span(sentence.start, sentence.end))
    if part:
        yield _excerpt(view, Span(part[0].start, part[-1].end))


def _excerpt(view: Annotated, span: Span) -> Excerpt:
    document = view.document
    published = document.published.value if document.published else None
    title = document.title.value if document.title else None
    return Excerpt(span.of(document.text), (span,), view.pack.code, published, title, asks="records")
