"""Transcripts: paragraphs that open with who speaks ("NAME (BODY): …"), and interviews of questions between dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import PersonMention
from khorgos.annotate.person_names import turns
from khorgos.documents.document import READ
from khorgos.extract.attribution import Speech
from khorgos.language import load

# Paragraphs that open with one of these are somebody else's: a question, a quotation, a remark in brackets.
_OTHERS = ("-", '"', "(", "[")
# The end of a head: a colon, or a stop behind a name in capitals or a bracket.
_HEAD_END = re.compile(r":|\.(?= )")

# Fewer questions after dashes are dialogue or a list, not an interview.
_FEW_QUESTIONS = 2
_FEW_UNMARKED = 3


def find(view: Annotated) -> list[Speech]:
    """A speech for every paragraph of every turn of a transcript; none where the text is no transcript."""
    words = _words(view.pack.code)
    heads = {start: (start, end) for start, end, _ in turns(view) if not words.question.match(view.text, start)}
    if not any(_speaker(view, place) for place in heads.values()):
        return _questions(view) or _interview(view) or _dialogue(view)
    speeches: list[Speech] = []
    source: tuple[int, int] | None = None
    for segment in view.document.segments:
        if segment.kind not in READ:
            continue
        start, end = segment.span.start, segment.span.end
        head = next((place for at, place in heads.items() if start <= at < end), None)
        asks = head is None and words.question.match(view.text, start, end)
        if asks or (head is None and (source is None or view.text[start:end].lstrip().startswith(_OTHERS))):
            source = None
            continue
        source = head or source
        if source is not None:
            mark = _HEAD_END.search(view.text, source[1], end) if head else None
            speeches.append(_turn(view, source, mark.end() if mark else start, end))
    return speeches


def _speaker(view: Annotated, place: tuple[int, int]) -> PersonMention | None:
    """Who is named at the head of a turn: in full, or as a surname in capitals of somebody named in the text."""
    people = within(view.persons, *place)
    if people:
        return people[0]
    word = view.text[slice(*place)].casefold()
    return next((person for person in view.persons if person.surname.casefold() == word), None)


@dataclass(frozen=True, slots=True)
class _Words:
    question: re.Pattern[str]
    answer: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(code: str) -> _Words:
    room = load(code).room("speech")

    def heads(name: str) -> re.Pattern[str]:
        words = sorted(map(str, room[name].get("words", ())), key=len, reverse=True) if name in room else []
        # Chinese may leave only a space behind the letter of a question.
        mark = "[:.]" if load(code).boundaries else "[: ]"
        return re.compile(rf"\s*(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?: \d+)?(?: ?\([^)]*\))?{mark} ?")

    return _Words(heads("questions"), heads("answers"))


def _questions(view: Annotated) -> list[Speech]:
    """Questions and answers headed by their letters: "Q: … A: …"; the answers are the person's named before them."""
    words = _words(view.pack.code)
    spans = [segment.span for segment in view.document.segments if segment.kind in READ]
    asked = [span.start for span in spans if words.question.match(view.text, span.start, span.end)]
    if len(asked) < _FEW_QUESTIONS:
        return []
    people = within(view.persons, 0, asked[0]) or within(view.persons, asked[-1], len(view.text))
    if not people:
        return []
    source, speeches, answers = (people[0].start, people[0].end), [], False
    for span in spans:
        head = words.answer.match(view.text, span.start, span.end)
        answers = bool(head) or (answers and not words.question.match(view.text, span.start, span.end))
        if answers and span.start > asked[0]:
            speeches.append(_turn(view, source, head.end() if head else span.start, span.end))
    return speeches


def _interview(view: Annotated) -> list[Speech]:
    """Questions and answers between dashes: the answers are the person's who is named last before the questions."""
    lines = [
        (segment.span.start, segment.span.end, view.text[segment.span.start : segment.span.end].strip())
        for segment in view.document.segments
        if segment.kind in READ and view.text.startswith("- ", segment.span.start)
    ]
    opened = {start for start, end, _ in lines if _opens(view, start, end)}
    questions = [start for start, _, line in lines if line.endswith("?")]
    if len(questions) < _FEW_QUESTIONS:
        return []
    asked = within(view.persons, 0, questions[0])
    if not asked:
        return []
    source = (asked[-1].start, asked[-1].end)
    answers = [
        (start, end)
        for start, end, line in lines
        if start > questions[0] and not line.endswith("?") and start not in opened
    ]
    return [_turn(view, source, start + 2, end) for start, end in answers]


def _dialogue(view: Annotated) -> list[Speech]:
    """Questions and answers without any mark, paragraph by paragraph: the answers are the first person's before them.

    At least three of the paragraphs in the questions' place ask, and none in that of the answers.
    """
    spans = [segment.span for segment in view.document.segments if segment.kind in READ]
    asks = [view.text[span.start : span.end].rstrip().endswith("?") for span in spans]
    first = asks.index(True) if True in asks else 0
    if not first or sum(asks[first::2]) < _FEW_UNMARKED or any(asks[first + 1 :: 2]):
        return []
    asked = within(view.persons, 0, spans[first].start)
    if not asked:
        return []
    source = (asked[0].start, asked[0].end)
    return [_turn(view, source, span.start, span.end) for span in spans[first + 1 :: 2]]


def _opens(view: Annotated, start: int, end: int) -> bool:
    """Whether a line opens a block of question and answer; it may be no question: "They say the border will open."."""
    return view.text.startswith("\n\n", start - 2) and view.text.startswith("\n- ", end)


def _turn(view: Annotated, source: tuple[int, int], start: int, end: int) -> Speech:
    while start < end and view.text[start].isspace():
        start += 1
    while end > start and view.text[end - 1].isspace():
        end -= 1
    person = _speaker(view, source)
    name = person.name if person else view.document.text[slice(*source)]
    return Speech(start, end, ((start, end),), "direct", name, source[0], source[1], person, ":")
