"""Mentions to claims: papers signed, adopted or planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, PeriodMention, Sentence
from khorgos.claims import Agreement, Event, Ground
from khorgos.extract import paper_list, paper_title, unspaced
from khorgos.extract.gathering import day_before, usable, words_of
from khorgos.extract.nominative import nominative
from khorgos.extract.paper_parties import COMMON, Paper, parties_of
from khorgos.extract.scene import Scene
from khorgos.language import load
from khorgos.language.pack import Concept
from khorgos.values import Party, Period, Precision

_DONE = frozenset({"sign", "adopt", "ratify", "plan", "announce", "end"})
# How far a paper and what is done with it may stand from one another, in characters (a clause of the news texts).
_REACH = 110
# A list ends so many characters behind the line that says what was done with its papers.
_OVER = 900
_DAY = 60
_MEETINGS = frozenset({"summit", "meeting"})
# A loan that is signed stands this close to the verb; elsewhere loans are given.
_SIGNED_NEAR = 60
_PASSIVE_NEAR = 12
# A report opens by what stands in its first sentences, its title among them.
_OPENING = 3
# A day this close behind a verb is that verb's.
_OWN = 6
_WORDS = re.compile(r"\d+|[^\W\d]+")
_DATED = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})
# No meeting lasts longer, in days.
_LONGEST = 31
# "The contract", with nothing beside it, is one that was spoken of before.
_BARE = 12


@dataclass(slots=True)
class _Told:
    """A paper with its parties and day, and the sentence that tells them."""

    paper: Paper
    sentence: Sentence
    parties: tuple[Party, ...]
    date: PeriodMention | None


@dataclass(frozen=True, slots=True)
class _Words:
    before: re.Pattern[str]
    behind: re.Pattern[str]
    articles: re.Pattern[str]
    relative: re.Pattern[str]
    dated: re.Pattern[str]
    says: re.Pattern[str]
    passive: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(code: str) -> _Words:
    entry = load(code).room("papers").get("grammar")

    def either(key: str) -> str:
        words = [str(word) for word in (entry.get(key, ()) if entry else ())]
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"

    capital = r"[^\W\d_a-zа-яё][\w&'+-]*"
    links, stops, lead = either("links"), either("stops"), either("lead")
    ends = rf"|[^\W\dA-ZА-ЯЁ_]+(?:{either('suffixes')})"
    # In languages with cases a row of genitives follows the head without a word that opens it.
    direct = "(?:и )?" if entry and entry.get("direct") else "(?!)"
    word = rf"(?!(?:{stops})\b)[^\s,;:.()]+(?:[ ,]|(?=[;:.()]|$))"
    left, right = (r"(?<!\w)", r"(?!\w)") if load(code).boundaries else ("", "")
    return _Words(
        before=re.compile(rf"(?:(?:{capital}|[a-z]+-[a-z]+|{lead}{ends}) (?:{either('joint')} (?={capital}|\w+ ))?)+$"),
        behind=re.compile(rf" (?:(?:{links}) (?:{word})+|{direct}(?=[А-ЯЁ])(?:{word})+)"),
        relative=re.compile(rf"{left}(?:{either('relative')}){right}(?! of\b)"),
        passive=re.compile(rf"(?<!\w)(?:{either('passive')}) $"),
        says=re.compile(rf" (?:{either('says')}){right}"),
        dated=re.compile(rf",? (?:{either('dated')}) "),
        articles=re.compile(rf"(?:(?:{either('leading')}) )+", re.IGNORECASE),
    )


def extract(scene: Scene) -> None:
    """Add every paper that the document says is signed, adopted, ratified or planned, each once."""
    told: list[_Told] = []
    for paper, sentence in _papers(scene):
        words = words_of(paper.title)
        same = next((t for t in told if words <= (other := words_of(t.paper.title)) or other <= words), None)
        if same is None:
            if (found := _told(scene, sentence, paper)) is not None:
                told.append(found)
        elif same.date is None and not paper.proper:
            # "When the agreement had been signed on Tuesday": the day of the paper spoken of before.
            same.date = _date(scene.view, sentence, paper)
    for each in told:
        _claim(scene, each)


def _papers(scene: Scene) -> Iterator[tuple[Paper, Sentence]]:
    """Every mention of a paper with which something is done."""
    view = scene.view
    hits = view.room("papers")
    verbs = [hit for hit in hits if hit.concept in _DONE]
    for hit in hits:
        sentence = view.sentence_at(hit.start) if hit.concept not in _DONE else None
        if sentence is None or (sentence.title and paper_list.intro(view, hit.start) is None):
            continue
        paper = _paper(view, sentence, hit, verbs)
        if paper is not None:
            yield paper, sentence
            continue
        scene.reject("agreement", hit.start, hit.end, "nothing-done", "a paper of which nothing is said to be done.")


def _paper(view: Annotated, sentence: Sentence, hit: ConceptMention, verbs: list[ConceptMention]) -> Paper | None:
    if paper_title.walks(view.pack.code):
        start, end = paper_title.bounds(view, sentence, hit)
    else:
        start, end = _start(view, sentence, hit), _tail(view, sentence, hit)
        title = None if view.pack.boundaries else unspaced.titled(view, hit)
        end = title[1] if title else end
    concept = view.pack.room("papers")[hit.concept]
    done = concept.get("done")
    proper = any(word[:1].isupper() for word in view.text[start : hit.start].split()) or view.text[hit.start].isupper()
    # "The Example Charter of May 5, 2024": a name with its day was signed on it.
    if not done and concept.get("says") and _words(view.pack.code).says.match(view.low, end):
        done = "adopt"
    own = _own_day(view, sentence, end) or _own_year(view, sentence, start)
    if not done and own is not None and not concept.get("signed"):
        done = "sign"
    listed = paper_list.done(view, start, verbs)
    verb = listed or _verb(view, sentence, start, end, verbs) or (replace(hit, concept=str(done)) if done else None)
    if verb is None or not _meant(concept, view, (start, end), hit, verb):
        return None
    status = str(view.pack.room("papers")[verb.concept].get("status"))
    return Paper(
        _title(view, start, hit, end), start, end, str(concept.get("paper", hit.concept)), status, verb, proper
    )


def _meant(
    concept: Concept, view: Annotated, title: tuple[int, int], hit: ConceptMention, verb: ConceptMention
) -> bool:
    """Whether the noun means a paper here: a loan only where it is signed, several papers only by their subject."""
    if concept.get("signed"):
        if verb.start >= hit.end:
            return verb.concept == "sign" and verb.start - title[1] < _PASSIVE_NEAR
        near = 0 <= hit.start - verb.end < _SIGNED_NEAR and "," not in view.text[verb.end : hit.start]
        return verb.concept == "sign" and near
    return not concept.get("several") or title[1] > hit.end


def _tail(view: Annotated, sentence: Sentence, hit: ConceptMention) -> int:
    """Where the complement of a noun for a paper ends."""
    tail = _words(view.pack.code).behind.match(view.text, hit.end, sentence.end)
    end = tail.end() if tail else hit.end
    while end > hit.end and not view.text[end - 1].isalnum():
        end -= 1
    sums = within(view.quantities, hit.end, end)
    if sums and sums[0].start > hit.end:
        # "Agreements for 3 billion USD": how much they are worth is no part of their title.
        end = max(hit.end, view.text.rfind(" ", hit.end, sums[0].start - 1))
    days = [p for p in within(view.periods, hit.end, end) if p.timex == "DATE"]
    if days:
        end = max(hit.end, (days[0].outer_start if days[0].outer_start >= 0 else days[0].start) - 1)
    return end


def _start(view: Annotated, sentence: Sentence, hit: ConceptMention) -> int:
    """Where the title that a noun for a paper heads begins."""
    if not view.pack.boundaries:
        title = unspaced.titled(view, hit)
        return title[0] if title else unspaced.name_start(view, sentence, hit, ("papers", "grammar", "before"))
    words = _words(view.pack.code)
    lead = words.before.search(view.text, max(sentence.start, hit.start - 70), hit.start)
    if lead is None:
        return hit.start
    article = words.articles.match(view.text, lead.start(), hit.start)
    return article.end() if article else lead.start()


def _title(view: Annotated, start: int, hit: ConceptMention, end: int) -> str:
    """The title of a paper as a heading has it."""
    text = view.document.text
    lead, head, tail = text[start : hit.start], text[hit.start : hit.end], text[hit.end : end]
    before, noun = nominative(view.pack.code, "papers", hit.concept, lead.strip(), head)
    titled = view.pack.room("papers")[hit.concept].get("titled")
    if titled:
        return f"{lead}{titled}{tail}"
    return f"{before} {noun}{tail}".strip() if noun != head else lead + head + tail


def _verb(
    view: Annotated, sentence: Sentence, start: int, end: int, verbs: list[ConceptMention]
) -> ConceptMention | None:
    """What is done with the paper at start..end: the nearest verb of its clause, or of the list it stands in."""
    near = [
        verb
        for verb in within(verbs, sentence.start, sentence.end)
        if (0 <= verb.start - end < _REACH or 0 <= start - verb.end < _REACH)
        and not (verb.end <= start and _in_clause(view, verb.end, start))
    ]
    # "The treaty, initialled in 2022, was signed": what the sentence says outweighs what a participle adds.
    said = [verb for verb in near if _words(view.pack.code).passive.search(view.low, verb.start - 12, verb.start)]
    if said and all(verb.start >= end for verb in near):
        return said[0]
    if near:
        return min(near, key=lambda verb: min(abs(verb.start - end), abs(start - verb.end)))
    inside = within(verbs, start, end)
    if inside:
        return inside[-1]
    over = within(verbs, start - 2 * _OVER, start)
    listed = [verb for verb in over if verb.end <= start and ":" in view.text[verb.end : start]]
    if listed and "\n\n" not in view.text[listed[-1].end : start] and start - listed[-1].end < _OVER:
        return listed[-1]
    return None


def _told(scene: Scene, sentence: Sentence, paper: Paper) -> _Told | None:
    """What the text says of a paper; None where that tells it from no other."""
    parties = parties_of(scene, sentence, paper)
    date = _date(scene.view, sentence, paper)
    bare = paper.verb.concept == "end" and paper.end - paper.start < _BARE
    if not paper.proper and (bare or not (parties or date)):
        scene.reject("agreement", paper.start, paper.end, "unspecific", "no parties, day or name of its own.")
        return None
    return _Told(paper, sentence, parties, date)


def _in_clause(view: Annotated, start: int, end: int) -> bool:
    """Whether a clause with another subject opens between two places and still goes on."""
    opened = _words(view.pack.code).relative.search(view.low, start, end)
    return bool(opened) and view.low.rfind(", and ", opened.end() if opened else start, end) < 0


def _claim(scene: Scene, told: _Told) -> None:
    paper, sentence, date = told.paper, told.sentence, told.date
    grounds: tuple[Ground, ...] = (scene.ground("date", date, date.anchor),) if date else ()
    period = date.period if date else None
    if date is None and paper.status in ("signed", "adopted"):
        period, grounds = _of_meeting(scene, paper)
    inside = sentence.start <= paper.verb.start < sentence.end
    own = date is not None and sentence.start <= date.start < sentence.end
    scene.claim(
        Agreement,
        min(paper.start, paper.verb.start) if inside else paper.start,
        max(paper.end, paper.verb.end if inside else 0, date.end if date and own else 0),
        grounds=grounds,
        rule="agreement." + paper.verb.concept,
        title=paper.title,
        parties=told.parties,
        date=period,
        paper=paper.kind,
        status=paper.status,
    )


def _date(view: Annotated, sentence: Sentence, paper: Paper) -> PeriodMention | None:
    """The day that goes with the verb: the nearest to it in the sentence, before what comes behind another paper."""
    own = _own_day(view, sentence, paper.end) or _own_year(view, sentence, paper.start)
    if own is not None:
        return own
    if not sentence.start <= paper.verb.start < sentence.end:
        return paper_list.day(view, paper.start)
    days = [
        p
        for p in within(view.periods, sentence.start, sentence.end)
        if usable(p) and not paper.start <= p.start < paper.end and not _of_years(p)
    ]
    behind = [
        p
        for p in days
        if 0 <= p.start - max(paper.verb.end, paper.end) < _DAY
        and not _in_clause(view, max(paper.verb.end, paper.end), p.start)
    ]
    others = [v for v in within(view.room("papers"), sentence.start, sentence.end) if v.concept in _DONE]
    days = [p for p in days if not any(v.start != paper.verb.start and 0 <= p.start - v.end < _OWN for v in others)]
    direct = [p for p in days if 0 <= p.start - paper.verb.end < 12]
    ahead = [p for p in days if 0 <= paper.verb.start - p.end < 2 * _DAY]
    chosen = direct or behind[:1] or ahead[-1:] or _day_before(view, sentence, paper)
    return chosen[0] if chosen else None


def _of_years(mention: PeriodMention) -> bool:
    """Whether a stretch is longer than any meeting: a paper may run for it ("Plan 2025-2029")."""
    found = mention.period
    if found is None or found.precision is not Precision.INTERVAL or found.first is None or found.last is None:
        return False
    return (found.last - found.first).days > _LONGEST


def _own_day(view: Annotated, sentence: Sentence, end: int) -> PeriodMention | None:
    """The day that a title itself bears: "the contract of May 5, 2024"."""
    dated = _words(view.pack.code).dated.match(view.low, end)
    if dated is None:
        return None
    near = within(view.periods, end, min(sentence.end, dated.end() + 4))
    return next((p for p in near if usable(p) and p.period and p.period.precision in _DATED), None)


def _own_year(view: Annotated, sentence: Sentence, start: int) -> PeriodMention | None:
    """The year before a title: "the [1994] treaty on water"."""
    years = [p for p in within(view.periods, max(sentence.start, start - _OWN), start) if p.end == start - 1]
    return years[0] if years and usable(years[0]) and years[0].period and years[0].period.precision in _DATED else None


def _day_before(view: Annotated, sentence: Sentence, paper: Paper) -> list[PeriodMention]:
    """The only day of the sentence before in the same paragraph, for what was signed: the story goes on."""
    day = day_before(view, sentence) if paper.status == "signed" else None
    return [day] if day is not None else []


def _was_held(view: Annotated, event: Event) -> bool:
    """Whether a meeting has a day that does not lie ahead of the report."""
    day, published = event.date, view.published
    if day is None:
        return False
    return not (published and published.last and day.first and day.first > published.last)


def _of_meeting(scene: Scene, paper: Paper) -> tuple[Period | None, tuple[Ground, ...]]:
    """The day of the meeting that adopted a paper: the only one of its document, its first, or the last told before."""
    held = [c for c in scene.claims if isinstance(c, Event) and c.type in _MEETINGS and _was_held(scene.view, c)]
    if paper.kind not in COMMON and len(held) != 1:
        return None, ()
    event = _adopting(scene, paper, held)
    if event is None:
        return None, ()
    grounds = tuple(ground for ground in event.evidence.grounds if ground.field == "date")
    if not grounds or event.date is None:
        return None, ()
    return _last_day(scene, event.date, grounds) or (event.date, grounds)


def _adopting(scene: Scene, paper: Paper, held: list[Event]) -> Event | None:
    """The meeting that adopted a paper: one of its paragraph, else the one by which the report opens, else the last."""
    before = [event for event in held if event.evidence.span.start < paper.start] or held[:1]
    if not before:
        return None
    last = before[-1].evidence.span.start
    index = scene.view.sentence_index(before[0].evidence.span.start)
    opens = index is not None and index < _OPENING and scene.view.pack.boundaries
    return before[0] if opens and "\n" in scene.view.text[last : paper.start] else before[-1]


def _last_day(scene: Scene, stretch: Period, grounds: tuple[Ground, ...]) -> tuple[Period, tuple[Ground, ...]] | None:
    """The last day of a meeting of several: what it adopts it adopts at its end.  Its own words must give it again."""
    if stretch.precision is not Precision.INTERVAL or stretch.last is None or not stretch.text.count("-") > 3:
        return None
    day, ground = Period.day(stretch.last), grounds[-1]
    if len(grounds) > 1 and day in scene.reread.periods(ground.text, ground.anchor):
        return day, (ground,)
    for place in _WORDS.finditer(ground.text):
        if place.start() and day in scene.reread.periods(ground.text[place.start() :], ground.anchor):
            start = ground.span.start + place.start()
            return day, (scene.ground_at("date", start, ground.span.end, ground.anchor),)
    return None
