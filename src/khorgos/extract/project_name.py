"""The names of works: what a text calls a railway, a dam, a loan programme.

English names are found by their capitals around a noun of works; Russian ones by quotation marks, numbers and linked
places behind the noun; Chinese ones by what stands before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from khorgos.annotate import within
from khorgos.annotate.mentions import ConceptMention, QuantityMention, Sentence
from khorgos.extract.scene import Scene
from khorgos.language import Pack
from khorgos.values.unit import Dimension

# A name before its noun: words with a capital, joined by small words, then up to two words of kind ("standard gauge").
_BEFORE = re.compile(r"(?:[A-Z][\w'/.&-]* (?:(?:of|and|for|the) (?=[A-Z]))?)+(?:[a-z][a-z-]* ){0,2}$")
# What may follow the noun: its own number or phase, "project", or the places that it joins or stands in.
_PLACE = r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)?"
_AFTER = re.compile(r"(?: [Pp]roject\b)?(?:,? [Pp]hase [\dIVX]+)?")
_ASIDE = r"(?:, [^,.;]{1,40},)?"
_WHERE = re.compile(
    rf" (?:from {_PLACE}{_ASIDE}(?: (?:through|via|across|over) {_PLACE})? to {_PLACE}"
    rf"|between {_PLACE} and (?:the )?{_PLACE}|across {_PLACE} to {_PLACE}|(?:in|at|to|of) {_PLACE})"
)
# Words of kind before a nameless noun of works, and what it is for or how large it is.
_KIND = re.compile(r"(?:(?:[Ff]irst|[Ss]econd|[Tt]hird|new|[a-z]+(?:al|ed|ing|ary|er)) )+$")
_OF = re.compile(r" (?:of \d[\d,.]* [A-Z]\w+|for [a-z]+(?: and [a-z]+)?)")
_SIZE = re.compile(r" of \d[\d,.]* [A-Z]\w+(?= )")
_LEADING = re.compile(
    r"(?:The|A|An|This|That|In|On|At|For|And|But|With|From|Of|Its|Their|When|All|First|Second|[MGk]W) "
)
# A noun that goes on into another name is part of that name: "Road and Bridge Corporation", "University Hospital".
_GOES_ON = re.compile(r"(?: and|-|)[ -]?(?=[A-Z])")
_REACH = 90
# So many words with a capital make "project" the end of a name.
_PROPER = 3
# A body that stands so close behind works builds them or pays for them.
_BODY = 45
_PROJECT = re.compile(r"(?: and [a-z]+)? project\b")
_DECIDED = frozenset({"approved", "signed", "cancelled", "suspended"})
# Names that end so are often only referred to.
PLANS = ("Initiative", "Facility")
# The head of an entry is short: a country, a sum, a word for the kind of money.
_ENTRY_HEAD = 70
# Before and behind the noun of works, where capitals do not mark a name.  Russian: "Пример-ская ГЭС-1",
# "дорога А - Б"; Chinese: "A-B铁路", "某某水电站".
_RU = r"[А-ЯЁ][\w]+(?: ?- ?[А-ЯЁ\d][\w]*)*"
_WIDE = {
    "ru": (
        re.compile(rf"(?:{_RU}(?:ая|ую|ой|ий|ый|ого|ом|ее|ей) )?(?:[а-яё]+(?:ая|ую|ой|ий|ый|ого|ом|ей) )?$"),
        re.compile(rf'-\d+(?:\b)| "[^"\n]{{2,40}}"| {_RU}(?<=[-\w]) ?- ?{_RU}|(?=$)'),
    ),
    "zh": (re.compile(r"[^\W_](?:[^\W_]|-){1,22}$"), re.compile(r"(?!)")),
}


@dataclass(slots=True)
class Named:
    """A project as named in one place."""

    start: int
    end: int
    name: str
    sector: str
    sentence: Sentence
    key: frozenset[str]


def named_works(scene: Scene, concept: ConceptMention) -> Named | None:
    """The name whose head noun stands there; None for a noun without a name."""
    view = scene.view
    sentence = view.sentence_at(concept.start)
    if sentence is not None and view.pack.code in _WIDE:
        return _wide(scene, concept, sentence)
    if sentence is None or (view.text[concept.start : concept.end] in PLANS and _registered(scene, concept)):
        return None
    text = view.text
    before = _BEFORE.search(text, max(sentence.start, concept.start - _REACH), concept.start)
    start = before.start() if before else concept.start
    if before and not _no_name(view.pack).isdisjoint(_small_end(text[start : concept.start])):
        start = concept.start
    leading = _LEADING.match(text, start, concept.start)
    start = leading.end() if leading else start
    if (
        concept.concept == "other"
        and view.text[concept.start].islower()
        and len(_key(text[start : concept.start])) < _PROPER
    ):
        return None
    small = text[concept.start].islower()
    own = any(letter.isupper() for letter in text[start : concept.start])
    after = _AFTER.match(text, concept.end, sentence.end)
    end = after.end() if after else concept.end
    if end == concept.end and _GOES_ON.match(text, end, sentence.end) and text[end : end + 1] in " -":
        return None
    size = None if own else _SIZE.match(text, end, sentence.end)
    where = None if own else _WHERE.match(text, size.end() if size else end, sentence.end)
    if where and not small and where[0].startswith(" of "):
        where = None
    if not own and not where:
        return _unnamed(scene, concept, sentence)
    end = where.end() if where else end
    return Named(
        start,
        end,
        view.document.text[start:end],
        concept.concept,
        sentence,
        _key(text[start : concept.start] + text[concept.end : end]),
    )


def _wide(scene: Scene, concept: ConceptMention, sentence: Sentence) -> Named | None:
    """The name in a language whose names are not marked by capitals all through."""
    view = scene.view
    before, after = _WIDE[view.pack.code]
    head = before.search(view.text, max(sentence.start, concept.start - _REACH), concept.start)
    tail = after.match(view.text, concept.end, sentence.end)
    if concept.concept == "other" or not (head or tail):
        return None
    start = head.start() if head else concept.start
    words = _cut(view.pack).search(view.text, start, concept.start)
    while words:
        start = words.end()
        words = _cut(view.pack).search(view.text, start, concept.start)
    if start == concept.start and not tail:
        return None
    end = tail.end() if tail else concept.end
    key = _key(view.text[start : concept.start] + view.text[concept.end : end])
    key = key or frozenset((view.text[start : concept.start],))
    return Named(start, end, view.document.text[start:end], concept.concept, sentence, key)


@lru_cache(maxsize=16)
def _cut(pack: Pack) -> re.Pattern[str]:
    """The words that end what stands before a noun: they are no part of its name."""
    other = pack.room("projects").get("other")
    words = other.get("no_part", ()) if other else ()
    edge = r"\b" if pack.boundaries else ""
    return re.compile("|".join(f"{edge}{re.escape(str(word))}{edge} ?" for word in words) or "(?!)")


def _registered(scene: Scene, concept: ConceptMention) -> bool:
    """Whether the noun belongs to a mechanism's name ("Belt and Road Initiative")."""
    near = within(scene.view.mechanisms, concept.start - _REACH, concept.end)
    return any(each.start <= concept.start < each.end for each in near)


def _unnamed(scene: Scene, concept: ConceptMention, sentence: Sentence) -> Named | None:
    """Works without a name of their own, where a sum goes to them: "boarding schools for girls: $9 million"."""
    view = scene.view
    if not concept.concept or concept.concept == "other":
        return None
    sums = given(scene, sentence)
    paid = any(
        view.pack.room("works")[each.concept].get("flow")
        for each in within(view.room("works"), sentence.start, sentence.end)
    )
    opened = sentence.start == 0 or view.text[sentence.start - 1] in "\n-• "
    entry = opened or any(mention.start < sentence.start for mention in sums)
    near = any(abs(mention.start - concept.end) < _REACH for mention in sums)
    asked = _asked_for(scene, concept, sentence)
    if not asked and (not near or not (paid or (entry and concept.start - sentence.start < 25))):
        return None
    kind = _KIND.search(view.text, max(sentence.start, concept.start - 40), concept.start)
    start = kind.start() if kind else concept.start
    of = _OF.match(view.text, concept.end, sentence.end)
    if not kind and not of and not asked:
        return None
    end = asked or (of.end() if of else concept.end)
    return Named(start, end, view.document.text[start:end], concept.concept, sentence, frozenset())


def _asked_for(scene: Scene, concept: ConceptMention, sentence: Sentence) -> int:
    """The end of works that a body builds or pays for ("a dam that Example Bank is to pay for"), or 0.

    "A water supply and sanitation project" is works too where it is approved, signed, paid for or given up.
    """
    view = scene.view
    project = _PROJECT.match(view.text, concept.end, sentence.end)
    if project:
        decided = within(view.room("statuses"), sentence.start, sentence.end)
        return project.end() if any(each.concept in _DECIDED for each in decided) else 0
    before = view.low[max(0, concept.start - 25) : concept.start].split()
    body = next(iter(within(view.organisations, concept.end, min(concept.end + _BODY, sentence.end))), None)
    if body is None or "a" not in before[-3:]:
        return 0
    between = view.low[concept.end : body.start]
    return concept.end if between == " that " or between.endswith(" by ") else 0


def given(scene: Scene, sentence: Sentence) -> list[QuantityMention]:
    """The sums of a sentence; in an entry of a list those of its short opening ("Country: $9 million.")."""
    view = scene.view
    sums = [mention for mention in within(view.quantities, sentence.start, sentence.end) if is_sum(mention)]
    index = view.sentence_index(sentence.start)
    if sums or not index:
        return sums
    head = view.sentences[index - 1]
    first = index == 1 or view.sentences[index - 2].paragraph != head.paragraph
    if not first or head.paragraph != sentence.paragraph or head.end - head.start > _ENTRY_HEAD:
        return sums
    return [mention for mention in within(view.quantities, head.start, head.end) if is_sum(mention)]


def is_sum(mention: QuantityMention) -> bool:
    """Whether it is a sum of money as such: no change, no conversion of the sum before."""
    money = mention.quantity.unit.dimension is Dimension.MONEY and not mention.conversion
    return money and mention.direction == 0


@lru_cache(maxsize=16)
def _no_name(pack: Pack) -> frozenset[str]:
    other = pack.room("projects").get("other")
    return frozenset(map(str, other.get("no_part", ()) if other else ()))


def _small_end(words: str) -> list[str]:
    """The words in small letters at the end."""
    return list(takewhile(str.islower, reversed(words.split())))


def _key(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", name)
    return frozenset(word.lower() for word in words if word[0].isupper() or word[0].isdigit())
