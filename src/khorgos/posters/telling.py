"""An edition's facts as the parts of a sheet: which numbers come first, what the reports disagree on, who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing
from khorgos.posters.sheet import Number, Passage, Rows, Section, Sheet, Words
from khorgos.posters.words import amount, found, say
from khorgos.publish.edition import Edition, Telling
from khorgos.telling import party_name, spoken
from khorgos.telling import title as titled
from khorgos.values import Period

# What is measured, in the order in which it is shown where as many tell it.
_FIRST = ("trade", "investment", "projects", "loans", "exports", "imports", "investment_stock", "aid", "freight")
# Amounts as sums are written with them.
_AMOUNT = re.compile(r"(?P<number>\d[\d,.]*) (?P<scale>mn|bn|tn) (?P<unit>[A-Z]{3})\b")
_POWERS = {"mn": 6, "bn": 9, "tn": 12}
# Sources that are named on a poster; all stand in the ledger.
_NAMED = 12
_PASSAGES = 7
_LEVELS = ("level", "fold", "change")


def chip(telling: Telling, language: str) -> str:
    """The fact's first value in words of a language; "" where it has none."""
    number = telling.number.strip()
    return amount(number, language, change=telling.said.get("measure") == "change") if number else ""


def key_numbers(
    tellings: Iterable[Telling], most: int, language: str, findings: Iterable[Finding] = ()
) -> tuple[Number, ...]:
    """The numbers that most tell, levels before changes, each subject once before any comes twice."""
    figures = sorted((each for each in tellings if each.fact.kind == "figure"), key=_weight)
    seen: dict[tuple[str, str], int] = {}
    ranked: list[tuple[int, int, Telling]] = []
    for each in figures:
        subject = (each.first.word("indicator"), each.first.word("measure"))
        seen[subject] = seen.get(subject, 0) + 1
        ranked.append((seen[subject], len(ranked), each))
    chosen = [each for _, _, each in sorted(ranked, key=lambda item: item[:2])[:most]]
    drifts = list(findings)
    return tuple(number_of(each, language, drifts) for each in chosen)


def _weight(telling: Telling) -> tuple[Any, ...]:
    first = telling.first
    indicator, measure = first.word("indicator"), first.word("measure")
    return (
        measure not in _LEVELS or indicator == "other",
        bool(first.word("detail")) or bool(first.word("status")),
        -telling.fact.sources,
        _LEVELS.index(measure) if measure in _LEVELS else len(_LEVELS),
        _FIRST.index(indicator) if indicator in _FIRST else len(_FIRST),
        -len(telling.fact.claims),
        telling.fact.id,
    )


def number_of(telling: Telling, language: str, findings: Iterable[Finding] = ()) -> Number:
    """A figure as a number with who says so and what others say."""
    counted = say("counted", language, sources=telling.fact.sources, claims=len(telling.fact.claims))
    note = f"{voice(telling.first, language)} · {counted}"
    return Number(chip(telling, language), titled(telling.said, language), note, conflict(telling, language, findings))


def conflict(telling: Telling, language: str, findings: Iterable[Finding] = ()) -> str:
    """The other values of a disputed fact, or the drifted periods of the same value; "" where there is neither."""
    others = [amount(each.value, language) for each in telling.fact.values[1:] if each.value.strip()]
    if telling.fact.disputed and others:
        return say("differs", language, list=" · ".join(others))
    drifted = [each.sum for each in findings if each.check == "drift" and set(each.claims) & set(telling.fact.claims)]
    return say("drift", language, list=" · ".join(drifted)) if drifted else ""


def voice(printing: Printing, language: str) -> str:
    """Who says so, from the speaker to the outlet that printed it."""
    chain: Mapping[str, str] = printing.said.get("attribution") or {}
    names = [chain.get("speaker"), chain.get("agency"), chain.get("outlet"), printing.source.outlet]
    told = list(dict.fromkeys(str(name) for name in names if name))
    return " → ".join(told) or say("outlet none", language)


def disagreements(tellings: Sequence[Telling], findings: Iterable[Finding], language: str, most: int = 8) -> Section:
    """What the reports disagree on: conflicts, drifted periods, sums that do not come out; told of none too."""
    lines = [
        Words(f"{titled(each.said, language)}: {_values(each, language)}", marked=True)
        for each in tellings
        if conflict(each, language)
    ]
    lines += [Words(each, marked=True) for each in _several(tellings, language)]
    lines += [
        Words(_found(each, tellings, language), marked=each.severity is not Severity.INFO) for each in _open(findings)
    ]
    if not lines:
        lines = [Words(say("agree", language))]
    if len(lines) > most:
        lines = [*lines[:most], Words(say("and more", language, n=len(lines) - most), small=True)]
    return Section("disagree", say("disagree", language), tuple(lines))


def _values(telling: Telling, language: str) -> str:
    """Every value with those who print it."""
    printings = {each.id: each for each in telling.printings}
    told = []
    for cluster in telling.fact.values if telling.fact.disputed else ():
        who = dict.fromkeys(voice(printings[claim], language) for claim in cluster.claims if claim in printings)
        told.append(f"{amount(cluster.value, language)} ({', '.join(who)})")
    if told:
        return "; ".join(told)
    return f"{chip(telling, language)}, {conflict(telling, language)}"


def _several(tellings: Iterable[Telling], language: str) -> Iterator[str]:
    """Figures of the same thing that are facts of their own (each side counts in its way) and do not meet."""
    groups: dict[tuple[Any, ...], list[Telling]] = {}
    for each in tellings:
        if each.fact.kind == "figure" and each.said.get("period") and each.number.strip():
            groups.setdefault(_same(each), []).append(each)
    for group in groups.values():
        values = dict.fromkeys((chip(each, language), voice(each.first, language)) for each in group)
        if len({value for value, _ in values}) > 1:
            told = "; ".join(f"{value} ({who})" for value, who in values)
            yield f"{titled(group[0].said, language)}: {told}"


def _same(telling: Telling) -> tuple[Any, ...]:
    """What two figures of one thing share: exports to a country are its imports from there."""
    said, parties = telling.said, list(telling.first.parties)
    indicator = said.get("indicator")
    if indicator in ("exports", "imports"):
        parties = parties[::-1] if indicator == "imports" else parties
        indicator = "flow"
    else:
        parties.sort()
    named = [said.get(name) for name in ("measure", "unit", "period", "status", "detail", "basis")]
    return (indicator, *parties, *named)


def _open(findings: Iterable[Finding]) -> list[Finding]:
    """What does not come out, has drifted, or is worth knowing."""
    return [each for each in findings if each.severity is not Severity.OK]


def _found(finding: Finding, tellings: Iterable[Telling], language: str) -> str:
    """What a check found with its sum; the figure that it speaks of stands before."""
    own = set(finding.claims)
    about = next((each for each in tellings if own & set(each.fact.claims) and each.number.strip()), None)
    told = found(finding.check, language) if language != "en" else None
    named = f"{titled(about.said, language)}, {chip(about, language)}" if about and finding.check == "drift" else ""
    return ": ".join(part for part in (named, told or finding.told, _spoken(finding.sum, language)) if part)


def _spoken(arithmetic: str, language: str) -> str:
    """A sum with its amounts in words of a language."""

    def amount_of(found: re.Match[str]) -> str:
        value = Decimal(found["number"].replace(",", "")) * Decimal(10) ** _POWERS[found["scale"]]
        return amount(f"{value:f} {found['unit']}", language)

    return _AMOUNT.sub(amount_of, arithmetic).replace(", of ", say("of", language)) if language != "en" else arithmetic


def passages(tellings: Iterable[Telling], language: str) -> tuple[Passage, ...]:
    """The sentences behind the numbers that come first, then what people are quoted with, each once."""
    told = list(tellings)
    figures = sorted((each for each in told if each.fact.kind == "figure"), key=_weight)
    quoted = [each for each in told if each.fact.kind == "statement"]
    found: dict[str, str] = {}
    for each in (*figures, *quoted):
        found.setdefault(each.passage, voice(each.first, language))
    return tuple(Passage(text, by) for text, by in list(found.items())[:_PASSAGES] if text)


def facts_table(tellings: Iterable[Telling], language: str, most: int) -> tuple[Rows | Words, ...]:
    """Figures, each with its value, what others say and who says so."""
    figures = sorted((each for each in tellings if each.fact.kind == "figure"), key=_weight)
    rows = tuple(
        (
            titled(each.said, language),
            "\n".join(filter(None, (chip(each, language), _marked(conflict(each, language))))),
            f"{voice(each.first, language)}\n" + say("counted", language, sources=each.fact.sources,
                                                     claims=len(each.fact.claims)),
        )
        for each in figures[:most]
    )  # fmt: skip
    if not rows:
        return ()
    head = (say("fact", language), say("value", language), say("said", language))
    more = len(figures) - len(rows)
    left = (Words(say("and more", language, n=more), small=True),) if more else ()
    return (Rows(head, rows, (5, 4, 4)), *left)


def _marked(text: str) -> str:
    return f"▲ {text}" if text else ""


def dated(tellings: Iterable[Telling], language: str, most: int) -> Rows | None:
    """Events or agreements in the order of time."""
    rows = []
    for each in tellings:
        said = each.said
        when, where = str(said.get("date") or ""), str(said.get("place") or "")
        parties = said.get("participants") or said.get("parties") or ()
        who = ", ".join(party_name(str(party), language) for party in parties)
        rows.append((_first_day(when), (spoken(when, language) if when else say("date none", language),
                                        titled(said, language), where, who)))  # fmt: skip
    rows.sort()
    head = tuple(say(name, language) for name in ("when", "what", "where", "who"))
    return Rows(head, tuple(row for _, row in rows[:most]), (3, 5, 2, 4)) if rows else None


def _first_day(when: str) -> str:
    first = Period.parse(when).first if when else None
    return first.isoformat() if first else "9999"


def sources(edition: Edition, language: str, most: int = _NAMED) -> Section:
    """The reports, the newest first."""
    rows = sorted(
        edition.documents.items(), key=lambda item: (str(item[1].get("published") or ""), item[0]), reverse=True
    )
    lines = []
    for name, row in rows[:most]:
        outlet, day = (
            row.get("outlet") or say("outlet none", language),
            row.get("published") or say("date none", language),
        )
        place = edition.place_of(name)
        own = bool(edition.about.base) and place.startswith(edition.about.base)
        address = "" if own or not place.startswith("http") else place
        lines.append(
            Words(" · ".join(str(part) for part in (outlet, row.get("title"), day, address) if part), small=True)
        )
    if len(rows) > most:
        lines.append(Words(say("and more", language, n=len(rows) - most), small=True))
    return Section("sources", say("sources", language), tuple(lines))


def _when(days: tuple[str, ...], language: str) -> str:
    """From when to when the reports are."""
    if not days:
        return say("of undated", language)
    first, last = days
    return (
        say("of one day", language, day=first) if first == last else say("of reports", language, first=first, last=last)
    )


def sheet(edition: Edition, title: str, language: str, sections: Iterable[Section | None], *, maps: bool) -> Sheet:
    """The sheet with its subtitle, credits and passport."""
    days = sorted(str(row["published"]) for row in edition.documents.values() if row.get("published"))
    when = (spoken(days[0], language), spoken(days[-1], language)) if days else ()
    subtitle = _when(when, language)
    about = edition.about
    facts = sum(1 for _ in edition.facts())
    passport = say(
        "passport", language, version=about.version, day=about.day, reports=len(edition.documents), facts=facts
    )
    credit = [say("credits", language, publisher=about.publisher)]
    credit += [say("licence", language, name=about.licence)] if about.licence else []
    credit += [say("map base", language)] if maps else []
    address = (f" · {about.base}",) if about.base else ()
    shown = tuple(each for each in sections if each is not None and each.parts)
    return Sheet(title, subtitle, language, shown, " ".join(credit), "".join((passport, *address)), about.made)
