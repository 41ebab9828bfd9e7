"""Events of works and offices: what opened, was handed over, on what work began; with a day or a month of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, PeriodMention, Sentence
from khorgos.extract import unspaced
from khorgos.extract.gathering import Gathering, day_before, parties_in, when, where, words_of
from khorgos.language import load
from khorgos.values import Precision

# A noun for what opens stands this close to its verb, in characters.
_NEAR = 70
_WORD = re.compile(r"[\w'&.+-]+")
# A phrase for what opens has fewer words.
_WORDS = 8
# The types of events by the concepts that tell them.
_KINDS = {"opening": "opening", "handover": "opening", "launch": "launch"}
# Where what opens stands, between its noun and the verb.
_PLACED = re.compile(r" (?:in|at|near|outside) (?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2} $")
_MARKS = ",.;:!?()\"'"


@dataclass(frozen=True, slots=True)
class _Words:
    premises: frozenset[str]
    articles: frozenset[str]
    breaks: frozenset[str]
    between: frozenset[str]
    places: re.Pattern[str]
    patterns: dict[str, str]
    at: str


@lru_cache(maxsize=8)
def _words(code: str) -> _Words:
    room = load(code).room("meetings")

    def listed(concept: str, key: str = "words") -> list[str]:
        entry = room.get(concept)
        return [str(word) for word in (entry.get(key, ()) if entry else ())]

    entry = room.get("premises")
    either = "|".join(sorted(map(re.escape, listed("places")), key=len, reverse=True)) or "(?!)"
    return _Words(
        premises=frozenset(listed("premises")),
        articles=frozenset(listed("premises", "articles")),
        breaks=frozenset(listed("premises", "breaks")),
        between=frozenset(listed("premises", "between")),
        places=re.compile(rf"[,.;]| (?:{either}) [A-Z\d]"),
        patterns={
            concept: str(entry.get(key, "{noun}")) if entry else "{noun}"
            for concept, key in (("opening", "named"), ("handover", "handed"))
        },
        at=str(entry.get("at", "")) if entry else "",
    )


def find(view: Annotated, sentence: Sentence, hits: list[ConceptMention]) -> list[Gathering]:
    """What a sentence tells to have opened or begun."""
    found: list[Gathering] = []
    for hit in hits:
        if hit.concept not in _KINDS:
            continue
        date = when(view, sentence, hit.start, hit.end, sentence.end, sentence.start) or _going_on(view, sentence)
        if date is None or not (view.pack.boundaries or date.period is None or date.period.precision is Precision.DAY):
            continue  # in Chinese the verb is also that of a stage of works, which a month or year may have
        noun = _works(view, sentence, hit) if hit.concept == "launch" else _premises(view, sentence, hit)
        if noun is not None:
            found.append(_gathering(view, sentence, hit, date, noun))
    return found


def _going_on(view: Annotated, sentence: Sentence) -> PeriodMention | None:
    """The day of the sentence before, where words are told apart by spaces: the story goes on."""
    return day_before(view, sentence) if view.pack.boundaries and not sentence.title else None


def _gathering(
    view: Annotated, sentence: Sentence, hit: ConceptMention, date: PeriodMention, noun: tuple[int, int]
) -> Gathering:
    place = where(view, sentence, hit.start, hit.end, sentence.end)
    start, end = noun
    name = view.document.text[start:end]
    if start < hit.start and end >= hit.start:
        start = hit.start
    words = _words(view.pack.code)
    if hit.concept != "launch" and words.at:
        at = f" {words.at} {place[0]}" if place and place[0] not in name else ""
        name = words.patterns[hit.concept].format(noun=name) + at
    return Gathering(
        _KINDS[hit.concept],
        name,
        min(start, hit.start),
        max(end, hit.end, date.end if date.start >= sentence.start else 0, place[1] if place else 0),
        "event." + hit.concept,
        core=words_of(name),
        core_text="",
        date=date,
        place=place[0] if place else None,
        participants=parties_in(view, sentence.start, hit.start),
    )


def _premises(view: Annotated, sentence: Sentence, hit: ConceptMention) -> tuple[int, int] | None:
    """The phrase for what opens, before its verb or behind it."""
    subject = _subject(view, sentence, hit)
    return subject or (_object(view, sentence, hit) if view.pack.boundaries else None)


def _is_premises(view: Annotated, start: int, end: int) -> bool:
    """Whether a word is a noun for a building, an office or works, or the end of one."""
    if view.low[start:end] in _words(view.pack.code).premises:
        return True
    works = within(view.room("projects"), max(0, start - _NEAR // 2), end)
    return any(each.end == end and each.concept != "other" for each in works)


def _subject(view: Annotated, sentence: Sentence, hit: ConceptMention) -> tuple[int, int] | None:
    words = _words(view.pack.code)
    if not view.pack.boundaries:
        return _unspaced(view, sentence, hit)
    placed = _PLACED.search(view.text, max(sentence.start, hit.start - _NEAR), hit.start)
    stop = placed.start() + 1 if placed else hit.start  # "the wing in Apia was handed over"
    tokens = list(_WORD.finditer(view.text, max(sentence.start, stop - _NEAR), stop))
    while tokens and tokens[-1].group().lower() in words.between:  # "its office there opened in 1994"
        tokens.pop()
    gap = view.text[tokens[-1].end() : stop] if tokens else "-"
    if not words.between.issuperset(gap.lower().split()) or not _is_premises(view, *tokens[-1].span()):
        return None
    first = len(tokens) - 1
    while first and len(tokens) - first < _WORDS and not _opens(view, words, tokens[first - 1], tokens[first].start()):
        first -= 1
    return tokens[first].start(), tokens[-1].end()


def _unspaced(view: Annotated, sentence: Sentence, hit: ConceptMention) -> tuple[int, int] | None:
    """The name of the works before a verb, in the verb's clause: "友谊医院5日正式启用"."""
    clause = max(view.text.rfind(mark, sentence.start, hit.start) for mark in ",;:")
    works = [
        one for one in within(view.room("projects"), max(sentence.start, clause), hit.start) if one.end <= hit.start
    ]
    if not works or works[-1].concept == "other":
        return None
    start = unspaced.name_start(view, sentence, works[-1], ("meetings", "stops", "words"))
    return (start, works[-1].end) if start < works[-1].start else None


def _opens(view: Annotated, words: _Words, token: re.Match[str], following: int) -> bool:
    """Whether a word stands before a phrase and does not belong to it."""
    low = token.group().lower()
    return low in words.articles or low in words.breaks or view.text[token.end() : following] != " "


def _object(view: Annotated, sentence: Sentence, hit: ConceptMention) -> tuple[int, int] | None:
    words = _words(view.pack.code)
    start = -1
    for token in _WORD.finditer(view.text, hit.end, min(sentence.end, hit.end + _NEAR)):
        low = token.group().rstrip(_MARKS).lower()
        end = token.start() + len(token.group().rstrip(_MARKS))
        if low in words.breaks or view.text[token.start() - 1] not in " '\"":
            return None
        if start < 0 and low not in words.articles:
            start = token.start()
        if start >= 0 and _is_premises(view, token.start(), end):
            return start, _longer(view, end)
        if end < token.end():
            return None
    return None


def _longer(view: Annotated, end: int) -> int:
    """Where the phrase ends whose noun a following noun makes longer: "its office extension"."""
    token = _WORD.match(view.text, end + 1)
    if token and view.text[end] == " " and _is_premises(view, token.start(), token.end()):
        return token.end()
    return end


def _works(view: Annotated, sentence: Sentence, hit: ConceptMention) -> tuple[int, int]:
    """What work began on: the words behind, up to the next mark or preposition of place or time."""
    stop = _words(view.pack.code).places.search(view.text[hit.end : sentence.end])
    return hit.start, hit.end + (stop.start() if stop else 0)
