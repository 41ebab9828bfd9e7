"""Find who speaks: the words before a cue or after it that name the speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, QuotationMention
from khorgos.extract.attribution import Speech
from khorgos.extract.speech_grammar import grammar

_EDGE = " ,;:-.\n"
# An apposition between speaker and cue has few commas of its own; more are other clauses.
_APPOSITION_COMMAS = 2
# The quoted name of a body between an office and its holder is no longer than this.
_BODY_NAME = 60
_QUOTED_NAME = re.compile(r' ?"[^"\n]{1,45}" ')
# Who speaks is named in fewer words.
_LONG = 8
# The longest apposition without a known person, in characters; what is longer or counts something is a clause.
_APPOSITION = 90


@dataclass(slots=True)
class Subject:
    """Who speaks: the place of the words.

    They follow the cue (`inverted`), are the speaker's of the cue before (`shared`), or the agent of a passive.
    """

    start: int
    end: int
    inverted: bool = False
    shared: bool = False
    agent: bool = False


class Subjects:
    """Finds the speakers of one text's cues, and shares those of the speeches found before."""

    def __init__(self, view: Annotated, found: list[Speech]) -> None:
        self.view = view
        self.text = view.text
        self.grammar = grammar(view.pack.code)
        self.found = found

    def find(self, cue: ConceptMention, floor: int, stop: int, before: QuotationMention | None) -> Subject | None:
        """The speaker of a cue in the stretch floor..stop; `before` is the quotation that ends at the floor."""
        end = self._without_adverbs(floor, cue.start, cue.end)
        if end is None:
            return self._agent(cue, stop)
        last = self.text[end - 1 : end]
        if before is not None and end == floor:
            last = '"'
        if last in ',"-?!':
            # "…, said the minister NAME": a role right after the cue names the speaker, whatever stands before.
            titled = bool(within(self.view.room("roles"), cue.end, cue.end + 2)) or self._closes(cue, stop)
            titled = titled or any(p.start == cue.end + 1 for p in within(self.view.persons, cue.end, cue.end + 2))
            if (
                last == ","
                and not titled
                and (named := self._appositive(floor, end - 1))
                and self._fronted(named, floor)
            ):
                return named
            if inverted := self.inverted(cue, stop):
                return inverted
        if end <= floor:
            opens = self.text[cue.start].isupper() and self.inverted(cue, stop)
            return opens or self._shared(cue, floor)
        if last == ",":
            return self._appositive(floor, end - 1) or self._shared(cue, floor)
        start = self._phrase_start(floor, end)
        if start >= end or not self.text[start].isalnum():
            return self._shared(cue, floor)
        beside = before is not None and not self.text[before.end : start].strip(_EDGE)
        return Subject(start, end) if beside or self._speaks(start, end) else None

    def _later(self, cue: ConceptMention, stop: int) -> Subject | None:
        """A person named after a phrase of time or place: "remarked in the lobby the financier NAME"."""
        for person in within(self.view.persons, cue.end, min(stop, cue.end + 90)):
            if not any(mark in self.text[cue.end : person.start] for mark in ',;:"'):
                return Subject(person.start, person.end, inverted=True)
        return None

    def _agent(self, cue: ConceptMention, stop: int) -> Subject | None:
        """Who speaks in the passive: "a credit line was announced by NAME"."""
        by = self.grammar.by.match(self.text, cue.end, stop)
        if by is None:
            return None
        after = self.grammar.after.match(self.text, by.end(), stop)
        if after is None or not self._speaks(*after.span("who")):
            return None
        start, end = after.span("who")
        return Subject(start, start + len(self.text[start:end].rstrip(" .")), inverted=True, agent=True)

    def _closes(self, cue: ConceptMention, stop: int) -> bool:
        """Whether a name alone follows the cue and ends the sentence: "…, reports NAME"."""
        after = self.grammar.after.match(self.text, cue.end, stop)
        if after is None or cue.concept == "tell":
            return False
        end = after.end("who")
        if self.text[end : end + 1] not in ("", ".", "\n"):
            return False
        return all(word[:1].isupper() for word in after["who"].strip(" .").split(" "))

    def _fronted(self, subject: Subject, floor: int) -> bool:
        """Whether a subject with an apposition opens its clause, so that no clause stands before it."""
        return not self.text[floor : subject.start].strip(_EDGE)

    def inverted(self, cue: ConceptMention, stop: int) -> Subject | None:
        """The speaker named after the cue: "…, said SPEAKER"."""
        after = self.grammar.after.match(self.text, cue.end, stop)
        if after is None:
            return self._later(cue, stop)
        start, end = after.span("who")
        end = self._past_name(start + len(self.text[start:end].rstrip(" .")), stop)
        words = self.text[start:end].split(" ")
        first = words[0].lower()
        if first in self.grammar.pronouns:
            # "сказал он журналистам": where a verb may stand before its pronoun, what follows is no matter.
            alone = self.text[start + len(first) : start + len(first) + 1] in (
                ",.;:" if self.view.pack.titled else ",.;: "
            )
            return Subject(start, start + len(first), inverted=True) if alone else None
        if words[0][:1].isupper() or (first in self.grammar.articles and self._speaks(start, end)):
            return Subject(start, end, inverted=True)
        named = words[-1].lower() in self.grammar.people or within(self.view.persons, start, end)
        if named or len(words) >= _LONG:
            return Subject(start, end, inverted=True) if named and len(words) < _LONG else None
        return self._titled(words, end)

    def _titled(self, words: list[str], end: int) -> Subject | None:
        """A name behind words in small letters for what its bearer is: "said the shopkeeper NAME".

        Where names of bodies have a capital throughout, these words say nothing of a person.
        """
        proper = list(takewhile(lambda word: word[:1].isupper(), reversed(words)))
        if not proper or self.view.pack.titled or words[0].lower() in self.grammar.openers:
            return None
        return Subject(end - len(" ".join(proper)), end, inverted=True)

    def _past_name(self, end: int, stop: int) -> int:
        """Where a speaker ends whose body has its name in quotation marks: "the director of "Example" Ana Lind"."""
        for person in within(self.view.persons, end, min(stop, end + _BODY_NAME))[:1]:
            if _QUOTED_NAME.fullmatch(self.text, end, person.start):
                return person.end
        return end

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
            if word in self.grammar.adverbs or (
                (len(word) > 4 and word.endswith("ly") and self.text[space + 1].islower())
                or self.manner(self.text[space + 1 : end])
            ):
                end = self._blank_left(floor, space) if space >= floor else floor
            else:
                break
        return self._without_brackets(floor, end)

    def manner(self, word: str) -> bool:
        """Whether a word in small letters tells how something is said, by its end: "честно ответил"."""
        ends = self.grammar.adverb_ends
        return bool(ends) and word.islower() and word.endswith(ends) and word not in self.grammar.people

    def _without_brackets(self, floor: int, end: int) -> int:
        """Step over brackets between speaker and cue: "Ana Lind (Grenada) said"."""
        if self.text[end - 1 : end] != ")":
            return end
        opening = self.text.rfind("(", floor, end)
        return self._blank_left(floor, opening) if opening > floor else end

    def _appositive(self, floor: int, comma: int) -> Subject | None:
        """SPEAKER, apposition, said: the subject stands before the comma that opens the apposition."""
        for person in reversed(within(self.view.persons, floor, comma)):
            between = self.text[person.end : comma]
            if between[:1] == "," and between.count(",") <= _APPOSITION_COMMAS:
                return Subject(person.start, person.end)
        comma = self._without_brackets(floor, comma)
        opening = self.text.rfind(", ", floor, comma)
        if opening <= floor or comma - opening > _APPOSITION or within(self.view.quantities, opening, comma):
            return None
        start = self._phrase_start(floor, opening)
        return Subject(start, opening) if start < opening and self._speaks(start, opening) else None

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
        # A site speaks by its address ("example.com reports").
        if any(word.lower() in self.grammar.people for word in words) or "." in words[-1][1:-1]:
            return True
        named = bool(within(self.view.persons, start, end)) or bool(within(self.view.organisations, start, end))
        return named or bool(within(self.view.room("roles"), start, end))

    def _opens(self, at: int) -> bool:
        sentence = self.view.sentence_at(at)
        return (
            sentence is not None
            and sentence.start >= at - 1
            and self.text[at:].split(" ", 1)[0].lower() in self.grammar.openers
        )

    def _shared(self, cue: ConceptMention, floor: int) -> Subject | None:
        """The subject of the clause before, for "… and said" and ", adding"."""
        for speech in reversed(self.found):
            if speech.start < cue.start and speech.end >= floor and speech.source_end > speech.source_start:
                return Subject(speech.source_start, speech.source_end, shared=True)
        return None

    def _blank_left(self, floor: int, end: int) -> int:
        while end > floor and self.text[end - 1] in " \n":
            end -= 1
        return end
