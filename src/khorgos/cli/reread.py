"""khorgos reread: what this version of the code makes of what older ones read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from khorgos.cli import options

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from khorgos.cli.rereading import Count
    from khorgos.store.rereading import Reread, Ruled


@click.command("reread")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT…]")
@options.ledger
@click.option("--apply", is_flag=True, help="Put what is read now in the place of what older code read.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="So many reports and no more.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
@click.option(
    "--auto-accept", "accept", type=click.FloatRange(0, 1), metavar="SHARE", help="As `khorgos add --auto-accept`."
)
@click.option("--format", "form", type=click.Choice(("table", "jsonl")), default="table", help="How to print.")
def command(
    documents: tuple[str, ...],
    place: str,
    limit: int | None,
    workers: int,
    accept: float | None,
    form: str,
    *,
    apply: bool,
) -> int:
    """Read the archived bytes of reports again that older code read, and print what changes, claim by claim.

    \b
    khorgos reread                     what would change; nothing is replaced
    khorgos reread 3f9a --limit 100    of some reports, by the beginnings of their ids
    khorgos reread --apply             replace it, a batch at a time

    Claims and project records are added, gone, or changed field by field; the same ones are counted.  Rulings stay on
    the claim that stands in the same passage; those that do not find one, and those whose claim says something else
    now, are listed.  Older readings stay in the ledger, marked as superseded.  Stopped at any moment, the same command
    goes on.
    """  # noqa: D301 - click wants the character itself
    from khorgos.cli.rereading import Again
    from khorgos.store import Ledger
    from khorgos.store.rereading import Rereading

    with Ledger(place, create=False) as ledger:
        rereading = Rereading(ledger, documents)
        again = Again(ledger, rereading, apply, accept, workers, limit)
        for found in again.read():
            if found:
                click.echo(_line(found) if form == "jsonl" else "\n".join(_told(found)))
        by_model = rereading.by_model()
    click.echo(_summary(again.count, apply=apply), err=form == "jsonl")
    if by_model:
        click.echo(f"note: {by_model} reports that a model read beside are left: `khorgos add` reads them.", err=True)
    for name, reason in again.count.failed:
        click.echo(f"error: {name} keeps its older reading: {reason}", err=True)
    return 1 if again.count.failed else 0


def _told(found: Reread) -> Iterable[str]:
    """A report in lines: what is changed, added and gone, and the rulings that this touches."""
    yield f"{found.report.document[:12]}  {found.report.name}  ({found.claims.same} the same)"
    for told, named in ((found.claims, _claim), (found.records, _record)):
        for each in told.altered:
            yield f"  changed  {named(each.after)}"
            for name, before, after in each.fields:
                yield f"             {name}: {_value(before)} -> {_value(after)}"
        yield from (f"  added    {named(body)}" for body in told.added)
        yield from (f"  gone     {named(body)}" for body in told.gone)
    yield from (f"  ruling   {_ruling(each, found)}" for each in found.ruled)


def _claim(body: Any) -> str:
    from khorgos.telling.words import clip

    return f"{body['kind']} {body['id'][:8]}  «{clip(body['evidence'], 80)}»"


def _record(body: Any) -> str:
    from khorgos.telling.words import clip

    return f"record {body['id'][:8]}  «{clip(body.get('name') or 'without a name', 80)}»"


def _value(value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, dict):
        return str(value.get("name") or value)
    return ", ".join(map(_value, value)) if isinstance(value, list) else str(value)


def _ruling(each: Ruled, found: Reread) -> str:
    row = each.ruling
    said = f"{row['id']} ({row['verdict']} by {row['made_by']}) on {each.claim[:8]}"
    if each.now is None:
        return f"{said}: no claim stands there any more"
    altered = each.now in {altered.after["id"] for altered in found.claims.altered}
    return f"{said} is on {each.now[:8]} now" + (", which says something else: look again" if altered else "")


def _line(found: Reread) -> str:
    import json

    rulings = [
        {"ruling": each.ruling["id"], "verdict": each.ruling["verdict"], "claim": each.claim, "now": each.now}
        for each in found.ruled
    ]
    head = {"document": found.report.document, "name": found.report.name, "read_by": found.report.version or None}
    told = head | found.claims.as_dict() | {"records": found.records.as_dict(), "rulings": rulings}
    return json.dumps(told, ensure_ascii=False)


def _summary(count: Count, *, apply: bool) -> str:
    from khorgos.store.code import code_version

    kinds = (("claims", count.claims), ("records", count.records))
    parts = "; ".join(f"{kind}: {_parts(found)}" for kind, found in kinds if kind == "claims" or found.total())
    done = "" if apply or not count.reports else "; nothing was replaced: --apply does it"
    reports = f"{count.reports} report{'s'[: count.reports != 1]} read by {code_version()}, {count.differ} differ"
    return f"{reports}; {parts}{done}"


def _parts(found: Counter[str]) -> str:
    return ", ".join(f"{found[name]} {name}" for name in ("same", "changed", "added", "gone"))
