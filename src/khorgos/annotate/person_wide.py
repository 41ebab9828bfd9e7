"""Find persons in Chinese: a role with a name after it or before it, or what stands before a word of saying.

Names have no capital letters; a name is what is left of a speaker when affiliation, role and adverbs are taken off, or
two to fourteen characters after a role up to a word that may follow a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate.annotated import Annotated, within
from khorgos.annotate.mentions import ConceptMention, Mention, PersonMention
from khorgos.annotate.person_names import turns
from khorgos.language import load

HAN = r"\u3400-\u9fff"
# A dateline ends in 电 and a space.
_BOUND = re.compile(r"[,。;:!?\"\n()、]|(?<=电) ")
_STRIP = re.compile(r"^(?:一[名位个]|来自|家住\S{1,8}的|.{0,12}的(?=.{2,4}$))")
_NUMBER = re.compile(r"[\d年月日]")


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of the language for persons."""

    named: re.Pattern[str]
    adverbs: re.Pattern[str]
    pronouns: frozenset[str]
    occupation: re.Pattern[str]
    answering: re.Pattern[str]
    body_ends: tuple[str, ...]


@lru_cache(maxsize=4)
def words(code: str) -> Words:
    """The patterns, built from the room `speech`."""
    room = load(code).room("speech")

    def listed(name: str) -> list[str]:
        return [str(word) for word in room[name].get("words", ())] if name in room else []

    after = "|".join(sorted(listed("after_name"), key=len, reverse=True))
    adverbs = "|".join(sorted(listed("adverbs"), key=len, reverse=True))
    return Words(
        named=re.compile(rf"(?P<name>[{HAN}]{{2,3}}?|[{HAN}·]{{4,14}}?)(?={after}|[,。;:、(\"]|$)"),
        adverbs=re.compile(
            rf"(?:{adverbs}|星期.|\(\d+日\)|\d+日|在[^,]{{1,16}}(?:上|中|时|后|期间|里|会)|对[^,]{{2,12}}|向[^,]{{2,12}}|接受[^,]{{2,14}}采访时)+$"
        ),
        pronouns=frozenset(listed("pronouns")),
        occupation=re.compile(rf"(?P<role>[{HAN}]{{1,4}}[民主商家师员手长者农人])(?P<name>[{HAN}·]{{2,14}})$"),
        answering=re.compile(
            rf"(?:{'|'.join(listed('interviewee')) or '(?!)'}): ?(?P<name>[{HAN}·]{{2,14}})"
            rf"(?:,(?P<role>[{HAN}]{{2,16}}))?"
        ),
        body_ends=tuple(listed("body_ends")),
    )


def find(view: Annotated) -> list[PersonMention]:
    """Every person of what is read, in order."""
    found: dict[int, PersonMention] = {}
    for role in view.room("roles"):
        mention = _after_role(view, role)
        if mention is not None:
            found.setdefault(mention.start, mention)
    for cue in view.room("speech"):
        place = subject(view, cue.start)
        impersonal = view.pack.room("speech")[cue.concept].get("impersonal")
        mention = speaker(view, *place) if place and not impersonal else None
        if mention is not None:
            known = found.get(mention.start)
            if known is None or known.role is None:
                found[mention.start] = mention
    for mention in _heading(view):
        found.setdefault(mention.start, mention)
    for mention in _again(view, list(found.values())):
        found.setdefault(mention.start, mention)
    return [found[start] for start in sorted(found)]


def _heading(view: Annotated) -> Iterator[PersonMention]:
    """Who is named at the head of an interview or of a transcript's turns."""
    for head in words(view.pack.code).answering.finditer(view.text):
        mention = _mention(view, head.start("name"), head.end("name"), "interviewee")
        mention.role = _shown(view, *head.span("role")) if head["role"] else None
        yield mention
    for start, end, _ in turns(view):
        found = speaker(view, start, end)
        if found is not None:
            yield found


def subject(view: Annotated, cue: int) -> tuple[int, int] | None:
    """What stands before a word of saying in its clause, without adverbs: the speaker's words."""
    sentence = view.sentence_at(cue)
    if sentence is None:
        return None
    start = sentence.start
    for bound in _BOUND.finditer(view.text, sentence.start, cue):
        if bound.group() not in "()":
            start = bound.end()
    end = cue
    adverb = words(view.pack.code).adverbs.search(view.text, start, end)
    if adverb and adverb.start() > start:
        end = adverb.start()
    return (start, end) if 0 < end - start <= _LONGEST else None


# A speaker with affiliation, role and name is not longer than this.
_LONGEST = 45


def speaker(view: Annotated, start: int, end: int) -> PersonMention | None:
    """The person in the words of a speaker, or None where they name none."""
    roles = [role for role in within(view.room("roles"), start, end) if role.end <= end]
    if roles:
        role = roles[-1]
        if role.end < end:
            return _named(view, role, role.end, end)
        if roles[0].start - start >= 2 and not is_body(view, start, role.start):
            return _before_role(view, start, role)
        if role.start - start >= 2 and view.pack.room("roles")[role.concept].get("office"):
            # An office-holder without a name ("…集团负责人") speaks for himself, not for the body.
            mention = _mention(view, start, end, "holder")
            mention.role, mention.affiliation = _shown(view, role.start, end), _shown(view, start, role.start)
            return mention
        return None
    said = view.text[start:end]
    if said in words(view.pack.code).pronouns or is_body(view, start, end) or _NUMBER.search(said):
        return None
    worker = words(view.pack.code).occupation.search(view.text, start, end)
    if worker and len(said) > 5:
        mention = _mention(view, worker.start("name"), end, "occupation")
        mention.role = _shown(view, worker.start("role"), worker.end("role"))
        return mention
    if re.fullmatch(rf"[{HAN}]{{2,3}}|[{HAN}]+·[{HAN}·]+", said):
        return _mention(view, start, end, "cue")
    return None


def _after_role(view: Annotated, role: ConceptMention) -> PersonMention | None:
    named = words(view.pack.code).named.match(view.text, role.end)
    if named is None or is_body(view, role.end, named.end()):
        return None
    return _named(view, role, role.end, named.end())


def _named(view: Annotated, role: ConceptMention, start: int, end: int) -> PersonMention | None:
    said = view.text[start:end]
    if not re.fullmatch(rf"[{HAN}·]{{2,14}}", said) or said[0] in "的和与在及是对同向将等为们会团处性":
        return None
    mention = _mention(view, start, end, "role")
    mention.role = _shown(view, role.start, role.end)
    mention.affiliation = _affiliation(view, role.start)
    return mention


def _before_role(view: Annotated, start: int, role: ConceptMention) -> PersonMention | None:
    said = view.text[start : role.start]
    if not re.fullmatch(rf"[{HAN}·]{{2,10}}", said):
        return None
    mention = _mention(view, start, role.start, "role")
    mention.role = _shown(view, role.start, role.end)
    return mention


def _affiliation(view: Annotated, at: int) -> str | None:
    """What stands before a role in its clause: a country, a body."""
    sentence = view.sentence_at(at)
    floor = max(sentence.start if sentence else 0, at - 24)
    start = floor
    for bound in _BOUND.finditer(view.text, floor, at):
        start = bound.end()
    for joint in "同和与":
        place = view.text.rfind(joint, start, at)
        start = max(start, place + 1)
    said = _STRIP.sub("", view.text[start:at]).strip(" 的")
    if 0 < len(said) <= 20 and not _NUMBER.search(said) and not said.endswith(("一名", "一位", "问题")):
        return said
    return None


def is_body(view: Annotated, start: int, end: int) -> bool:
    """Whether the words are a known body, place or party, or end as bodies' names do."""
    known: list[Mention] = [
        *within(view.organisations, start, end),
        *within(view.parties, start, end),
        *within(view.places, start, end),
        *within(view.mechanisms, start, end),
    ]
    if any(mention.end >= end for mention in known):
        return True
    return view.text[start:end].endswith(words(view.pack.code).body_ends)


def _again(view: Annotated, known: list[PersonMention]) -> Iterator[PersonMention]:
    """Every later mention of a known name."""
    for person in {mention.name: mention for mention in reversed(known)}.values():
        for name in {person.name, *person.name.split("·")[-1:]}:
            at = view.text.find(name)
            while at >= 0 and len(name) > 1:
                yield PersonMention(
                    at,
                    at + len(name),
                    "short",
                    person.name,
                    person.surname,
                    person.role,
                    person.affiliation,
                    person.party,
                )
                at = view.text.find(name, at + len(name))


def _mention(view: Annotated, start: int, end: int, rule: str) -> PersonMention:
    name = _shown(view, start, end)
    return PersonMention(start, end, rule, name, name.split("·")[-1])


def _shown(view: Annotated, start: int, end: int) -> str:
    return view.document.text[start:end]
