"""Whose a project is: who gets it, who pays for it, who builds it, and where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, OrganisationMention, PartyMention, QuantityMention, Sentence
from khorgos.values import Party
from khorgos.values.party import PartyKind

Places = list[tuple[int, int]]

# Givers: where one is named beside others ("the China-Laos railway") or pays, the works are not its own.
_GIVERS = frozenset(
    (
        "CHN USA JPN KOR DEU FRA GBR ITA CAN AUS CHE NOR SWE SAU ARE KWT QAT RUS EU Europe "
        "DNK FIN NLD BEL LUX ISL IRL AUT"
    ).split()
)
# Behind its name stands the country or the place of a project, so close.
_BESIDE = 25
# A payer stands so close before the money ("China will lend", "a Chinese concessional loan").
_PAYS = 30
# A builder stands so close to the word for what it does.
_DOES = 16
# The country that heads an entry stands this close to its beginning, and a colon behind it.
_HEAD = 6
_HEADS = re.compile(r"(?: \(\w+\))?: ?")
_FINANCIAL = frozenset({"bank", "igo", "fund"})
_ACTING = frozenset({"does", "gets"})
_MONEY = frozenset({"loan", "grant", "pledge"})
_FROM_TO = re.compile(
    r"(?:from|between) (?P<a>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)(?:, [^,.;]{1,30},)? "
    r"(?:to|and) (?P<b>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
)
_IN = re.compile(
    r" (?:in|at|near|on)(?: the)? ([A-Z][\w'-]+(?: [A-Z][\w'-]+)*(?: (?:region|province|district|oblast))?)"
)
# A firm by its name: capitalised words, "&" and "de" between them.
_FIRM = r"(?P<name>[A-Z][\w'&.-]*(?: (?:(?:&|and|de|of) (?=[A-Z]))?[A-Z][\w'&.-]*){0,4})"
_FIRM_BEHIND = re.compile(rf" (?:[a-z-]+ ){{0,4}}{_FIRM}")
_FIRM_BEFORE = re.compile(rf"(?:^|(?<=[ \n])){_FIRM}(?: S\.A\.)? $")
_LINKED = re.compile(r"\b(?!Trans-)[A-Z][\w']+(?:-[A-Z][\w']+)+")


def recipients(view: Annotated, name: tuple[int, int], near: Places) -> tuple[Party, ...]:
    """The countries where the works are: of the name, right beside it, of its sentence, of the whole report."""
    own = _countries(view, *name)
    beside = _countries(view, name[1], _reach(view, name[1]))
    for found in (own, beside, _opener(view, near), _nearest(view, name, near), _foremost(view)):
        receiving = tuple(party for party in found if party.code not in _GIVERS)
        if receiving:
            return receiving
    return own


def receiver(view: Annotated, sentence: Sentence, mention: QuantityMention | None) -> tuple[Party, ...]:
    """Who gets a sum: the country named last before it in the sentence, else the next behind it."""
    at = mention.start if mention else sentence.start
    named = [
        each
        for each in within(view.parties, sentence.start, sentence.end)
        if each.party.code not in _GIVERS and _stands(each, within(view.organisations, sentence.start, sentence.end))
    ]
    before = [each.party for each in named if each.end <= at]
    found = before[-1:] or [each.party for each in named if each.start >= at][:1]
    return tuple(found) or _foremost(view)


def _reach(view: Annotated, end: int) -> int:
    """How far what stands right beside a name reaches: not over its sentence."""
    return min(end + _BESIDE, _end(view, end))


def _end(view: Annotated, at: int) -> int:
    sentence = view.sentence_at(max(0, at - 1))
    return sentence.end if sentence else at


def _opener(view: Annotated, near: Places) -> tuple[Party, ...]:
    """The country that heads the entry of a list: "Exampleland: 5 million USD"."""
    for start, end in near:
        for each in within(view.parties, start, min(start + _HEAD, end)):
            if _HEADS.match(view.text, each.end):
                return (each.party,)
    return ()


def _countries(view: Annotated, start: int, end: int) -> tuple[Party, ...]:
    """The countries and groups named in a stretch, and those of its places, in order."""
    bodies = within(view.organisations, max(0, start - 90), end)
    parties = [(each.start, each.party) for each in within(view.parties, start, end) if _stands(each, bodies)]
    places = [(each.start, Party.country(each.country)) for each in within(view.places, start, end) if each.country]
    return tuple(dict.fromkeys(party for _, party in sorted(parties + places, key=lambda each: each[0])))


def _stands(mention: PartyMention, bodies: Iterable[OrganisationMention]) -> bool:
    """Whether a country is named for itself and not as a part of a body's name; "Arab" names no group of states."""
    inside = any(body.start <= mention.start < body.end for body in bodies)
    return not inside and not (mention.form == "demonym" and mention.party.kind is PartyKind.GROUP)


def _nearest(view: Annotated, name: tuple[int, int], near: Places) -> tuple[Party, ...]:
    """The receiving country named nearest to the name in its sentences."""
    found = [
        (min(abs(each.start - name[1]), abs(name[0] - each.end)), each.party)
        for start, end in near
        for each in within(view.parties, start, end)
        if each.party.code not in _GIVERS and _stands(each, within(view.organisations, start, end))
    ]
    return (min(found, key=lambda each: each[0])[1],) if found else ()


def _foremost(view: Annotated) -> tuple[Party, ...]:
    """The receiving country that the report names most, counted once."""
    if "foremost" not in view.once:
        view.once["foremost"] = _most_named(view)
    foremost: tuple[Party, ...] = view.once["foremost"]
    return foremost


def _most_named(view: Annotated) -> tuple[Party, ...]:
    named = [each.party for each in view.parties if each.party.kind is PartyKind.COUNTRY]
    named += [Party.country(each.country) for each in view.places if each.country]
    counts = Counter(party for party in named if party.code not in _GIVERS)
    return tuple(party for party, _ in counts.most_common(1))


def financiers(view: Annotated, near: Places, opening: Places, builders: tuple[Party, ...]) -> tuple[Party, ...]:
    """Who pays: banks and funds where money is spoken of near the name, else countries, else who opens the report."""
    taken = {party.code for party in builders}
    for found in (
        _banks(view, near),
        _payers(view, near),
        _banks(view, opening),
        _all_payers(view),
    ):
        paying = tuple(party for party in found if party.code not in taken)
        if paying:
            return paying
    return ()


def _banks(view: Annotated, places: Places) -> tuple[Party, ...]:
    named: list[OrganisationMention] = []
    for start, end in places:
        money = _money(view, start, end)
        deeds = within(view.room("statuses"), start, end) or within(view.room("works"), start, end)
        for each in within(view.organisations, start, end):
            bank = each.type in _FINANCIAL or "Fund" in each.name or "Bank" in each.name
            if (bank and deeds) or (each.type == "agency" and each.code and money):
                named.append(each)
    return tuple(dict.fromkeys(Party.body(each.name, each.country) for each in named))


def _payers(view: Annotated, places: Places) -> tuple[Party, ...]:
    """The givers that stand before words for money ("China will lend") or behind "from" after them."""
    found: list[Party] = []
    for start, end in places:
        money = _money(view, start, end)
        longest = max((word.end - word.start for word in money), default=0)
        for each in within(view.parties, start, end) if money else ():
            near = (each.start - longest - _PAYS, each.end + _PAYS + 1)
            if each.party.code in _GIVERS and any(_pays(view, each, word) for word in within(money, *near)):
                found.append(each.party)
        found += [each.party for each in within(view.parties, start, end) if _paid_by(view, each)]
    return tuple(dict.fromkeys(found))


def _paid_by(view: Annotated, giver: PartyMention) -> bool:
    """Whether works are said to be paid by a state or group, whoever it is: "financed by the Example Union"."""
    words = view.pack.room("builders").get("payer")
    lead = view.low[max(0, giver.start - _PAYS) : giver.start]
    forms = words.forms if words else ()
    named = giver.form in ("name", "group", "government")
    return named and any(lead.endswith((f"{form} ", f"{form} the ")) for form in forms)


def _all_payers(view: Annotated) -> tuple[Party, ...]:
    """The payers of the whole report, found once."""
    if "payers" not in view.once:
        view.once["payers"] = _payers(view, [(0, len(view.text))])
    payers: tuple[Party, ...] = view.once["payers"]
    return payers


def _money(view: Annotated, start: int, end: int) -> list[ConceptMention]:
    return [each for each in within(view.room("works"), start, end) if each.concept in _MONEY]


def _pays(view: Annotated, giver: PartyMention, word: ConceptMention) -> bool:
    if giver.end <= word.start:
        return word.start - giver.end <= _PAYS and "." not in view.text[giver.end : word.start]
    return 0 <= giver.start - word.end <= _PAYS // 2 and view.low[word.end : giver.start].strip() in _from(view)


def _from(view: Annotated) -> tuple[str, ...]:
    concept = view.pack.room("builders").get("from")
    return concept.forms if concept else ()


def implementers(view: Annotated, name: tuple[int, int], near: Places) -> tuple[Party, ...]:
    """Who builds or runs it: bodies behind "built by", before "is building", or right behind the name with "of"."""
    found: list[OrganisationMention] = []
    others: list[Party] = []
    for start, end in near:
        words = within(view.room("builders"), start, end)
        for body in within(view.organisations, start, end):
            if body.type not in ("ministry", "outlet") and (
                _builds(view, body, words, name) or (found and _joined(view, found[-1], body))
            ):
                found.append(body)
        others += [party for word in words if (party := _unregistered(view, word, start, end)) is not None]
    return tuple(dict.fromkeys([*(Party.body(each.name, each.country) for each in found), *others]))


def _unregistered(view: Annotated, word: ConceptMention, start: int, end: int) -> Party | None:
    """A builder that no register has, right beside its verb: "built by the firm Example Works", "Acme is building"."""
    if not view.pack.boundaries or view.pack.lemmas:
        return None
    if word.concept == "by":
        nation = next(
            (p.end for p in within(view.parties, word.end, word.end + _DOES) if p.form == "demonym"), word.end
        )
        named = _FIRM_BEHIND.match(view.text, nation, end)
    elif word.concept == "does":
        named = _FIRM_BEFORE.search(view.text, start, word.start)
    else:
        return None
    if named is None or _known(view, *named.span("name")):
        return None
    return Party.body(view.document.text[slice(*named.span("name"))].rstrip(".,"))


def _known(view: Annotated, start: int, end: int) -> bool:
    """Whether a name is that of a state, town, person, body or day."""
    near = (max(0, start - 40), end)
    mentions = (*within(view.parties, *near), *within(view.places, *near), *within(view.persons, *near))
    bodies = (*within(view.organisations, *near), *within(view.periods, *near), *within(view.room("projects"), *near))
    return any(m.start < end and start < m.end for m in (*mentions, *bodies)) or view.low[start:end] in _no_firms(view)


def _no_firms(view: Annotated) -> frozenset[str]:
    """Capitalised words that are no firm: what opens a sentence before its verb."""
    entry = view.pack.room("builders").get("no_firm")
    return frozenset(str(word) for word in (entry.get("words", ()) if entry else ()))


def _builds(view: Annotated, body: OrganisationMention, words: list[ConceptMention], name: tuple[int, int]) -> bool:
    if view.text[name[1] : body.start] == " of ":
        return True
    for word in words:
        if word.concept == "by" and 0 <= body.start - word.end <= _DOES:
            return True
        if word.concept in _ACTING and 0 <= word.start - body.end <= _DOES:
            return "." not in view.text[body.end : word.start]
    return False


def _joined(view: Annotated, one: OrganisationMention, other: OrganisationMention) -> bool:
    return one.end <= other.start and view.text[one.end : other.start] in (" and ", " with ", ", ", " and the ")


def location(view: Annotated, name: tuple[int, int]) -> str | None:
    """Where it stands: the ends that a line joins, else a place in the name or right behind it."""
    start, end = name
    text, stop = view.document.text, _end(view, end)
    joined = _FROM_TO.search(view.text, start, stop)
    if joined and joined.start() <= end + 1:
        return f"{joined['a']}-{joined['b']}"
    linked = _LINKED.search(view.text, start, end)
    if linked and not within(view.parties, *linked.span()):
        return text[linked.start() : linked.end()]
    stated = _IN.search(view.text, start, stop)
    dated = stated is not None and within(view.periods, *stated.span(1))
    if stated and stated.start() <= end and not dated and not within(view.parties, *stated.span(1)):
        return text[stated.start(1) : stated.end(1)]
    inside = within(view.places, start, end)
    return text[inside[0].start : inside[0].end] if inside else None
