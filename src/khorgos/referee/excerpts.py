"""What of a document is given to a second reader: all of it, or the sentences that the grammar is least sure of.

A sentence is worth sending for the errors that the grammar is expected to have made in it (`doubt`).  The sentences
with the most expected errors to a character go, from a number on that sends `SPEND` of the development reports: of a
report that is hard more than that, of an easy one less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import Sentence
from khorgos.claims import Claim
from khorgos.extract.scene import Scene
from khorgos.referee.doubt import doubts
from khorgos.reference.confidence import least
from khorgos.values import Span

# The share of the development reports' characters that is sent.
# What governs an excerpt (day, title, parties) is sent too and stands in for the rest up to 45 %.
SPEND = {"low": 0.2, "normal": 0.402, "all": 1.0}
# A longer document is cut between paragraphs: what is around a sentence must still stand in the same excerpt.
LONGEST = 6000
_PARTIES = 4


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a document for a second reader: its text, the places of it, and what governs it.

    `text` holds the document's own characters, with a blank line where something was left out.
    `asks` is what the reader is to write down: "claims", or project "records".
    """

    text: str
    spans: tuple[Span, ...]
    language: str
    published: str | None = None
    title: str | None = None
    parties: tuple[str, ...] = ()
    asks: str = "claims"


def excerpts(scene: Scene, spend: str = "all") -> list[Excerpt]:
    """The excerpts of a document; each as long as one request takes."""
    view = scene.view
    sentences = view.sentences if spend == "all" else worthwhile(scene, least(spend))
    return [_excerpt(scene, part) for part in _parts(_joined(view, sentences))]


def worthwhile(scene: Scene, least: float) -> list[Sentence]:
    """The sentences in which at least so many errors a character are expected, in order of place."""
    worth = doubts(scene)
    return [s for s in scene.view.sentences if worth[s.start] >= least * (s.end - s.start)]


def grammar_group(claim: Claim) -> str:
    """The group of claims with which one of the grammar was measured: its kind, and of a figure what it measures."""
    if claim.kind != "figure":
        return f"single-grammar.{claim.kind}"
    period = "dated" if getattr(claim, "period", None) else "undated"
    return f"single-grammar.figure.{getattr(claim, 'indicator', '')}.{period}"


def _joined(view: Annotated, sentences: Sequence[Sentence]) -> Iterator[Span]:
    """Stretches of neighbouring sentences, whole with what stands between them."""
    starts = {sentence.start: number for number, sentence in enumerate(view.sentences)}
    run: list[Sentence] = []
    for sentence in sentences:
        if run and starts[sentence.start] != starts[run[-1].start] + 1:
            yield Span(run[0].start, run[-1].end)
            run = []
        run.append(sentence)
    if run:
        yield Span(run[0].start, run[-1].end)


def _parts(spans: Iterator[Span]) -> Iterator[list[Span]]:
    part: list[Span] = []
    size = 0
    for span in _cut(spans):
        if part and size + len(span) > LONGEST:
            yield part
            part, size = [], 0
        part.append(span)
        size += len(span)
    if part:
        yield part


def _cut(spans: Iterator[Span]) -> Iterator[Span]:
    for span in spans:
        at = span.start
        while span.end - at > LONGEST:
            yield Span(at, at + LONGEST)
            at += LONGEST
        yield Span(at, span.end)


def _excerpt(scene: Scene, spans: list[Span]) -> Excerpt:
    document = scene.view.document
    parties = [str(party) for party in scene.discourse.parties_at(spans[0].start)]
    return Excerpt(
        "\n\n".join(span.of(document.text) for span in spans),
        tuple(spans),
        scene.view.pack.code,
        document.published.value if document.published else None,
        document.title.value if document.title else None,
        tuple(parties[:_PARTIES]),
    )
