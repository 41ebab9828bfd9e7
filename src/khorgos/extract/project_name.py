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
from khorgos.extract.nominative import nominative
from khorgos.extract.project_grammar import grammar
from khorgos.extract.project_sector import sector_of
from khorgos.extract.scene import Scene
from khorgos.language import Pack, load
from khorgos.values.unit import Dimension

_REACH = 90
# So many words with a capital make "project" the end of a name.
_PROPER = 3
# A body that stands so close behind works builds them or pays for them.
_BODY = 45
# A name before "project" has so many characters in Chinese; a sum stands so close to it.
_TITLED = 4
_PAID = 12
_LENT = frozenset({"loan", "grant"})
_DECIDED = frozenset({"approved", "signed", "cancelled", "suspended"})
# The head of an entry is short: a country, a sum, a word for the kind of money.
_ENTRY_HEAD = 70
# Before the noun of works where a language writes small what belongs to the name: "Пример-ская солнечная" before ГЭС.
_CAPITALIZED = r"[А-ЯЁ]\w+(?:-\w+)*"
_ENDS_OF_ADJECTIVES = "ая|яя|ую|юю|ой|ий|ый|ого|его|ому|ему|ом|ем|ее|ое|ей|ым|им|ые|ие|ых|их|ыми|ими"
_ADJECTIVES = re.compile(
    rf"(?:{_CAPITALIZED}(?:{_ENDS_OF_ADJECTIVES})(?:-\d+)? )?(?:[а-яё-]+(?:{_ENDS_OF_ADJECTIVES}) ){{0,2}}$"
)
_HAN = re.compile(r"[^\W_](?:[^\W_]|-){1,22}$")


@dataclass(slots=True)
class Named:
    """A project as named in one place; `again` where only its name is repeated, `purpose` of a sum."""

    start: int
    end: int
    name: str
    sector: str
    sentence: Sentence
    key: frozenset[str]
    again: bool = False
    purpose: bool = False
    # The name in the nominative, in languages whose words change.
    title: str = ""

    @property
    def headed(self) -> bool:
        """Whether it bears a name that ends in a noun for projects ("… Roads Project")."""
        return self.sector == "other" and bool(self.key)


def named_works(scene: Scene, concept: ConceptMention) -> Named | None:
    """The name whose head noun stands there; None for a noun without a name."""
    view = scene.view
    sentence = view.sentence_at(concept.start)
    if sentence is not None and (view.pack.lemmas or not view.pack.boundaries):
        return _wide(scene, concept, sentence)
    words = grammar(view.pack.code)
    if sentence is None or (view.text[concept.start : concept.end] in words.plans and _registered(scene, concept)):
        return None
    text = view.text
    before = words.before.search(text, max(sentence.start, concept.start - _REACH), concept.start)
    start = before.start() if before else concept.start
    if before and not _no_name(view.pack).isdisjoint(_small_end(text[start : concept.start])):
        start = concept.start
    leading = words.leading.match(text, start, concept.start)
    start = leading.end() if leading else start
    if (
        concept.concept == "other"
        and view.text[concept.start].islower()
        and len(key_of(text[start : concept.start])) < _PROPER
    ):
        return None
    owner = text.rfind(words.owner, start, concept.start)
    if owner >= 0 and [*within(view.parties, start, owner), *within(view.places, start, owner)]:
        # "Mauritania's harbour": whose it is does not name it.
        start = owner + len(words.owner)
    small = text[concept.start].islower()
    own = any(letter.isupper() for letter in text[start : concept.start])
    # "the Ring Road": a noun of works that is itself a name.
    own = own or (not small and concept.start - sentence.start > 1 and concept.concept != "other")
    after = words.after.match(text, concept.end, sentence.end)
    end = after.end() if after else concept.end
    if end == concept.end and words.goes_on.match(text, end, sentence.end) and text[end : end + 1] in " -":
        return None
    size = None if own else words.size.match(text, end, sentence.end)
    where = None if own else words.where.match(text, size.end() if size else end, sentence.end)
    if where and not small and where[0].startswith(f" {words.genitive} "):
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
        key_of(text[start : concept.start] + text[concept.end : end]),
    )


def _wide(scene: Scene, concept: ConceptMention, sentence: Sentence) -> Named | None:
    """The name in a language whose names are not marked by capitals all through."""
    view = scene.view
    spaced = view.pack.boundaries
    before = _ADJECTIVES if spaced else _HAN
    head = before.search(view.text, max(sentence.start, concept.start - _REACH), concept.start)
    tail = _tail(view.pack.code).match(view.text, concept.end, sentence.end) if spaced else None
    if concept.concept == "other":
        return _quoted(scene, sentence, tail) if spaced else _headed(scene, concept, sentence)
    if not (head or tail):
        return None
    start = _without(scene, head.start() if head else concept.start, concept.start)
    if (start == concept.start and not tail) or any(r.end == start - 1 for r in within(view.room("roles"), 0, start)):
        return None  # "the director of the Example centre" tells a person
    end = tail.end() if tail else concept.end
    key = key_of(view.text[start : concept.start] + view.text[concept.end : end])
    key = key or frozenset((view.text[start : concept.start],))
    text = view.document.text
    named = Named(start, end, text[start:end], concept.concept, sentence, key)
    if not spaced:
        return named
    before_noun, noun = text[start : concept.start].strip(), text[concept.start : concept.end]
    works = _upgrades(view.pack).search(view.text, sentence.start, start)
    if works:
        # "The reconstruction of the Example plant" is the project, not the plant.
        named.start, named.name = works.start(), text[works.start() : end]
        named.title = f"{view.pack.lemmas[works[1].lower()].form} {text[start:end]}"
        return named
    lead, noun = nominative(view.pack.code, "projects", concept.concept, before_noun, noun)
    named.title = f"{lead} {noun}{text[concept.end : end]}".strip()
    return named


@lru_cache(maxsize=8)
def _upgrades(pack: Pack) -> re.Pattern[str]:
    """Nouns of works on what stands already, right before its name."""
    entry = pack.room("projects").get("grammar")
    words = [str(word) for word in (entry.get("upgrades", ()) if entry else ())]
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words)) or '(?!)'}) $", re.IGNORECASE)


def _without(scene: Scene, start: int, stop: int, words: str = "no_part") -> int:
    """Where the name begins behind the last number, date or word that belongs to no name."""
    view = scene.view
    sums = [q for q in within(view.quantities, start, stop) if q.quantity.unit.dimension is Dimension.MONEY]
    for mention in (*sums, *within(view.periods, start, stop)):
        start = max(start, min(mention.end, stop))
    found = _cut(view.pack, words).search(view.text, start, stop)
    while found:
        start = found.end()
        found = _cut(view.pack, words).search(view.text, start, stop)
    return start


def _headed(scene: Scene, concept: ConceptMention, sentence: Sentence) -> Named | None:
    """A name that ends in the word for projects; its own words tell the sector: "甲国乙河供水改造项目一期"."""
    view = scene.view
    entry = view.pack.room("projects")["other"]
    head = _HAN.search(view.text, max(sentence.start, concept.start - _REACH), concept.start)
    own = any(other.end == concept.start for other in within(view.room("projects"), sentence.start, concept.start))
    if head is None or own or not entry.get("headed"):
        return None  # "the A-B railway project" is named by its railway
    start = _without(scene, head.start(), concept.start, "headed")
    end = concept.end + next((len(p) for p in entry.get("phases", ()) if view.text.startswith(p, concept.end)), 0)
    name = view.document.text[start:end]
    sector = sector_of(view.pack.code, name)
    placed = [*within(view.parties, start, end), *within(view.places, start, end)]
    paid = any(abs(q.end - start) < _PAID or abs(q.start - end) < _PAID for q in given(scene, sentence))
    if sector is None or concept.start - start < _TITLED or not (placed or paid):
        return None
    return Named(start, end, name, sector, sentence, key_of(name) or frozenset((name,)))


def _quoted(scene: Scene, sentence: Sentence, tail: re.Match[str] | None) -> Named | None:
    """A project that bears a title in quotation marks: 'проект "Пример"'."""
    if tail is None or tail["title"] is None:
        return None
    start, end = tail.span("title")
    name = scene.view.document.text[start:end]
    sector = sector_of(scene.view.pack.code, name)
    return Named(start, end, name, sector or "", sentence, key_of(name)) if sector else None


@lru_cache(maxsize=8)
def _tail(code: str) -> re.Pattern[str]:
    """What behind a noun of works belongs to its name: a title, a number, the places that it joins or stands in."""
    entry = load(code).room("projects").get("grammar")

    def either(key: str) -> str:
        words = [str(word) for word in (entry.get(key, ()) if entry else ())]
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"

    place = rf"{_CAPITALIZED}(?: {_CAPITALIZED})?"
    return re.compile(
        rf'-\d+\b| "(?P<title>[^"\n]{{2,60}})"| {place}(?: ?- ?{place})+'
        rf"| (?:{either('from')}) {place} (?:{either('to')}) {place}| (?:{either('between')}) {place} и {place}"
        rf"| (?:{either('at')}) (?:[а-яё]+(?:ом|ой|ем|ей) )?{place}(?: (?:{either('inside')})\b)?| {place}"
    )


@lru_cache(maxsize=16)
def _cut(pack: Pack, key: str) -> re.Pattern[str]:
    """The words that end what stands before a noun: they are no part of its name."""
    other = pack.room("projects").get("other")
    words = other.get(key, ()) if other else ()
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
    kind = grammar(view.pack.code).kind.search(view.text, max(sentence.start, concept.start - 40), concept.start)
    start = kind.start() if kind else concept.start
    of = grammar(view.pack.code).of.match(view.text, concept.end, sentence.end)
    if not kind and not of and not asked:
        return None
    end = asked or (of.end() if of else concept.end)
    return Named(start, end, view.document.text[start:end], concept.concept, sentence, frozenset())


def opening(scene: Scene) -> tuple[list[Sentence], QuantityMention | None]:
    """The sentences by which a report opens, and the first sum in them that is lent or granted."""
    view = scene.view
    first = next((sentence for sentence in view.sentences if not sentence.title), None)
    if first is None:
        return [], None
    told = [each for each in view.sentences if first.start <= each.start and each.paragraph <= first.paragraph + 1][:3]
    lent = any(each.concept in _LENT for s in told for each in within(view.room("works"), s.start, s.end))
    sums = [q for each in told for q in within(view.quantities, each.start, each.end) if is_sum(q)]
    return told, sums[0] if sums and lent else None


def lead(scene: Scene, first: Sentence) -> Named | None:
    """Works without a name in the first sentence: "A wind farm in the south of …"."""
    view = scene.view
    heads = [each for each in within(view.room("projects"), first.start, first.end) if each.concept != "other"]
    if not heads:
        return None
    head = heads[0]
    where = grammar(view.pack.code).where.match(view.text, head.end, first.end)
    end = where.end() if where else head.end
    return Named(head.start, end, view.document.text[head.start : end], head.concept, first, frozenset())


def _asked_for(scene: Scene, concept: ConceptMention, sentence: Sentence) -> int:
    """The end of works that a body builds or pays for ("a dam that Example Bank is to pay for"), or 0.

    "A water supply and sanitation project" is works too where it is approved, signed, paid for or given up.
    """
    view = scene.view
    words = grammar(view.pack.code)
    project = words.project.match(view.text, concept.end, sentence.end)
    if project:
        decided = within(view.room("statuses"), sentence.start, sentence.end)
        return project.end() if any(each.concept in _DECIDED for each in decided) else 0
    before = view.low[max(0, concept.start - 25) : concept.start].split()
    body = next(iter(within(view.organisations, concept.end, min(concept.end + _BODY, sentence.end))), None)
    if body is None or words.indefinite.isdisjoint(before[-3:]):
        return 0
    between = view.low[concept.end : body.start]
    return concept.end if between == f" {words.that} " or between.endswith(f" {words.by} ") else 0


def given(scene: Scene, sentence: Sentence) -> list[QuantityMention]:
    """The sums of a sentence; in an entry of a list those of its short opening ("Country: $9 million.")."""
    view = scene.view
    sums = [mention for mention in within(view.quantities, sentence.start, sentence.end) if is_sum(mention)]
    index = view.sentence_index(sentence.start)
    if sums or not index:
        return sums
    head = view.sentences[index - 1]
    if not sums and _again(view.pack).match(view.low, sentence.start) and head.paragraph == sentence.paragraph:
        # "The money will go to the Example Dam": the sums of the sentence before.
        return [mention for mention in within(view.quantities, head.start, head.end) if is_sum(mention)]
    first = index == 1 or view.sentences[index - 2].paragraph != head.paragraph
    if not first or head.paragraph != sentence.paragraph or head.end - head.start > _ENTRY_HEAD:
        return sums
    return [mention for mention in within(view.quantities, head.start, head.end) if is_sum(mention)]


@lru_cache(maxsize=16)
def _again(pack: Pack) -> re.Pattern[str]:
    """What a sentence begins with that tells what the money spoken of is for."""
    entry = pack.room("projects").get("purposes")
    words = sorted((str(word) for word in (entry.get("again", ()) if entry else ())), key=len, reverse=True)
    edge = r"(?!\w)" if pack.boundaries else ""
    return re.compile(rf"(?:{'|'.join(map(re.escape, words)) or '(?!)'}){edge}")


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


def key_of(name: str) -> frozenset[str]:
    """The capitalised words and numbers of a name, by which two mentions of one project are known."""
    words = re.findall(r"[^\W_]+", name)
    return frozenset(word.lower() for word in words if word[0].isupper() or word[0].isdigit())
