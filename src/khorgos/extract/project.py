"""Mentions to claims: projects.

A project is named by a noun of works (railway, dam, hospital) with its own name, and a text treats it as one: it is
built, paid for, priced, agreed or given up.  All mentions of one name in a document make one claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from khorgos.annotate import within
from khorgos.annotate.mentions import ConceptMention, QuantityMention, Sentence
from khorgos.claims import Ground, Project
from khorgos.extract.project_parties import financiers, implementers, location, recipients
from khorgos.extract.project_stages import course
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
_LEADING = re.compile(r"(?:The|A|An|This|That|In|On|At|For|And|But|With|From|Of|Its|Their|When|All|First|Second) ")
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
_PLANS = ("Initiative", "Facility")
# A sum so close to a name is the project's own.
_BESIDE = 25
# The head of an entry is short: a country, a sum, a word for the kind of money.
_ENTRY_HEAD = 70
# How many characters after its name a project is still spoken of.
_MEMORY = 900
# Statuses that a project may have, by the concepts of the room.
_STATUS = {
    "completed": "completed", "under implementation": "under implementation", "planned": "planned", "signed": "signed",
    "approved": "approved", "cancelled": "cancelled", "suspended": "suspended",
}  # fmt: skip


@dataclass(slots=True)
class _Named:
    """A project as named in one place."""

    start: int
    end: int
    name: str
    sector: str
    sentence: Sentence
    key: frozenset[str]


@dataclass(slots=True)
class _Group:
    """The mentions of one project, and the sums beside them."""

    mentions: list[_Named]
    sums: list[tuple[int, _Named, QuantityMention]] = field(default_factory=list)
    acts: bool = False


def extract(scene: Scene) -> None:
    """Add every project of the document to the scene."""
    view = scene.view
    if not view.room("projects"):
        return
    groups: list[_Group] = []
    for concept in view.room("projects"):
        named = _named(scene, concept)
        if named:
            _join(groups, named)
    for group in groups:
        _weigh(scene, group)
    _hear_prices(scene, groups)
    groups.extend(_borrowings(scene))
    for group in groups:
        # A corridor is a region until money goes into it.
        region = group.mentions[0].name.lower().endswith("corridor")
        if group.acts and (group.sums or not region):
            _claim(scene, group)


def _named(scene: Scene, concept: ConceptMention) -> _Named | None:
    """The name whose head noun stands there; None for a noun without a name."""
    view = scene.view
    sentence = view.sentence_at(concept.start)
    if sentence is None or (view.text[concept.start : concept.end] in _PLANS and _registered(scene, concept)):
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
    return _Named(
        start,
        end,
        view.document.text[start:end],
        concept.concept,
        sentence,
        _key(text[start : concept.start] + text[concept.end : end]),
    )


def _registered(scene: Scene, concept: ConceptMention) -> bool:
    """Whether the noun belongs to a mechanism's name ("Belt and Road Initiative")."""
    near = within(scene.view.mechanisms, concept.start - _REACH, concept.end)
    return any(each.start <= concept.start < each.end for each in near)


def _unnamed(scene: Scene, concept: ConceptMention, sentence: Sentence) -> _Named | None:
    """Works without a name of their own, where a sum goes to them: "boarding schools for girls: $9 million"."""
    view = scene.view
    if not concept.concept or concept.concept == "other":
        return None
    given = _given(scene, sentence)
    paid = any(
        view.pack.room("works")[each.concept].get("flow")
        for each in within(view.room("works"), sentence.start, sentence.end)
    )
    opened = sentence.start == 0 or view.text[sentence.start - 1] in "\n-• "
    entry = opened or any(mention.start < sentence.start for mention in given)
    near = any(abs(mention.start - concept.end) < _REACH for mention in given)
    asked = _asked_for(scene, concept, sentence)
    if not asked and (not near or not (paid or (entry and concept.start - sentence.start < 25))):
        return None
    kind = _KIND.search(view.text, max(sentence.start, concept.start - 40), concept.start)
    start = kind.start() if kind else concept.start
    of = _OF.match(view.text, concept.end, sentence.end)
    if not kind and not of and not asked:
        return None
    end = asked or (of.end() if of else concept.end)
    return _Named(start, end, view.document.text[start:end], concept.concept, sentence, frozenset())


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


def _given(scene: Scene, sentence: Sentence) -> list[QuantityMention]:
    """The sums of a sentence; in an entry of a list those of its short opening ("Country: $9 million.")."""
    view = scene.view
    sums = [mention for mention in within(view.quantities, sentence.start, sentence.end) if _is_sum(mention)]
    index = view.sentence_index(sentence.start)
    if sums or not index:
        return sums
    head = view.sentences[index - 1]
    first = index == 1 or view.sentences[index - 2].paragraph != head.paragraph
    if not first or head.paragraph != sentence.paragraph or head.end - head.start > _ENTRY_HEAD:
        return sums
    return [mention for mention in within(view.quantities, head.start, head.end) if _is_sum(mention)]


def _is_sum(mention: QuantityMention) -> bool:
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


def _join(groups: list[_Group], named: _Named) -> None:
    """Put a mention to the group of its name, or open a new one."""
    key = named.key
    for group in groups:
        last = group.mentions[-1]
        if named.start < last.end and last.start < named.end:
            # "Water Supply Project" has two nouns of works and is one name.
            last.start, last.end = min(last.start, named.start), max(last.end, named.end)
            last.name = max(last.name, named.name, key=len)
            return
        other = group.mentions[0].key
        common = len(key & other)
        same_sector = named.sector == group.mentions[0].sector
        if common * 4 >= 3 * min(len(key), len(other)) > 0 and same_sector:
            group.mentions.append(named)
            return
    groups.append(_Group([named]))


def _weigh(scene: Scene, group: _Group) -> None:
    """Whether the text treats it as a project, and which sums stand beside its name."""
    view = scene.view
    for named in group.mentions:
        start, end = named.sentence.start, named.sentence.end
        works = within(view.room("works"), start, end)
        status = [each for each in within(view.room("statuses"), start, end) if each.concept in _STATUS]
        built = any(
            each.concept != "from" for each in within(view.room("builders"), start, end)
        ) or view.text.startswith(" of ", named.end)
        group.acts = group.acts or bool(works or status or built) or not named.key
        for mention in _given(scene, named.sentence):
            distance = min(abs(mention.start - named.end), abs(named.start - mention.end))
            group.sums.append((distance - _priced(works, mention), named, mention))
            group.acts = group.acts or mention.start < start or distance <= _BESIDE
    if group.acts and group.mentions[0].name.endswith(_PLANS):
        group.acts = any(_launched(scene, named) for named in group.mentions)


def _launched(scene: Scene, named: _Named) -> bool:
    """Whether an initiative is told as one that gets money or is set up, not just referred to."""
    view = scene.view
    begun = any(each.concept == "began" for each in within(view.room("stages"), named.end, named.end + _BESIDE))
    built = any(each.concept == "build" for each in within(view.room("works"), named.end, named.end + 5))
    pledged = any(each.concept != "build" for each in within(view.room("works"), named.start - 20, named.start))
    return begun or built or pledged


def _priced(works: list[ConceptMention], mention: QuantityMention) -> int:
    """How much nearer a sum counts for the words beside it: a price is the project's, a loan is part of one."""
    near = {each.concept for each in works if abs(each.start - mention.start) < 60}
    return 250 if "cost" in near else 100 if near else 0


def _hear_prices(scene: Scene, groups: list[_Group]) -> None:
    """Prices told in later sentences ("the line should cost 2 billion USD") go to the project last named."""
    view = scene.view
    for index, sentence in enumerate(view.sentences):
        works = within(view.room("works"), sentence.start, sentence.end)
        if not any(each.concept == "cost" for each in works) or (
            within(view.room("projects"), sentence.start, sentence.end)
            and any(named.sentence is sentence for group in groups for named in group.mentions)
        ):
            continue
        before = [
            (named.start, group, named)
            for group in groups
            for named in group.mentions
            if sentence.start - _MEMORY <= named.start < sentence.start and index
        ]
        if not before:
            continue
        _, group, named = max(before, key=lambda each: each[0])
        for mention in within(view.quantities, sentence.start, sentence.end):
            if _is_sum(mention) and _priced(works, mention) == 250:
                later = _Named(sentence.start, sentence.start, named.name, named.sector, sentence, named.key)
                group.sums.append((mention.start - sentence.start - 250, later, mention))
                group.acts = True


def _borrowings(scene: Scene) -> list[_Group]:
    """Bodies that get a sum for their business where no works are named: "Example Bank will receive $5 million"."""
    view = scene.view
    found = []
    for word in view.room("builders"):
        sentence = view.sentence_at(word.start)
        if word.concept != "gets" or not sentence or within(view.room("projects"), sentence.start, sentence.end):
            continue
        bodies = [each for each in within(view.organisations, sentence.start, word.start) if word.start - each.end < 3]
        sums = [each for each in within(view.quantities, word.end, min(word.end + 30, sentence.end)) if _is_sum(each)]
        lent = any(each.concept in ("loan", "grant") for each in within(view.room("works"), word.end, sentence.end))
        if bodies and sums and lent:
            name = view.document.text[bodies[-1].start : bodies[-1].end]
            named = _Named(bodies[-1].start, bodies[-1].end, name, "finance", sentence, frozenset())
            found.append(_Group([named], [(0, named, sums[0])], True))
    return found


def _claim(scene: Scene, group: _Group) -> None:
    view = scene.view
    named, mention = group.mentions[0], None
    if group.sums:
        _, named, mention = min(group.sums, key=lambda each: each[0])
    longest = max(group.mentions, key=lambda each: len(each.key))
    start, end = named.start, named.end
    grounds: list[Ground] = []
    if mention:
        start, end = (min(start, mention.start), max(end, mention.end)) if end > start else (start, mention.end)
        grounds.append(scene.ground("value", mention))
    near = _passages(scene, group, mention)
    # What the report opens with ("... were approved today") holds for the works that it goes on to name.
    opening = [(view.sentences[0].start, view.sentences[min(1, len(view.sentences) - 1)].end)]
    told = course(scene, following := near + _following(scene, group))
    where = (longest.start, longest.end)
    builders = implementers(view, where, following)
    scene.claim(
        Project,
        start,
        end,
        grounds=[*grounds, *told.grounds],
        rule="named-works",
        name=longest.name,
        recipients=recipients(view, where, near),
        location=location(view, where),
        financiers=financiers(view, near, opening, builders),
        implementers=builders,
        money=mention.quantity if mention else None,
        sector=None if named.sector == "other" else named.sector,
        status=_status(scene, near, told.status) or _status(scene, opening, None),
        flow_type=_flow(scene, near + opening),
        start=told.start,
        end=told.end,
    )


def _passages(scene: Scene, group: _Group, mention: QuantityMention | None) -> list[tuple[int, int]]:
    """The sentences that tell of a project: those that name it, and the head of its entry."""
    view = scene.view
    places: dict[tuple[int, int], None] = {}
    for named in group.mentions:
        places[named.sentence.start, named.sentence.end] = None
    if mention and (head := view.sentence_at(mention.start)):
        places[head.start, head.end] = None
    return list(places)


def _following(scene: Scene, group: _Group) -> list[tuple[int, int]]:
    """The sentences after the last one that names a project, until other works are spoken of."""
    view = scene.view
    last = group.mentions[-1]
    index = view.sentence_index(last.start)
    found: list[tuple[int, int]] = []
    for sentence in view.sentences[(index or 0) + 1 :]:
        if sentence.start > last.start + _MEMORY or within(view.room("projects"), sentence.start, sentence.end):
            break
        found.append((sentence.start, sentence.end))
    return found


def _status(scene: Scene, places: list[tuple[int, int]], stage: str | None) -> str | None:
    """The status said first; what is called off stays so, and a stage of the works goes before a word of the papers."""
    statuses = [each.concept for a, b in places for each in within(scene.view.room("statuses"), a, b)]
    said = [_STATUS[each] for each in statuses if each in _STATUS]
    for final in ("cancelled", "suspended"):
        if final in said or stage == final:
            return final
    papers = [each for each in said if each in ("signed", "approved")]
    return stage or (papers[0] if papers else said[0] if said else None)


def _flow(scene: Scene, places: list[tuple[int, int]]) -> str | None:
    """The kind of money first spoken of."""
    view = scene.view
    words = [each.concept for a, b in places for each in within(view.room("works"), a, b)]
    return next((str(flow) for word in words if (flow := view.pack.room("works")[word].get("flow"))), None)
