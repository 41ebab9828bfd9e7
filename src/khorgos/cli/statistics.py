"""khorgos statistics: official series, fetched on request and read offline from then on."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khorgos.cli import options

if TYPE_CHECKING:
    from khorgos.statistics import Snapshots
    from khorgos.statistics.query import Source

_KEY = "KHORGOS_COMTRADE_KEY"
COLUMNS = (
    "source", "series", "indicator", "reporter", "partner", "period", "value", "unit", "valuation", "quality",
    "edition", "retrieved", "snapshot", "definition",
)  # fmt: skip


@click.group("statistics", invoke_without_command=False)
def command() -> None:
    """Official series: World Bank, UN Comtrade, IMF IMTS, any SDMX source, a CSV of one's own.

    \b
    khorgos statistics fetch worldbank --reporter KAZ --indicator gdp --years 2015:2024
    khorgos statistics fetch comtrade --reporter CHN --partner KAZ --indicator trade --years 2022
    khorgos statistics add customs.csv
    khorgos statistics show --reporter CHN --partner KAZ

    What is fetched is kept in the ledger's archive with its day; `khorgos check` compares with it.
    """  # noqa: D301 - click wants the character itself


def _years(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[int, int]:  # noqa: ARG001
    from khorgos.errors import InputFault

    first, _, last = (value or "").partition(":")
    if not (first.isdigit() and (last or first).isdigit()):
        raise InputFault("not years.", place="--years", value=value, mend="Write 2022, or 2015:2024.")
    return int(first), int(last or first)


@command.command("fetch")
@click.argument("source", metavar="SOURCE")
@options.ledger
@click.option("--reporter", "reporters", multiple=True, required=True, metavar="CODE", help="Whose series; repeatable.")
@click.option("--partner", "partners", multiple=True, metavar="CODE", help="With whom; WLD for the world; repeatable.")
@click.option("--indicator", default="", metavar="CODE", help="trade, exports, imports, gdp, investment …")
@click.option("--series", multiple=True, metavar="CODE", help="The source's own codes instead; repeatable.")
@click.option("--years", required=True, callback=_years, metavar="FIRST[:LAST]", help="2022, or 2015:2024.")
@click.option(
    "--frequency", default="A", show_default=True, type=click.Choice(("A", "Q", "M")), help="Years, quarters, months."
)
@click.option("--address", metavar="URL", help="Where the source answers, if not where it usually does.")
@click.option("--flow", metavar="AGENCY:FLOW[(VERSION)]", help="SOURCE sdmx: the flow to ask.")
@click.option("--key", "keys", metavar="KEY", help='SOURCE sdmx: the key, as "{freq}.{reporter}.{partner}.{series}".')
@click.option("--standard", default="2.1", show_default=True, type=click.Choice(("2.1", "3.0")), help="SOURCE sdmx.")
def fetch(
    source: str,
    place: str,
    reporters: tuple[str, ...],
    partners: tuple[str, ...],
    indicator: str,
    series: tuple[str, ...],
    years: tuple[int, int],
    frequency: str,
    address: str | None,
    flow: str | None,
    keys: str | None,
    standard: str,
) -> int:
    """Ask SOURCE (worldbank, comtrade, imts, or sdmx with --address, --flow and --key) and keep what it answers.

    Comtrade gives more with a subscription key in the environment (KHORGOS_COMTRADE_KEY); it is sent and never kept.
    """
    from khorgos.cli.fetching import official
    from khorgos.statistics import Query, Snapshots, observations, take
    from khorgos.store import Ledger

    query = Query(
        reporters=reporters, partners=partners, indicator=indicator, series=series, first=years[0], last=years[1],
        frequency=frequency,
    )  # fmt: skip
    told = _sdmx(address, flow, keys, standard, series, indicator) if source == "sdmx" else _known(source, address)
    key = os.environ.get(_KEY, "") if told.protocol == "comtrade" else ""
    with Ledger(place) as ledger:
        snapshots = Snapshots(ledger.archive)
        snapshot = take(told, query, official(ledger), snapshots, _now(), key)
    found = list(observations(snapshots, lambda each: each.id == snapshot.id))
    click.echo(f"{told.name}: {len(found)} observations kept as {snapshot.id} ({told.terms or 'terms not told'})")
    return 0 if found else 1


@command.command("add")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@options.ledger
def add(file: Path, place: str) -> int:
    """Keep a table of your own: CSV with reporter, indicator, period, value (docs/statistics.md has the columns)."""
    from khorgos.errors import InputFault
    from khorgos.statistics import observations, take_table

    if not file.is_file():
        raise InputFault("there is no such file.", place=str(file))
    snapshots = _snapshots(place, create=True)
    snapshot = take_table(file.read_bytes(), file.name, snapshots, _now())
    count = sum(1 for _ in observations(snapshots, lambda each: each.id == snapshot.id))
    click.echo(f"{file.name}: {count} observations kept as {snapshot.id}")
    return 0


@command.command("list")
@options.ledger
def list_(place: str) -> int:
    """The snapshots, each with its day, what was asked, and how many observations it holds."""
    from khorgos.statistics import observations

    snapshots = _snapshots(place)
    for snapshot in snapshots.all():
        count = sum(1 for _ in observations(snapshots, lambda each, at=snapshot: each.id == at.id))  # type: ignore[misc]
        asked = snapshot.query.get("file") or _asked(snapshot.query)
        click.echo(f"{snapshot.id}  {snapshot.retrieved[:10]}  {snapshot.told['name']}: {asked}: {count} observations")
    return 0


@command.command("show")
@options.ledger
@click.option("--reporter", metavar="CODE", help="Whose series.")
@click.option("--partner", metavar="CODE", help="With whom.")
@click.option("--indicator", metavar="CODE", help="exports, imports, gdp …")
@click.option("--period", callback=options.period, metavar="PERIOD", help="2022, 2022-Q1, 2015/2022")
@options.form
def show(place: str, reporter: str | None, partner: str | None, indicator: str | None, period: Any, form: str) -> int:
    """The observations; as a table, what the partner's side gives for the same flow stands beside each."""
    from khorgos.cli.official_table import show_pairs
    from khorgos.statistics import observations
    from khorgos.telling.forms import jsonl, pretty, table_text

    every = list(observations(_snapshots(place)))
    chosen = [
        each
        for each in every
        if (not reporter or each.reporter == reporter)
        and (not partner or each.partner == partner)
        and (not indicator or each.indicator == indicator)
        and (period is None or each.period.overlaps(period))
    ]
    rows = [each.as_dict() for each in chosen]
    if form == "jsonl":
        click.echo(jsonl(rows), nl=False)
    elif form == "json":
        click.echo(pretty(rows), nl=False)
    elif form == "csv":
        click.echo(table_text(COLUMNS, rows), nl=False)
    else:
        show_pairs(chosen, every)
    return 0


def _snapshots(place: str, *, create: bool = False) -> Snapshots:
    from khorgos.statistics import Snapshots
    from khorgos.store import Ledger

    with Ledger(place, create=create) as ledger:
        return Snapshots(ledger.archive)


def _known(code: str, address: str | None) -> Source:
    from khorgos.statistics.query import source_of

    return source_of(code).at(address)


def _sdmx(
    address: str | None, flow: str | None, keys: str | None, standard: str, series: tuple[str, ...], indicator: str
) -> Source:
    """A source that the user describes; its series are what the indicator says, in the unit that its rows give."""
    from khorgos.errors import InputFault
    from khorgos.statistics.query import Source

    if not (address and flow and keys and series):
        mend = 'For example --address https://example.org/rest --flow AG:FLOW --key "{freq}.{reporter}" --series B1.'
        raise InputFault("an SDMX source needs --address, --flow, --key and --series.", place="fetch", mend=mend)
    agency, _, rest = flow.rpartition(":")
    name, _, version = rest.partition("(")
    rows = {code: {"indicator": indicator or "other"} for code in series}
    source = Source(code="sdmx", name=f"SDMX {flow}", protocol="sdmx", address="", series=rows, version=standard)
    told = replace(source, agency=agency, flow=name, flow_version=version.rstrip(")") or "+", keys=keys)
    return told.at(address)


def _asked(query: dict[str, Any]) -> str:
    parties = " ".join((*query["reporters"], "with" if query["partners"] else "", *query["partners"])).strip()
    return f"{query['indicator'] or ' '.join(query['series'])} of {parties}, {query['first']}-{query['last']}"


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
