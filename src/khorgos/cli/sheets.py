"""What the verbs that set sheets (poster, brief) share: their options, the edition, the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khorgos.cli import options

if TYPE_CHECKING:
    from khorgos.claims.finding import Finding
    from khorgos.publish import Edition
    from khorgos.values import Period

_OPTIONS = (
    click.option(
        "--language", type=click.Choice(("en", "ru", "zh")), default="en", show_default=True, help="Of its words."
    ),
    click.option("--base", default="", metavar="URL", help="Where the facts stand: https://data.example.org"),
    click.option("--publisher", metavar="NAME", help="Who publishes."),
    click.option("--licence", default="", metavar="ID", help="An SPDX identifier: CC-BY-4.0"),
    click.option("--indicator", metavar="CODE", help="Of figures: trade, exports, investment, projects …"),
    click.option("--party", "parties", multiple=True, metavar="CODE", help="Who must take part; may be given twice."),
    click.option("--period", callback=options.period, metavar="PERIOD", help="2023, 2023-Q1, 2015/2022, 1992/.."),
)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a verb that sets a sheet."""
    for each in reversed(_OPTIONS):
        command = each(command)
    return command


@contextmanager
def opened(
    place: str, base: str, publisher: str | None, licence: str, indicator: str | None, parties: tuple[str, ...],
    period: Period | None,
) -> Iterator[tuple[Edition, list[Finding]]]:  # fmt: skip
    """The edition that filters let through, with what the checks find among its claims."""
    from khorgos.publish import About
    from khorgos.store import Ledger
    from khorgos.store.edition import edition_of

    told = {"publisher": publisher} if publisher else {}
    asked = {"indicator": indicator, "parties": parties, "period": period}
    with Ledger(place, create=False) as ledger:
        edition = edition_of(ledger, About(base=base, licence=licence, **told), asked)
        own = {claim for each in edition.facts() for claim in each.fact.claims}
        yield edition, [each for each in ledger.findings() if own & set(each.claims)]


def form_of(out: Path) -> str:
    """The form that a file's ending names."""
    return out.suffix.removeprefix(".").casefold()


def written(out: Path, data: bytes) -> int:
    """Write a file whole or not at all, and tell its size."""
    from khorgos.cli.whole import whole

    whole(out, lambda file: file.write(data))
    click.echo(f"{out}: {len(data):,} bytes", err=True)
    return 0
