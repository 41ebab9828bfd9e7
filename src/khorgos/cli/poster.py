"""khorgos poster: what the ledger says of a subject, on one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from khorgos.cli import options, sheets

if TYPE_CHECKING:
    from khorgos.values import Period


@click.command("poster")
@options.ledger
@click.option(
    "--out", required=True, metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="FILE.pdf, .png or .svg",
)  # fmt: skip
@click.option("--title", required=True, metavar="TEXT", help="A sentence: what it is about.")
@click.option(
    "--size", default="a3", show_default=True, metavar="SIZE", help="a3, a2, a4; square, wide, story for social media."
)
@sheets.common
def command(
    place: str, out: Path, title: str, size: str, language: str, base: str, publisher: str | None, licence: str,
    indicator: str | None, parties: tuple[str, ...], period: Period | None,
) -> int:  # fmt: skip
    """Set a poster: key numbers with bounds and sources, chart, map, timeline, what the reports disagree on.

    \b
    khorgos poster --title "China and Central Asia in numbers" --out poster.pdf
    khorgos poster --title "Китай и Центральная Азия в цифрах" --language ru --out poster-ru.pdf
    khorgos poster --title "中国与中亚：数字一览" --language zh --size square --out card.png
    """  # noqa: D301 - click wants the character itself
    from khorgos.posters.poster import poster
    from khorgos.posters.typeset import poster_bytes

    with sheets.opened(place, base, publisher, licence, indicator, parties, period) as (edition, findings):
        made = poster(edition, title, language, findings)
        return sheets.written(out, poster_bytes(made, sheets.form_of(out), size))
