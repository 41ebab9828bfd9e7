"""How many errors the grammar is expected to have made in a sentence, by what it found there.

A sentence is described by counts: claims by kind and how they were read (is the period named here or carried from
before, are the parties, is it a sum or a share), what woke and made no claim, which words stand there that usually
make one.  The weights (`reference/confidence.json`, "doubt") were fitted on the development reports by
`bench/calibrate.py`: a ridge regression of the errors found on these counts.
"""

from __future__ import annotations

from collections import Counter

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import Sentence
from khorgos.claims import KINDS, Claim
from khorgos.extract.scene import Scene
from khorgos.reference.confidence import table

# Words of a room usually make a claim of a kind.
_MAKES = {"papers": "agreement", "meetings": "event", "works": "project", "speech": "statement"}
_ROOMS = (*_MAKES, "founding", "stages", "statuses", "indicators")
_MANY = 3


def doubts(scene: Scene) -> dict[int, float]:
    """The expected errors of each sentence, by its beginning; never below nothing."""
    weights = table().get("doubt", {})
    return {
        start: max(0.0, sum(weights.get(name, 0.0) * count for name, count in counts.items()))
        for start, counts in described(scene).items()
    }


def described(scene: Scene) -> dict[int, Counter[str]]:
    """What each sentence holds, counted, by the sentence's beginning."""
    view = scene.view
    found = {sentence.start: Counter({"sentence": 1}) for sentence in view.sentences}
    for claim in scene.claims:
        sentence = view.sentence_at(claim.evidence.span.start)
        if sentence is not None:
            _claim(view, sentence, claim, found[sentence.start])
    for rejected in scene.rejected:
        sentence = view.sentence_at(rejected.span.start)
        if sentence is not None:
            found[sentence.start][f"rejected.{rejected.code}"] += 1
    for sentence in view.sentences:
        _woken(view, sentence, found[sentence.start])
    return found


def _claim(view: Annotated, sentence: Sentence, claim: Claim, counts: Counter[str]) -> None:
    counts[claim.kind] += 1
    dated = any(getattr(claim, name) is not None for name in claim.PERIODS)
    if claim.kind != "figure":
        sum_ = ".sum" if claim.grounded_quantity() is not None else ""
        counts[f"{claim.kind}{sum_ or ('.dated' if dated else '.undated')}"] += 1
        return
    here = range(sentence.start, sentence.end)
    said = all(ground.span.start in here for ground in claim.evidence.grounds_of("period"))
    counts[f"period.{('here' if said else 'before') if dated else 'none'}"] += 1
    parties = set(getattr(claim, "parties", ()))
    named = {mention.party for mention in within(view.parties, sentence.start, sentence.end)}
    counts[f"parties.{'here' if parties <= named else 'part' if parties & named else 'before'}"] += 1
    counts[f"parties.{min(_MANY, len(parties))}"] += 1
    counts[f"measure.{getattr(claim, 'measure', '')}"] += 1
    counts[f"indicator.{getattr(claim, 'indicator', '')}"] += 1
    counts["more"] += counts["figure"] > 1


def _woken(view: Annotated, sentence: Sentence, counts: Counter[str]) -> None:
    for room in _ROOMS:
        if within(view.room(room), sentence.start, sentence.end):
            counts[f"room.{room}"] += 1
            counts[f"untold.{room}"] += room in _MAKES and not counts[_MAKES[room]]
    counts["quantities"] += len(within(view.quantities, sentence.start, sentence.end))
    counts["title"] += sentence.title
    counts["silent"] += not any(counts[kind] for kind in KINDS)
