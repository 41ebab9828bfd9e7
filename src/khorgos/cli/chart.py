"""khorgos chart: facts and project records as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khorgos.cli import options
from khorgos.cli.whole import whole
from khorgos.errors import InputFault

if TYPE_CHECKING:
    from khorgos.claims.official import Observation
    from khorgos.publish import Edition
    from khorgos.store import Ledger
    from khorgos.values import Period


@click.command("chart")
@click.argument("kind", metavar="KIND")
@options.ledger
@click.option(
    "-o", "--out", metavar="FILE", required=True, type=click.Path(dir_okay=False, path_type=Path),
    help="Where to draw it: FILE.svg, .png, .pdf, or .json (Vega-Lite).",
)  # fmt: skip
@click.option("--fact", default="", metavar="ID", help="The fact, for the charts of one: fact, voices.")
@click.option("--title", default="", metavar="TEXT", help="Another title.")
@click.option(
    "--language", type=click.Choice(("en", "ru", "zh")), default="en", show_default=True, help="Of its words."
)
@click.option(
    "--theme", type=click.Choice(("light", "dark")), default="light", show_default=True, help="By day or by night."
)
@click.option("--width", type=click.IntRange(240, 4000), default=720, show_default=True, help="In pixels.")
@click.option("--base", default="", metavar="URL", help="Where the facts stand: https://data.example.org")
@click.option("--indicator", metavar="CODE", help="Of figures: trade, exports, investment, projects …")
@click.option("--party", "parties", multiple=True, metavar="CODE", help="Who must take part; may be given twice.")
@click.option("--period", callback=options.period, metavar="PERIOD", help="2023, 2023-Q1, 2015/2022, 1992/..")
@click.option("--disputed", is_flag=True, help="Only facts whose values conflict.")
@click.option("--recipient", metavar="CODE", help="Of project records: where the work happens.")
def command(
    kind: str,
    place: str,
    out: Path,
    fact: str,
    title: str,
    language: str,
    theme: str,
    width: int,
    base: str,
    indicator: str | None,
    parties: tuple[str, ...],
    period: Period | None,
    recipient: str | None,
    *,
    disputed: bool,
) -> int:
    """Draw a chart; its kind is one of these.

    \b
    figure      a figure over time with its claims
    fact        one fact: each claim by the day of its printing
    voices      who says what about a number
    ladder      a list of projects: the whole, its parts, what is not accounted for
    money       money by year and status
    mechanisms  who is in which mechanism, since when, with meetings
    timeline    what happened when
    flows       flows between parties
    map         where projects are, without a tile server

    \b
    khorgos chart figure --indicator trade --party CHN --party "Central Asia" -o trade.svg
    khorgos chart voices --fact d3931ce0 -o voices.png
    khorgos chart map --language ru -o map.pdf
    """  # noqa: D301 - click wants the character itself
    from khorgos.charts.render import FORMS, render
    from khorgos.publish import About
    from khorgos.publish.pictures import picture
    from khorgos.store import Ledger, RecordFilters
    from khorgos.store.edition import edition_of

    form = out.suffix.removeprefix(".").casefold()
    if form not in FORMS:
        raise InputFault(
            "charts have no such form.", place="--out", value=str(out), mend=f"End it in .{', .'.join(FORMS)}."
        )
    asked: dict[str, Any] = {"indicator": indicator, "parties": parties, "period": period, "disputed": disputed}
    with Ledger(place, create=False) as ledger:
        edition = edition_of(ledger, About(base=base), asked, RecordFilters(recipient=recipient))
        official = _official(ledger, edition, kind, fact)
        chart = picture(edition, kind, fact=fact, title=title, language=language, official=official)
    drawn = render(chart, form, width=width, theme=theme)
    whole(out, lambda file: file.write(drawn))
    click.echo(f"{out}: {len(drawn):,} bytes", err=True)
    click.echo(chart.told)
    return 0


def _official(ledger: Ledger, edition: Edition, kind: str, fact: str) -> list[Observation]:
    """The official series behind a figure, from the snapshots in the ledger's archive."""
    if kind not in ("figure", "fact"):
        return []
    from khorgos.check.official import Series
    from khorgos.statistics import Snapshots, observations
    from khorgos.statistics.beside import beside

    found = (each for each in edition.facts() if not fact or any(claim.startswith(fact) for claim in each.fact.claims))
    first = next(found, None)
    if first is None:
        return []
    said = first.said if kind == "fact" else first.said | {"period": None}
    shown = beside(Series(observations(Snapshots(ledger.archive))), said)
    return shown if kind == "figure" else [each for each in shown if str(each.period) == said.get("period")]
