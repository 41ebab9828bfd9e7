"""Who is said to say so: speeches, and the chain document <- outlet <- agency <- speaker at a place of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from khorgos.annotate import Annotated, person_wide, within
from khorgos.annotate.holding import Holding
from khorgos.annotate.mentions import PersonMention, Sentence
from khorgos.claims import Attribution
from khorgos.extract.masthead import Link, Masthead, bracketed, masthead
from khorgos.language import load
from khorgos.values import Span

# A source of more words is a clause that was taken for one.
_MANY_WORDS = 11
# The cues with which a paper reports.
_REPORTS = ("utter", "tell")
# A name: capitalised words, with short ones that join them.
_NAME = re.compile(
    r"(?:the )?[^\W\d_a-zа-яё][\w.&'-]*(?:(?: (?:of|for|and|de|the|on|in)){0,2} [^\W\d_a-zа-яё][\w.&'-]*)*"
)
# A body's name with its noun: "Trade Ministry", "Ministry of Trade and Transport".
_NAMED_WITH = r"(?<!\w)(?:[A-ZА-ЯЁ][\w&'-]+ ){{0,3}}{noun}(?: (?:of|for) [A-Z][\w-]+(?: and [A-Z][\w-]+)?)?(?!\w)"
_SPLIT = re.compile(r"[ '-]")
_SHORT_FORM = re.compile(r" \((?P<short>[A-Z][\w&-]{1,9})\)")


@dataclass(slots=True)
class Speech:
    """A stretch of reported speech: the words, who says them, by what cue.

    `pieces` are the content's places (a split quotation has several); `start`..`end` covers them with cue and source.
    `concept` is the cue's in the room `speech`, empty where a quotation goes on without a cue.
    """

    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    mode: str
    speaker: str
    source_start: int
    source_end: int
    person: PersonMention | None = None
    cue: str = ""
    said_to: str | None = None
    concept: str = ""
    # What the speech adds to the chain, kept once found: every claim of its stretch asks for it.
    linked: list[tuple[str, str, Span]] | None = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class Sources:
    """Who a report names as its sources, gathered once for all that is asked of it.

    `named` are its speeches that name a person, an office or a paper, `beside` those of them with a cue of their own;
    `counting` those that only name a country; `reports` the sentences in which a paper reports, with the paper.
    """

    view: Annotated
    head: Masthead
    named: list[Speech]
    beside: list[Speech]
    counting: list[Speech]
    reports: list[tuple[Sentence, Link]]
    first: int | None
    _words: Holding = field(init=False)
    _whose: list[int] = field(init=False)
    _counted: Holding = field(init=False)
    _sources: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        pieces = [(piece, number) for number, speech in enumerate(self.named) for piece in speech.pieces]
        self._words = Holding(piece for piece, _ in pieces)
        self._whose = [number for _, number in pieces]
        self._counted = Holding(piece for speech in self.counting for piece in speech.pieces)
        self._sources = sorted((speech.source_start, number) for number, speech in enumerate(self.beside))

    def at(self, start: int, end: int) -> Attribution:
        """The chain of who is said to say what stands at start..end.

        Speeches whose words hold the place come first, then those of its sentence.  Where there are none, a source
        named before still governs: a speaker to the end of his paragraph, an office or a paper until another source
        is named.  A paper that reports, and the sources of the head, stand behind all of them.
        """
        links: dict[str, tuple[str, Span]] = {}
        for name, value, place in self._chain(start, end):
            links.setdefault(name, (value, place))
        return Attribution(
            speaker=links["speaker"][0] if "speaker" in links else None,
            agency=links["agency"][0] if "agency" in links else None,
            outlet=links["outlet"][0] if "outlet" in links else None,
            spans=tuple((name, place) for name, (_, place) in links.items()),
        )

    def _chain(self, start: int, end: int) -> Iterator[Link]:
        """The links from the nearest to the farthest."""
        bracket = bracketed(self.view, end, _link)
        sentence = self.view.sentence_at(start)
        if bracket is not None:
            yield bracket
        else:
            for speech in self._governing(start, end, sentence):
                yield from _links(self.view, speech)
        reporting = self._reporting(start, sentence) if self.reports else None
        if reporting is not None:
            yield reporting
        yield from (link for link in (self.head.outlet, self.head.agency) if link is not None)

    def _reporting(self, start: int, sentence: Sentence | None) -> Link | None:
        """The paper that reports: the last one said to report before, or in the same paragraph.

        One to which a single sentence is owed ("according to …") does not report the others' words.
        """
        found = None
        for place, paper in self.reports if sentence is not None else ():
            if sentence is None or (place.start > start and place.paragraph != sentence.paragraph):
                continue
            if found is None or place.start <= start:
                found = paper
        return found

    def _governing(self, start: int, end: int, sentence: Sentence | None) -> list[Speech]:
        numbers = {self._whose[piece] for piece in self._words.sharing(start, end)}
        if numbers:
            holding = [self.named[number] for number in sorted(numbers)]
            # The innermost first: in "X said that, by Y's count, …" the figure is Y's.
            return sorted(holding, key=lambda speech: sum(b - a for a, b in speech.pieces))
        if sentence is None:
            return []
        beside = self._beside(sentence)
        if beside:
            # Beside a person's words stand the writer's own; an office named in a sentence vouches for all of it.
            return [speech for speech in beside if speech.person is None]
        if self._counted.shares(start, end):
            # A country that counts ("Grenada put the trade at …") is no source, yet the last source does not count.
            return []
        return self._carried(start, sentence.paragraph)

    def _carried(self, start: int, paragraph: int) -> list[Speech]:
        """The speeches of the last sentence that names a source, if it still governs."""
        last = next((speech for speech in reversed(self.beside) if speech.end <= start), None)
        source = self.view.sentence_at(last.source_start) if last is not None else None
        if source is None:
            return []
        together = [speech for speech in self._beside(source) if speech.end <= start]
        if source.paragraph == paragraph:
            return together
        # A report that opens with what somebody told an audience goes on with it.
        told = source.paragraph == self.first
        return [speech for speech in together if speech.person is None or (told and speech.concept == "tell")]

    def _beside(self, sentence: Sentence) -> list[Speech]:
        """The speeches with a cue whose source stands in a sentence, in their order."""
        first = bisect_left(self._sources, (sentence.start, -1))
        last = bisect_left(self._sources, (sentence.end, -1), lo=first)
        return [self.beside[number] for number in sorted(number for _, number in self._sources[first:last])]


def sources_of(view: Annotated, speeches: list[Speech]) -> Sources:
    """The sources of a report: those of its first lines, and those of its speeches."""
    named = [speech for speech in speeches if speech.person is not None or _links(view, speech)]
    return Sources(
        view,
        masthead(view, _link),
        named,
        [speech for speech in named if speech.cue],
        [speech for speech in speeches if _by_country(view, speech)],
        list(_reports(view, speeches)),
        next((sentence.paragraph for sentence in view.sentences if not sentence.title), None),
    )


def _reports(view: Annotated, speeches: list[Speech]) -> Iterator[tuple[Sentence, Link]]:
    for speech in speeches:
        if speech.person is None and speech.concept in _REPORTS and speech.cue:
            place = view.sentence_at(speech.source_start)
            paper = next((link for link in _links(view, speech) if link[0] == "outlet"), None)
            if place is not None and paper is not None:
                yield place, paper


@dataclass(frozen=True, slots=True)
class _Words:
    outlets: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    via: re.Pattern[str]
    bodies: frozenset[str]
    pronouns: frozenset[str]
    links: frozenset[str]


@lru_cache(maxsize=8)
def _words(code: str) -> _Words:
    room = load(code).room("speech")

    def either(name: str, key: str = "words") -> str:
        words = [str(word) for word in room[name].get(key, ())] if name in room else []
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"

    papers = either("papers")
    wide = not load(code).boundaries
    before, after = ("", "") if wide else (r"(?<!\w)", r"(?!\w)")

    def listed(name: str) -> frozenset[str]:
        return frozenset(str(word) for word in room[name].get("words", ())) if name in room else frozenset()

    return _Words(
        outlets=re.compile(rf"(?:{before}|(?=\.))(?:{either('outlets')}){after}", re.IGNORECASE),
        lead=re.compile(rf"(?:(?:{papers})[ ,]*\b)+", re.IGNORECASE),
        tail=re.compile(rf"(?:{papers}|\(\d+日\))+$")
        if wide
        else re.compile(rf"(?:(?: |(?='))(?:{papers}))+$", re.IGNORECASE),
        via=re.compile(rf"[ ,]+(?:{either('via')}) (?P<body>[^.;:\"]{{2,90}}?)(?=[.;:,\"]|$)", re.IGNORECASE),
        bodies=listed("bodies"),
        pronouns=listed("pronouns"),
        links=listed("prepositions"),
    )


def _links(view: Annotated, speech: Speech) -> list[tuple[str, str, Span]]:
    """What a speech adds to the chain: its speaker, or the office or paper that is its source."""
    if speech.linked is None:
        speech.linked = _found_links(view, speech)
    return speech.linked


def _found_links(view: Annotated, speech: Speech) -> list[tuple[str, str, Span]]:
    place = Span(speech.source_start, max(speech.source_end, speech.source_start))
    if speech.person is not None:
        return [("speaker", speech.person.name, place)]
    concept = view.pack.room("speech").get(speech.concept)
    if (
        concept is None
        or not concept.get("source")
        or view.text.count(" ", speech.source_start, speech.source_end) > _MANY_WORDS
    ):
        return []
    found = []
    link = _link(view, speech.source_start, speech.source_end)
    if link is not None:
        found.append(link)
        if link[0] == "outlet" and (second := _words(view.pack.code).via.match(view.text, _after_cue(view, speech))):
            behind = _link(view, *second.span("body"))
            if behind is not None and behind[0] == "agency":
                found.append(behind)
    return found


def _after_cue(view: Annotated, speech: Speech) -> int:
    place = view.text.find(speech.cue, speech.source_start, speech.source_end + 80)
    return max(speech.source_end, place + len(speech.cue) if place >= 0 else 0)


def _link(view: Annotated, start: int, end: int) -> tuple[str, str, Span] | None:
    """An office or paper named at start..end, with the words for its papers taken off."""
    words = _words(view.pack.code)
    if view.low[start:end] in words.pronouns:
        return None
    for period in within(view.periods, start + 1, end)[:1]:
        # "the bank's figures of 19 February": the day is the papers', not the bank's.
        end = max(start + 1, period.outer_start if period.outer_start > start else period.start)
        cut = view.text.rfind(" ", start, end - 1)
        end = cut if view.text[cut + 1 : end].strip() in words.links else end
    around = [body for body in within(view.organisations, max(0, start - 60), start) if body.end >= end]
    bodies = around or within(view.organisations, start, end)
    if bodies:
        body = bodies[0]
        # A body that only its words make one ("Steppe News Agency") may be a paper.
        end = min(body.end, end)
        paper = body.rule == "wording" and words.outlets.search(view.text, body.start, end)
        kind = "outlet" if body.type == "outlet" or paper else "agency"
        short = _SHORT_FORM.match(view.text, end)
        end = short.end() if short else end
        return kind, view.document.text[body.start : end], Span(body.start, end)
    lead = words.lead.match(view.text, start, end)
    start = lead.end() if lead else start
    tail = words.tail.search(view.text, start, end)
    end = tail.start() if tail else end
    if _countries(view, start, end):
        return None
    end = start + len(view.text[start:end].rstrip(' ,."«»'))
    end = _name_end(view, words, start, end)
    if end <= start or not _bodily(view, words, start, end):
        return None
    if view.text[start:end].islower() and view.text[start:end].isalpha() and view.pack.boundaries:
        return _meant(view, words, start, end)
    kind = "outlet" if words.outlets.search(view.text, start, end) else "agency"
    short = _SHORT_FORM.match(view.text, end)
    end = short.end() if short else end
    return kind, view.document.text[start:end].strip(' ,"«»'), Span(start, end)


# Who was named farther back than this is not meant by a bare noun.
_REMEMBERED = 20_000


def _meant(view: Annotated, words: _Words, start: int, end: int) -> Link | None:
    """The body that a bare noun means ("the ministry"): the last one named with it, else an office's noun."""
    noun = view.text[start:end]
    for body in reversed(within(view.organisations, 0, start)):
        if noun in view.low[body.start : body.end]:
            kind = "outlet" if body.type == "outlet" else "agency"
            return kind, view.document.text[body.start : body.end], Span(body.start, body.end)
    names = list(_named_with(noun).finditer(view.text, max(0, start - _REMEMBERED), start))
    if names:
        named = names[-1]
        outlet = words.outlets.search(named.group())
        return ("outlet" if outlet else "agency"), view.document.text[named.start() : named.end()], Span(*named.span())
    # "The agency" may be one of news.
    return (
        None
        if words.outlets.search(noun) or words.outlets.fullmatch(f"news {noun}")
        else ("agency", view.document.text[start:end], Span(start, end))
    )


@lru_cache(maxsize=256)
def _named_with(noun: str) -> re.Pattern[str]:
    return re.compile(_NAMED_WITH.format(noun=re.escape(noun.capitalize())))


def _name_end(view: Annotated, words: _Words, start: int, end: int) -> int:
    """Where a paper's name ends that other words follow: "Example Wire has learned from a note"."""
    name = _NAME.match(view.text, start, end)
    return name.end() if name and words.outlets.search(name.group()) else end


def _by_country(view: Annotated, speech: Speech) -> bool:
    return speech.concept == "count" and _countries(view, speech.source_start, speech.source_end)


def _countries(view: Annotated, start: int, end: int) -> bool:
    """Whether the words are a country's name and nothing else: a country does things, it is no source."""
    return any(party.start <= start + 4 and party.end >= end - 1 for party in within(view.parties, start - 4, end))


def _bodily(view: Annotated, words: _Words, start: int, end: int) -> bool:
    """Whether words name a body: a noun for an office or a paper, or a name of capitalised words alone."""
    said = view.text[start:end]
    if not view.pack.boundaries:
        return person_wide.is_body(view, start, end)
    if any(" " in view.text[person.start : person.end] for person in within(view.persons, start, end)):
        return False
    if not words.bodies.isdisjoint(_SPLIT.split(said.lower())) or words.outlets.search(said):
        return True
    name = _NAME.fullmatch(view.text, start, end)
    return name is not None and (" " in said or said.isupper())
