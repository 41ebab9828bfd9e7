"""Mentions to claims: projects.

A project is named by a noun of works (railway, dam, hospital) with its own name, and a text treats it as one: it is
built, paid for, priced, agreed or given up.  All mentions of one name in a document make one claim.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from khorgos.annotate import within
from khorgos.annotate.mentions import ConceptMention, QuantityMention
from khorgos.claims import Ground, Project
from khorgos.extract.project_name import PLANS, Named, given, is_sum, named_works
from khorgos.extract.project_parties import financiers, implementers, location, recipients
from khorgos.extract.project_stages import agreed, course
from khorgos.extract.scene import Scene

# A sum so close to a name is the project's own.
_BESIDE = 25
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
    if not view.room("projects"):
        return
    groups: list[_Group] = []
    for concept in view.room("projects"):
        named = named_works(scene, concept)
        if named:
            _join(scene, groups, named)
    for group in groups:
        _weigh(scene, group)
    _hear_prices(scene, groups)
    for group in groups:
        group.acts = group.acts or course(scene, _following(scene, group, groups)).start is not None
    groups.extend(_borrowings(scene))
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
        for mention in given(scene, named.sentence):
            distance = min(abs(mention.start - named.end), abs(named.start - mention.end))
            group.sums.append((distance - _priced(works, mention), named, mention))
            group.acts = group.acts or mention.start < start or distance <= _BESIDE
    if group.acts and group.mentions[0].name.endswith(PLANS):
        group.acts = any(_launched(scene, named) for named in group.mentions)


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
            if is_sum(mention) and _priced(works, mention) == 250:
                later = Named(sentence.start, sentence.start, named.name, named.sector, sentence, named.key)
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
    longest = max(group.mentions, key=lambda each: len(each.key))
    start, end = named.start, named.end
    grounds: list[Ground] = []
    if mention:
        start, end = (min(start, mention.start), max(end, mention.end)) if end > start else (start, mention.end)
        grounds.append(scene.ground("value", mention))
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
        name=longest.name,
        recipients=recipients(view, where, near),
        location=next(filter(None, (location(view, (each.start, each.end)) for each in group.mentions)), None),
        financiers=financiers(view, near, opening, builders),
        implementers=builders,
        money=mention.quantity if mention else None,
        sector=None if named.sector == "other" else named.sector,
        status=_status(scene, near, told.status)
        or _status(scene, opening, None)
        or (agreed(scene) if mention else None),
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
