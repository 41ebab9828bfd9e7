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

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, PersonMention, QuotationMention, Sentence
from khorgos.extract.attribution import Speech
from khorgos.extract.quoted import Quoted
from khorgos.extract.speaker import Speakers
from khorgos.extract.speech_grammar import grammar
from khorgos.extract.speech_subject import Subject, Subjects
from khorgos.language.pack import Concept

# What follows a speaker's comma and opens with one of these describes him.
_APPOSITION = ("who ", "a ", "the ", "an ")
_EDGE = " ,;:-.\n"
# A name that labels a quotation opens its paragraph.
_LABEL = 30
# A quotation of fewer words that no cue reaches is a name or a word held at arm's length.
_FEW_WORDS = 4
# Words before "…, X told Y" that are as long as this are what was told, not a phrase of time or place.
_CLAUSE_LENGTH = 40
# A clause that tells something has more characters.
_CLAUSE_SHORT = 8
_DASH_BEFORE = re.compile(r"[,?!.…]\"? - (?:\w+ )?$")
_DASH_AFTER = re.compile(r"[.,] - ")
_SOURCE_END = re.compile(r"[,;:(\"]|\.(?=[ \"]|$)")


class Reported:
    """One text's reported speech."""

    def __init__(self, view: Annotated) -> None:
        self.view = view
        self.text = view.text
        self.grammar = grammar(view.pack.code)
        self.speakers = Speakers(view)
        self.quoted = Quoted(view)
        self.found: list[Speech] = []
        self.subjects = Subjects(view, self.found)

    def read(self) -> list[Speech]:
        """Every speech, in order."""
        for cue in self.view.room("speech"):
            if self._dashed(cue):
                self._inner(cue)
            elif not self.quoted.holds(cue.start):
                self._cue(cue)
        self.found.sort(key=lambda speech: speech.start)
        self._left_over()
        self.found.sort(key=lambda speech: speech.start)
        return self.found

    def _dashed(self, cue: ConceptMention) -> bool:
        return _DASH_BEFORE.search(self.text, max(0, cue.start - 24), cue.start) is not None

    def _inner(self, cue: ConceptMention) -> None:
        """«Words, - said SPEAKER. - Words»: the speaker stands inside the marks, or in a paragraph opened by a dash."""
        dash = _DASH_BEFORE.search(self.text, max(0, cue.start - 24), cue.start)
        run = self.quoted.container(cue.start)
        subject = self.subjects.inverted(cue, min(len(self.text), cue.end + 90))
        if dash is None or subject is None:
            return
        if run is None:
            self._cue(cue)
            return
        pieces = [(run[0][0], dash.start() + 1)]
        after = _DASH_AFTER.search(self.text, subject.end, min(run[0][1], subject.end + 90))
        if after is not None:
            pieces.append((after.end(), run[0][1]))
        self._add(cue, subject, pieces + run[1:], "direct")

    def _cue(self, cue: ConceptMention) -> None:
        sentence = self.view.sentence_at(cue.start)
        if sentence is None:
            return
        concept = self.grammar.concepts[cue.concept]
        floor, stop = sentence.start, self.quoted.reach(sentence.end)
        if concept.get("kind") in ("source", "own"):
            self._source(cue, floor, stop, own=concept.get("kind") == "own")
            return
        pointer = self.grammar.pointer.match(self.text, sentence.start, cue.start)
        if pointer is not None and not self.quoted.holds(pointer.start()):
            told = self.subjects.inverted(cue, stop)
            if self.text[pointer.end() : cue.start].strip():
                told = self.subjects.find(cue, pointer.end(), stop, None)
            if told is not None:
                self._backward(cue, told, sentence)
            return
        if self.grammar.as_.search(self.text, max(floor, cue.start - 16), cue.start) and self._as(cue, floor, stop):
            return
        before = self.quoted.before(cue.start, floor)
        if before is not None:
            floor = max(floor, before.end)
        subject = self.subjects.find(cue, floor, stop, before)
        if subject is None:
            return
        lead = self.text[floor : min(subject.start, cue.start)].strip(_EDGE)
        if before is not None and subject.shared and self._said_already(before):
            before = None  # "thanked the bank for its "patience" and said that …"
        if before is not None and (lead in ("", "as") or self.subjects.manner(lead)):
            self._direct(cue, subject, before)
        else:
            self._clause(cue, concept, subject, floor if before is None else sentence.start, stop)

    def _said_already(self, quotation: QuotationMention) -> bool:
        """Whether a quotation is part of what an earlier cue reports."""
        return any(a <= quotation.start and quotation.end <= b for speech in self.found for a, b in speech.pieces)

    def _as(self, cue: ConceptMention, floor: int, stop: int) -> bool:
        """ "Как отметил SPEAKER, …": what is said stands around the clause of saying."""
        subject = self.subjects.inverted(cue, stop)
        if subject is None or self.text[subject.end : subject.end + 1] not in (",", "."):
            return False
        left = self._trim(floor, self.text.rfind(" ", floor, cue.start - 1) + 1)
        right = self._trim(subject.end, self._content_end(subject.end, stop))
        pieces = [(start, end) for start, end in (left, right) if end - start > _CLAUSE_SHORT]
        if pieces:
            self._add(cue, subject, pieces, self._mode(pieces))
        return bool(pieces)

    def _direct(self, cue: ConceptMention, subject: Subject, before: QuotationMention) -> None:
        pieces = [(before.start, before.end)]
        index = self.quoted.all.index(before)
        while index and before.continued:
            index -= 1
            before = self.quoted.all[index]
            pieces.insert(0, (before.start, before.end))
        after = self.quoted.after(max(cue.end, subject.end))
        if after is not None and self.quoted.joins(max(cue.end, subject.end), after):
            pieces.append((after.start, after.end))
        self._add(cue, subject, pieces, "direct")

    def _backward(self, cue: ConceptMention, subject: Subject, sentence: Sentence) -> None:
        """ "So thinks SPEAKER": what was said is the sentence before."""
        index = self.view.sentence_index(sentence.start)
        if index:
            told = self.view.sentences[index - 1]
            if told.paragraph == sentence.paragraph:
                self._add(cue, subject, [(told.start, told.end)], "indirect")

    def _clause(self, cue: ConceptMention, concept: Concept, subject: Subject, floor: int, stop: int) -> None:
        kind = concept.get("kind")
        head = subject.end if subject.inverted else cue.end
        left = self.text[floor : min(subject.start, cue.start)]
        quoted = self.quoted.after(head)
        if kind in ("utter", "tell") and quoted is not None and self._introduces(head, quoted):
            self._add(cue, subject, self.quoted.run(quoted), "direct")
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
            self._add(cue, subject, [(start, end)], self._mode([(start, end)]))

    def _source(self, cue: ConceptMention, floor: int, stop: int, *, own: bool) -> None:
        end = cue.end if own else self._source_end(cue.end, stop)
        subject = Subject(cue.start, cue.end) if own else Subject(cue.end + 1, end)
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
            self._add(cue, subject, pieces, self._mode(pieces))

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

    def _around(self, cue: ConceptMention, subject: Subject, floor: int, head: int, stop: int) -> None:
        cut = min(subject.start, cue.start)
        pieces = [self._trim(self._clause_start(floor, cut), cut)]
        if self.text[head : head + 1] == ",":
            follows = self._trim(head, self._content_end(head, stop))
            pronoun = self.text[subject.start : subject.end].lower() in self.grammar.pronouns
            apposition = not pronoun and self.text[follows[0] : follows[0] + 4].startswith(_APPOSITION)
            if follows[1] - follows[0] > 4 and not apposition and (pronoun or not subject.inverted):
                pieces.append(follows)
        if pieces[0][1] - pieces[0][0] > 5:
            self._add(cue, subject, pieces, self._mode(pieces))

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

    def _content_start(self, head: int, stop: int, kind: str) -> int:
        that = self.grammar.that.match(self.text, head, stop)
        if that is not None:
            return that.end() - len(self.text[that.start() : that.end()].rsplit(" ", 1)[-1])
        if kind == "tell":
            that = self.grammar.listener.match(self.text, head, stop)
            if that is not None:
                return that.end()
        adverbial = self.grammar.adverbial.match(self.text, head, stop)
        at = adverbial.end() if adverbial else head
        while at < stop and self.text[at] in " ,:":
            at += 1
        return at

    def _content_end(self, start: int, stop: int) -> int:
        semicolon = self.text.find("; ", start, stop)
        end = semicolon if semicolon > start and not self.quoted.holds(semicolon) else stop
        return self._trim(start, end)[1]

    def _cut_before(self, cue: ConceptMention, subject: Subject, floor: int) -> None:
        """End the clause before where a new one begins with its own or the shared subject."""
        at = cue.start if subject.shared else subject.start
        lead = self.text[max(floor, at - 6) : at]
        if not subject.shared and not self.grammar.joint.search(lead):
            return
        for speech in reversed(self.found):
            if speech.end <= floor or speech.start < floor - 400:
                break
            start, end = speech.pieces[-1]
            if start < at - 8 < end and speech.mode != "direct":
                cut = self._trim(start, at)
                joint = self.grammar.joint_end.search(self.text, *cut)
                speech.pieces = (*speech.pieces[:-1], self._trim(start, joint.start() if joint else cut[1]))

    def _clause_start(self, floor: int, end: int) -> int:
        semicolon = self.text.rfind("; ", floor, end)
        start = semicolon + 2 if semicolon >= floor and not self.quoted.holds(semicolon) else floor
        for speech in self.found:
            if (
                start < speech.end <= end - 10
                and not self.quoted.holds(speech.end)
                and self.text[speech.end : speech.end + 1] in ",;"
            ):
                start = speech.end + 1
        return start

    def _source_end(self, start: int, stop: int) -> int:
        mark = _SOURCE_END.search(self.text, start + 1, stop)
        return mark.start() if mark else self._trim(start, stop)[1]

    def _mode(self, pieces: list[tuple[int, int]]) -> str:
        for start, end in pieces:
            for quotation in within(self.quoted.all, start, end):
                if self.text.count(" ", quotation.start, quotation.end) > 1 and not self.quoted.is_name(quotation):
                    return "mixed"
        return "indirect"

    def _left_over(self) -> None:
        """Give quotations that no cue reached to the speaker before, in reading order."""
        held = sorted(piece for speech in self.found for piece in speech.pieces)
        for quotation in self.quoted.all:
            if any(start < quotation.end and quotation.start < end for start, end in held):
                continue
            if self.text.count(" ", quotation.start, quotation.end) < _FEW_WORDS or self.quoted.is_name(quotation):
                continue
            if (label := self._labelled(quotation)) is not None:
                self._of_person(label, quotation)
                continue
            speech = self._goes_on(quotation)
            if speech is not None:
                self._follow(speech, quotation)
            elif (person := self._told_of(quotation)) is not None:
                self._of_person(person, quotation)

    def _labelled(self, quotation: QuotationMention) -> PersonMention | None:
        """The only person of the clause before a quotation's colon, who opens it: "NAME was blunter: "…" "."""
        sentence = self.view.sentence_at(quotation.start)
        if sentence is None or self.text[quotation.start - 2 : quotation.start] != ": ":
            return None
        people = within(self.view.persons, sentence.start, quotation.start)
        alone = len({person.name for person in people}) == 1
        return people[0] if alone and self.speakers.heads(sentence.start, people[0]) else None

    def _told_of(self, quotation: QuotationMention) -> PersonMention | None:
        """Who opens the sentence before a quotation that stands by itself, or is named before its colon."""
        text = self.text
        head = text.rfind("\n", 0, quotation.start) + 1
        sentence = self.view.sentence_at(quotation.start)
        if sentence is None or text[quotation.end : quotation.end + 1] not in ("", "\n", " "):
            return None
        if text[quotation.start - 2 : quotation.start] == ": ":
            labelled = within(self.view.persons, head, quotation.start)
            named = labelled[-1:] if labelled and labelled[0].start - head < _LABEL else []
        elif sentence.start in (quotation.start, quotation.start + 1):
            index = self.view.sentence_index(quotation.start) or 0
            before = self.view.sentences[index - 1] if index else sentence
            alike = before is not sentence and before.paragraph == sentence.paragraph
            near = within(self.view.persons, before.start, before.end) if alike else []
            named = near if near and near[0].start - before.start < _LABEL else []
        else:
            named = []
        return named[0] if len({person.name for person in named}) == 1 else None

    def _of_person(self, person: PersonMention, quotation: QuotationMention) -> None:
        place = (quotation.start, quotation.end)
        self.found.append(Speech(*place, (place,), "direct", person.name, person.start, person.end, person))

    def _goes_on(self, quotation: QuotationMention) -> Speech | None:
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
        heads = self.text[max(0, quotation.start - 1) : quotation.start] in ("", "\n")
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

    def _add(self, cue: ConceptMention, subject: Subject, pieces: list[tuple[int, int]], mode: str) -> None:
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
        self.speakers.spoke(person)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        return start, end
