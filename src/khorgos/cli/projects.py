"""khorgos projects: project records of the ledger."""

from __future__ import annotations

from typing import Any

import click

from khorgos.cli import options
from khorgos.errors import InputFault


def _years(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    first, _, last = value.partition("-")
    if not (first.isdigit() and (last or first).isdigit()):
        raise InputFault("no year or years.", place="--year", value=value, mend="Write it as 2015 or 2015-2019.")
    return int(first), int(last or first)


@click.command("projects")
@click.argument("record", required=False, metavar="[ID]")
@options.ledger
@click.option("--recipient", metavar="CODE", help="Where the work happens: KAZ, or a registered group or region.")
@click.option("--funder", metavar="NAME", help="A part of a funder's name.")
@click.option("--sector", metavar="CODE", help="A three-digit code: 210, 230 …")
@click.option("--status", metavar="STATUS", help="Completion, Implementation, Pipeline …")
@click.option("--flow", "flow_type", metavar="TYPE", help="Loan, Grant …")
@click.option("--currency", metavar="CODE", help="ISO 4217 code of the amount.")
@click.option("--year", callback=_years, metavar="YEARS", help="Of the commitment: 2015, or 2015-2019.")
@click.option("--least", type=float, metavar="AMOUNT", help="The smallest amount, in the record's own currency.")
@click.option("--most", type=float, metavar="AMOUNT", help="The largest amount, in the record's own currency.")
@click.option("--total", is_flag=True, help="Add up what may be added, and say what was left out and why.")
@click.option("--gcdf", is_flag=True, help="Print CSV with the 126 columns of GCDF 3.0.")
@options.form
def command(
    record: str | None,
    place: str,
    form: str,
    least: float | None,
    most: float | None,
    *,
    total: bool,
    gcdf: bool,
    **filters: Any,
) -> int:
    """Print project records; all filters given must hold.

    \b
    khorgos projects --recipient KAZ --sector 230
    khorgos projects 3f9a01bc                one record: every field, what follows by rule, the sentences
    khorgos projects --year 2015-2019 --total
    """  # noqa: D301 - click wants the character itself
    from khorgos.cli.project_table import print_gcdf, print_records, print_total
    from khorgos.store import Ledger, RecordFilters

    asked = RecordFilters(id=record, amount=(least, most), **filters)
    with Ledger(place, create=False) as ledger:
        rows = ledger.records(asked)
    if record and not rows:
        raise InputFault(
            "the ledger has no such record.", place="ID", value=record, mend="List them: khorgos projects."
        )
    if gcdf:
        print_gcdf(rows)
    elif total:
        print_total(rows, form)
    else:
        print_records(rows, form, whole=bool(record))
    return 0
