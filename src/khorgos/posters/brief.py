"""Briefs of two pages: a topic, a mechanism, or one article with every number of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khorgos.claims.finding import Finding
from khorgos.claims.printing import Printing
from khorgos.errors import InputFault
from khorgos.posters import pictures
from khorgos.posters.sheet import Numbers, Rows, Section, Sheet, Words
from khorgos.posters.telling import (
    chip,
    conflict,
    dated,
    disagreements,
    facts_table,
    key_numbers,
    passages,
    sheet,
    sources,
    voice,
)
from khorgos.posters.words import amount, say
from khorgos.publish.edition import Edition, Telling
from khorgos.telling import one_line, party_name, spoken
from khorgos.telling import title as titled

_WIDTH = 640.0
_FACTS, _DATED, _NUMBERS, _PASSAGES, _SOURCES = 8, 8, 3, 4, 8


def topic(edition: Edition, title: str, language: str = "en", findings: Sequence[Finding] = ()) -> Sheet:
    """What the reports of an edition say: key numbers, a chart, every figure, what they disagree on, passages."""
    tellings = list(edition.facts())
    named = title or say("title topic", language, name=edition.about.title)
    return sheet(edition, named, language, _common(edition, tellings, findings, language), maps=False)


def _common(
    edition: Edition, tellings: Sequence[Telling], findings: Sequence[Finding], language: str
) -> list[Section | None]:
    numbers = key_numbers(tellings, _NUMBERS, language, findings)
    chart = pictures.main_chart(edition, tellings, language, _WIDTH)
    events = dated([each for each in tellings if each.fact.kind == "event"], language, _DATED)
    papers = dated([each for each in tellings if each.fact.kind == "agreement"], language, _DATED)
    return [
        Section("numbers", "", (Numbers(numbers),) if numbers else ()),
        Section("chart", "", (chart,) if chart else ()),
        disagreements(tellings, findings, language),
        Section("facts", say("facts", language), facts_table(tellings, language, _FACTS)),
        Section("meetings", say("meetings", language), (events,) if events else ()),
        Section("agreements", say("agreements", language), (papers,) if papers else ()),
        Section("passages", say("passage", language), passages(tellings, language)[:_PASSAGES]),
        sources(edition, language, _SOURCES),
    ]


def mechanism(
    edition: Edition, name: str, title: str = "", language: str = "en", findings: Sequence[Finding] = ()
) -> Sheet:
    """The fact sheet of a mechanism: who takes part, its meetings and papers, and the figures between its members.

    Raises InputFault for a mechanism that no report of the edition tells of.
    """
    tellings = list(edition.facts())
    own = [each for each in tellings if each.fact.kind == "mechanism" and _is_named(each, name)]
    if not own:
        known = sorted({str(each.said.get("name")) for each in tellings if each.fact.kind == "mechanism"})
        raise InputFault(
            "no report tells of this mechanism.", place="--mechanism", value=name,
            mend=f"Told are: {', '.join(known) or 'none'}.",
        )  # fmt: skip
    states = frozenset[str]().union(*(each.first.all_sides for each in own))
    kept = [each for each in tellings if each in own or _belongs(each, own, states)]
    within = replace(edition, facts=lambda: kept)
    common = _common(within, kept, findings, language)
    common.insert(1, Section("members", say("members", language), (_members(own, language),)))
    named = title or say("title mechanism", language, name=str(own[0].said.get("name")))
    return sheet(within, named, language, common, maps=False)


def _is_named(telling: Telling, name: str) -> bool:
    """Whether a name of the mechanism begins so or has these words in it."""
    asked = name.casefold()
    told = (each for p in telling.printings for each in (p.said.get("name"), *(p.said.get("aliases") or ())))
    return any(asked in str(each).casefold() for each in told)


def _belongs(telling: Telling, own: Sequence[Telling], states: frozenset[str]) -> bool:
    """A figure, meeting or paper between at least two of its states, all within it; a meeting that names it."""
    if telling.fact.kind in ("mechanism", "statement"):
        return False
    if telling.fact.kind == "event" and any(_is_named(each, telling.first.word("mechanism") or "\0") for each in own):
        return True
    sides = telling.first.all_sides
    return len(sides) > 1 and sides <= states


def _members(own: Sequence[Telling], language: str) -> Rows:
    rows: dict[str, str] = {}
    for each in own:
        for role in ("members", "partners"):
            for printing in each.printings:
                for party in printing.said.get(role) or ():
                    rows.setdefault(party_name(str(party), language), say(f"role {role[:-1]}", language))
    since = sorted({printing.word("founded") for each in own for printing in each.printings} - {""})
    when = say("founded", language, when=spoken(since[0], language)) if since else ""
    return Rows((say("who", language), when), tuple(rows.items()), (3, 3))


def fact_check(
    edition: Edition, document: str, title: str = "", language: str = "en", findings: Sequence[Finding] = ()
) -> Sheet:
    """The sheet of one article: every number with its sentence, who is said to say so, and what other reports say.

    `document` is the beginning of its id.  Raises InputFault where no report of the edition begins so, or several.
    """
    names = [name for name in edition.documents if name.startswith(document)] if document else []
    if len(names) != 1:
        reason = "several reports begin so." if names else "no such report."
        raise InputFault(reason, place="--document", value=document, mend="Look in khorgos documents.")
    row = edition.document(names[0])
    tellings = [each for each in edition.facts() if any(p.document == names[0] for p in each.printings)]
    own = {p.id for each in tellings for p in each.printings if p.document == names[0]}
    open_ones = [each for each in findings if own & set(each.claims)]
    within = replace(edition, facts=lambda: tellings)
    numbered = [(p.said.get("span") or [0], each, p) for each in tellings for p in each.printings
                if p.document == names[0] and p.number.strip()]  # fmt: skip
    numbered.sort(key=lambda row: (row[0], row[2].id))
    rows = _once([_checked(each, p, language, open_ones) for _, each, p in numbered])
    head = (say("passage", language), say("value", language), say("said", language), say("others", language))
    table = Rows(head, tuple(rows), (5, 4, 3, 3))
    sections = [
        Section("about", "", (Words(_about(edition, names[0]), small=True),)),
        disagreements(tellings, open_ones, language, most=10),
        Section("article", say("article", language), (table,) if rows else ()),
        sources(_told_by(within, tellings), language),
    ]
    named = title or say("title check", language, name=str(row.get("title") or row.get("outlet") or names[0]))
    return sheet(within, named, language, sections, maps=False)


def _once(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows with a sentence that gives several numbers told once."""
    return [
        (("" if at and rows[at - 1][0] == sentence else sentence), *rest) for at, (sentence, *rest) in enumerate(rows)
    ]


def _about(edition: Edition, name: str) -> str:
    row = edition.document(name)
    parts = (row.get("outlet"), row.get("published"), edition.place_of(name))
    return " · ".join(str(part) for part in parts if part)


def _told_by(edition: Edition, tellings: Sequence[Telling]) -> Edition:
    """The edition with the reports that tell these facts only."""
    told = {printing.document for each in tellings for printing in each.printings}
    return replace(edition, documents={name: row for name, row in edition.documents.items() if name in told})


def _checked(telling: Telling, printing: Printing, language: str, findings: Sequence[Finding]) -> tuple[str, ...]:
    """A number of the article: its sentence, the value as it prints it, who says so, what others print."""
    change = printing.word("measure") == "change"
    value = amount(printing.number.strip(), language, change=change)
    others = [each for each in telling.printings if each.document != printing.document]
    names = dict.fromkeys(voice(each, language) for each in others)
    said = say("no others", language) if not others else f"{chip(telling, language)} ({', '.join(names)})"
    marked = conflict(telling, language, findings)
    told = "\n".join(filter(None, (said, f"▲ {marked}" if marked else "")))
    sentence = one_line(str(printing.said.get("sentence", "")))
    return (sentence, f"{value}\n{titled(dict(printing.said), language)}", voice(printing, language), told)
