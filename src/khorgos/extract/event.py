"""Mentions to claims: events."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, PeriodMention, Sentence
from khorgos.claims import Event, Ground
from khorgos.extract import editions, encounter, joining, opening
from khorgos.extract.attending import attending
from khorgos.extract.gathering import Gathering, below, day_before, parties_in, same, short_name, when, where, words_of
from khorgos.extract.lasting import stretch
from khorgos.extract.nominative import nominative
from khorgos.extract.phrase import Phrase, grammar, phrase_at
from khorgos.extract.scene import Scene
from khorgos.language import load
from khorgos.language.inflection import Lemma
from khorgos.values import Period

_HEADS = frozenset(
    {"summit", "meeting", "forum", "talks", "visit", "fair", "signing", "ceremony", "conference", "edition"}
)
# Told by persons and parties of their own: another mention is another event.
_APART = frozenset({"event.joins"})
_BEFORE_HOLD = 40
# An office stands between a visit and its visitor at most: "визит премьер-министра Франции".
_VISITOR = 30
# An event by which a sentence opens goes on with the day of the sentence before; so close to its beginning.
_OPENS = 6
_FIRST = re.compile(r"\bfirst \w+$")


def extract(scene: Scene) -> None:
    """Add every event of the document to the scene: one claim per event, its mentions merged."""
    found = mentions(scene)
    for event in _merged(found):
        _claim(scene, event)


def mentions(scene: Scene) -> list[Gathering]:
    """Every mention of an event that tells something, in order of place."""
    view = scene.view
    hits = view.room("meetings")
    found: list[Gathering] = []
    if not hits:
        return found
    at = 0
    while at < len(hits):
        index = view.sentence_index(hits[at].start)
        stop = at + 1
        if index is None:
            at = stop
            continue
        sentence = view.sentences[index]
        while stop < len(hits) and hits[stop].start < sentence.end:
            stop += 1
        found += _of_sentence(scene, sentence, hits[at:stop], found)
        at = stop
    return found


def _of_sentence(
    scene: Scene, sentence: Sentence, hits: list[ConceptMention], earlier: list[Gathering]
) -> list[Gathering]:
    view = scene.view
    found: list[Gathering] = encounter.named(view, sentence, hits)
    taken = {gathering.head for gathering in found}
    heads = [hit for hit in hits if hit.concept in _HEADS and hit.start not in taken]
    phrases = _phrases(view, sentence, heads)
    for place, phrase in enumerate(phrases):
        limit = phrases[place + 1].start if place + 1 < len(phrases) else sentence.end
        floor = phrases[place - 1].end if place else sentence.start
        event = _of_phrase(scene, sentence, phrase, limit, floor, [*earlier, *found])
        if event is not None:
            found.append(event)
    if not found:
        found += _gathered(view, sentence, hits, earlier)
    if not found:
        found += encounter.find(view, sentence, hits)
    found += editions.gapped(view, sentence, [*earlier, *found])
    found += opening.find(view, sentence, hits)
    found += joining.find(scene, sentence, hits)
    for event in found:
        stretch(view, sentence, event)
    return found


def _phrases(view: Annotated, sentence: Sentence, heads: list[ConceptMention]) -> list[Phrase]:
    """The phrases of a sentence; a head inside another's phrase ("Council" in "meeting of the Council") is none."""
    found: list[Phrase] = []
    for number, head in enumerate(heads):
        if found and head.start < found[-1].end:
            continue
        follows = heads[number + 1] if number + 1 < len(heads) else None
        if view.pack.boundaries and follows is not None and view.text[head.end : follows.start] in (" ", "'s ", "s' "):
            continue
        body = bool(view.pack.room("meetings")[head.concept].get("institution"))
        if body and any(role.start == head.end + 1 for role in within(view.room("roles"), head.end, head.end + 2)):
            continue  # "Forum Chair NAME": an office of a body
        institution = body and not view.pack.boundaries
        if institution and any(m.end == head.end for m in within(view.mechanisms, 0, head.end)):
            continue
        found.append(phrase_at(view, head, sentence))
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    hold: re.Pattern[str]
    aside: re.Pattern[str]
    leading: re.Pattern[str]
    again: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(code: str) -> _Words:
    room = load(code).room("meetings")

    def either(concept: str, key: str = "words") -> str:
        entry = room.get(concept)
        words = [str(word) for word in (entry.get(key, ()) if entry else ())]
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"

    ordinals = "|".join(grammar(code).ordinals) or "(?!)"
    left, right = (r"(?<!\w)", r"(?!\w)") if load(code).boundaries else ("", "")
    return _Words(
        hold=re.compile(rf"{left}(?:{either('hold')}){right}"),
        aside=re.compile(rf"{left}(?:{either('aside')})(?: \w+)? ?$"),
        leading=re.compile(rf"{left}(?:{either('leading')}){right}"),
        again=re.compile(rf"for the ({ordinals}) time"),
    )


def _core(view: Annotated, phrase: Phrase, kind: str, *, dated: bool) -> str:
    """What tells a meeting from others of its kind; nothing where it is only "the meeting"."""
    concept = view.pack.room("meetings")[phrase.head.concept]
    if phrase.proper:
        return " ".join(phrase.proper)
    if concept.get("proper") or _compound(view, phrase, kind):
        return view.text[phrase.head.start : phrase.head.end]
    if phrase.determiner in grammar(view.pack.code).indefinite and phrase.common:
        return " ".join(
            [*phrase.common, phrase.head.rule]
        )  # "a business forum" is one of its own, though without a name
    if phrase.head.concept == "meeting" and " " in phrase.head.rule and dated:
        return phrase.head.rule  # "the three-day donor conference"
    # "узбекско-китайский форум" is named by its two sides.
    return " ".join(phrase.common) if parties_in(view, phrase.start, phrase.end) else ""


def _of_phrase(
    scene: Scene, sentence: Sentence, phrase: Phrase, limit: int, floor: int, earlier: list[Gathering]
) -> Gathering | None:
    view = scene.view
    words = _words(view.pack.code)
    concept = view.pack.room("meetings")[phrase.head.concept]
    kind = str(concept.get("type"))
    date = when(view, sentence, phrase.start, phrase.end, limit, floor)
    opens = phrase.start - sentence.start < _OPENS and kind in ("summit", "meeting")
    if date is None and phrase.ordinal and not sentence.title and opens:
        date = day_before(view, sentence)
    place = where(view, sentence, phrase.start, phrase.end, limit) or _named_for(view, sentence, phrase)
    if date is None and phrase.ordinal:
        date, place = below(view, sentence, place)
    lead = view.low[max(sentence.start, phrase.start - 30) : phrase.start]
    held = bool(words.hold.search(view.low, phrase.end, min(sentence.end, phrase.end + _BEFORE_HOLD))) or bool(
        words.hold.search(lead)
    )
    capital = view.text[phrase.head.start].isupper()
    core = _core(view, phrase, kind, dated=date is not None)
    back = not core or bool(phrase.back and not phrase.proper)
    if back and kind == "visit" and view.pack.boundaries:
        phrase.end = _whose_visit(view, phrase.end, min(limit, date.start if date else limit))
        core, back = view.text[phrase.head.end : phrase.end].strip(), phrase.end == phrase.head.end
        phrase.name = view.text[phrase.start : phrase.end]
    if concept.get("again") and (sentence.title or not (date or place)):
        return None
    if concept.get("again") and not phrase.proper:
        return editions.of_phrase(view, sentence, phrase, earlier, (date, place))
    if back and kind == "visit" and view.pack.boundaries and not view.pack.lemmas and not phrase.ordinal:
        return None  # "for a two-day visit": whose it is the verb tells
    if back:
        core = _resolved(view, phrase, sentence, earlier)
    if kind == "meeting" and words.leading.search(phrase.name.lower()):
        kind = "summit"
    event = Gathering(
        kind,
        _title(view, phrase),
        phrase.start,
        max(phrase.end, date.end if date and date.start >= sentence.start else 0, place[1] if place else 0),
        "event.named",
        core=words_of(core),
        core_text=core,
        ordinal=phrase.ordinal,
        date=date,
        place=place[0] if place else None,
        title=sentence.title,
        back=back,
        placed_behind=bool(place and place[1] > phrase.end),
        participants=parties_in(view, phrase.start, phrase.end),
    )
    if date and sentence.start <= date.start < event.start:
        event.start = date.start
    if phrase.year and date is None:
        at = view.text.rfind(phrase.year, phrase.start, phrase.end)
        event.year = (at, at + 4) if at >= 0 else None
    told = bool(date or event.year or place or phrase.ordinal)
    reason = _missing(
        concept.get("institution", False),
        phrase,
        event,
        told,
        held,
        capital,
        lead,
        words,
        grammar(view.pack.code).indefinite,
    )
    if reason:
        if core:
            scene.reject("event", phrase.start, phrase.end, "unspecific", reason)
        return None
    if back:
        _name_back(event, phrase, view.text[phrase.head.start : phrase.head.end], earlier, view.pack.lemmas)
    return event


def _named_for(view: Annotated, sentence: Sentence, phrase: Phrase) -> tuple[str, int] | None:
    """The town by which a meeting is called: "the Kazan summit"."""
    if not view.pack.boundaries or not phrase.proper or sentence.title:
        return None
    for place in within(view.places, phrase.start, phrase.head.start):
        if place.end == phrase.head.start - 1:
            return view.document.text[place.start : place.end], phrase.end
    return None


def _compound(view: Annotated, phrase: Phrase, kind: str) -> bool:
    """Whether the noun itself says which meeting, where phrases are written out in every form: "бизнес-форум"."""
    noun = view.text[phrase.head.start : phrase.head.end]
    return not view.pack.titled and kind != "visit" and any(mark in noun for mark in " -")


def _whose_visit(view: Annotated, end: int, limit: int) -> int:
    """Where the words end that say who visits whom: the last party, person or place near behind the noun."""
    reach = end
    named = [*within(view.parties, end, limit), *within(view.persons, end, limit), *within(view.places, end, limit)]
    for mention in sorted(named, key=lambda m: m.start):
        if mention.start - reach > _VISITOR or any(mark in view.text[reach : mention.start] for mark in ",.;:"):
            break
        reach = max(reach, mention.end)
    return reach


def _title(view: Annotated, phrase: Phrase) -> str:
    """The name of an event as a heading has it."""
    head = view.text[phrase.head.start : phrase.head.end]
    lead, _, tail = phrase.name.partition(head)
    concept = phrase.head.concept
    before, noun = nominative(view.pack.code, "meetings", concept, lead.strip(), head)
    return f"{before} {noun}{tail}".strip() if noun != head else phrase.name


def _missing(
    institution: bool,
    phrase: Phrase,
    event: Gathering,
    told: bool,
    held: bool,
    capital: bool,
    lead: str,
    words: _Words,
    indefinite: frozenset[str],
) -> str:
    """Why a phrase tells no event of its own, in words; empty where it does."""
    behind = event.date is not None and event.date.start >= phrase.end
    if not event.core:
        # A number beside the day tells events apart where no format is named.
        own = event.date is not None and ((phrase.common and not event.back) or phrase.ordinal)
        own = own or (phrase.ordinal is not None and event.placed_behind and not event.title)
        return "" if own else "it is not said which event."
    if event.back and not (phrase.ordinal or event.date or (event.place and not event.title)):
        return "only points back."
    if words.aside.search(lead) and not (behind or event.placed_behind):
        return "only the occasion of something else."
    if event.type == "visit" and event.date is None:
        return "a visit without a day."
    if institution and not (told or held or capital):
        return "may be a standing body."
    if phrase.determiner in indefinite and not (event.date if phrase.common and not phrase.proper else told):
        return "any such event."
    if not (told or held or capital):
        return "no day, place or number, and not said to be held."
    return ""


def _resolved(view: Annotated, phrase: Phrase, sentence: Sentence, earlier: list[Gathering]) -> str:
    """The name of the format that a phrase points back to."""
    bodies = [m for m in view.mechanisms if m.end <= phrase.start]
    near = [m for m in bodies if m.start >= sentence.start]
    if near:
        return short_name(near[-1])
    named = [event.core_text for event in earlier if event.core_text and event.rule == "event.named"]
    if named:
        return named[-1]
    known = bodies[-1:] or view.mechanisms[:1]
    return short_name(known[0]) if known else ""


def _name_back(
    event: Gathering, phrase: Phrase, head: str, earlier: list[Gathering], lemmas: Mapping[str, Lemma]
) -> None:
    """Give an event that points back the name of its format: "the inaugural meeting" is one of the summits before."""
    if event.type == "meeting" and phrase.name.lower().split()[-1:] == ["meeting"] and not phrase.common:
        before = [e for e in earlier if e.core == event.core]
        if before:
            event.type = before[-1].type
            head = event.type if event.type in ("summit", "meeting") else head
    ordinal = next((w for w in phrase.name.split() if w.lower() == "inaugural" or w[:1].isdigit()), "")
    words = phrase.name.split()
    ordinal = ordinal or (words[0] if event.ordinal and words else "")
    lemma = lemmas.get(head.lower())
    if lemma is not None:  # "заседание ШОС": in languages with cases whose it is stands behind
        event.name = " ".join(filter(None, [ordinal, *phrase.common, lemma.form, event.core_text]))
        return
    event.name = " ".join(filter(None, [ordinal, event.core_text, *phrase.common, head]))


def _gathered(
    view: Annotated, sentence: Sentence, hits: list[ConceptMention], earlier: list[Gathering]
) -> list[Gathering]:
    """Ministers or leaders who met: "the foreign ministers of the five met in Astana on Tuesday"."""
    people = [hit for hit in hits if hit.concept == "people"]
    verbs = [hit for hit in hits if hit.concept == "gather"]
    if not people or not verbs:
        return []
    verb = verbs[0]
    before = [hit for hit in people if hit.end <= verb.start]
    behind = [hit for hit in people if 0 < hit.start - verb.end < 3]
    if behind:
        before = behind
    if not before or ";" in view.text[before[-1].end : verb.start]:
        return []
    who = before[0]
    date = when(view, sentence, verb.start, verb.end, sentence.end, sentence.start)
    place = where(view, sentence, verb.start, verb.end, sentence.end)
    if date is None and place is None:
        return []
    leaders = view.pack.room("meetings")["people"].get("leaders", ())
    phrase = phrase_at(view, who, sentence)
    core = _resolved(view, phrase, sentence, earlier)
    own = within(view.mechanisms, sentence.start, sentence.end)
    if own:
        core = short_name(own[-1])
    ordinal = _ordinal(view, sentence, verb)
    body = core if (core and not phrase.proper) or own else ""
    pattern = str(view.pack.room("meetings")["named"].get("leaders" if who.rule in leaders and body else "others"))
    return [
        Gathering(
            "summit" if who.rule in leaders else "meeting",
            pattern.format(body=body, people=phrase.name).strip(),
            min(phrase.start, verb.start, date.start if date else verb.start),
            max(verb.end, date.end if date else 0, place[1] if place else 0),
            "event.gathered",
            core=words_of(core),
            core_text=core,
            ordinal=ordinal,
            date=date,
            place=place[0] if place else None,
            participants=parties_in(view, phrase.start, verb.start),
        )
    ]


def _ordinal(view: Annotated, sentence: Sentence, verb: ConceptMention) -> int | None:
    again = _words(view.pack.code).again.search(view.low, verb.end, sentence.end)
    if again:
        return grammar(view.pack.code).ordinals[again.group(1)]
    before = view.low[max(sentence.start, verb.start - 12) : verb.start].split()
    return grammar(view.pack.code).ordinals.get(before[-1]) if before else None


def _merged(found: list[Gathering]) -> list[Gathering]:
    """One event for every group of mentions that can be of the same event."""
    events: list[Gathering] = []
    # What is dated or numbered comes first, so that bare mentions join it and not one another.
    for mention in sorted(found, key=lambda e: (e.back, not (e.date or e.ordinal), e.start)):
        for event in events:
            apart = event.rule in _APART or mention.rule in _APART
            if same(event, mention) and (not apart or _told_again(event, mention)):
                _join(event, mention)
                break
        else:
            events.append(mention)
    return sorted(events, key=lambda event: event.start)


def _told_again(event: Gathering, mention: Gathering) -> bool:
    """Whether what stands apart from all others is only told once more: an entry in the title and in the text."""
    undated = event.period is None or mention.period is None
    return undated and (event.rule, event.name) == (mention.rule, mention.name)


def _join(event: Gathering, mention: Gathering) -> None:
    if event.date is None or (mention.until is not None and event.until is None and event.days is None):
        event.date, event.until = mention.date or event.date, mention.until
    event.days, event.ends = (event.days, event.ends) if event.days else (mention.days, mention.ends)
    event.year = event.year or mention.year
    event.place = event.place or mention.place
    if event.ordinal is None and mention.ordinal is not None and not mention.back:
        event.ordinal, event.name = mention.ordinal, mention.name
    if not event.participants:
        event.participants = mention.participants


def _grounds(scene: Scene, event: Gathering, date: PeriodMention) -> tuple[Ground, ...]:
    """The words that give the days: the first and the last, or the first and how many follow it."""
    first = scene.ground("date", date, date.anchor)
    if event.until is not None:
        return first, scene.ground("date", event.until, event.until.anchor)
    if event.days is not None:
        return first, scene.ground("date", event.days, date.period)
    return (first,)


def _claim(scene: Scene, event: Gathering) -> None:
    grounds: tuple[Ground, ...] = ()
    period = event.period
    if event.date is not None:
        grounds = _grounds(scene, event, event.date)
    elif event.year is not None:
        grounds = (scene.ground_at("date", *event.year),)
        period = Period.parse(scene.view.text[slice(*event.year)])
    scene.claim(
        Event,
        event.start,
        event.end,
        grounds=grounds,
        rule=event.rule,
        type=event.type,
        name=event.name,
        date=period,
        place=event.place,
        participants=attending(scene.view, event),
        mechanism=event.mechanism,
        ordinal=event.ordinal,
    )
