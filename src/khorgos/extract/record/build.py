"""From the sentences of a text to its records: choose what is each record's own, and keep the words behind it."""

from __future__ import annotations

from dataclasses import dataclass

from khorgos.annotate import Annotated
from khorgos.claims import Project, Record, Relation
from khorgos.extract.record import (
    agencies,
    claimed,
    days,
    estimate,
    flow,
    money,
    others,
    place,
    sector,
    sides,
    sums,
    terms,
)
from khorgos.extract.record.bodies import Body
from khorgos.extract.record.deed import GIVEN, SIGNED, Deed, deeds, own
from khorgos.extract.record.draft import Draft
from khorgos.extract.record.grammar import pattern
from khorgos.extract.record.lines import Line, lines
from khorgos.extract.record.sums import Sum
from khorgos.values import Period

# What the record says its sum is, for kinds of sums that have a name of their own.
_KINDS = {"share": "share", "facility": "facility", "pledged": "pledged", "value": "value", "total": "total"}
# The pandemic was first reported on the last day of 2019.
_PANDEMIC = 2019


@dataclass(slots=True)
class _Text:
    """What was found in a text before any record is built."""

    view: Annotated
    lines: list[Line]
    deeds: list[Deed]
    sums: list[Sum]
    project: Project | None = None
    number: str | None = None


def records(view: Annotated, number: str | None = None) -> tuple[Record, ...]:
    """The records of a text, the main one first; `number` is the one that an archive keeps the text under, if any."""
    found = lines(view)
    return told(view, found, number) if found else ()


def told(
    view: Annotated, found: list[Line], number: str | None = None, project: Project | None = None
) -> tuple[Record, ...]:
    """The records that some lines tell, the main one first; `project` is the claim that the main one stands beside."""
    text = _Text(view, found, deeds(found), sums.sums(view, found, number), project, number)
    draft = Draft(view)
    mine = _sum(draft, text)
    deed = _of_sum(text.deeds, mine) or own(text.deeds)
    _main(draft, text, deed, mine)
    if number:
        draft.fields["number"] = number
    main = draft.build()
    return (
        (main, *(_other(text, main, mine, *each) for each in others.others(text.sums, text.deeds, mine)))
        if mine
        else (main,)
    )


def _main(draft: Draft, text: _Text, deed: Deed | None, mine: Sum | None) -> None:
    view, line, project = text.view, deed.line if deed else None, text.project
    if project:
        claimed.name_and_place(draft, project)
        if project.financiers and not (deed and deed.rank >= SIGNED):
            claimed.givers(draft, project)
    _place(draft, text.lines)
    givers = agencies.financiers(
        view, text.lines, deed, mine, {each.code for each in draft.fields.get("recipients", ())}
    )
    draft.bodies("financiers", givers)
    beside = sides.cofinanciers(view, line, givers)
    draft.bodies("cofinanciers", beside)
    if project is None or (deed and deed.rank >= SIGNED):
        draft.bodies("receivers", agencies.receivers(view, deed, givers + beside))
    draft.bodies("implementers", agencies.implementers(view, text.lines))
    draft.bodies("guarantors", sides.guarantors(view, text.lines))
    draft.bodies("insurers", sides.insurers(view, text.lines))
    _kind(draft, text, line, mine)
    days.put(draft, text.lines, text.deeds, deed, text.project)
    for term in terms.terms(view, text.lines):
        draft.put(term.field, term.value, term.start, term.end, "terms")
    if project:
        claimed.rest(draft, project)
    _words(draft, text, line)


def _sum(draft: Draft, text: _Text) -> Sum | None:
    """The record's own sum; none where the text says that it is not known."""
    deed = own(text.deeds)
    mine = money.own(text.sums, text.deeds, deed)
    if text.project and not (mine and deed and deed.rank >= SIGNED and mine.line is deed.line):
        # Of several sums beside a project that no signature settles, the claim has weighed which is its own.
        claimed.money(draft, text.project, text.sums)
        mine = mine if "money" not in draft.fields else None
    if mine is None:
        _estimated(draft, text)
        return None
    signed = deed is not None and deed.rank >= SIGNED and mine.line is deed.line and mine.kind == "committed"
    told = mine.own or signed or mine.kind in ("share", "revised") or mine.line.has("assumed")
    if not told and sums.unknown(text.view, text.lines):
        draft.reject("unknown-amount", *mine.mention.grounded, "the text says that the amount is not known")
        _estimated(draft, text)
        return None
    draft.put("money", mine.mention.quantity, *mine.mention.grounded, mine.noun or mine.kind)
    draft.fields["amount_kind"] = _KINDS.get(mine.kind, "committed")
    return mine


def _estimated(draft: Draft, text: _Text) -> None:
    """A loan of no told sum that pays for a part of a contract has that part for its sum."""
    found = estimate.of_contract(text.view, text.sums) if "money" not in draft.fields else None
    if found is not None:
        draft.fields |= {"amount_kind": "committed", "estimated": found.why}
        draft.computed("money", found.money, *found.of.mention.grounded, found.why)


def _of_sum(found: list[Deed], mine: Sum | None) -> Deed | None:
    """The deed that tells of the record's sum, where that is a sure one."""
    if mine is None or mine.kind != "committed" or not mine.line.dates or mine.line.has("contract"):
        return None
    return next((each for each in found if each.line is mine.line and each.rank >= GIVEN), None)


def _place(draft: Draft, found: list[Line]) -> None:
    parties, mentions = place.recipients(draft.view, found)
    start, end = (mentions[0].start, mentions[0].end) if mentions else (found[0].start, found[0].start)
    draft.put("recipients", parties, start, end, "country")


def _kind(draft: Draft, text: _Text, line: Line | None, mine: Sum | None) -> None:
    """Flow type, instruments and sector."""
    word = flow.numbered(text.view, text.lines, text.number)
    kind: str | None = str(text.view.pack.room("instruments")[word.concept].get("flow")) if word else None
    if word is None:
        kind, word = flow.flow(text.view, text.lines, line, mine.noun if mine else "", mine.line if mine else None)
    if word and (text.project is None or word.room == "instruments"):
        draft.put("flow_type", kind, word.start, word.end, word.concept)
    tools = flow.instruments(text.view, line)
    if tools:
        draft.put("instruments", tuple(hit.concept for hit in tools), tools[0].start, tools[0].end, "instrument")
    code, hit = sector.sector(text.view, text.lines, line)
    start, end = (hit.start, hit.end) if hit else (text.lines[0].start, text.lines[0].start)
    draft.put("sector", code, start, end, "words")


def _words(draft: Draft, text: _Text, line: Line | None) -> None:
    """What is kept in the text's own words: names, what is pledged, the reference rate; and the pandemic's mark."""
    view = text.view
    name = sides.name(view, text.lines, line)
    for field, told in (
        ("name", name),
        ("collateral", sides.collateral(view, text.lines)),
        ("reference_rate", sides.reference_rate(view, text.lines)),
    ):
        if told:
            draft.put(field, told.value, told.start, told.end, "words")
    native = sides.native_names(view, name) if name else []
    if native:
        named = tuple((language, told.value) for language, told in native)
        draft.put("native_names", named, native[0][1].start, native[0][1].end, "words")
    day: Period | None = draft.fields.get("commitment")
    if line and day and day.last and day.last.year > _PANDEMIC:
        pandemic = pattern(view.pack.code, r"\b<pandemic>\b").search(view.low)
        if pandemic and line.start <= pandemic.start() < line.end:
            draft.put("covid", True, *pandemic.span(), "words")


def _other(text: _Text, main: Record, mine: Sum, each: Sum, deed: Deed) -> Record:
    """Another record of the text: what its own sentence tells of it, and how it belongs to the main one."""
    draft = Draft(text.view)
    draft.fields["recipients"] = main.recipients
    draft.put("money", each.mention.quantity, *each.mention.grounded, each.noun or each.kind)
    draft.fields["amount_kind"] = _KINDS.get(each.kind, "committed")
    draft.bodies("financiers", _givers(text, each, deed))
    kind, word = flow.flow(text.view, [each.line], each.line, each.noun)
    if word:
        draft.put("flow_type", kind, word.start, word.end, word.concept)
    date = days.signed(deed)
    if date is not None:
        draft.date("commitment", date, "deed")
    number = others.number(text.view, each)
    if number:
        draft.fields["number"] = number
    draft.fields["umbrella"] = each.kind == "facility"
    how = others.relation(each, mine, draft.fields.get("commitment"), main.commitment)
    draft.fields["relations"] = (Relation(how, main.number or main.id),)
    return draft.build()


def _givers(text: _Text, each: Sum, deed: Deed) -> list[Body]:
    return each.givers[:1] or agencies.financiers(text.view, [each.line], deed, each)
