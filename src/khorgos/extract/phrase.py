"""Noun phrases around a head word: "the second [meeting] of the energy ministers of the Organization of Turkic States".

The walk goes from the head to the left over ordinals, names and words of the lexicon, to the right over one
complement.  It is done by words, and only at heads that the lexicon found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import ConceptMention, Sentence
from khorgos.extract import unspaced
from khorgos.language import load

# A name of an event or paper has fewer words on either side of its head.
_REACH = 14
_CLOSING = ",.;:!?)\"'"
_YEAR = re.compile(r"(?:19|20)\d\d")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")
_NEXT = re.compile(r" (\S+)")


@dataclass(slots=True)
class Phrase:
    """A noun phrase: its place without the determiner, its name as printed, and what its parts tell.

    `determiner` is the word before ("the", "their", ""), `proper` the capitalised words besides the head, `back` the
    noun by which it points back ("the group's summit", "second ministerial of the group"), `year` one in the name.
    """

    start: int
    end: int
    head: ConceptMention
    name: str
    determiner: str = ""
    ordinal: int | None = None
    proper: list[str] = field(default_factory=list)
    common: list[str] = field(default_factory=list)
    back: str = ""
    year: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The lists of one language that the walk asks."""

    ordinals: dict[str, int]
    numbered: re.Pattern[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    modifiers: frozenset[str]
    openers: frozenset[str]
    joins: frozenset[str]
    complement: frozenset[str]
    bodies: frozenset[str]
    stops: frozenset[str]
    times: frozenset[str]
    direct: bool
    nouns: frozenset[str]
    agreeing: tuple[str, ...]
    genitive: tuple[str, ...]


@lru_cache(maxsize=8)
def grammar(code: str) -> Grammar:
    """The lists of a language's room `meetings`."""

    def words(concept: str, key: str = "words") -> frozenset[str]:
        entry = load(code).room("meetings").get(concept)
        return frozenset(str(word) for word in (entry.get(key, ()) if entry else ()))

    ordinals = load(code).room("meetings").get("ordinals")
    suffixes = "|".join(sorted(words("ordinals", "suffixes"))) or "(?!)"
    behind = load(code).room("meetings").get("complement")
    return Grammar(
        ordinals={str(k): int(v) for k, v in ordinals.get("values", {}).items()} if ordinals else {},
        numbered=re.compile(rf"(\d{{1,3}})(?:{suffixes})"),
        definite=words("determiners", "definite"),
        indefinite=words("determiners", "indefinite"),
        modifiers=words("modifiers"),
        openers=words("complement", "openers"),
        joins=words("complement", "joins"),
        complement=words("complement"),
        bodies=words("bodies"),
        stops=words("stops"),
        times=words("times"),
        # In languages with cases no word opens a complement, and adjectives are told by their ends.
        direct=bool(behind and behind.get("direct")),
        # Nouns may end as adjectives do.
        nouns=frozenset(form for form, lemma in load(code).lemmas.items() if lemma.gender),
        agreeing=tuple(words("modifiers", "suffixes")),
        genitive=tuple(words("complement", "suffixes")),
    )


def phrase_at(view: Annotated, head: ConceptMention, sentence: Sentence) -> Phrase:
    """The noun phrase around a head."""
    if not view.pack.boundaries:
        return _unspaced(view, head, sentence)
    words = grammar(view.pack.code)
    text = view.text
    phrase = Phrase(head.start, head.end, head, "")
    left = _left(view, words, phrase, sentence)
    right = _right(view, words, phrase, sentence)
    phrase.name = " ".join([*left, text[head.start : head.end], *right])
    return phrase


def _unspaced(view: Annotated, head: ConceptMention, sentence: Sentence) -> Phrase:
    start = unspaced.name_start(view, sentence, head, ("meetings", "stops", "words"))
    name = view.text[start : head.end]
    core = unspaced.bare(view.pack.code, view.text[start : head.start])
    number = unspaced.ordinal(view.pack.code, name)
    return Phrase(start, head.end, head, name, ordinal=number, proper=[core] if core else [])


def _left(view: Annotated, words: Grammar, phrase: Phrase, sentence: Sentence) -> list[str]:
    """Take in the words before the head, from the right to the left."""
    text = view.text
    at = phrase.start
    taken: list[str] = []
    while at > sentence.start and len(taken) < _REACH and text[at - 1] == " ":
        begin = max(
            text.rfind(" ", sentence.start, at - 1) + 1, text.rfind("\n", sentence.start, at - 1) + 1, sentence.start
        )
        word = text[begin : at - 1].lstrip("\"'(")
        low = word.lower()
        if low in words.definite or low in words.indefinite:
            phrase.determiner = low
            break
        if not _takes(words, phrase, word, low, taken, text[sentence.start : begin]):
            phrase.before = low
            break
        taken.insert(0, word)
        at = begin
    while taken and taken[0].lower() in words.joins:
        taken.pop(0)
    phrase.start = phrase.head.start - len(" ".join([*taken, ""])) if taken else phrase.start
    return taken


def _takes(words: Grammar, phrase: Phrase, word: str, low: str, taken: list[str], earlier: str) -> bool:
    """Whether a word to the left belongs to the phrase; notes what it tells."""
    if (
        not word
        or low in words.times
        or (word[-1] in _CLOSING and not low.endswith("s'") and not _INITIALS.fullmatch(word))
    ):
        return False
    ordinal = words.ordinals.get(low) or _numbered(words, low)
    if ordinal:
        phrase.ordinal = phrase.ordinal or ordinal
        return True
    if _YEAR.fullmatch(word):
        phrase.year = word
        return True
    if low in words.joins:
        before = earlier.rstrip().rsplit(" ", 1)[-1]
        return bool(taken and _proper(words, taken[0]) and before and _proper(words, before))
    bare = low.removesuffix("'s").removesuffix("'")
    if bare in words.bodies and low != bare:
        phrase.back = bare
        return True
    if _proper(words, word):
        phrase.proper.insert(0, word)
        return True
    if low in words.modifiers or (words.agreeing and low.endswith(words.agreeing) and low not in words.nouns):
        phrase.common.insert(0, low)
        return True
    return "-" in word and word[0].isalpha() and not taken


def _proper(words: Grammar, word: str) -> bool:
    return (word[:1].isupper() or (word[:1].isdigit() and "+" in word)) and word.lower() not in words.stops


def _numbered(words: Grammar, low: str) -> int | None:
    found = words.numbered.fullmatch(low)
    return int(found.group(1)) if found else None


def _right(view: Annotated, words: Grammar, phrase: Phrase, sentence: Sentence) -> list[str]:
    """Take in one complement behind the head."""
    text = view.text
    taken: list[str] = []
    at, end = phrase.end, phrase.end
    while len(taken) < _REACH and (found := _NEXT.match(text, at, sentence.end)):
        raw = found.group(1)
        word = raw.rstrip(_CLOSING).lstrip('"').removesuffix("'s")
        low = word.lower()
        if not taken:
            opens = low in words.openers or low == "-" or _proper(words, word)
            if not opens and not (words.direct and low.endswith(words.genitive)):
                break
        elif low in words.bodies and not word[:1].isupper():
            phrase.back = low
        elif not (_proper(words, word) or low in words.joins or low in words.complement) and not (
            words.genitive and low.endswith(words.genitive)
        ):
            break
        taken.append(word)
        at = found.end()
        if _proper(words, word):
            phrase.proper.append(word)
        if low not in words.joins and (words.direct or low not in words.openers):
            end = found.start(1) + len(raw.rstrip(_CLOSING))
        if raw.lstrip('"') != word:
            break
    while taken and (taken[-1].lower() in words.joins or (not words.direct and taken[-1].lower() in words.openers)):
        taken.pop()
    phrase.end = end if taken else phrase.end
    return taken
