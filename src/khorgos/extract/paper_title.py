"""Where the title of a paper begins and ends around its noun, in languages whose phrases are walked word by word.

To the left a title takes what modifies its noun ("a five-year [strategic partnership] agreement"), to the right one
chain of complements ("agreement [on trade in grain with Example]"); days, places of signing, sums of money and what
is done with the paper belong to the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, Sentence
from khorgos.extract.gathering import led_by_place
from khorgos.language import load

# A title has fewer words before its noun than this, and fewer behind it.
_WORDS_BEFORE = 9
_WORDS_BEHIND = 22
_MARKS = ",.;:!?()\"'"
_WORD = re.compile(r" ([^\s]+)")
_NUMBER = re.compile(r"\d")
# "in Example on …": where it was signed, not what it is about.
_SIGNED_IN = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)?,? (?:on|last|this) ")
# A series of what a paper is about: "trade[, logistics and finance]".
_SERIES = re.compile(r"(?: [a-z-]+(?: [a-z-]+)?,)* [a-z-]+(?: [a-z-]+)?,? and [a-z-]+")
_PAST = re.compile(r"[a-z]{3,}(?:ed|ing)")


@dataclass(frozen=True, slots=True)
class _Words:
    before: frozenset[str]
    links: frozenset[str]
    stops: frozenset[str]
    articles: frozenset[str]


@lru_cache(maxsize=8)
def _words(code: str) -> _Words:
    entry = load(code).room("papers")["grammar"]

    def listed(key: str) -> frozenset[str]:
        return frozenset(str(word) for word in entry.get(key, ()))

    return _Words(listed("before"), listed("links"), listed("stops"), listed("articles"))


def walks(code: str) -> bool:
    """Whether a language's titles are read here."""
    entry = load(code).room("papers").get("grammar")
    return bool(entry and entry.get("walks"))


def bounds(view: Annotated, sentence: Sentence, head: ConceptMention) -> tuple[int, int]:
    """The place of a title."""
    return _begin(view, sentence, head), _end(view, sentence, head)


def _begin(view: Annotated, sentence: Sentence, head: ConceptMention) -> int:
    words = _words(view.pack.code)
    text = view.text
    at = head.start
    for _ in range(_WORDS_BEFORE):
        if at <= sentence.start or text[at - 1] != " ":
            break
        begin = max(text.rfind(" ", sentence.start, at - 1), text.rfind("\n", sentence.start, at - 1)) + 1
        begin = max(begin, sentence.start)
        word = text[begin : at - 1]
        if not _modifies(view, words, sentence, begin, word, text[at : head.end]):
            break
        at = begin
    while at < head.start and text[at : text.find(" ", at)].lower() in ("and", "of", "&"):
        at = text.find(" ", at) + 1
    return at


def _modifies(view: Annotated, words: _Words, sentence: Sentence, at: int, word: str, taken: str) -> bool:
    """Whether a word before a title's noun belongs to the title; `taken` is what already does."""
    low = word.lower()
    if not word or word[-1] in _MARKS or low.endswith("'s") or word[0] in '("':
        return False
    if low in ("and", "&", "of"):
        return _joins(view, words, sentence, at, low, taken)
    if low in words.before:
        return False
    if _NUMBER.match(word) and "-" not in word:
        return False
    if any(q.start <= at < q.end for q in within(view.quantities, at - 40, at + 1)):
        return False
    stop = at + len(word)
    if any(mention.concept in view.pack.room("papers") for mention in within(view.room("papers"), at, stop)):
        return False
    return not within(view.periods, at, stop) and not any(p.end >= stop for p in within(view.persons, at - 30, stop))


def _joins(view: Annotated, words: _Words, sentence: Sentence, at: int, joint: str, taken: str) -> bool:
    """Whether "and" or "of" before a modifier stands inside the title: "[Friendship and] Cooperation Treaty"."""
    earlier = view.text[sentence.start : at].split(" ")[:-1]
    left = earlier[-1] if earlier else ""
    if not left or left[-1] in _MARKS or left.lower() in words.before or " " not in taken:
        return False
    capital = left[:1].isupper() and taken[:1].isupper()
    if joint == "of":
        return capital
    if capital:
        return not within(view.parties, at - len(left) - 1, at)
    noun = within(view.room("papers"), at - len(left) - 1, at)
    opened = any(word.lower() in words.articles for word in earlier[-4:-1])
    return left.islower() and taken[:1].islower() and opened and not noun


def _end(view: Annotated, sentence: Sentence, head: ConceptMention) -> int:
    words = _words(view.pack.code)
    text = view.text
    end = at = head.end
    named = False
    for count in range(_WORDS_BEHIND):
        found = _WORD.match(text, at, sentence.end)
        if found is None:
            break
        raw = found.group(1)
        word = raw.strip(_MARKS).removesuffix("'s")
        low = word.lower()
        if count == 0 and low not in words.links:
            break
        if raw[:1] in '("' or _breaks(view, words, sentence, found.start(1), low, text[head.end : at]):
            break
        at = found.end()
        named = named or word[:1].isupper()
        if low not in words.links and low not in words.articles and low not in ("and", "&"):
            end = found.start(1) + len(raw.rstrip(_MARKS))
        if raw[-1] in _MARKS and not _goes_on(view, raw, at, named):
            break
    return end


def _breaks(view: Annotated, words: _Words, sentence: Sentence, at: int, low: str, taken: str) -> bool:
    """Whether the title ends before the word at a place."""
    if low in words.stops and not (low == "by" and taken.strip().startswith("to ")):
        return True
    text = view.text
    behind = at + len(low) + 1
    # The day or place of signing: "on 5 May", "in Bishkek".
    for period in within(view.periods, at - 1, behind + 5):
        begin = period.outer_start if period.outer_start >= 0 else period.start
        lasts = low in ("for", "until", "to") or taken.endswith((" for", " until", " to"))
        if begin <= behind and period.timex == "DATE" and not lasts:
            return True
    if low == "in" and _SIGNED_IN.match(text, behind, sentence.end):
        return True
    if any(p.start in (behind, behind + 4) and led_by_place(view, p.start) for p in within(view.places, behind, behind + 5)) and taken:
        return True
    if low == "in" and any(p.start in (behind, behind + 4) for p in within(view.parties, behind, behind + 5)) and taken:
        return True
    if low in ("and", "as") and taken:
        following = text[behind : sentence.end]
        first = following.split(" ", 1)[0].strip(_MARKS).lower()
        nouns = view.pack.room("papers")
        other = [hit for hit in within(view.room("papers"), behind, behind + 45) if not nouns[hit.concept].get("status")]
        if other and not any(mark in text[behind : other[0].start] for mark in ",.;"):
            return True
        if first == "the" and "between" not in taken and "with" not in taken:
            return following[4:5].isupper()
        return first in ("a", "an", "to", "was", "were", "has", "agreed", "said", "will") or bool(_PAST.fullmatch(first))
    return any(hit.start == at for hit in within(view.room("papers"), at, at + 1) if hit.concept in ("sign", "adopt", "ratify"))


def _goes_on(view: Annotated, raw: str, at: int, named: bool) -> bool:
    """Whether a title goes on over a comma: "Treaty of Friendship, Good-Neighbourliness and Cooperation"."""
    if raw[-1] != ",":
        return False
    if _SERIES.match(view.text, at) and not within(view.room("papers"), at, at + 40):
        return view.text[at + 1 :].split(" ", 1)[0].lower() not in _words(view.pack.code).before | _words(view.pack.code).stops
    if not named:
        return False
    following = view.text[at + 1 : at + 60].split(" ")
    near = within(view.parties, at, at + 2) or within(view.persons, at, at + 2) or within(view.places, at, at + 2)
    return following[0][:1].isupper() and not near and "and" in following[1:3] and "," not in following[0]
