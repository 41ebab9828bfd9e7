"""Mentions to claims: projects.

A project is named by a noun of works (railway, dam, hospital) with its own name, and a text treats it as one: it is
built, paid for, priced, agreed or given up.  All mentions of one name in a document make one claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from khorgos.annotate import within
from khorgos.annotate.mentions import ConceptMention, QuantityMention, Sentence
from khorgos.claims import Ground, Project
from khorgos.extract import project_entry, project_purpose
from khorgos.extract.project_grammar import grammar
from khorgos.extract.project_name import Named, given, is_sum, lead, named_works, opening
from khorgos.extract.project_parties import financiers, implementers, location, receiver, recipients
from khorgos.extract.project_sector import sector_of
from khorgos.extract.project_stages import agreed, course
from khorgos.extract.scene import Scene
from khorgos.values import Party
from khorgos.values.unit import Dimension

# A sum so close to a name is the project's own.
_BESIDE = 25
# How much nearer a sum counts that is said to go to the works.
_LINKED = 200
# What sums in a sentence may be of beside the works in it.
_COUNTED = frozenset(
    {
        "trade",
        "exports",
        "imports",
        "investment",
        "gdp",
        "debt",
        "revenue",
        "turnover",
        "sales",
        "remittances",
        "goods_value",
        "goods_sold",
        "goods_bought",
        "deliveries",
        "freight",
        "moved",
    }
)
# What follows the head of an entry: its country, a stop or a colon, and more in its paragraph.
_ENTRY_END = re.compile(r"(?:, [A-Z][\w' -]{2,30})?(?:[.:]| -) (?=\S)")
# A clause of the news texts, in characters.
_CLAUSE = 60
# How much nearer a price counts than another sum.
_PRICE = 250
# A project so soon after the sum for it is the one meant.
_SOON = 250
# Such a sum goes before those beside the name.
_MEANT = -150
# How many characters after its name a project is still spoken of.
_MEMORY = 900
# Statuses that a project may have, by the concepts of the room.
_STATUS = {
    "completed": "completed", "under implementation": "under implementation", "planned": "planned", "signed": "signed",
    "approved": "approved", "cancelled": "cancelled", "suspended": "suspended",
}  # fmt: skip


@dataclass(slots=True)
class _Group:
    """The mentions of one project, and the sums beside them."""

    mentions: list[Named]
    sums: list[tuple[int, Named, QuantityMention]] = field(default_factory=list)
    acts: bool = False


def extract(scene: Scene) -> None:
    """Add every project of the document to the scene."""
    view = scene.view
    groups: list[_Group] = []
    shaped = project_entry.find(scene)
    named_all = [named for concept in view.room("projects") if (named := named_works(scene, concept))]
    for named in sorted([*named_all, *shaped], key=lambda each: each.start):
        _join(scene, groups, named)
    for group in groups:
        _again(scene, group)
    for group in groups:
        _weigh(scene, group)
    _hear_prices(scene, groups)
    _lead(scene, groups)
    for group in groups:
        group.acts = group.acts or course(scene, _following(scene, group, groups)).start is not None
        group.acts = group.acts or course(scene, _passages(scene, group, None)).end is not None
    groups.extend(_borrowings(scene))
    _hear_purposes(scene, groups)
    for group in groups:
        # A corridor is a region until money goes into it.
        region = group.mentions[0].name.lower().endswith("corridor")
        if group.acts and (group.sums or not region):
            _claim(scene, group, groups)


def _join(scene: Scene, groups: list[_Group], named: Named) -> None:
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
        if _same_works(scene, group, named):
            group.mentions.append(named)
            return
        if common * 4 >= 3 * min(len(key), len(other)) > 0 and same_sector:
            group.mentions.append(named)
            return
    groups.append(_Group([named]))


def _same_works(scene: Scene, group: _Group, named: Named) -> bool:
    """Whether "the railway from A to B" tells where the railway stands that was named without a place."""
    first = group.mentions[0]
    if not named.name[0].islower() or named.sentence.paragraph != first.sentence.paragraph:
        return False
    view = scene.view
    placed = bool(within(view.places, first.start, first.end)) or bool(within(view.parties, first.start, first.end))
    return not placed and first.key.isdisjoint(named.key) and named.name.split()[0] in first.name.lower()


def _again(scene: Scene, group: _Group) -> None:
    """Where else a text names the project by the very same words."""
    first = group.mentions[0]
    if not first.key:
        return
    text, at = scene.view.document.text, first.end
    while (at := text.find(first.name, at)) >= 0:
        end = at + len(first.name)
        sentence = scene.view.sentence_at(at)
        known = any(each.start < end and at < each.end for each in group.mentions)
        if sentence is not None and not known and not text[end : end + 1].isalnum():
            group.mentions.append(replace(first, start=at, end=end, sentence=sentence, again=True))
        at = end
    group.mentions.sort(key=lambda each: each.start)


def _weigh(scene: Scene, group: _Group) -> None:
    """Whether the text treats it as a project, and which sums stand beside its name."""
    view = scene.view
    for named in group.mentions:
        if _signs(scene, named):
            continue
        start, end = named.sentence.start, named.sentence.end
        works = within(view.room("works"), start, end)
        near = max(start, named.start - 2 * _CLAUSE), min(end, named.end + 2 * _CLAUSE)
        status = [each for each in within(view.room("statuses"), *near) if each.concept in _STATUS]
        built = any(
            each.concept != "from" for each in within(view.room("builders"), start, end)
        ) or view.text.startswith(" of ", named.end)
        done = works if named.key else within(view.room("works"), named.start - _CLAUSE, named.end + _CLAUSE)
        group.acts = group.acts or bool(done or status or built) or not (named.key or _many(named))
        group.acts = group.acts or _heads(scene, named) or _staged(scene, near)
        for mention in given(scene, named.sentence):
            if _outgrown(scene, mention) or (named.again and _priced(works, mention) != _PRICE):
                continue
            distance = min(abs(mention.start - named.end), abs(named.start - mention.end))
            nearer = max(_priced(works, mention), _LINKED * project_purpose.leads_to(scene, mention, named))
            if not nearer and _counts(scene, named):
                continue  # "through the port went goods worth 5 million USD"
            group.sums.append((distance - nearer, named, mention))
            group.acts = group.acts or mention.start < start or distance <= _BESIDE or _worth(scene, named)
    if group.acts and group.mentions[0].name.endswith(grammar(view.pack.code).plans):
        beside = any(distance <= _BESIDE for distance, _, _ in group.sums)
        group.acts = beside or any(_launched(scene, named) for named in group.mentions)


def _signs(scene: Scene, named: Named) -> bool:
    """Whether works are but a party of a paper: "a memorandum between the ports of Example and Example"."""
    view = scene.view
    entry = view.pack.room("papers").get("grammar")
    words = [str(word) for word in (entry.get("signers", ()) if entry else ())]
    lead = view.low[max(0, named.start - _BESIDE) : named.start].rstrip()
    joins = any(lead.endswith((f" {word}", f" {word} the")) for word in words)
    return joins and bool(within(view.room("papers"), named.start - 2 * _CLAUSE, named.start))


def _heads(scene: Scene, named: Named) -> bool:
    """Whether a name of works opens a paragraph as the head of its entry: "Example dam, Grenada. Delayed …"."""
    view = scene.view
    line = view.text.rfind("\n", 0, named.start) + 1
    lead = view.text[line : named.start]
    entry = bool(named.key) and view.pack.boundaries and not any(letter.isalpha() for letter in lead)
    return entry and _ENTRY_END.match(view.text, named.end) is not None


def _staged(scene: Scene, near: tuple[int, int]) -> bool:
    """Whether a stage of works is told beside a name."""
    room = scene.view.pack.room("stages")
    return any(room[each.concept].get("works") for each in within(scene.view.room("stages"), *near))


def _worth(scene: Scene, named: Named) -> bool:
    """Whether a sum in the sentence of a name can only be its own: nothing else is counted there."""
    register = within(scene.view.mechanisms, named.start, named.end)
    return bool(named.key) and not _counts(scene, named) and not register


def _counts(scene: Scene, named: Named) -> bool:
    """Whether the sentence of a name tells of trade, goods or other sums that are no works'."""
    said = within(scene.view.room("indicators"), named.sentence.start, named.sentence.end)
    return any(each.concept in _COUNTED for each in said)


def _many(named: Named) -> bool:
    """Whether it is several works without a name: "roads in Exampletown"."""
    return not named.key and named.name.split(" ", 1)[0].endswith("s")


def _outgrown(scene: Scene, mention: QuantityMention) -> bool:
    """Whether a sum is what another has grown from: "has risen from 3 to 9 million"."""
    clauses = scene.view.pack.room("clauses")
    from_, to = ((*clauses[name].forms,) if name in clauses else () for name in ("from", "to"))
    low = scene.view.low
    return low[: mention.start].endswith(tuple(f" {word} " for word in from_)) and low.startswith(
        tuple(f" {word} " for word in to), mention.end
    )


def _launched(scene: Scene, named: Named) -> bool:
    """Whether an initiative is told as one that gets money or is set up, not just referred to."""
    view = scene.view
    begun = any(each.concept == "began" for each in within(view.room("stages"), named.end, named.end + _BESIDE))
    built = any(each.concept == "build" for each in within(view.room("works"), named.end, named.end + 5))
    pledged = any(each.concept != "build" for each in within(view.room("works"), named.start - 20, named.start))
    return begun or built or pledged


def _priced(works: list[ConceptMention], mention: QuantityMention) -> int:
    """How much nearer a sum counts for the words beside it: a price is the project's, a loan is part of one."""
    near = {each.concept for each in works if abs(each.start - mention.start) < 60}
    return _PRICE if "cost" in near else 100 if near else 0


def _hear_prices(scene: Scene, groups: list[_Group]) -> None:
    """Prices told in later sentences ("the line should cost 2 billion USD") go to the project last named."""
    view = scene.view
    for index, sentence in enumerate(view.sentences):
        works = within(view.room("works"), sentence.start, sentence.end)
        if (
            not any(each.concept == "cost" for each in works)
            or _several(scene, sentence)
            or (
                within(view.room("projects"), sentence.start, sentence.end)
                and any(named.sentence is sentence for group in groups for named in group.mentions)
            )
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
            if is_sum(mention) and _priced(works, mention) == _PRICE and not _outgrown(scene, mention):
                later = Named(sentence.start, sentence.start, named.name, named.sector, sentence, named.key)
                group.sums.append((mention.start - sentence.start - _PRICE, later, mention))
                group.acts = True


def _lead(scene: Scene, groups: list[_Group]) -> None:
    """The works by which a report on a loan opens are what the loan is for, if its sentence names no other sum."""
    told, mention = opening(scene)
    if mention is None or any(each.sentence in told for group in groups if group.sums for each in group.mentions):
        return
    named = next((g.mentions[0] for g in groups if g.mentions[0].sentence in told[:2]), None)
    group = next((g for g in groups if g.mentions[0] is named), None)
    if group is None or named is None:
        named = lead(scene, told[0])
        if named is None:
            return
        group = _Group([named])
        groups.append(group)
    group.sums.append((0, replace(named, start=mention.start, end=mention.start), mention))
    group.acts = True


def _several(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence tells of several works together: their sum is no price of one."""
    cost = scene.view.pack.room("works").get("cost")
    words = {str(word) for word in (cost.get("several", ()) if cost else ())}
    return not words.isdisjoint(scene.view.low[sentence.start : sentence.end].split(" "))


def _hear_purposes(scene: Scene, groups: list[_Group]) -> None:
    """Works told only by the sum that goes to them; a project that is named soon after is what the sum is for."""
    for named, mention in project_purpose.find(scene):
        known = [e for g in groups for e in g.mentions if e.start < named.end and named.start < e.end]
        for each in known:
            if not each.key and each.start >= named.start and each.end >= named.end:
                # "for small fish farms": the phrase names more of it than its noun.
                each.start, each.name = named.start, scene.view.document.text[named.start : each.end]
        if known:
            continue
        meant = [
            group for group in groups if 0 < group.mentions[0].start - named.end < _SOON and group.mentions[0].headed
        ]
        if meant:
            meant[0].sums.append((_MEANT, replace(named, start=mention.start, end=mention.start), mention))
            meant[0].acts = True
        else:
            groups.append(_Group([named], [(0, named, mention)], acts=True))


def _borrowings(scene: Scene) -> list[_Group]:
    """Bodies that get a sum for their business where no works are named: "Example Bank will receive $5 million"."""
    view = scene.view
    found = []
    for word in view.room("builders"):
        sentence = view.sentence_at(word.start)
        if word.concept != "gets" or not sentence or within(view.room("projects"), sentence.start, sentence.end):
            continue
        bodies = [each for each in within(view.organisations, sentence.start, word.start) if word.start - each.end < 3]
        sums = [each for each in within(view.quantities, word.end, min(word.end + 30, sentence.end)) if is_sum(each)]
        lent = any(each.concept in ("loan", "grant") for each in within(view.room("works"), word.end, sentence.end))
        if bodies and sums and lent:
            name = view.document.text[bodies[-1].start : bodies[-1].end]
            named = Named(bodies[-1].start, bodies[-1].end, name, "finance", sentence, frozenset())
            found.append(_Group([named], [(0, named, sums[0])], True))
    return found


def _claim(scene: Scene, group: _Group, groups: list[_Group]) -> None:
    view = scene.view
    named, mention = group.mentions[0], None
    if group.sums:
        _, named, mention = min(group.sums, key=lambda each: each[0])
        mention = project_purpose.first_of(scene, mention)
    longest = max(group.mentions, key=lambda each: len(each.key))
    start, end = named.start, named.end
    grounds: list[Ground] = []
    if mention:
        start, end = (min(start, mention.start), max(end, mention.end)) if end > start else (start, mention.end)
        grounds.append(scene.ground("value", mention))
    if longest.title and longest.title != longest.name:
        grounds.append(scene.ground_at("name", longest.start, longest.end))
    near = _passages(scene, group, mention)
    # What the report opens with ("... were approved today") holds for the works that it goes on to name.
    opening = [(view.sentences[0].start, view.sentences[min(1, len(view.sentences) - 1)].end)]
    told = course(scene, following := near + _following(scene, group, groups))
    where = (longest.start, longest.end)
    builders = implementers(view, where, following)
    scene.claim(
        Project,
        start,
        end,
        grounds=[*grounds, *told.grounds],
        rule="named-works",
        name=longest.title or longest.name,
        recipients=_recipients(scene, group, mention, where, near),
        location=next(filter(None, (location(view, (each.start, each.end)) for each in group.mentions)), None),
        financiers=financiers(view, near, opening, builders),
        implementers=builders,
        money=mention.quantity if mention else None,
        sector=_sector(scene, longest.name, group),
        status=_status(scene, near, told.status)
        or _status(scene, opening, None)
        or (agreed(scene) if mention else None),
        flow_type=_flow(scene, near + opening),
        start=told.start,
        end=told.end,
    )


def _recipients(
    scene: Scene, group: _Group, mention: QuantityMention | None, where: tuple[int, int], near: list[tuple[int, int]]
) -> tuple[Party, ...]:
    """Where the works are; of works known only by their sum, who gets it."""
    first = group.mentions[0]
    by_sum = mention is not None and len(group.mentions) == 1 and 0 <= first.start - mention.end < _CLAUSE
    if first.purpose and by_sum:
        return receiver(scene.view, first.sentence, mention)
    return recipients(scene.view, where, near)


def _sector(scene: Scene, name: str, group: _Group) -> str | None:
    """The sector that the name tells, else that of its noun."""
    sector = group.mentions[0].sector
    told = sector_of(scene.view.pack.code, name) if sector == "other" else sector
    near = [q for each in group.mentions for q in within(scene.view.quantities, each.end, each.end + _BESIDE)]
    power = any(q.quantity.unit.dimension is Dimension.POWER for q in near)
    # A plant with a capacity in megawatts is one of power.
    return ("energy" if power and told == "industry" else told) or None


def _passages(scene: Scene, group: _Group, mention: QuantityMention | None) -> list[tuple[int, int]]:
    """The sentences that tell of a project: those that name it, and the head of its entry."""
    view = scene.view
    places: dict[tuple[int, int], None] = {}
    for named in group.mentions:
        places[named.sentence.start, named.sentence.end] = None
    if mention and (head := view.sentence_at(mention.start)):
        places[head.start, head.end] = None
    return list(places)


def _following(scene: Scene, group: _Group, groups: list[_Group]) -> list[tuple[int, int]]:
    """The sentences after the last one that names a project, until other works are spoken of."""
    view = scene.view
    last = group.mentions[-1]
    index = view.sentence_index(last.start)
    named = {each.sentence.start for other in groups for each in other.mentions if other.acts or each.key}
    found: list[tuple[int, int]] = []
    for sentence in view.sentences[(index or 0) + 1 :]:
        if sentence.start > last.start + _MEMORY or sentence.start in named:
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
