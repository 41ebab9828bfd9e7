"""Reports' figures beside official series: how far apart they are, and what may lie behind it; never true or false.

The reporter's own series is compared first: within 1 percent it holds, within 5 it is worth knowing, else look at it.
The other side of the mirror (what A exports to B, as B counts its imports) is told as a ratio only, since two customs
hardly ever agree: 0.8 to 1.25 is usual.  Reasons are told where arithmetic or the definitions suggest them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from khorgos.check.figures import levels, shown, value
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.official import Observation
from khorgos.claims.printing import Printing
from khorgos.claims.slip import factor_of
from khorgos.errors import ValueFault
from khorgos.reference.mirrors import known_gap
from khorgos.reference.official import speaks_for
from khorgos.reference.rates import per_dollar
from khorgos.values import Period
from khorgos.values.codes import COUNTRIES, CURRENCIES

_HOLDS = Decimal("0.01")
_KNOWN = Decimal("0.05")
_USUAL = (Decimal("0.8"), Decimal("1.25"))
_REVISED = Decimal("0.10")
_MIRRORED = {"exports": "imports", "imports": "exports", "trade": "trade"}
_COMPARED = ("trade", "exports", "imports", "investment", "balance")


class Series:
    """Official observations, the newest edition of each first, found by what they are of."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        vintages: dict[tuple[str, ...], list[Observation]] = defaultdict(list)
        for each in observations:
            vintages[each.key].append(each)
        self.vintages = {key: sorted(found, key=_age, reverse=True) for key, found in vintages.items()}
        self._found: dict[tuple[str, str, str | None], list[Observation]] = defaultdict(list)
        newest = [found[0] for found in self.vintages.values()]
        for each in (*newest, *_turnovers(newest)):
            self._found[each.indicator, each.reporter, each.partner].append(each)

    def of(self, indicator: str, reporter: str, partner: str | None) -> list[Observation]:
        """The observations of one indicator, reporter and partner, for all periods."""
        return self._found.get((indicator, reporter, partner), [])

    def earlier(self, observation: Observation) -> list[Observation]:
        """The editions before this one that gave another value, the latest first."""
        found = self.vintages.get(observation.key, [])
        return [each for each in found[1:] if each.value != observation.value]

    def gdp(self, country: str, year: int) -> Decimal | None:
        """A country's gross domestic product in US dollars; None where no snapshot has it."""
        period = Period.year(year)
        return next((each.value for each in self.of("gdp", country, None) if each.period == period), None)


def _age(observation: Observation) -> tuple[str, str]:
    return observation.edition or observation.retrieved[:10], observation.retrieved


def _turnovers(observations: Sequence[Observation]) -> Iterator[Observation]:
    """Turnover where a source gives both halves of one reporter, partner and period, and of one kind of series."""
    halves: dict[tuple[object, ...], dict[str, Observation]] = defaultdict(dict)
    for each in observations:
        if each.indicator in ("exports", "imports") and (each.indicator == "exports" or each.valuation != "FOB"):
            key = (each.source, each.reporter, each.partner, each.period, each.unit, bool(each.valuation))
            halves[key][each.indicator] = each
    for found in halves.values():
        if len(found) == 2:
            out, back = found["exports"], found["imports"]
            yield replace(
                out,
                indicator="trade", series=f"{out.series} + {back.series}", value=out.value + back.value, valuation="",
                definition=f"{out.definition}; {back.definition}",
            )  # fmt: skip


def check(printings: Sequence[Printing], series: Series) -> Iterator[Finding]:
    """The findings about every level of trade or investment that an official series has for its period."""
    for printing in levels(printings, *_COMPARED):
        if _comparable(printing):
            yield from _beside(printing, series)


def _comparable(printing: Printing) -> bool:
    single = printing.sides and all(len(side) == 1 and side <= COUNTRIES for side in printing.sides)
    plain = not printing.word("detail") and not printing.word("status") and printing.period is not None
    return bool(single) and plain and printing.word("unit") in CURRENCIES and len(printing.sides) <= 2


def _beside(printing: Printing, series: Series) -> Iterator[Finding]:
    codes = _sides(printing)
    reporter, partner = codes[0], codes[1] if len(codes) > 1 else None
    indicator = printing.word("indicator")
    partners = (partner,) if partner else (None, "WLD")
    own = [each for other in partners for each in series.of(indicator, reporter, other)]
    for observation in _of_period(own, printing):
        found = _in_unit(printing, observation)
        if found is not None:
            yield _same_side(printing, observation, found, series)
    if partner and indicator in _MIRRORED:
        for observation in _of_period(series.of(_MIRRORED[indicator], partner, reporter), printing):
            found = _in_unit(printing, observation)
            if found is not None:
                yield _mirror(printing, observation, found)


def _sides(printing: Printing) -> list[str]:
    """Reporter, then partner: turnover is that of the side whose office gives it, else of the party named first."""
    codes = [next(iter(side)) for side in printing.sides]
    agency = str((printing.said.get("attribution") or {}).get("agency") or "")
    symmetric = printing.word("indicator") == "trade" and len(codes) == 2 and agency
    if symmetric and speaks_for(agency, codes[1]) and not speaks_for(agency, codes[0]):
        return codes[::-1]
    return codes


def _of_period(observations: Iterable[Observation], printing: Printing) -> list[Observation]:
    return [each for each in observations if printing.period is not None and each.period.same_days(printing.period)]


def _in_unit(printing: Printing, observation: Observation) -> Decimal | None:
    """The observation's value in the printing's currency, at the year's average rate; None where there is no rate."""
    wanted, given = printing.word("unit"), observation.unit
    if wanted == given or observation.period.last is None:
        return observation.value
    try:
        year = observation.period.last.year
        return observation.value / per_dollar(given, year) * per_dollar(wanted, year)
    except ValueFault:
        return None


def _same_side(printing: Printing, observation: Observation, official: Decimal, series: Series) -> Finding:
    printed, unit = value(printing), printing.word("unit")
    gap = _gap(printed, official)
    meets = printing.interval is not None and printing.interval.low <= official <= printing.interval.high
    told = say("official.same", official=shown(official, unit), gap=f"{gap:.1%}")
    if not meets and gap > _HOLDS:
        reasons = _reasons(printing, observation, official, series)
        told = f"{told}; {say('official.reasons', reasons=', '.join(reasons))}" if reasons else told
    severity = Severity.OK if meets or gap <= _HOLDS else Severity.INFO if gap <= _KNOWN else Severity.WARN
    sum_ = f"{shown(printed, unit)} / {shown(official, unit)} = {printed / official:.3f}; {_named(observation)}"
    return Finding("official-value", severity, (printing.id,), told, sum_, say("room.official"))


def _mirror(printing: Printing, observation: Observation, official: Decimal) -> Finding:
    """Never more than worth knowing: what two customs make of one flow is no error of a report."""
    printed, unit = value(printing), printing.word("unit")
    ratio = official / printed
    usual = _USUAL[0] <= ratio <= _USUAL[1]
    told = say("official.mirror", official=shown(official, unit), ratio=f"{ratio:.2f}")
    why = known_gap(observation.reporter, observation.partner or "")
    reasons = [say("reason.valuation"), say("reason.transit")]
    told += f": {say('official.usual' if usual else 'official.wide')}"
    if why and not usual:
        told += f"; {say('official.known')}: {why}"
    elif not usual:
        told += f"; {say('official.reasons', reasons=', '.join(reasons))}"
    sum_ = f"{shown(official, unit)} / {shown(printed, unit)} = {ratio:.3f}; {_named(observation)}"
    severity = Severity.OK if usual else Severity.INFO
    return Finding("official-mirror", severity, (printing.id,), told, sum_, say("room.mirror"))


def _reasons(printing: Printing, observation: Observation, official: Decimal, series: Series) -> list[str]:
    """What may lie behind a gap, the reasons that arithmetic supports first."""
    printed = value(printing)
    found = []
    if factor_of(printed, official) is not None:
        found.append(say("reason.slip"))
    if any(_gap(printed, each.value) <= _HOLDS for each in series.earlier(observation)):
        found.append(say("reason.edition"))
    others = series.of(observation.indicator, observation.reporter, observation.partner)
    near = [each for each in others if each.period != observation.period and _gap(printed, each.value) <= _HOLDS]
    found += [f"{say('reason.period')} ({each.period})" for each in near[:1]]
    if printing.word("unit") != observation.unit:
        found.append(say("reason.currency"))
    if not observation.valuation and observation.indicator in ("exports", "imports"):
        found.append(say("reason.services"))
    if observation.indicator in ("imports", "trade") and _gap(printed, official) <= _REVISED:
        found.append(say("reason.valuation"))
    if observation.indicator == "investment":
        found.append(say("reason.definition"))
    return found or [say("reason.edition"), say("reason.definition")]


def revisions(series: Series) -> Iterator[Finding]:
    """What later editions of official series changed by more than a tenth; the later one replaces, both are kept."""
    for found in series.vintages.values():
        now, before = found[0], next((each for each in found[1:] if each.value != found[0].value), None)
        if before is None or not before.value:
            continue
        change = now.value / before.value - 1
        if abs(change) > _REVISED:
            told = say(
                "revision.told",
                source=f"{now.source} {now.series} {now.reporter} {now.partner or ''} {now.period}".replace("  ", " "),
                earlier=shown(before.value, now.unit), later=shown(now.value, now.unit), gap=f"{change:+.1%}",
            )  # fmt: skip
            sum_ = f"{before.edition or before.retrieved[:10]}, {now.edition or now.retrieved[:10]}"
            yield Finding("official-revision", Severity.INFO, (), told, sum_, say("room.revision"))


def _gap(one: Decimal, other: Decimal) -> Decimal:
    larger = max(abs(one), abs(other))
    return abs(one - other) / larger if larger else Decimal(0)


def _named(observation: Observation) -> str:
    """Where an official value comes from: source, series, valuation, edition."""
    edition = observation.edition or observation.retrieved[:10]
    parts = (observation.source, observation.series, observation.valuation, edition)
    return " ".join(part for part in parts if part)
