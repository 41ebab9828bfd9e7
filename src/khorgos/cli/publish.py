"""khorgos publish: the ledger in the formats that others use."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from khorgos.cli import options
from khorgos.cli.whole import whole
from khorgos.errors import InputFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khorgos.publish import Edition, LeftOut
    from khorgos.values import Period

SITE = "site"
# So many kinds of warnings are printed with the first of each; all stand in the file of --warnings.
_SHOWN = 8


@click.command("publish")
@click.argument("form", metavar="FORMAT")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
@options.ledger
@click.option("--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it.")
@click.option("--base", default="", metavar="URL", help="Where the facts will stand: https://data.example.org")
@click.option("--title", metavar="TEXT", help="The edition's title.")
@click.option("--publisher", metavar="NAME", help="Who publishes.")
@click.option("--reference", default="", metavar="ID", help="The publisher's identifier (IATI): XM-DAC-41114")
@click.option("--licence", default="", metavar="ID", help="An SPDX identifier: CC-BY-4.0")
@click.option(
    "--warnings", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="What was left out, as CSV."
)
@click.option("--kind", metavar="KIND", help="figure, project, event, mechanism, agreement or statement.")
@click.option("--indicator", metavar="CODE", help="Of figures: trade, exports, investment, projects …")
@click.option("--party", "parties", multiple=True, metavar="CODE", help="Who must take part; may be given twice.")
@click.option("--period", callback=options.period, metavar="PERIOD", help="2023, 2023-Q1, 2015/2022, 1992/..")
@click.option("--disputed", is_flag=True, help="Only facts whose values conflict.")
@click.option("--recipient", metavar="CODE", help="Of project records: where the work happens.")
@click.option("--language", type=click.Choice(("en", "ru", "zh")), default="en", help="Of a site: of its words.")
@click.option(
    "--cards", type=click.Choice(("all", "several", "none")), default="all",
    help="Of a site: which facts have a social card; several: those with several sources or in conflict.",
)  # fmt: skip
@click.option("--since", metavar="DIR", type=click.Path(path_type=Path), help="Of a site: the edition to compare with.")
def command(
    form: str,
    folder: Path | None,
    place: str,
    out: Path | None,
    base: str,
    title: str | None,
    publisher: str | None,
    reference: str,
    licence: str,
    warnings: Path | None,
    kind: str | None,
    indicator: str | None,
    parties: tuple[str, ...],
    period: Period | None,
    recipient: str | None,
    language: str,
    cards: str,
    since: Path | None,
    *,
    disputed: bool,
) -> int:
    """Write facts and project records in a format; filters given must all hold.

    \b
    khorgos publish csv --indicator trade --out trade.csv
    khorgos publish xlsx --out ledger.xlsx
    khorgos publish iati --reference XX-EXAMPLE-1 --publisher "Example Institute" --out activities.xml
    khorgos publish sdmx | head
    khorgos publish site public --base https://data.example.org --since public
    """  # noqa: D301 - click wants the character itself
    from khorgos.publish import FORMATS, About, publish
    from khorgos.store import Ledger, RecordFilters
    from khorgos.store.edition import edition_of
    from khorgos.telling import forms

    told = {name: text for name, text in (("title", title), ("publisher", publisher)) if text}
    about = About(reference=reference, licence=licence, base=base, **told)
    asked: dict[str, Any] = {
        "kind": kind, "indicator": indicator, "parties": parties, "period": period, "disputed": disputed,
    }  # fmt: skip
    if form != SITE and form not in FORMATS:
        kinds = ", ".join((*FORMATS, SITE))
        raise InputFault("no such format.", place="FORMAT", value=form, mend=f"One of {kinds}.")
    with Ledger(place, create=False) as ledger:
        edition = edition_of(ledger, about, asked, RecordFilters(recipient=recipient))
        if form == SITE:
            return _site(edition, folder, language, cards, since)
        left = _write(out, lambda file: publish(edition, form, file))
    if warnings is not None:
        rows = [each.as_dict() for each in left]
        whole(warnings, lambda file: file.write(forms.table_text(("what", "element", "why", "mend"), rows).encode()))
    _tell(out, left, warnings)
    return 0


def _site(edition: Edition, folder: Path | None, language: str, cards: str, since: Path | None) -> int:
    """A site of plain files in a folder."""
    from khorgos.site import Plan, write_site

    if folder is None:
        raise InputFault("a site needs a folder.", place="DIR", mend="Say where: khorgos publish site public")
    written = write_site(edition, folder, Plan(language, cards, since))
    click.echo(f"{folder}: {written.facts:,} facts, {written.files:,} files, {written.size:,} bytes", err=True)
    return 0


def _write(out: Path | None, write: Callable[[BinaryIO], list[LeftOut]]) -> list[LeftOut]:
    """Into a file, whole or not at all, or to the terminal's output; no binary file is poured onto a screen."""
    if out is not None:
        left: list[LeftOut] = whole(out, write)
        return left
    if sys.stdout.isatty():
        raise InputFault("a file is written.", place="--out", mend="Say where: --out FILE, or pipe it on.")
    return write(sys.stdout.buffer)


def _tell(out: Path | None, left: Sequence[LeftOut], warnings: Path | None) -> None:
    """What was written and what had no place in it, by kind, the most frequent first; to standard error."""
    if out is not None:
        click.echo(f"{out}: {out.stat().st_size:,} bytes", err=True)
    kinds = Counter((each.element, each.why) for each in left)
    first = {(each.element, each.why): each for each in reversed(left)}
    for (element, why), count in kinds.most_common(_SHOWN):
        each = first[element, why]
        again = f" and {count - 1} more" if count > 1 else ""
        click.echo(f"▲ {each.what}{again}: {element}: {why} {each.mend}".rstrip(), err=True)
    if len(kinds) > _SHOWN:
        more = f"{len(kinds) - _SHOWN} further kinds of warnings"
        click.echo(f"{more}; they stand in {warnings}" if warnings else f"{more}; list them: --warnings FILE", err=True)
