"""Reported speech in languages whose words have boundaries: from cues ("said", "according to") to who says what.

A cue is read with what stands to its left and right in its sentence:

    "…," SPEAKER said          the quotation, and the one that goes on after the speaker
    SPEAKER said (that) …      the clause after it
    …, SPEAKER said            the clause before it; with a comma after, the clause on both sides
    …, said SPEAKER            the same, turned round
    According to SOURCE, …     the clause on the other side of the comma

Quotations that no cue reaches belong to the last speaker of their paragraph, or to the one before where they make a
paragraph of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, QuotationMention, Sentence
from khorgos.extract.attribution import Speech
from khorgos.extract.speaker import Speakers
from khorgos.language import load
from khorgos.language.pack import Concept

# What follows a speaker's comma and opens with one of these describes him.
_APPOSITION = ("who ", "a ", "the ", "an ")
_EDGE = " ,;:-.\n"
# A quotation of fewer words that no cue reaches is a name or a word held at arm's length.
_FEW_WORDS = 4
# An apposition between speaker and cue has few commas of its own; more are other clauses.
_APPOSITION_COMMAS = 2
# Words before "…, X told Y" that are as long as this are what was told, not a phrase of time or place.
_CLAUSE_LENGTH = 40
# The share of capitalised words from which a quoted stretch is a name.
_NAME_SHARE = 0.6


_DASH_BEFORE = re.compile(r"[,?!.…]\"? - (?:\w+ )?$")
_DASH_AFTER = re.compile(r"[.,] - ")


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's patterns for what stands around a cue."""

    concepts: dict[str, Concept]
    adverbs: frozenset[str]
    articles: frozenset[str]
    people: frozenset[str]
    openers: frozenset[str]
    passive: frozenset[str]
    pronouns: frozenset[str]
    backward: frozenset[str]
    bound: re.Pattern[str]
    that: re.Pattern[str]
    adverbial: re.Pattern[str]
    adverbial_only: re.Pattern[str]
    after: re.Pattern[str]
    by: re.Pattern[str]
    tail: re.Pattern[str]


@lru_cache(maxsize=8)
def grammar(code: str) -> Grammar:
    """The patterns of a language pack, built from its room `speech`."""
    room = load(code).room("speech")

    def listed(name: str) -> list[str]:
        return [str(word) for word in room[name].get("words", ())] if name in room else []

    def either(name: str) -> str:
        return "|".join(sorted(map(re.escape, listed(name)), key=len, reverse=True)) or "(?!)"

    preposition, article = either("prepositions"), either("articles")
    return Grammar(
        concepts=room,
        adverbs=frozenset(listed("adverbs")),
        articles=frozenset(listed("articles")),
        people=frozenset(listed("people")),
        openers=frozenset(listed("openers")),
        passive=frozenset(listed("passive")),
        pronouns=frozenset(listed("pronouns")),
        backward=frozenset(listed("backward")),
        bound=re.compile(
            rf",(?! (?:{either('suffixes')})\b)|[;:\"]| -+ |\((?![^()]*\))|\b(?:{either('conjunctions')}) ",
            re.IGNORECASE,
        ),
        that=re.compile(rf"(?:,? (?:{preposition})\b[^,;:\"]{{0,70}}?)?,? (?:{either('that')})\b", re.IGNORECASE),
        adverbial=re.compile(rf" (?:{either('days')}|(?:{preposition}) (?:{either('days')}))(?=[ ,.])", re.IGNORECASE),
        adverbial_only=re.compile(rf"(?:[,]? (?:{preposition})\b[^,;:\"]{{0,160}})*[.]?[\"' ]*$", re.IGNORECASE),
        after=re.compile(
            rf" (?P<who>(?:{either('pronouns')})\b|(?:(?:{article}) )?(?:(?!(?i:{either('ends')})\b)[^\s,;:.\"()-][^\s,;:\"()]*"
            rf"(?:(?= )| (?=$)|(?=[,;:.\"()]))[ ]?){{1,12}})",
        ),
        by=re.compile(rf"(?: (?:{either('days')}| on \w+))? (?:{either('by')})(?= )"),
        tail=re.compile(rf"(?:{either('quoted')})(?: (?:{preposition}) [^,;\"]{{2,60}}?)? as$"),
    )


@dataclass(slots=True)
class _Subject:
    """Who speaks: the place of the words, whether they follow the cue, where the words before the clause end."""

    start: int
    end: int
    inverted: bool = False
    shared: bool = False
    agent: bool = False


class Reported:
    """One text's reported speech."""

    def __init__(self, view: Annotated) -> None:
        self.view = view
        self.text = view.text
        self.grammar = grammar(view.pack.code)
        self.speakers = Speakers(view)
        self.quotations = view.quotations
        self.ends = [quotation.end for quotation in self.quotations]
        self.found: list[Speech] = []

    def read(self) -> list[Speech]:
        """Every speech, in order."""
        for cue in self.view.room("speech"):
            if self._dashed(cue):
                self._inner(cue)
            elif not self._quoted(cue.start):
                self._cue(cue)
        self.found.sort(key=lambda speech: speech.start)
        self._left_over()
        self.found.sort(key=lambda speech: speech.start)
        return self.found

    # -- a cue between dashes, inside the words ---------------------------------------------------------------------

    def _dashed(self, cue: ConceptMention) -> bool:
        return _DASH_BEFORE.search(self.text, max(0, cue.start - 24), cue.start) is not None

    def _inner(self, cue: ConceptMention) -> None:
        """«Words, - said SPEAKER. - Words»: the speaker stands inside the marks, or inside a paragraph that opens with a dash."""
        dash = _DASH_BEFORE.search(self.text, max(0, cue.start - 24), cue.start)
        run = self._container(cue.start)
        subject = self._inverted(cue, min(len(self.text), cue.end + 90))
        if dash is None or subject is None:
            return
        if run is None:
            self._cue(cue)
            return
        pieces = [(run[0][0], dash.start() + 1)]
        after = _DASH_AFTER.search(self.text, subject.end, min(run[0][1], subject.end + 90))
        if after is not None:
            pieces.append((after.end(), run[0][1]))
        self._add(cue, subject, pieces + run[1:], "direct", run[0][1])

    def _container(self, at: int) -> list[tuple[int, int]] | None:
        """The quotation with its further paragraphs, or the paragraph opened by a dash, that holds a place."""
        index = bisect_right(self.ends, at)
        if index < len(self.quotations) and self.quotations[index].start < at:
            return self._run(self.quotations[index])
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return [(start, end if end >= 0 else len(self.text))] if self.text.startswith("- ", start) else None

    # -- one cue ---------------------------------------------------------------------------------------------------

    def _cue(self, cue: ConceptMention) -> None:
        sentence = self.view.sentence_at(cue.start)
        if sentence is None:
            return
        concept = self.grammar.concepts[cue.concept]
        floor, stop = sentence.start, self._reach(sentence.end)
        if concept.get("kind") in ("source", "own"):
            self._source(cue, floor, stop, own=concept.get("kind") == "own")
            return
        before = self._quotation_before(cue.start, floor)
        if before is not None:
            floor = max(floor, before.end)
        subject = self._subject(cue, floor, stop, before)
        if subject is None:
            return
        if self.text[sentence.start : cue.start].strip().lower() in self.grammar.backward:
            self._backward(cue, subject, sentence)
            return
        if before is not None and self.text[floor : min(subject.start, cue.start)].strip(_EDGE) in ("", "as"):
            self._direct(cue, subject, before, stop)
        else:
            self._clause(cue, concept, subject, floor if before is None else sentence.start, stop)

    def _direct(self, cue: ConceptMention, subject: _Subject, before: QuotationMention, stop: int) -> None:
        pieces = [(before.start, before.end)]
        index = self.quotations.index(before)
        while index and before.continued:
            index -= 1
            before = self.quotations[index]
            pieces.insert(0, (before.start, before.end))
        after = self._next_quotation(max(cue.end, subject.end))
        if after is not None and self._joins(max(cue.end, subject.end), after):
            pieces.append((after.start, after.end))
        self._add(cue, subject, pieces, "direct", stop)

    def _backward(self, cue: ConceptMention, subject: _Subject, sentence: Sentence) -> None:
        """ "So thinks SPEAKER": what was said is the sentence before."""
        index = self.view.sentence_index(sentence.start)
        if index:
            told = self.view.sentences[index - 1]
            if told.paragraph == sentence.paragraph:
                self._add(cue, subject, [(told.start, told.end)], "indirect", sentence.end)

    def _clause(self, cue: ConceptMention, concept: Concept, subject: _Subject, floor: int, stop: int) -> None:
        kind = concept.get("kind")
        head = subject.end if subject.inverted else cue.end
        left = self.text[floor : min(subject.start, cue.start)]
        quoted = self._next_quotation(head)
        if kind in ("utter", "tell") and quoted is not None and self._introduces(head, quoted):
            self._add(cue, subject, self._run(quoted), "direct", stop)
            return
        if subject.agent:
            self._around(cue, subject, floor, stop, stop)
            return
        if kind in ("utter", "tell", "think", "show") and self._trails(left, head, stop, kind):
            self._around(cue, subject, floor, head, stop)
            return
        if subject.inverted or (concept.get("that") and not self.grammar.that.match(self.text, head, stop)):
            return
        start = self._content_start(head, stop, kind)
        end = self._content_end(start, stop)
        if end - start > 3:
            self._cut_before(cue, subject, floor)
            self._add(cue, subject, [(start, end)], self._mode([(start, end)]), stop)

    def _source(self, cue: ConceptMention, floor: int, stop: int, *, own: bool) -> None:
        end = cue.end if own else self._source_end(cue.end, stop)
        subject = _Subject(cue.start, cue.end) if own else _Subject(cue.end + 1, end)
        left = self.text[floor : cue.start]
        pieces = []
        inside = left.rstrip().endswith(",") and self.text[end : end + 1] == ","
        if len(left.strip(_EDGE)) > 12 or inside:
            pieces.append(self._trim(self._clause_start(floor, cue.start), cue.start))
        if self.text[end : end + 1] == "," and (not pieces or left.rstrip().endswith(",")):
            follows = self._trim(end, self._content_end(end, stop))
            if follows[1] - follows[0] > 3:
                pieces.append(follows)
        if pieces:
            self._add(cue, subject, pieces, self._mode(pieces), stop)

    # -- the subject -----------------------------------------------------------------------------------------------

    def _subject(self, cue: ConceptMention, floor: int, stop: int, before: QuotationMention | None) -> _Subject | None:
        end = self._without_adverbs(floor, cue.start, cue.end)
        if end is None:
            return self._agent(cue, stop)
        last = self.text[end - 1 : end]
        if before is not None and end == floor:
            last = '"'
        if last in ',"-?!':
            if last == "," and (named := self._appositive(floor, end - 1)) and self._fronted(named, floor):
                return named
            if inverted := self._inverted(cue, stop):
                return inverted
        if end <= floor:
            return self._shared(cue, floor)
        if last == ",":
            return self._appositive(floor, end - 1) or self._shared(cue, floor)
        start = self._phrase_start(floor, end)
        if start >= end or not self.text[start].isalnum():
            return self._shared(cue, floor)
        beside = before is not None and not self.text[before.end : start].strip(_EDGE)
        return _Subject(start, end) if beside or self._speaks(start, end) else None

    def _later(self, cue: ConceptMention, stop: int) -> _Subject | None:
        """A person named after a phrase of time or place: "remarked in the lobby the financier NAME"."""
        for person in within(self.view.persons, cue.end, min(stop, cue.end + 90)):
            if not any(mark in self.text[cue.end : person.start] for mark in ',;:"'):
                return _Subject(person.start, person.end, inverted=True)
        return None

    def _agent(self, cue: ConceptMention, stop: int) -> _Subject | None:
        """Who speaks in the passive: "a credit line was announced by NAME"."""
        by = self.grammar.by.match(self.text, cue.end, stop)
        if by is None:
            return None
        after = self.grammar.after.match(self.text, by.end(), stop)
        if after is None or not self._speaks(*after.span("who")):
            return None
        start, end = after.span("who")
        return _Subject(start, start + len(self.text[start:end].rstrip(" .")), inverted=True, agent=True)

    def _fronted(self, subject: _Subject, floor: int) -> bool:
        """Whether a subject with an apposition opens its clause, so that no clause stands before it."""
        return not self.text[floor : subject.start].strip(_EDGE)

    def _inverted(self, cue: ConceptMention, stop: int) -> _Subject | None:
        after = self.grammar.after.match(self.text, cue.end, stop)
        if after is None:
            return self._later(cue, stop)
        start, end = after.span("who")
        end = start + len(self.text[start:end].rstrip(" ."))
        words = self.text[start:end].split(" ")
        first = words[0].lower()
        if first in self.grammar.pronouns:
            alone = self.text[start + len(first) : start + len(first) + 1] in ",.;:"
            return _Subject(start, start + len(first), inverted=True) if alone else None
        if words[0][:1].isupper() or (first in self.grammar.articles and self._speaks(start, end)):
            return _Subject(start, end, inverted=True)
        named = words[-1].lower() in self.grammar.people or within(self.view.persons, start, end)
        return _Subject(start, end, inverted=True) if named and len(words) < 8 else None

    def _without_adverbs(self, floor: int, end: int, cue_end: int) -> int | None:
        """Where the subject ends: before adverbs and auxiliaries; None where the cue is in the passive."""
        end = self._without_brackets(floor, self._blank_left(floor, end))
        tail = self.grammar.tail.search(self.text, max(floor, end - 90), end)
        if tail:
            end = self._blank_left(floor, tail.start())
        for _ in range(4):
            space = self.text.rfind(" ", floor, end)
            word = self.text[max(space + 1, floor) : end].lower()
            if (
                "'" in word
                and word.rsplit("'", 1)[1] in ("s", "ve", "d", "re", "ll")
                and len(word) > 3
                and tail is None
            ):
                return end - len(word) + word.rfind("'")
            if word in self.grammar.passive and tail is None and not self.text.endswith("ing", end, cue_end):
                return None
            if word in self.grammar.adverbs or (word.endswith("ly") and len(word) > 4):
                end = self._blank_left(floor, space) if space >= floor else floor
            else:
                break
        return self._without_brackets(floor, end)

    def _without_brackets(self, floor: int, end: int) -> int:
        """Step over brackets between speaker and cue: "Ana Lind (Grenada) said"."""
        if self.text[end - 1 : end] != ")":
            return end
        opening = self.text.rfind("(", floor, end)
        return self._blank_left(floor, opening) if opening > floor else end

    def _appositive(self, floor: int, comma: int) -> _Subject | None:
        """SPEAKER, apposition, said: the subject stands before the comma that opens the apposition."""
        for person in reversed(within(self.view.persons, floor, comma)):
            between = self.text[person.end : comma]
            if between[:1] == "," and between.count(",") <= _APPOSITION_COMMAS:
                return _Subject(person.start, person.end)
        comma = self._without_brackets(floor, comma)
        opening = self.text.rfind(",", floor, comma)
        if opening <= floor:
            return None
        start = self._phrase_start(floor, opening)
        return _Subject(start, opening) if start < opening and self._speaks(start, opening) else None

    def _phrase_start(self, floor: int, end: int) -> int:
        start = floor
        # A conjunction at the very end ("… and said") needs the space after it to be seen.
        for bound in self.grammar.bound.finditer(self.text, floor, end + (self.text[end : end + 1] == " ")):
            joins = (
                bound.group().strip() == "and" and self.text[bound.start() - 2].isalpha() and self._joined(bound, floor)
            )
            if not joins:
                start = bound.end()
        while start < end and self.text[start] in " \n":
            start += 1
        for person in reversed(within(self.view.persons, start, end)):
            if person.end >= end - 2:
                first = self.text[start:end].split(" ", 1)[0].lower()
                return person.start if first in self.grammar.openers else start
        return self._after_opener(start, end)

    def _after_opener(self, start: int, end: int) -> int:
        """Skip a phrase of time or place that no comma closes: "On Friday the ministry", "In a statement Kim"."""
        words = self.text[start:end].split(" ")
        if len(words) < 2 or words[0].lower() not in self.grammar.openers:
            return start
        if words[-1].lower() in self.grammar.pronouns:
            return end - len(words[-1])
        for index in range(len(words) - 1, 1, -1):
            if words[index - 1].lower() in self.grammar.articles and index - 1 > 1:
                return start + len(" ".join(words[: index - 1])) + 1
        return start

    def _joined(self, bound: re.Match[str], floor: int) -> bool:
        left = self.text[floor : bound.start()].rstrip().rsplit(" ", 1)[-1]
        return left[:1].isupper() and self.text[bound.end() : bound.end() + 1].isupper()

    def _speaks(self, start: int, end: int) -> bool:
        """Whether the words can be a speaker: a pronoun, a name, or a noun for people, bodies and papers."""
        words = self.text[start:end].split(" ")
        if len(words) > 14:
            return False
        if words[-1].lower() in self.grammar.pronouns:
            return True
        if any(word[:1].isupper() for word in words[1:]) or (words[0][:1].isupper() and not self._opens(start)):
            return True
        if any(word.lower() in self.grammar.people for word in words):
            return True
        return bool(within(self.view.persons, start, end) or within(self.view.organisations, start, end))

    def _opens(self, at: int) -> bool:
        sentence = self.view.sentence_at(at)
        return (
            sentence is not None
            and sentence.start >= at - 1
            and self.text[at:].split(" ", 1)[0].lower() in self.grammar.openers
        )

    def _shared(self, cue: ConceptMention, floor: int) -> _Subject | None:
        """The subject of the clause before, for "… and said" and ", adding"."""
        for speech in reversed(self.found):
            if speech.start < cue.start and speech.end >= floor and speech.source_end > speech.source_start:
                return _Subject(speech.source_start, speech.source_end, shared=True)
        return None

    # -- the words -------------------------------------------------------------------------------------------------

    def _trails(self, left: str, head: int, stop: int, kind: str) -> bool:
        """Whether "SPEAKER said" stands after or inside the clause that it reports."""
        before = left.rstrip()
        if not before.endswith((",", '"', "-")) or len(before) < 9:
            return False
        if self.text[head : head + 1] == "," or self.text[head : head + 2] in (";", " -"):
            return True
        if kind == "tell" and len(before) > _CLAUSE_LENGTH:
            # "…, the minister told the forum": a listener and no clause after him.
            return not self.grammar.that.search(self.text, head, min(stop, head + 120))
        return bool(self.grammar.adverbial_only.match(self.text, head, stop)) or self.text[head : head + 1] in ".;:"

    def _around(self, cue: ConceptMention, subject: _Subject, floor: int, head: int, stop: int) -> None:
        cut = min(subject.start, cue.start)
        pieces = [self._trim(self._clause_start(floor, cut), cut)]
        if self.text[head : head + 1] == ",":
            follows = self._trim(head, self._content_end(head, stop))
            pronoun = self.text[subject.start : subject.end].lower() in self.grammar.pronouns
            apposition = not pronoun and self.text[follows[0] : follows[0] + 4].startswith(_APPOSITION)
            if follows[1] - follows[0] > 4 and not apposition and not subject.inverted:
                pieces.append(follows)
        if pieces[0][1] - pieces[0][0] > 5:
            self._add(cue, subject, pieces, self._mode(pieces), stop)

    def _content_start(self, head: int, stop: int, kind: str) -> int:
        that = self.grammar.that.match(self.text, head, stop)
        if that is not None:
            return that.end() - len(self.text[that.start() : that.end()].rsplit(" ", 1)[-1])
        if kind == "tell":
            that = re.compile(r"[^,;.\"]{2,70}? (?=(?:that|how|he|she|it|they|to|there|the) )").match(
                self.text, head, stop
            )
            if that is not None:
                return that.end()
        adverbial = self.grammar.adverbial.match(self.text, head, stop)
        at = adverbial.end() if adverbial else head
        while at < stop and self.text[at] in " ,:":
            at += 1
        return at

    def _content_end(self, start: int, stop: int) -> int:
        semicolon = self.text.find("; ", start, stop)
        end = semicolon if semicolon > start and not self._quoted(semicolon) else stop
        return self._trim(start, end)[1]

    def _cut_before(self, cue: ConceptMention, subject: _Subject, floor: int) -> None:
        """End the clause before where a new one begins with its own or the shared subject."""
        at = cue.start if subject.shared else subject.start
        lead = self.text[max(floor, at - 6) : at]
        if not subject.shared and not re.search(r"[,;] (?:and |but |while )?$|(?:and|but|while) $", lead):
            return
        for speech in reversed(self.found):
            if speech.end <= floor or speech.start < floor - 400:
                break
            start, end = speech.pieces[-1]
            if start < at - 8 < end and speech.mode != "direct":
                cut = self._trim(start, at)
                words = self.text[cut[0] : cut[1]]
                for joint in (" and", " but", " while", ", and", ", but"):
                    words = words.removesuffix(joint)
                speech.pieces = (*speech.pieces[:-1], self._trim(start, start + len(words)))

    def _clause_start(self, floor: int, end: int) -> int:
        semicolon = self.text.rfind("; ", floor, end)
        start = semicolon + 2 if semicolon >= floor and not self._quoted(semicolon) else floor
        for speech in self.found:
            if (
                start < speech.end <= end - 10
                and not self._quoted(speech.end)
                and self.text[speech.end : speech.end + 1] in ",;"
            ):
                start = speech.end + 1
        return start

    def _source_end(self, start: int, stop: int) -> int:
        for found in re.compile(r"[,;:(\"]|\.(?=[ \"]|$)").finditer(self.text, start + 1, stop):
            return found.start()
        return self._trim(start, stop)[1]

    # -- quotations ------------------------------------------------------------------------------------------------

    def _quotation_before(self, at: int, floor: int) -> QuotationMention | None:
        index = bisect_right(self.ends, at) - 1
        if index < 0:
            return None
        quotation = self.quotations[index]
        # After "…?" and "…!" the speaker begins a sentence of his own.
        if quotation.end < floor and (
            self.text[quotation.end : floor] != " " or self.text[quotation.end - 2] not in "?!,-"
        ):
            return None
        inside = self.text[quotation.start : quotation.end]
        spoken = inside.rstrip('" ')[-1:] in ",.?!-" or quotation.end == floor or inside.count(" ") >= 3
        return quotation if spoken else None

    def _next_quotation(self, at: int) -> QuotationMention | None:
        index = bisect_right(self.ends, at)
        return self.quotations[index] if index < len(self.quotations) and self.quotations[index].start >= at else None

    def _joins(self, at: int, after: QuotationMention) -> bool:
        """Whether a split quotation goes on after its speaker: in the sentence, or at the head of the next."""
        gap = self.text[at : after.start]
        return len(gap) < 160 and "\n" not in gap and gap.rstrip()[-1:] in ",.:-;" and gap.rstrip().count(". ") == 0

    def _introduces(self, head: int, quoted: QuotationMention) -> bool:
        gap = self.text[head : quoted.start].rstrip()
        if not gap:
            return True
        return (
            gap[-1] in ",:"
            and len(gap) < 120
            and "\n" not in gap
            and not self.grammar.that.match(gap)
            and ". " not in gap
        )

    def _run(self, first: QuotationMention) -> list[tuple[int, int]]:
        """A quotation and its further paragraphs."""
        pieces = [(first.start, first.end)]
        index = self.quotations.index(first)
        while (
            not self.quotations[index].closed
            and index + 1 < len(self.quotations)
            and self.quotations[index + 1].continued
        ):
            index += 1
            pieces.append((self.quotations[index].start, self.quotations[index].end))
        return pieces

    def _quoted(self, at: int) -> bool:
        index = bisect_right(self.ends, at)
        return index < len(self.quotations) and self.quotations[index].start < at < self.quotations[index].end

    def _reach(self, stop: int) -> int:
        """The sentence's end, carried to the end of a quotation that it breaks off in."""
        index = bisect_right(self.ends, stop)
        if index < len(self.quotations) and self.quotations[index].start < stop:
            return self.quotations[index].end
        return stop

    def _mode(self, pieces: list[tuple[int, int]]) -> str:
        for start, end in pieces:
            for quotation in within(self.quotations, start, end):
                if self.text.count(" ", quotation.start, quotation.end) > 1 and not self._is_name(quotation):
                    return "mixed"
        return "indirect"

    def _left_over(self) -> None:
        """Give quotations that no cue reached to the speaker before, in reading order."""
        held = sorted(piece for speech in self.found for piece in speech.pieces)
        for index, quotation in enumerate(self.quotations):
            if any(start < quotation.end and quotation.start < end for start, end in held):
                continue
            if self.text.count(" ", quotation.start, quotation.end) < _FEW_WORDS or self._is_name(quotation):
                continue
            speech = self._goes_on(index, quotation)
            if speech is not None:
                self._follow(speech, quotation)

    def _is_name(self, quotation: QuotationMention) -> bool:
        words = [word for word in self.text[quotation.start + 1 : quotation.end - 1].split(" ") if len(word) > 3]
        return sum(word[:1].isupper() for word in words) > _NAME_SHARE * len(words)

    def _goes_on(self, index: int, quotation: QuotationMention) -> Speech | None:
        """The speech that a quotation without a cue goes on with: of its paragraph, else of the one before it."""
        sentence = self.view.sentence_at(quotation.start)
        if sentence is None:
            return None
        before = [speech for speech in self.found if speech.start < quotation.start]
        if not before:
            return None
        last = max(before, key=lambda speech: speech.end)
        paragraph = self.view.sentence_at(last.start)
        if paragraph is None:
            return None
        if paragraph.paragraph == sentence.paragraph or quotation.continued:
            return last
        heads = not self.text[max(0, quotation.start - 1) : quotation.start].strip()
        alone = heads and self.text[quotation.end : quotation.end + 1] in ("", "\n")
        return last if alone and last.mode == "direct" else None

    def _follow(self, speech: Speech, quotation: QuotationMention) -> None:
        self.found.append(
            Speech(
                quotation.start,
                quotation.end,
                ((quotation.start, quotation.end),),
                "direct",
                speech.speaker,
                speech.source_start,
                speech.source_end,
                speech.person,
            )
        )

    # -- keeping ---------------------------------------------------------------------------------------------------

    def _add(self, cue: ConceptMention, subject: _Subject, pieces: list[tuple[int, int]], mode: str, stop: int) -> None:
        start = min(cue.start, subject.start if not subject.shared else cue.start, *(start for start, _ in pieces))
        end = max(cue.end, subject.end, *(end for _, end in pieces))
        person = self.speakers.person(subject.start, subject.end)
        name = person.name if person else self.view.document.text[subject.start : subject.end]
        self.found.append(
            Speech(
                start,
                end,
                tuple(pieces),
                mode,
                name,
                subject.start,
                subject.end,
                person,
                self.text[cue.start : cue.end],
                concept=cue.concept,
            )
        )
        self.speakers.spoke(person, cue.start)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        return start, end

    def _blank_left(self, floor: int, end: int) -> int:
        while end > floor and self.text[end - 1] in " \n":
            end -= 1
        return end
