"""What stands beside a name and makes it a person's: titles before it, appositions after it, words of saying.

Kazakh Transport Minister NAME · the chairman of BODY, NAME · NAME, director of BODY · NAME, who heads BODY · said NAME
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from khorgos.annotate.annotated import Annotated, within
from khorgos.annotate.mentions import ConceptMention, PersonMention
from khorgos.annotate.person_names import FULL, NAME, TOKEN, UPPER, known_otherwise, nominative, turns, words
from khorgos.language.pack import Concept
from khorgos.values import Party
from khorgos.values.party import PartyKind

# What follows the town of a dateline: "RIGA, May 5 (Example Wire) -", "RIGA -", "RIGA. ".
_SENT = re.compile(r"(?:, [^\n]{0,24}|/[A-Z ]+)?(?: ?\([^)\n]{2,40}\))?(?: -|\. |\.\n|: )")
_start = attrgetter("start")

_NAME = re.compile(NAME)
_QUOTED_TITLE = re.compile(rf"(?P<name>{FULL}): \"")
_AFTER_TITLE = re.compile(rf" (?P<name>{NAME})")
_BEFORE = re.compile(rf"(?P<name>{FULL})(?: \([^)]{{1,30}}\))?, (?P<lead>[^,;\"()]{{0,70}})$")
_CHUNK = re.compile(r"[^,;:()\n]{2,140}")
_STOPS = re.compile(
    r"\.[\" ]| (?:who|which|that|whose|when|invited|told|said|as he|as she|in an|at a) |[\" ](?:say|sai|not|add)"
)
_AFTER_PORTFOLIO = re.compile(rf" (?:of|for) (?:{TOKEN} |and |the |, ){{1,9}}{TOKEN}")
_LINK = re.compile(r" (?:of|at|for|with|from|in|to) (?:the )?")
_ARTICLE = re.compile(r"(?:the|a|an|its|his|her|their|one|another) ")
_WHO = re.compile(r", who (?P<verb>[a-z]+) (?P<body>[^,;:.]{3,90})")
_BELONGS = re.compile(
    rf" of (?P<body>(?:the )?{NAME}(?:'s [a-z]+(?: [a-z]+)?)?)(?= [a-z]|[,;.)])|,? \((?P<short>[A-Z][\w ]{{1,40}})\)"
)
_SPOKEN_BEFORE = re.compile(
    rf"(?P<name>{FULL})(?: of [^,;\"]{{3,60}})?(?: \([^)]{{1,40}}\))?(?:, [^;\"]{{3,110}},)?"
    r"(?: \w+ quoted[^,;\"]{0,60} as)?(?: [a-z]+ly| also| then| later| has| had| who)?\s*$"
)
# Without any of these a name stands right before the cue, or before one word that does.
_DESCRIBES = (",", ")", " of ", " quoted")
_LAST_WORD = re.compile(rf"(?:^|[^\w'-])(?P<name>{TOKEN})(?: [a-z]+ly| also| then| later| has| had)?\s*$")
_FULL = re.compile(FULL)
_FULL_END = re.compile(rf"{FULL}$")
_OWNER = re.compile(rf"(?P<owner>{NAME})'s (?:own )?$")
_STRETCH = re.compile(r"(?: [^\s,;:.\"()]+| \([^)]{1,20}\)| \"[^\"\n]{1,30}\"){1,11}")
_CAPITALS = re.compile(rf"{TOKEN}(?: {TOKEN})*")
_TOKEN = re.compile(TOKEN)
_ABBREVIATION = re.compile(r" ?\([^)]*\)")
_PATRONYMIC = ("вич", "вна", "ична", "вича", "вичем", "уулу", "кызы", "оглы", "углы")
_CLAUSE_OPENER = re.compile(rf"(?:(?<=, )|(?<=\. )|(?<=\n)|(?<=; ))(?P<name>{FULL})(?= [a-z]+(?:s|ed|t|w|d)\b)")
_AGENT = re.compile(rf" by (?P<name>{FULL})(?=[ ,.;])")
_SPOKEN_AFTER = re.compile(rf" (?P<name>{FULL})")
_COMMA_WHO = ", who "
_BEFORE_WHO = re.compile(rf"(?P<name>{FULL})$")
# In characters; of the names of the development reports none is half as long.
_LONGEST_NAME = 120
_ENDS_NAMED = re.compile(rf"(?P<name>{FULL}) $")
_IN_TOWN = re.compile(rf" (?:in|near|on) (?:the )?(?=[{UPPER}])")
_CAPITAL = re.compile(rf"[{UPPER}]")
_WORD = re.compile(r"\S+")
_NAME_WORD = re.compile(rf"[{UPPER}][\w.]*")


def _named(printed: str) -> str:
    """A name that a transcript prints in capitals, as names are written."""
    return printed.title() if printed.isupper() and len(printed) > 5 else printed


# "Ebru Lind, 46, heads ...": an age makes a person's name of it.
_AGED = re.compile(r", [2-9]\d, (?=[a-z])")


def _dateline(view: Annotated) -> Party | None:
    """The state from whose capital a report is sent: offices without a state are of it."""
    first = view.places[:1]
    if not first or first[0].kind != "capital" or not first[0].country:
        return None
    heads = view.text.rfind("\n", 0, first[0].start) + 1 == first[0].start
    sent = heads and _SENT.match(view.text, first[0].end)
    return Party.country(first[0].country) if sent else None


class Beside:
    """Names with what stands beside them, found from roles and cues."""

    def __init__(self, view: Annotated) -> None:
        self.view = view
        self.text = view.text
        self.words = words(view.pack.code)
        self.found: dict[int, PersonMention] = {}
        self.home = _dateline(view)

    def by_roles(self) -> None:
        """Names with a title before them or an apposition with a role after them."""
        for role in self.view.room("roles"):
            concept = self.words.roles[role.concept]
            if not self._title(role, concept):
                self._apposition(role, concept)

    def by_cues(self) -> None:
        """Full names beside a word of saying."""
        for cue in self.view.room("speech"):
            sentence = self.view.sentence_at(cue.start)
            if sentence is None:
                continue
            agent = _AGENT.match(self.text, cue.end, sentence.end)
            if agent:
                self._spoken(*agent.span("name"))
            if self.text[cue.start - 2 : cue.start - 1] in ',"-?!':
                after = _SPOKEN_AFTER.match(self.text, cue.end, sentence.end)
                if after:
                    self._spoken(*after.span("name"))
            before = self._named_before(max(sentence.start, cue.start - 150), cue.start)
            if before:
                self._spoken(before.start("name"), before.end("name"))
            elif last := _LAST_WORD.search(self.text, max(sentence.start - 1, cue.start - 40, 0), cue.start):
                self._fuller(last["name"], cue.start)
            elif self.text[cue.start - 4 : cue.start].lower().endswith("he "):
                self._antecedent(sentence.start)

    def _named_before(self, start: int, end: int) -> re.Match[str] | None:
        """The full name that ends before a cue, perhaps with what describes it in between."""
        lead = self.text[start:end]
        if not any(mark in lead for mark in _DESCRIBES):
            nearest = "".join(lead.rsplit(None, 2)[-2:])
            if nearest == nearest.lower():
                return None
        return _SPOKEN_BEFORE.search(self.text, start, end)

    def _antecedent(self, at: int) -> None:
        """The full name that opens a clause of the sentence before "he says" is a person's."""
        index = self.view.sentence_index(at)
        while index and self.text[self.view.sentences[index - 1].start] == '"':
            index -= 1
        if not index:
            return
        before = self.view.sentences[index - 1]
        opening = list(_CLAUSE_OPENER.finditer(self.text, before.start, before.end))
        for name in opening:
            self._spoken(*name.span("name"))
        if opening or any(before.start <= start < before.end for start in self.found):
            return
        # "It is the third time that NAME has watched …": the only name there is.
        others = [m.span() for m in _FULL.finditer(self.text, before.start, before.end) if self._is_name(*m.span())]
        if len(others) == 1:
            self._spoken(*others[0])

    def by_turns(self) -> None:
        """Names at the heads of a transcript's paragraphs: "NAME (BODY): …"."""
        heads = turns(self.view)
        for start, end, body in heads:
            begin, role = self._headed(start, end)
            if begin >= end or self._bodied(begin, end) or known_otherwise(self.view, begin, end):
                continue
            if " " not in self.text[begin:end]:
                self._fuller(self.text[begin:end], begin)
                continue
            self.found.pop(begin, None)
            self._put(PersonMention(begin, end, "turn", _named(self.text[begin:end]), "", role, affiliation=body))
            self._fuller(self.text[begin:end].rsplit(" ", 1)[-1], begin)

    def by_title(self) -> None:
        """The name in a title that quotes: "NAME: 'We need the bridge'"."""
        title = _QUOTED_TITLE.match(self.text)
        if title and not self._bodied(*title.span("name")) and not known_otherwise(self.view, *title.span("name")):
            self.found.setdefault(0, PersonMention(0, title.end("name"), "title", title["name"], ""))

    def _headed(self, start: int, end: int) -> tuple[int, str | None]:
        """Where the name begins in the head of a turn, and the office before it: "MINISTER ANA LIND"."""
        roles = [role for role in within(self.view.room("roles"), start, end) if role.end < end]
        if not roles:
            return self._trimmed(start, end)[0], None
        courtesy = self.words.roles[roles[-1].concept].get("courtesy")
        shown = self._shown(start, roles[-1].end)
        return roles[-1].end + 1, None if courtesy else shown.capitalize() if shown.isupper() else shown

    def by_clauses(self) -> None:
        """Names of which a clause tells what the person does: "NAME, who farms near the border"."""
        done = 0
        while (at := self.text.find(_COMMA_WHO, done)) >= 0:
            name = _BEFORE_WHO.search(self.text, max(done, at - _LONGEST_NAME), at)
            if name:
                self._spoken(*name.span("name"))
            done = at + len(_COMMA_WHO)
        for aged in _AGED.finditer(self.text):
            name = _BEFORE_WHO.search(self.text, max(0, aged.start() - _LONGEST_NAME), aged.start())
            if name:
                self._spoken(*name.span("name"))
        for verb in self.view.room("meetings"):
            if verb.concept == "travel" and (
                before := _ENDS_NAMED.search(self.text, max(0, verb.start - 60), verb.start)
            ):
                self._spoken(*before.span("name"))

    def _fuller(self, word: str, before: int) -> None:
        """A name of one word beside a cue is a person's if a fuller name that ends in it stands earlier in the text."""
        at = self.text.find(" " + word, 0, before)
        if at < 0 or self.text[at + 1 + len(word) : at + 2 + len(word)].isalnum() or word.lower() in self.words.titles:
            return
        named = _FULL_END.search(self.text, max(0, at - 60), at + 1 + len(word))
        if named is None:
            return
        start, end = self._trimmed(*named.span())
        if " " in self.text[start:end] and not self._bodied(start, end) and not known_otherwise(self.view, start, end):
            mention = PersonMention(start, end, "fuller", self.text[start:end], "")
            owner = _OWNER.search(self.text, max(0, start - 40), start)
            if owner:
                mention.affiliation = self._shown(*owner.span("owner"))
            self._put(mention)
            if mention.role is None and mention.affiliation is None:
                self._described(mention)

    def _title(self, role: ConceptMention, concept: Concept) -> bool:
        if self.words.inflected:
            return self._inflected(role, concept)
        if self.text[role.end : role.end + 1] == " " and within(self.view.room("roles"), role.end, role.end + 2):
            return True  # "Deputy Foreign Minister NAME": the office behind takes in this word.
        named = _AFTER_TITLE.match(self.text, role.end)
        if named:
            return self._keep_titled(role, concept, named.start("name"), named.end("name"), None)
        if concept.get("courtesy"):
            return False
        run = _AFTER_PORTFOLIO.match(self.text, role.end) if concept.get("portfolio") else None
        if run is not None and self._portfolio(role, concept, run.end()):
            return True
        named = self.words.after_comma.match(self.text, role.end)
        if named and self._is_name(named.start("name"), named.end("name")):
            body = (named.start("body"), named.end("body")) if named["body"] else None
            return self._keep_titled(role, concept, named.start("name"), named.end("name"), body)
        return False

    def _inflected(self, role: ConceptMention, concept: Concept) -> bool:
        """ROLE words-in-the-genitive NAME: the name is the last two of the first run of two capitals or more."""
        stretch = _STRETCH.match(self.text, role.end)
        for run in _CAPITALS.finditer(self.text, role.end, stretch.end() if stretch else role.end):
            tokens = [token.span() for token in _TOKEN.finditer(self.text, run.start(), run.end())]
            quoted = self.text[run.start() - 1 : run.start()] == '"'
            if len(tokens) < 2 or quoted or self._bodied(tokens[-2][0], tokens[-1][1]):
                continue
            count = 3 if len(tokens) > 2 and self.text[slice(*tokens[-1])].lower().endswith(_PATRONYMIC) else 2
            start, end = tokens[-count][0], tokens[-1][1]
            if known_otherwise(self.view, start, end):
                continue
            name = self.text[start:end]
            mention = PersonMention(start, end, "title", nominative(name) if concept.get("oblique") else name, "")
            between = self.text[role.end : start].strip()
            mention.role, mention.affiliation = self._shown(role.start, role.end), None
            if between and concept.get("portfolio") and between == between.lower():
                mention.role = self._shown(role.start, start)
            elif between and self.text[role.end + 1 : role.end + 4] not in ("из ", "по ", "на "):
                mention.affiliation = _ABBREVIATION.sub("", self._shown(role.end, start)).strip()
            if concept.get("oblique"):
                mention.role = None
            self._put(mention)
            return True
        return False

    def _portfolio(self, role: ConceptMention, concept: Concept, end: int) -> bool:
        """Minister of Planning and Investment NAME: the name is what follows the last word for a portfolio."""
        start = end
        for word in _NAME_WORD.finditer(self.text, role.end, end):
            start = end if word.group().lower() in self.words.titles else min(start, word.start())
        known = start < end and start > role.end + 5
        if not known or self.text[start - 1] == "'" or self.text[start - 4 : start] == "the ":
            return False
        return self._keep_titled(role, concept, start, end, None, start - 1)

    def _keep_titled(
        self, role: ConceptMention, concept: Concept, start: int, end: int, body: tuple[int, int] | None, last: int = 0
    ) -> bool:
        if self.text[start:end].lower().split(" ", 1)[0] in self.words.titles - self.words.pronouns:
            start, end = self._trimmed(start, end)
        if start >= end or self._bodied(start, end) or known_otherwise(self.view, start, end):
            return False
        mention = PersonMention(start, end, "title", self.text[start:end], "")
        if not concept.get("courtesy"):
            left, affiliation = self._before_role(role, concept)
            mention.role = self._shown(left, max(role.end, last))
            mention.affiliation = affiliation or (self._body(body) if body else None)
            if not concept.get("office") and not self._bodily(left - len(mention.affiliation or "") - 3, left):
                mention.affiliation = None
            mention.affiliation = mention.affiliation or self._state_behind(end)
            self._office(mention, concept, left)
        self._put(mention)
        if mention.role is None:
            self._described(self.found[start])
        return True

    def _state_behind(self, end: int) -> str | None:
        """The state behind a name: "President NAME of Fiji", "Minister NAME (Fiji)"."""
        for party in within(self.view.parties, end, end + 10):
            if party.form == "name" and self.text[end : party.start] in (" of ", " of the ", " (", ", of "):
                return self._shown(party.start, party.end)
        return None

    def _before_role(self, role: ConceptMention, concept: Concept) -> tuple[int, str | None]:
        """Where the role's own words begin, and the affiliation before them ("Azerbaijan's", "Central Bank")."""
        run = self.words.left.search(self.text, max(0, role.start - 80), role.start)
        if run is None:
            return role.start, None
        start = run.start()
        pieces = self.text[start : role.start]
        while pieces and (word := pieces.split(" ", 1)[0]) and word.lower().rstrip(".") in self.words.openers:
            start += len(word) + 1
            pieces = pieces[len(word) + 1 :]
        possessive = pieces.rfind("'s ")
        if possessive >= 0:
            joined = pieces.rfind(" and ", 0, possessive)
            owner = start + joined + 5 if joined >= 0 else start
            owner += 4 if self.text.startswith("the ", owner) else 0
            return start + possessive + 3, self._shown(owner, start + possessive)
        party = within(self.view.parties, start, role.start)
        if party and party[0].start == start:
            after = min(party[0].end + 1, role.start)
            if concept.get("portfolio") or after == role.start:
                return after, self._shown(start, party[0].end)
        if concept.get("portfolio"):
            return start, None
        begin = self._modified(start, role.start)
        body = self._shown(start, begin)
        return begin, body if body[:1].isupper() else None

    def _modified(self, start: int, at: int) -> int:
        """Where a role begins whose last words before its noun say what for: "Permanent Secretary", "trade envoy"."""
        for found in reversed(list(_WORD.finditer(self.text, start, at))):
            if found.group().lower() not in self.words.modifiers:
                break
            at = found.start()
        return at

    def _apposition(self, role: ConceptMention, concept: Concept) -> None:
        if concept.get("courtesy"):
            return
        sentence = self.view.sentence_at(role.start)
        floor = max(sentence.start if sentence else 0, role.start - 140)
        before = _BEFORE.search(self.text, floor, role.start)
        if (
            before is None
            or before["lead"].startswith("who ")
            or not self._is_name(before.start("name"), before.end("name"))
        ):
            return
        start, end = self._trimmed(before.start("name"), before.end("name"))
        if start in self.found and self.found[start].role:
            return
        mention = PersonMention(start, end, "apposition", self.text[start:end], "")
        self._chunk(mention, before.start("lead"), role, concept)
        self._put(mention)

    def _chunk(self, mention: PersonMention, at: int, role: ConceptMention | None, concept: Concept | None) -> None:
        """Read the apposition that begins at `at`: role and affiliation as worded."""
        chunk = _CHUNK.match(self.text, at)
        if chunk is None:
            return
        stop = _STOPS.search(self.text, at, chunk.end())
        end = stop.start() if stop else chunk.end()
        end -= len(self.text[at:end]) - len(self.text[at:end].rstrip(" ."))
        article = _ARTICLE.match(self.text, at, end)
        begin = article.end() if article else at
        possessive = self.text.find("'s ", begin, end)
        head = role.end if role is not None else begin
        link = _LINK.search(self.text, head, end)
        body = None
        if concept is not None and concept.get("portfolio"):
            link = None
        if possessive >= 0 and (role is None or possessive < role.start):
            body = self._shown(begin, possessive)
            begin = possessive + 3
        elif link:
            body = self._shown(link.end(), self._bounded(link.end(), end))
        party = within(self.view.parties, begin, min(end, begin + 2))
        if party and body is None:
            body = self._shown(party[0].start, party[0].end)
            begin = min(party[0].end + 1, end)
        if body is None and role is not None and concept is not None and not concept.get("portfolio"):
            begin, body = self._owned(begin, role.start)
        office = concept is not None and bool(concept.get("office"))
        # "sinologist and director of the centre": two roles with one body between them are kept in full.
        several = link is not None and " and " in self.text[begin : link.start()]
        mention.role = self._shown(begin, link.start() if link and not several else end)
        at_body = link is not None and link.group().split()[0] in self.words.employers and self._proper(link.end(), end)
        if body and (office or at_body or self._bodily(link.end() if link else begin, end)):
            mention.affiliation = body
        if concept is not None:
            self._office(mention, concept, begin)

    def _owned(self, start: int, at: int) -> tuple[int, str | None]:
        """The body by whose name an apposition opens: ", [Example Bank] Vice President"."""
        begin = self._modified(start, at)
        owner = self._shown(start, begin)
        return (begin, owner) if owner[:1].isupper() else (start, None)

    def _bounded(self, start: int, end: int) -> int:
        """Where the name of a body ends whose town follows: "Example University [in Riga]"."""
        town = _IN_TOWN.search(self.text, start + 1, end)
        return town.start() if town and self._proper(start, town.start()) else end

    def _proper(self, start: int, end: int) -> bool:
        """Whether a stretch names something that is no town or state."""
        capital = _CAPITAL.search(self.text, start, end)
        return capital is not None and not known_otherwise(self.view, capital.start(), end)

    def _described(self, mention: PersonMention) -> None:
        """Role and affiliation from what follows a name that has none: ", a clerk", ", who heads BODY", " of BODY"."""
        at = mention.end
        if self.text[at : at + 2] == ", ":
            who = _WHO.match(self.text, at)
            if who and who["verb"] in self.words.leads:
                mention.role = self.words.leads[who["verb"]]
                if who["body"][:2] != "a " and any(word[:1].isupper() for word in who["body"].split(" ")[:6]):
                    mention.affiliation = self._body(who.span("body"))
            elif _ARTICLE.match(self.text, at + 2):
                roles = within(self.view.room("roles"), at, at + 60)
                self._chunk(mention, at + 2, None, self.words.roles[roles[0].concept] if roles else None)
            return
        belongs = _BELONGS.match(self.text, at)
        if belongs:
            name = "body" if belongs["body"] else "short"
            mention.affiliation = self._shown(belongs.start(name), belongs.end(name))

    def _spoken(self, start: int, end: int) -> None:
        start, end = self._trimmed(start, end)
        if self.text[start - 4 : start] in (" of ", "for ", "the "):
            return
        if any(begin < end and start < mention.end for begin, mention in self.found.items()):
            return
        if " " not in self.text[start:end] or not self._is_name(start, end):
            return
        if any(role.end >= end for role in within(self.view.room("roles"), start, end)):
            return
        mention = PersonMention(start, end, "cue", self.text[start:end], "")
        self._put(mention)
        self._described(mention)

    def _office(self, mention: PersonMention, concept: Concept, at: int) -> None:
        """The state behind an office: the party named in the affiliation, else the last one named before."""
        if not concept.get("state"):
            return
        parties = self.view.parties
        near = within(parties, max(0, at - 40), mention.end + 60)
        for party in near:
            if mention.affiliation and self.text[party.start : party.end] in mention.affiliation:
                mention.party = party.party
                return
        if mention.affiliation is None and concept.get("portfolio", concept.code == "state"):
            last = bisect_left(parties, mention.start, key=_start)
            before = (parties[at].party for at in range(last - 1, -1, -1) if parties[at].form != "capital")
            named = next((party for party in before if party.kind is PartyKind.COUNTRY), None)
            mention.party = self.home or named

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The name without capitalised words that are no part of it."""
        while start < end:
            word = _NAME_WORD.match(self.text, start, end)
            if word is None or word.group().rstrip(".").lower() not in self.words.titles:
                break
            start = word.end() + 1
        return start, end

    def _is_name(self, start: int, end: int) -> bool:
        start, end = self._trimmed(start, end)
        return (
            " " in self.text[start:end] and not self._bodied(start, end) and not known_otherwise(self.view, start, end)
        )

    def _bodied(self, start: int, end: int) -> bool:
        """Whether a word of the name is one that names bodies and places end in."""
        return not self.words.bodies.isdisjoint(self.text[start:end].lower().replace("-", " ").split(" "))

    def _bodily(self, start: int, end: int) -> bool:
        """Whether the words name a body."""
        said = self.text[start:end].lower()
        named = within(self.view.organisations, start, end)
        return bool(named) or any(word in self.words.bodies and word not in self.words.places for word in said.split())

    def _body(self, place: tuple[int, int]) -> str:
        start, end = place
        return self._shown(start + 4 if self.text.startswith("the ", start) else start, end)

    def _shown(self, start: int, end: int) -> str:
        return self.view.document.text[start:end].strip()

    def _put(self, mention: PersonMention) -> None:
        known = self.found.get(mention.start)
        if known is None or (known.role is None and mention.role):
            self.found[mention.start] = mention
