"""How far works have come: when they begin and end, and their status."""

from __future__ import annotations

from dataclasses import dataclass

from khorgos.annotate import within
from khorgos.annotate.mentions import ConceptMention, PeriodMention
from khorgos.claims import Ground
from khorgos.extract.scene import Scene
from khorgos.values import Period

# A period stands so close behind the word that makes it a beginning or an end.
_REACH = 64
# What is said later outweighs: what was given up is neither planned nor begun.
_RANK = ("cancelled", "suspended", "completed", "under construction", "planned", "signed", "approved")


@dataclass(slots=True)
class Course:
    """The course of the works as told: start, end, status, and the grounds of the periods."""

    start: Period | None = None
    end: Period | None = None
    status: str | None = None
    grounds: tuple[Ground, ...] = ()


def course(scene: Scene, places: list[tuple[int, int]]) -> Course:
    """What the passages say of the course of the works: the first beginning told, the last end."""
    told = Course()
    words = [word for start, end in places for word in within(scene.view.room("stages"), start, end)]
    statuses = {status for word in words if (status := _of(scene, word, "status"))}
    told.status = next((status for status in _RANK if status in statuses), None)
    for word in words:
        edge = _of(scene, word, "edge")
        mention = _behind(scene, word) if edge else None
        if mention is None or mention.period is None or (edge == "start" and told.start):
            continue
        setattr(told, edge or "", mention.period)
        others = tuple(ground for ground in told.grounds if ground.field != edge)
        told.grounds = (*others, scene.ground(edge or "", mention, mention.anchor))
    if told.start and told.end and told.start.first and told.end.last and told.end.last < told.start.first:
        told.end, told.grounds = None, tuple(ground for ground in told.grounds if ground.field != "end")
    return told


def agreed(scene: Scene) -> str | None:
    """What a report that tells of money says anywhere of its having been granted."""
    words = (word for word in scene.view.room("stages") if word.concept in ("agreed", "sealed"))
    return next((_of(scene, word, "status") for word in words), None)


def _of(scene: Scene, word: ConceptMention, key: str) -> str | None:
    value = scene.view.pack.room("stages")[word.concept].get(key)
    return str(value) if value else None


def _behind(scene: Scene, word: ConceptMention) -> PeriodMention | None:
    """The date that follows a word (or goes before it: "2027年5月开工"), where it can be read again."""
    view = scene.view
    if _of(scene, word, "side") == "before":
        return next((m for m in within(view.periods, word.start - 14, word.start) if _holds(scene, m)), None)
    sentence = view.sentence_at(word.start)
    stop = min(word.end + _REACH, sentence.end if sentence else word.end)
    after = [each.start for each in within(view.room("stages"), word.end, stop) if _of(scene, each, "edge")]
    stop = min([stop, *after])
    for mention in within(view.periods, max(0, word.start - 2), stop):
        if mention.end > word.start and _holds(scene, mention):
            return mention
    return None


def _holds(scene: Scene, mention: PeriodMention) -> bool:
    """Whether it is a date that its own words give again."""
    if mention.timex not in ("DATE", "TIME") or mention.period is None:
        return False
    start, end = mention.grounded
    return mention.period in scene.reread.periods(scene.view.document.text[start:end], mention.anchor)
