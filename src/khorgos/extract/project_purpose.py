"""What a sum is for: works that a text names only by the money that goes to them.

"37 million USD towards rural electrification" · "receives 40 million USD for small dairy farms".  The purpose is the
phrase behind the link; it is a project where one of its words tells a sector.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import within
from khorgos.annotate.mentions import QuantityMention, Sentence
from khorgos.annotate.person_names import UPPER
from khorgos.extract.project_name import Named, is_sum, key_of
from khorgos.extract.project_sector import sector_of
from khorgos.extract.scene import Scene
from khorgos.language import load

# A purpose has fewer words; a sum and its purpose stand this close.
_WORDS = 9
_NEAR = 60
# A purpose without spaces has so many characters.
_LEAST, _CHARACTERS = 4, 20
_PHRASE = re.compile(r"[\w'&/.-]+(?: [\w'&/.-]+)*")
_WORD = re.compile(r"[\w'-]+")


@dataclass(frozen=True, slots=True)
class _Words:
    link: re.Pattern[str]
    stops: frozenset[str]
    articles: frozenset[str]
    joints: frozenset[str]
    together: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(code: str) -> _Words | None:
    entry = load(code).room("projects").get("purposes")
    if entry is None:
        return None

    def either(key: str) -> str:
        return "|".join(sorted((re.escape(str(word)) for word in entry.get(key, ())), key=len, reverse=True)) or "(?!)"

    money = rf"(?: (?:{either('money')})(?!\w))*"
    small = rf"(?:{either('money')}|{either('articles')})"
    # Whose loan it is, and who gets it, may stand between: "a loan of … [to Example] for".
    given = rf"(?: (?:[{UPPER}][\w'.-]*|{either('articles')}|\([{UPPER}]\w+\))){{0,7}}"
    if not load(code).boundaries:
        # "…贷款，用于…": a few characters and a comma at most between the sum and what it is for.
        return _Words(
            link=re.compile(rf"(?:{either('money')})*[^，。；,;]{{0,8}}?[，,]?(?P<link>{either('links')})"),
            stops=frozenset(map(str, entry.get("stops", ()))),
            articles=frozenset(map(str, entry.get("articles", ()))),
            joints=frozenset(),
            together=re.compile("(?!)"),
        )
    return _Words(
        link=re.compile(rf"{money}{given}{money},?(?P<link> (?:{either('links')})) "),
        stops=frozenset(map(str, entry.get("stops", ()))),
        articles=frozenset(map(str, entry.get("articles", ()))),
        joints=frozenset(map(str, entry.get("joints", ()))),
        together=re.compile(rf",?(?: {small})*? (?:{either('adds')})(?: {small})* "),
    )


def first_of(scene: Scene, mention: QuantityMention) -> QuantityMention:
    """The first of sums that go to one thing together: "a loan of 30 and a grant of 8 million USD for …"."""
    words = _words(scene.view.pack.code)
    sums = [q for q in within(scene.view.quantities, mention.start - 2 * _NEAR, mention.start) if is_sum(q)]
    if words is None or not sums:
        return mention
    before = sums[-1]
    joined = words.together.fullmatch(scene.view.low, before.end, mention.start)
    return first_of(scene, before) if joined else mention


def leads_to(scene: Scene, mention: QuantityMention, named: Named) -> bool:
    """Whether a sum is said to go to what is named: "9 million USD for the Example Road"."""
    words = _words(scene.view.pack.code)
    if words is None or not mention.end <= named.start <= mention.end + _NEAR:
        return False
    linked = words.link.match(scene.view.text, mention.end, named.start)
    return linked is not None and named.start - linked.end() < _NEAR // 2


def find(scene: Scene) -> list[tuple[Named, QuantityMention]]:
    """Every purpose of a sum that is given, with the sum."""
    view = scene.view
    words = _words(view.pack.code)
    found: list[tuple[Named, QuantityMention]] = []
    for mention in view.quantities if words is not None else ():
        sentence = view.sentence_at(mention.start) if is_sum(mention) else None
        if sentence is None or sentence.title or words is None or not _is_given(scene, sentence):
            continue
        named = _purpose(scene, words, sentence, mention)
        if named is not None:
            found.append((named, mention))
    return found


def _is_given(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence tells of money lent, granted or promised."""
    works = within(scene.view.room("works"), sentence.start, sentence.end)
    return any(each.concept in ("loan", "grant", "pledge") for each in works)


def _purpose(scene: Scene, words: _Words, sentence: Sentence, mention: QuantityMention) -> Named | None:
    view = scene.view
    end = next(
        (q.end for q in view.quantities if q.conversion and 0 <= q.start - mention.end < _NEAR // 6), mention.end
    )
    end += view.text.startswith(")", end)
    linked = words.link.match(view.text, end, min(sentence.end, end + _NEAR + _NEAR))
    if linked is None or within(view.quantities, mention.end + 1, linked.end() - 1):
        return None
    place = _phrase(scene, words, linked.end(), sentence.end)
    if place is None:
        return None
    start, stop = place
    name = view.document.text[start:stop]
    sector = sector_of(view.pack.code, name)
    if sector is None or within(view.periods, start, start + 1):
        return None
    return Named(start, stop, name, sector, sentence, key_of(name), purpose=True)


def _run(text: str, words: _Words, start: int, stop: int) -> tuple[int, int] | None:
    """The phrase of a language without spaces: up to a mark or a word that ends it, without what only opens it."""
    while opened := next((word for word in words.articles if text.startswith(word, start)), ""):
        start += len(opened)
    end = start
    while end < min(stop, start + _CHARACTERS) and text[end].isalnum() and not text.startswith(tuple(words.stops), end):
        end += 1
    return (start, end) if end - start >= _LEAST else None


def _phrase(scene: Scene, words: _Words, start: int, stop: int) -> tuple[int, int] | None:
    """The noun phrase at a place, without its article."""
    text = scene.view.text
    if not scene.view.pack.boundaries:
        return _run(text, words, start, stop)
    chunk = _PHRASE.match(text, start, stop)
    if chunk is None:
        return None
    tokens = list(_WORD.finditer(text, start, chunk.end()))
    while tokens and tokens[0].group().lower() in words.articles:
        tokens.pop(0)
    kept: list[re.Match[str]] = []
    for token in tokens[:_WORDS]:
        if token.group().lower() in words.stops or within(scene.view.periods, token.start(), token.start() + 1):
            break
        kept.append(token)
    while kept and kept[-1].group().lower() in words.joints:
        kept.pop()
    return (kept[0].start(), kept[-1].end()) if kept else None
