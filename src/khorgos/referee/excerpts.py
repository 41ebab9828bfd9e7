"""What of a document is given to a second reader: all of it, or the sentences that the grammar is least sure of.

A sentence is worth sending for the errors that the grammar is expected to make in it: of each claim the share of such
claims that proved wrong, of each number that it woke to and did not resolve the share that proved a claim
(`reference/confidence.json`, measured on the development reports).  The sentences with the most expected errors to a
character go first, as long as the share of the text that `spend` allows lasts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import Sentence
from khorgos.claims import Claim
from khorgos.extract.scene import Scene
from khorgos.reference.confidence import confidence, missed
from khorgos.values import Span

# The share of a document's characters that may be sent.
SPEND = {"low": 0.2, "normal": 0.43, "all": 1.0}
# A longer document is cut between paragraphs: what is around a sentence must still stand in the same excerpt.
LONGEST = 6000
_PARTIES = 4


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a document for a second reader: its text, the places of it, and what governs it.

    `text` holds the document's own characters, with a blank line where something was left out.
    """

    text: str
    spans: tuple[Span, ...]
    language: str
    published: str | None = None
    title: str | None = None
    parties: tuple[str, ...] = ()


def excerpts(scene: Scene, spend: str = "all") -> list[Excerpt]:
    """The excerpts of a document; each as long as one request takes."""
    view = scene.view
    sentences = view.sentences if SPEND[spend] >= 1 else worthwhile(scene, SPEND[spend])
    return [_excerpt(scene, part) for part in _parts(_joined(view, sentences))]


def worthwhile(scene: Scene, share: float) -> list[Sentence]:
    """The sentences with the most expected errors to a character, within a share of the text, in order of place."""
    view = scene.view
    budget = share * sum(sentence.end - sentence.start for sentence in view.sentences)
    worth = expected_errors(scene)
    ranked = sorted(
        (s for s in view.sentences if worth[s.start] > 0),
        key=lambda s: (-worth[s.start] / (s.end - s.start), s.start),
    )
    kept: list[Sentence] = []
    for sentence in ranked:
        if sentence.end - sentence.start <= budget:
            kept.append(sentence)
            budget -= sentence.end - sentence.start
    return sorted(kept, key=lambda sentence: sentence.start)


def expected_errors(scene: Scene) -> dict[int, float]:
    """By the beginning of each sentence: how many errors the grammar is expected to have made in it."""
    view = scene.view
    worth = dict.fromkeys((sentence.start for sentence in view.sentences), 0.0)
    for claim in scene.claims:
        sentence = view.sentence_at(claim.evidence.span.start)
        if sentence:
            worth[sentence.start] += 1 - (confidence(grammar_group(claim)) or 0.5)
    for rejected in scene.rejected:
        sentence = view.sentence_at(rejected.span.start)
        if sentence:
            worth[sentence.start] += missed(rejected.code)
    for sentence in view.sentences:
        worth[sentence.start] += _untold(view, sentence)
    return worth


def _untold(view: Annotated, sentence: Sentence) -> float:
    """What a sentence without claims may still hold, by what woke in it: a paper, a meeting, works, speech."""
    rooms = ("papers", "meetings", "works", "speech")
    return sum(
        missed(f"room-{room}")
        for room in rooms
        if any(sentence.start <= mention.start < sentence.end for mention in view.room(room))
    )


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
