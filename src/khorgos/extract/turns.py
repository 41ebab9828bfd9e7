"""Transcripts: paragraphs that open with who speaks ("NAME (BODY): …"), and interviews of questions between dashes."""

from __future__ import annotations

from khorgos.annotate import Annotated, within
from khorgos.annotate.person_names import turns
from khorgos.documents.document import READ
from khorgos.extract.attribution import Speech

# Paragraphs that open with one of these are somebody else's: a question, a quotation, a remark in brackets.
_OTHERS = ("-", '"', "(", "[")

# Fewer questions after dashes are dialogue or a list, not an interview.
_FEW_QUESTIONS = 2


def find(view: Annotated) -> list[Speech]:
    """A speech for every paragraph of every turn of a transcript; none where the text is no transcript."""
    heads = {start: (start, end) for start, end, _ in turns(view)}
    if not heads:
        return _interview(view)
    speeches: list[Speech] = []
    source: tuple[int, int] | None = None
    for segment in view.document.segments:
        if segment.kind not in READ:
            continue
        start, end = segment.span.start, segment.span.end
        head = next((place for at, place in heads.items() if start <= at < end), None)
        if head is None and (source is None or view.text[start:end].lstrip().startswith(_OTHERS)):
            source = None
            continue
        source = head or source
        if source is not None:
            colon = view.text.find(":", source[1], end) + 1 if head else start
            speeches.append(_turn(view, source, colon, end))
    return speeches


def _interview(view: Annotated) -> list[Speech]:
    """Questions and answers between dashes: the answers are the person's who is named last before the questions."""
    lines = [
        (segment.span.start, segment.span.end, view.text[segment.span.start : segment.span.end].strip())
        for segment in view.document.segments
        if segment.kind in READ and view.text.startswith("- ", segment.span.start)
    ]
    questions = [start for start, _, line in lines if line.endswith("?")]
    if len(questions) < _FEW_QUESTIONS:
        return []
    asked = within(view.persons, 0, questions[0])
    if not asked:
        return []
    source = (asked[-1].start, asked[-1].end)
    answers = [(start, end) for start, end, line in lines if start > questions[0] and not line.endswith("?")]
    return [_turn(view, source, start + 2, end) for start, end in answers]


def _turn(view: Annotated, source: tuple[int, int], start: int, end: int) -> Speech:
    while start < end and view.text[start].isspace():
        start += 1
    while end > start and view.text[end - 1].isspace():
        end -= 1
    people = within(view.persons, source[0], source[1])
    person = people[0] if people else None
    name = person.name if person else view.document.text[slice(*source)]
    return Speech(start, end, ((start, end),), "direct", name, source[0], source[1], person, ":")
