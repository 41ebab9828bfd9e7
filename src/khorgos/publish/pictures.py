"""Charts of an edition: what `khorgos chart`, the site and the poster draw of the same facts and records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from khorgos import charts
from khorgos.charts.chart import Chart, Passport
from khorgos.charts.words import say
from khorgos.claims.official import Observation
from khorgos.claims.printing import Printing
from khorgos.errors import InputFault
from khorgos.publish.edition import Edition, Telling
from khorgos.records.lists import lists
from khorgos.telling import title as titled

# Kinds of claims that have a date of their own, with the field that holds it.
_DATED = {"event": "date", "agreement": "date", "mechanism": "founded", "project": "start"}


def picture(
    edition: Edition, kind: str, *, fact: str = "", title: str = "", language: str = "en",
    official: Sequence[Observation] = (),
) -> Chart:  # fmt: skip
    """The chart of a kind (`charts.KINDS`) from an edition; `fact` names one fact where the kind is of one.

    Raises InputFault for a kind that there is not, a fact that is not in the edition, and where there is nothing to
    draw.
    """
    if kind not in _DRAW:
        raise InputFault("no such chart.", place="chart", value=kind, mend=f"One of {', '.join(charts.KINDS)}.")
    if kind in _OF_ONE:
        one = _one(edition, fact)
        drawn = of_fact(edition, one, kind, title=title, language=language, official=official)
    else:
        drawn = _DRAW[kind](edition, title, language, official)
    if drawn is None:
        mend = "Choose other facts: khorgos chart --help"
        raise InputFault("there is nothing to draw for this chart.", place="chart", value=kind, mend=mend)
    return drawn


def of_fact(
    edition: Edition, telling: Telling, kind: str, *, title: str = "", language: str = "en",
    official: Sequence[Observation] = (),
) -> Chart | None:  # fmt: skip
    """The dots ("fact") or the voices of one fact; None where there is nothing to draw."""
    name = title or titled(telling.said, language)
    passport = Passport.of(telling.printings, telling.fact.id, _address(edition, telling.fact.id))
    if kind == "voices":
        named = title or say("title voices", language, title=name)
        return charts.voices(named, telling.printings, passport, language)
    return charts.fact(name, telling.printings, passport, language, official)


def _one(edition: Edition, fact: str) -> Telling:
    if not fact:
        raise InputFault("this chart is of one fact.", place="--fact", mend="Name it: --fact ID (khorgos facts).")
    found = [each for each in edition.facts() if any(claim.startswith(fact) for claim in each.fact.claims)]
    if len(found) != 1:
        reason = "no such fact." if not found else "several facts begin so."
        raise InputFault(reason, place="--fact", value=fact, mend="Look in khorgos facts.")
    return found[0]


def _address(edition: Edition, fact: str) -> str:
    return edition.about.address("facts", fact) if edition.about.base else ""


def _passport(edition: Edition, printings: Iterable[Printing]) -> Passport:
    return Passport.of(printings, address=edition.about.base)


def _figure(edition: Edition, title: str, language: str, official: Sequence[Observation]) -> Chart | None:
    tellings = [each for each in edition.facts() if each.fact.kind == "figure"]
    found = [printing for each in tellings for printing in each.printings if printing.word("measure") == "level"]
    if not found:
        return None
    said = dict(found[0].said) | {"period": None, "status": None}
    subject = {(p.word("indicator"), p.all_sides) for p in found}
    if len(subject) > 1 and not title:
        raise InputFault(
            "these are several figures.", place="chart", value=len(subject),
            mend="Choose one with --indicator and --party, or give it a --title.",
        )  # fmt: skip
    passport = _passport(edition, found)
    return charts.over_time(title or titled(said, language), found, passport, language, official)


def _ladder(edition: Edition, title: str, language: str, _official: Sequence[Observation]) -> Chart | None:
    """The list that the latest report tells, of projects before money."""
    reports: dict[str, list[Printing]] = {}
    for each in edition.facts():
        for printing in each.printings:
            reports.setdefault(printing.document, []).append(printing)
    found = [listed for report in reports.values() for listed in lists(report)]
    if not found:
        return None
    whole, parts = max(found, key=lambda each: (each.whole.word("unit") == "count", _day(each.whole), each.whole.id))
    name = title or titled(dict(whole.said), language)
    passport = Passport.of((whole, *parts), whole.id, _address(edition, whole.id))
    return charts.ladder(name, whole, parts, passport, language)


def _day(printing: Printing) -> str:
    return printing.source.published.isoformat() if printing.source.published else ""


def _money(edition: Edition, title: str, language: str, _official: Sequence[Observation]) -> Chart | None:
    records = (each.record for each in edition.records())
    return charts.money(title or say("title money", language), records, _of_records(edition), language)


def _map(edition: Edition, title: str, language: str, _official: Sequence[Observation]) -> Chart | None:
    records = (each.record for each in edition.records())
    return charts.recipients(title or say("title map", language), records, _of_records(edition), language)


def _of_records(edition: Edition) -> Passport:
    """The passport of project records: the tables and reports that they come from."""
    documents = {each.record.document: each.record.source for each in edition.records()}
    names = {
        str(edition.document(name).get("outlet") or ("" if source == "text" else source))
        for name, source in documents.items()
    }
    days = [str(edition.document(name).get("published") or "") for name in documents]
    return Passport("", tuple(sorted(names - {""})), max(days, default="") or edition.about.day, edition.about.base)


def _mechanisms(edition: Edition, title: str, language: str, _official: Sequence[Observation]) -> Chart | None:
    facts = [each for each in edition.facts() if each.fact.kind in ("mechanism", "event")]
    told = [each.printings for each in facts if each.fact.kind == "mechanism"]
    events = [each.first for each in facts if each.fact.kind == "event"]
    passport = _passport(edition, [printing for claims in told for printing in claims])
    until = passport.day or edition.about.day
    name = title or say("title mechanisms", language)
    return charts.matrix(name, charts.memberships(told, events), passport, language, until)


def _timeline(edition: Edition, title: str, language: str, _official: Sequence[Observation]) -> Chart | None:
    found, told = [], []
    for each in edition.facts():
        if each.fact.kind in _DATED:
            date = str(each.said.get(_DATED[each.fact.kind]) or each.said.get("date") or "")
            place = str(each.said.get("place") or "")
            name = titled(each.said, language)
            found.append(charts.Happening(each.fact.id, each.fact.kind, date, name, place, each.fact.sources))
            told += list(each.printings)
    return charts.timeline(title or say("title timeline", language), found, _passport(edition, told), language)


def _flows(edition: Edition, title: str, language: str, _official: Sequence[Observation]) -> Chart | None:
    """Of figures where the edition has any of two parties, else of the records' dollars."""
    tellings = [
        each for each in edition.facts() if each.first.word("measure") == "level" and len(each.first.parties) == 2
    ]
    found = charts.flows_of((each.first, each.fact.disputed) for each in tellings)
    name = title or say("title flows", language)
    told = {(each.first.word("indicator"), each.first.word("status")) for each in tellings}
    if found and len(told) == 1 and not title:
        name = titled(dict(tellings[0].first.said) | {"parties": (), "period": None}, language)
    if found:
        return charts.flows(name, found, _passport(edition, [each.first for each in tellings]), language)
    found, left = charts.flows_of_records(each.record for each in edition.records())
    return charts.flows(name, found, _of_records(edition), language, left)


_OF_ONE = ("fact", "voices")
_DRAW: dict[str, Callable[[Edition, str, str, Sequence[Observation]], Chart | None]] = {
    "figure": _figure, "fact": _figure, "voices": _figure, "ladder": _ladder, "money": _money,
    "mechanisms": _mechanisms, "timeline": _timeline, "flows": _flows, "map": _map,
}  # fmt: skip
