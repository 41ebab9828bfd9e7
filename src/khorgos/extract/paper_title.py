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
# Words for what is done with a paper that are no part of any title.
_DONE = frozenset({"sign", "adopt", "ratify"})

# The years of a plan right behind its noun.
_YEARS = re.compile(r" (?:19|20)\d\d(?:[-–/](?:20)?\d\d)?(?!\d)(?=[\s,.;:)]|$)")
# A party behind an article and the noun of its office stands this close, in characters.
_PARTY_NEAR = 30


@dataclass(frozen=True, slots=True)
class _Words:
    before: frozenset[str]
    links: frozenset[str]
    stops: frozenset[str]
    articles: frozenset[str]
    joints: frozenset[str]
    joins_name: str
    lasting: tuple[str, ...]
    parted: frozenset[str]
    rows: frozenset[str]
    definite: str
    owner: str
    place: str
    signed_in: re.Pattern[str]
    series: re.Pattern[str]
    past: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(code: str) -> _Words:
    entry = load(code).room("papers")["grammar"]

    def listed(key: str) -> frozenset[str]:
        return frozenset(str(word) for word in entry.get(key, ()))

    def either(key: str) -> str:
        return "|".join(sorted(map(re.escape, listed(key)), key=len, reverse=True)) or "(?!)"

    of, place, definite = (str(entry.get(key)) for key in ("genitive", "place", "definite"))
    joints = sorted(listed("joints"))
    name = r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)?"
    return _Words(
        before=listed("before"),
        links=listed("links"),
        stops=listed("stops"),
        articles=listed("articles"),
        joints=frozenset(joints),
        joins_name=of,
        lasting=tuple(listed("lasting")),
        parted=listed("parted"),
        rows=listed("joined"),
        definite=definite,
        owner=str(entry.get("owner")),
        place=place,
        # "in Example on …": where it was signed, not what it is about.
        signed_in=re.compile(rf"{name},? (?:{either('dates')}) "),
        # A series of what a paper is about: "trade[, logistics and finance]".
        series=re.compile(rf"(?: [a-z-]+(?: [a-z-]+)?,)* [a-z-]+(?: [a-z-]+)?,? (?:{either('joints')}) [a-z-]+"),
        past=re.compile(rf"[a-z]{{3,}}(?:{either('verbal')})"),
    )


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
        if not _modifies(view, words, sentence, (begin, at - 1), text[at : head.end]):
            break
        at = begin
    while at < head.start and text[at : text.find(" ", at)].lower() in {*words.joints, words.joins_name}:
        at = text.find(" ", at) + 1
    return at


def _modifies(view: Annotated, words: _Words, sentence: Sentence, place: tuple[int, int], taken: str) -> bool:
    """Whether a word before a title's noun belongs to the title; `taken` is what already does."""
    at, stop = place
    word = view.text[at:stop]
    low = word.lower()
    if (
        not any(letter.isalnum() for letter in word)
        or word[-1] in _MARKS
        or low.endswith(words.owner)
        or word[0] in '("'
    ):
        return False
    if low in words.joints or low == words.joins_name:
        return _joins(view, words, sentence, at, taken)
    if low in words.before or (_NUMBER.match(word) and "-" not in word):
        return False
    if "-" not in word and any(q.start <= at < q.end for q in within(view.quantities, at - 40, at + 1)):
        return False
    if within(view.room("papers"), at, stop):
        return False
    if "-" not in word and within(view.periods, at, stop):
        return False
    return not any(person.end >= stop for person in within(view.persons, at - 30, stop))


def _joins(view: Annotated, words: _Words, sentence: Sentence, at: int, taken: str) -> bool:
    """Whether a joint before a modifier stands inside the title: "[Friendship and] Cooperation Treaty"."""
    earlier = view.text[sentence.start : at].split(" ")[:-1]
    left = earlier[-1] if earlier else ""
    if not left or left[-1] in _MARKS or left.lower() in words.before or " " not in taken:
        return False
    capital = left[:1].isupper() and taken[:1].isupper()
    if view.low.startswith(words.joins_name, at):
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
    years = _YEARS.match(text, at, sentence.end) if text[head.start].isupper() else None
    if years is not None:  # "Action Plan 2025-2029"
        end = at = years.end()
    named = False
    for count in range(_WORDS_BEHIND):
        found = _WORD.match(text, at, sentence.end)
        if found is None:
            break
        raw = found.group(1)
        word = raw.strip(_MARKS).removesuffix(words.owner)
        low = word.lower()
        if count == 0 and low not in words.links:
            break
        if raw[:1] in '("' or _breaks(view, words, sentence, found.start(1), low, text[head.end : at]):
            break
        at = found.end()
        named = named or word[:1].isupper()
        if low not in words.links and low not in words.articles and low not in words.joints:
            end = found.start(1) + len(raw.rstrip(_MARKS))
        if raw[-1] in _MARKS and not (raw[-1] == "," and _goes_on(view, words, at, named=named)):
            break
    return end


def _breaks(view: Annotated, words: _Words, sentence: Sentence, at: int, low: str, taken: str) -> bool:
    """Whether the title ends before the word at a place; `taken` is what of it stands behind its noun."""
    if low in words.stops or _dated(view, words, at, low, taken):
        return True
    behind = at + len(low) + 1
    if low == words.place and words.signed_in.match(view.text, behind, sentence.end):
        return True
    if taken and _placed(view, words, behind, low):
        return True
    if taken and low in words.joints and _parted(view, words, behind, sentence.end, taken):
        return True
    return any(hit.start == at and hit.concept in _DONE for hit in within(view.room("papers"), at, at + 1))


def _dated(view: Annotated, words: _Words, at: int, low: str, taken: str) -> bool:
    """Whether the day of signing begins here; "for 2024-2028" belongs to the title."""
    lasts = low in words.lasting or taken.endswith(tuple(f" {word}" for word in words.lasting))
    for period in within(view.periods, at - 1, at + len(low) + 6):
        begin = period.outer_start if period.outer_start >= 0 else period.start
        if begin <= at + len(low) + 1 and period.timex == "DATE" and not lasts:
            return True
    return False


def _placed(view: Annotated, words: _Words, behind: int, low: str) -> bool:
    """Whether the place of signing is named behind a word."""
    near = (behind, behind + 4)
    if any(p.start in near and led_by_place(view, p.start) for p in within(view.places, behind, behind + 5)):
        return True
    return low == words.place and any(p.start in near for p in within(view.parties, behind, behind + 5))


def _parted(view: Annotated, words: _Words, behind: int, stop: int, taken: str) -> bool:
    """Whether what a joint goes on with is no more of the title: another paper, another verb."""
    nouns = view.pack.room("papers")
    other = [hit for hit in within(view.room("papers"), behind, behind + 45) if not nouns[hit.concept].get("status")]
    if other and not any(mark in view.text[behind : other[0].start] for mark in ",.;"):
        return True
    following = view.text[behind:stop]
    first = following.split(" ", 1)[0].strip(_MARKS).lower()
    second = following.split(" ", 2)[1:2]
    if first == words.definite and second and not words.rows.isdisjoint(taken.split(" ")):
        # "The convention with Example and the accession to …": a second thing, unless it is a second party.
        return second[0].islower() and not within(view.parties, behind, behind + _PARTY_NEAR)
    if first == words.definite and words.rows.isdisjoint(taken.split(" ")):
        return following[len(first) + 1 : len(first) + 2].isupper()
    return first in words.parted or bool(words.past.fullmatch(first))


def _goes_on(view: Annotated, words: _Words, at: int, *, named: bool) -> bool:
    """Whether a title goes on over a comma: "Treaty of Friendship, Good-Neighbourliness and Cooperation"."""
    following = view.text[at + 1 : at + 60].split(" ")
    if words.series.match(view.text, at) and not within(view.room("papers"), at, at + 40):
        return following[0].lower() not in words.before | words.stops
    known = [
        *within(view.parties, at, at + 2),
        *within(view.persons, at, at + 2),
        *within(view.places, at, at + 2),
    ]
    goes = following[0][:1].isupper() and not words.joints.isdisjoint(following[1:3]) and "," not in following[0]
    return named and goes and not known
