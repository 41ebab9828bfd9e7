"""Who is meant by the words that name a speaker: a name, a short name, "he", "the minister"."""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import PersonMention
from khorgos.language import load

# What stays of a noun in all its cases has so many letters.
_STEM = 4
# An office before its holder, and what stands before the office ("His Hungarian colleague"), in characters.
_OFFICE = 70
_HEAD = 25


@lru_cache(maxsize=8)
def _apposition(code: str) -> re.Pattern[str]:
    """What stands between a role and the name behind its comma: of what, and a word of courtesy."""
    speech, roles = load(code).room("speech"), load(code).room("roles")
    links = "|".join(re.escape(str(word)) for word in (speech["within"].get("words", ()) if "within" in speech else ()))
    courtesy = "|".join(re.escape(word) for word in (roles["courtesy"].forms if "courtesy" in roles else ()))
    return re.compile(rf"(?: (?:{links or '(?!)'}) [^,;.\"]{{2,60}})?, (?:(?i:{courtesy or '(?!)'}) )?")


class Speakers:
    """The persons of a text and who spoke last."""

    def __init__(self, view: Annotated) -> None:
        self.view = view
        self.last: PersonMention | None = None
        room = view.pack.room("speech")
        self.personal = frozenset(room["persons"].get("words", ())) if "persons" in room else frozenset()
        self.clauses = frozenset(room["relative"].get("words", ())) if "relative" in room else frozenset()
        self.own = frozenset(room["own"].forms) if "own" in room else frozenset()
        self.apposition = _apposition(view.pack.code)
        self.articles = tuple(f"{word} " for word in room["definite"].get("words", ())) if "definite" in room else ()

    def spoke(self, person: PersonMention | None) -> None:
        """Keep who spoke last."""
        if person is not None:
            self.last = person

    def person(self, start: int, end: int) -> PersonMention | None:
        """The person meant by the words at start..end, or None (a body, a paper, nobody known)."""
        named = within(self.view.persons, start, end)
        if named and not self._clause(start, named[0].start) and not self._namesake(named[0], end):
            return named[0]
        if within(self.view.room("roles"), start, end) and (behind := self._behind(end)) is not None:
            return behind
        words = self.view.low[start:end]
        if words in self.own:
            return self._antecedent(start)
        if words.rsplit(" ", 1)[-1] in self.personal:
            return self._antecedent(start)
        if words.startswith(self.articles):
            return self._by_role(start, end)
        return None if self.articles else self._of_office(start, end)

    def _of_office(self, start: int, end: int) -> PersonMention | None:
        """Whom an office means in a language without articles: who was named with all its words, in whatever case."""
        roles = within(self.view.room("roles"), start, end)
        if not roles or roles[0].start != start:
            return None
        stems = [word[: max(_STEM, len(word) - 2)] for word in self.view.low[start:end].split(" ")]
        for person in reversed(within(self.view.persons, 0, start)):
            told = f"{person.role or ''} {person.affiliation or ''}".lower()
            if person.role and all(stem in told for stem in stems):
                return person
        return None

    def _behind(self, end: int) -> PersonMention | None:
        """Whom a role names behind its comma: "warned one economist, NAME", "said the mayor of Apia, Dr. NAME"."""
        gap = self.apposition.match(self.view.text, end)
        if gap is None:
            return None
        following = within(self.view.persons, gap.end(), gap.end() + 1)
        return following[0] if following else None

    def _namesake(self, person: PersonMention, end: int) -> bool:
        """Whether a surname opens the name of something else: "Lind Wire", "the Lind Foundation"."""
        short = " " not in self.view.text[person.start : person.end]
        following = self.view.text[person.end : min(person.end + 2, end)]
        return short and self.view.pack.boundaries and following[:1] == " " and following[1:].isupper()

    def _antecedent(self, at: int) -> PersonMention | None:
        """Whom "he" means: the person named in this sentence or the one before, else the last speaker."""
        index = self.view.sentence_index(at)
        if index is None:
            return self.last
        sentences = self.view.sentences
        near = within(self.view.persons, sentences[index].start, at)
        if near:
            return near[0]
        if (subject := self._opens(index)) is not None:
            return subject
        if self.last is not None and self.last.start >= sentences[max(0, index - 3)].start:
            return self.last
        before = within(self.view.persons, sentences[max(0, index - 1)].start, at)
        if before:
            return before[0]
        return self._by_role(sentences[max(0, index - 1)].start, sentences[index].start) or self.last

    def _opens(self, index: int) -> PersonMention | None:
        """Who is the subject of the sentence before in a paragraph: "The mayor, NAME, wants less.  … he says"."""
        sentences = self.view.sentences
        while index and self.view.text[sentences[index].start] == '"':
            index -= 1
            if sentences[index].paragraph != sentences[index + 1].paragraph:
                return None
            people = within(self.view.persons, sentences[index].start, sentences[index].end)
            if people and self.heads(sentences[index].start, people[0]):
                return people[0]
        return None

    def heads(self, start: int, person: PersonMention) -> bool:
        """Whether nothing but an office and its articles stands before a person in a sentence."""
        lead = self.view.text[start : person.start]
        told = within(self.view.room("roles"), start, person.start)
        return not lead.strip() or (len(lead) < _OFFICE and bool(told) and told[0].start - start < _HEAD)

    def _clause(self, start: int, at: int) -> bool:
        """Whether a clause stands before a name: in "a report that cites NAME" the report speaks."""
        return any(word in self.clauses for word in self.view.low[start:at].split(" "))

    def _by_role(self, start: int, end: int) -> PersonMention | None:
        roles = within(self.view.room("roles"), start, end)
        if not roles:
            return None
        word = self.view.low[roles[0].start : roles[0].end]
        for person in reversed(within(self.view.persons, 0, start)):
            if person.role and word in person.role.lower():
                return person
        return None
