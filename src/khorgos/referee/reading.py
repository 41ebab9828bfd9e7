"""A document read twice: what the second reader says is judged, brought together with the grammar, and weighed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from khorgos.claims import Claim, Rejected
from khorgos.extract.scene import Scene
from khorgos.referee.excerpts import Excerpt, excerpts, grammar_group
from khorgos.referee.judging import Referee
from khorgos.referee.matching import pairs
from khorgos.referee.merging import merge
from khorgos.referee.reread import RefereeReread
from khorgos.referee.standing import standing
from khorgos.reference.confidence import confidence
from khorgos.values import Span

# A claim of one of two readers is set aside where fewer than half of its like proved right.
_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a second reader says of one excerpt: rows in the shape of `Claim.as_dict`, or why it could not be read."""

    rows: Sequence[Any] = ()
    missing: str | None = None


SecondReader = Callable[[Sequence[Excerpt]], Sequence[Answer]]


@dataclass(frozen=True, slots=True)
class Sent:
    """What was given to the second reader: characters of the document's text, of how many."""

    characters: int = 0
    of: int = 0
    missing: tuple[tuple[Span, str], ...] = ()


@dataclass(slots=True)
class Twice:
    """The outcome of reading twice."""

    claims: list[Claim] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    sent: Sent = Sent()


def read_twice(scene: Scene, second: SecondReader, *, reader: str = "both", spend: str = "all") -> Twice:
    """The claims of a document with a second reader: "model" alone after the referee, or "both" brought together.

    `scene` is the document as the grammar has read it.  What the second reader could not read is in `sent.missing`
    and among the rejected; the grammar's claims stand there.
    """
    scene.reread = RefereeReread(scene.view.pack.code)
    given = excerpts(scene, "all" if reader == "model" else spend)
    answers = list(second(given)) if given else []
    seen = [
        span for excerpt, answer in zip(given, answers, strict=True) if not answer.missing for span in excerpt.spans
    ]
    referee = Referee(scene)
    judged = referee.judge(_once(answers))
    lost = [(excerpt.spans[0], a.missing) for excerpt, a in zip(given, answers, strict=True) if a.missing]
    twice = Twice(rejected=[*judged.rejected, *(_unread(scene, span, why) for span, why in lost)])
    sent = sum(len(span) for excerpt in given for span in excerpt.spans)
    whole = sum(sentence.end - sentence.start for sentence in scene.view.sentences)
    twice.sent = Sent(sent, max(sent, whole), tuple(lost))
    if reader == "model":
        twice.claims = [_weighed(claim, f"single-model.{claim.kind}") for claim in judged.claims]
        twice.claims.sort(key=_place)
        return twice
    twice.rejected += scene.rejected
    seen = seen if _reads_along(scene, judged.claims, seen) else []
    for claim in merge(scene.claims, judged.claims, scene.reread, scene.view.pack.code):
        _keep(twice, claim, _group(scene, claim, judged.rejected, seen))
    return twice


def _reads_along(scene: Scene, claims: Sequence[Claim], seen: Sequence[Span]) -> bool:
    """Whether the second reader reads most of what the grammar reads: only then does its silence say something."""
    given = [claim for claim in scene.claims if any(span.overlaps(claim.evidence.span) for span in seen)]
    return len(pairs(given, claims)) >= _LIKELY * len(given)


def _group(scene: Scene, claim: Claim, refused: Sequence[Rejected], seen: Sequence[Span]) -> str:
    if claim.readers == ("grammar",) and not any(span.overlaps(claim.evidence.span) for span in seen):
        return grammar_group(claim)
    return standing(scene.view, claim, refused, readers=2)


def _keep(twice: Twice, claim: Claim, group: str) -> None:
    claim = _weighed(claim, group)
    one_of_two = len(claim.readers) == 1 and not group.startswith("single")
    if one_of_two and claim.confidence is not None and claim.confidence < _LIKELY:
        other = "model" if claim.readers == ("grammar",) else "grammar"
        reason = (
            f"only the {claim.readers[0]} reads it where the {other} reads too, and of such claims "
            f"{claim.confidence:.0%} proved right ({group})"
        )
        span = claim.evidence.span
        twice.rejected.append(Rejected(claim.kind, span, claim.evidence.text, "one-reader", reason))
        return
    twice.claims.append(claim)


def _weighed(claim: Claim, group: str) -> Claim:
    return claim.with_confidence(confidence(group))


def _once(answers: Sequence[Answer]) -> list[Any]:
    """Every row once: what governs an excerpt may be read with it again."""
    rows: list[Any] = []
    for answer in answers:
        rows += [row for row in answer.rows if row not in rows]
    return rows


def mark(claim: Claim, share: float) -> Claim:
    """The claim with its confidence, accepted where that is at least this share."""
    sure = claim.confidence
    if sure is None and claim.readers == ("grammar",):
        sure = confidence(grammar_group(claim))
    return claim.with_confidence(sure, "auto" if sure is not None and sure >= share else None)


def _unread(scene: Scene, span: Span, why: str) -> Rejected:
    return Rejected(
        "", span, span.of(scene.view.document.text)[:400], "unread", f"the second reader did not read it: {why}"
    )


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.evidence.span.start, claim.evidence.span.end, claim.kind
