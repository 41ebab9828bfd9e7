"""khorgos brief: two pages on a topic, a mechanism, or one article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from khorgos.cli import options, sheets
from khorgos.errors import InputFault

if TYPE_CHECKING:
    from khorgos.values import Period


@click.command("brief")
@options.ledger
@click.option(
    "--out", required=True, metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="FILE.pdf or .docx"
)
@click.option("--title", default="", metavar="TEXT", help="Another title.")
@click.option("--mechanism", default="", metavar="NAME", help="The fact sheet of this mechanism.")
@click.option("--document", default="", metavar="ID", help="The fact-check sheet of this report.")
@sheets.common
def command(
    place: str, out: Path, title: str, mechanism: str, document: str, language: str, base: str, publisher: str | None,
    licence: str, indicator: str | None, parties: tuple[str, ...], period: Period | None,
) -> int:  # fmt: skip
    """Write a brief: numbers, what the reports disagree on, every figure, passages, sources.

    \b
    khorgos brief --indicator trade --out trade.pdf
    khorgos brief --mechanism "China-Central Asia" --language ru --out mechanism.docx
    khorgos brief --document 391d025d --out check.pdf
    """  # noqa: D301 - click wants the character itself
    from khorgos.posters import brief
    from khorgos.posters.typeset import brief_bytes
    from khorgos.posters.word import docx_bytes

    if mechanism and document:
        raise InputFault("a brief is of a mechanism or of a report.", place="--document", value=document)
    form = sheets.form_of(out)
    with sheets.opened(place, base, publisher, licence, indicator, parties, period) as (edition, findings):
        if document:
            made = brief.fact_check(edition, document, title, language, findings)
        elif mechanism:
            made = brief.mechanism(edition, mechanism, title, language, findings)
        else:
            made = brief.topic(edition, title, language, findings)
        return sheets.written(out, docx_bytes(made) if form == "docx" else brief_bytes(made, form))
