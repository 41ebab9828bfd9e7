"""Mentions to claims: statements.

Every quotation with a speaker is a statement.  Indirect speech is one where a person speaks; where an office only gives
a figure, the figure's attribution tells it, and no statement is made.
"""

from __future__ import annotations

from khorgos.annotate import Annotated, within
from khorgos.annotate.holding import Holding
from khorgos.annotate.mentions import PersonMention, QuantityMention, Sentence
from khorgos.claims import Attribution, Statement
from khorgos.extract import occasion, turns
from khorgos.extract.attribution import Speech
from khorgos.extract.occasion import Occasion
from khorgos.extract.reported import Reported
from khorgos.extract.reported_wide import ReportedWide
from khorgos.extract.scene import Scene
from khorgos.reference import country_name
from khorgos.values.unit import Dimension

# A quotation of fewer words is a word held at arm's length, not a statement.
_FEW_WORDS = 4
# Indirect speech with fewer words for each amount says the figure and little else (measured on the news set: of 12,
# 16, 20, 24 and 30 words, 16 gives the best strict F1).
_WORDS_PER_FIGURE = 16
# "The two countries" give no figure.
_SIDES = 2
# An answer with more amounts than this is a table read out (the answers of the news set's briefings have six and more).
_FEW_FIGURES = 3
# A text of fewer sentences may leave out whom it is about.
_SHORT = 6
# Between two quotations that make one statement stands no more than the speaker with an apposition.
_NEAR = 100


def speeches(view: Annotated) -> list[Speech]:
    """Every stretch of reported speech, in order."""
    spoken = turns.find(view)
    read = Reported(view).read() if view.pack.boundaries else ReportedWide(view).read()
    said = Holding((turn.start, turn.end) for turn in spoken)
    reported = [speech for speech in read if speech.mode != "direct" or not _inside(speech, spoken, said)]
    return sorted(spoken + reported, key=lambda speech: speech.start)


def _inside(speech: Speech, spoken: list[Speech], said: Holding) -> bool:
    """Whether a turn of a transcript holds all of a quotation."""
    near = (spoken[number] for number in said.sharing(speech.start, speech.end))
    return any(turn.start <= speech.start and speech.end <= turn.end for turn in near)


def extract(scene: Scene) -> None:
    """Add every statement of the document to the scene and set its speeches."""
    view = scene.view
    scene.speeches = speeches(view)
    if not _of_the_field(view):
        return
    occasions = occasion.find(view, scene.speeches)
    for group in _groups(view, [speech for speech in scene.speeches if _stated(view, speech)]):
        _claim(scene, group, occasions)


def _of_the_field(view: Annotated) -> bool:
    """Whether a report can be one on cooperation: all but the shortest name a country, a place of one or a body."""
    named = view.parties or view.mechanisms or any(place.country for place in view.places)
    return bool(named) or len(view.sentences) < _SHORT or any(body.code for body in view.organisations)


def _stated(view: Annotated, speech: Speech) -> bool:
    """Whether a speech is a statement of its own."""
    words = sum(_words(view, start, end) for start, end in speech.pieces)
    if speech.mode == "direct":
        turn = speech.cue == ":"
        if turn and (
            speech.person is None or view.text[speech.end - 1] == "?" or _figures(view, speech) > _FEW_FIGURES
        ):
            return False
        return words >= _FEW_WORDS and bool(speech.speaker)
    return speech.person is not None and words >= _FEW_WORDS and bool(speech.cue) and not _bare_figure(view, speech)


def _words(view: Annotated, start: int, end: int) -> int:
    return view.text.count(" ", start, end) + 1 if view.pack.boundaries else (end - start) // 2


def _bare_figure(view: Annotated, speech: Speech) -> bool:
    """Whether the words do little more than give a figure."""
    words = sum(_words(view, start, end) for start, end in speech.pieces)
    return words < _WORDS_PER_FIGURE * sum(
        1.0 if _amount(mention) else 0.5
        for start, end in speech.pieces
        for mention in within(view.quantities, start, end)
        if mention.quantity.high > _SIDES or mention.quantity.unit.dimension is not Dimension.COUNT
    )


def _amount(mention: QuantityMention) -> bool:
    """Whether a quantity is an amount of something, not a count or a span of time."""
    return mention.quantity.unit.dimension not in (Dimension.COUNT, Dimension.TIME, Dimension.ORDER)


def _figures(view: Annotated, speech: Speech) -> int:
    return sum(_amount(mention) for start, end in speech.pieces for mention in within(view.quantities, start, end))


def _groups(view: Annotated, stated: list[Speech]) -> list[list[Speech]]:
    """Speeches that make one statement: a quotation with what goes on with it, and what one sentence reports."""
    groups: list[list[Speech]] = []
    for speech in stated:
        if groups and _belongs(view, groups[-1][-1], speech):
            groups[-1].append(speech)
        else:
            groups.append([speech])
    return groups


def _belongs(view: Annotated, before: Speech, speech: Speech) -> bool:
    if before.speaker != speech.speaker:
        return False
    if ":" in (before.cue, speech.cue):
        # The paragraphs of one answer.
        return before.cue == speech.cue and before.source_start == speech.source_start and _adjoin(view, before, speech)
    first, second = view.sentence_at(before.end - 1), view.sentence_at(speech.start)
    if before.mode == "direct" and speech.mode == "direct":
        gap = view.text[before.end : speech.start]
        together = first is not None and second is not None and first.paragraph == second.paragraph
        near = speech.start <= before.end or (len(gap) < _NEAR and gap.count(". ") + gap.count("\n\n") < 2)
        return near and (together or not speech.cue or _continued(view, speech))
    if "direct" in (before.mode, speech.mode):
        return speech.start < before.end
    return first is not None and first is second


def _adjoin(view: Annotated, before: Speech, speech: Speech) -> bool:
    return not view.text[before.end : speech.start].strip()


def _continued(view: Annotated, speech: Speech) -> bool:
    quoted = within(view.quotations, *speech.pieces[0])
    return bool(quoted) and (quoted[0].continued or not quoted[0].closed)


def _claim(scene: Scene, group: list[Speech], occasions: dict[int, Occasion]) -> None:
    first = group[0]
    if first.mode == "direct":
        start, end = first.pieces[0][0], max(end for speech in group for _, end in speech.pieces)
    else:
        start, end = _sentence_part(scene.view, group)
    person = first.person
    said = next((occasions[speech.start] for speech in group if speech.start in occasions), Occasion())
    grounds = [scene.ground_at("speaker", first.source_start, first.source_end)]
    if said.day is not None:
        grounds.append(scene.ground("date", said.day, said.day.anchor))
    scene.claim(
        Statement,
        start,
        end,
        grounds=grounds,
        rule=f"{first.mode}:{first.cue or 'goes on'}",
        attribution=Attribution(speaker=first.speaker),
        speaker=first.speaker,
        quote=scene.view.document.text[start:end],
        mode=_mode(group),
        role=person.role if person else None,
        affiliation=_affiliation(scene.view, person),
        date=said.day.period if said.day is not None else None,
        said_to=said.said_to,
    )


def _affiliation(view: Annotated, person: PersonMention | None) -> str | None:
    """Whom a speaker belongs to as worded; an office of a state without a word for it belongs to its state."""
    if person is None or person.party is None:
        return person.affiliation if person else None
    if person.affiliation and not _demonym(view, person):
        return person.affiliation
    # Names with stars have case endings that are not known here.
    name = country_name(person.party.code, view.pack.code)
    return name if name and "*" not in name else None


def _demonym(view: Annotated, person: PersonMention) -> bool:
    """Whether the affiliation is but the adjective of a state: "his Kazakh counterpart" belongs to Kazakhstan."""
    said = person.affiliation or ""
    adjectives = (m for m in view.parties if m.form == "demonym" and m.end - m.start == len(said))
    return view.pack.boundaries and any(view.document.text[m.start : m.end] == said for m in adjectives)


def _mode(group: list[Speech]) -> str:
    modes = {speech.mode for speech in group}
    return "direct" if "direct" in modes else "mixed" if "mixed" in modes else "indirect"


def _sentence_part(view: Annotated, group: list[Speech]) -> tuple[int, int]:
    """The sentence that reports, without its stop; a part of it where others speak in the rest."""
    start, end = min(speech.start for speech in group), max(speech.end for speech in group)
    sentence: Sentence | None = view.sentence_at(start)
    if sentence is not None:
        lead = view.text[sentence.start : start]
        if ";" not in lead and view.text.count(" ", sentence.start, start) < 12:
            start = sentence.start
        rest = view.text[end : sentence.end]
        if ";" not in rest and '"' not in rest:
            end = max(end, sentence.end)
    while end > start and view.text[end - 1] in " .;,。\n":
        end -= 1
    return start, end
