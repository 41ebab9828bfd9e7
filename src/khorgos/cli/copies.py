"""khorgos copies: which reports were printed from one text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from khorgos.cli import options

if TYPE_CHECKING:
    from khorgos.claims.printing import Printing
    from khorgos.copies import Families, Report


@click.command("copies")
@options.ledger
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", help="How to print.")
def command(place: str, form: str) -> int:
    """Find families of copies over the whole ledger and keep them: those of one family count as one source of a fact.

    \b
    khorgos copies
    khorgos facts --several

    Run it again after adding.  Each family is told with its earliest printing first, what each copy changed in its
    figures, and the agency that all of them name; passages lifted into other reports are listed behind.
    """  # noqa: D301 - click wants the character itself
    import json

    from khorgos.store import Ledger

    with Ledger(place, create=False) as ledger:
        found, reports = ledger.find_copies()
        names = {row["id"]: row["name"] for row in ledger.documents()}
        claims: dict[str, list[Printing]] = {}
        for printing in ledger.printings():
            claims.setdefault(printing.document, []).append(printing)
    told = _told(found, reports, names, claims)
    if form == "json":
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    for family in told:
        agencies = f"  ({', '.join(family['agencies'])})" if family["agencies"] else ""
        click.echo(f"{family['earliest']}{agencies}")
        for copy in family["copies"]:
            click.echo(f"  {copy['how']}: {copy['name']}")
            for change in copy["changes"]:
                click.echo(f"    {change['what']}: {change['before']} -> {change['after'] or 'nothing'}")
    lifted = [copy for copy in found.copies if copy.kind.value == "partial"]
    for copy in lifted:
        click.echo(f"{names[copy.document]}: a passage of {names[copy.of]}")
    families = "family" if len(told) == 1 else "families"
    click.echo(f"{len(told)} {families}, {len(found.of)} reports in them, {len(lifted)} lifted passages")
    return 0


def _told(
    found: Families, reports: dict[str, Report], names: dict[str, str], claims: dict[str, list[Printing]]
) -> list[dict[str, Any]]:
    """Each family in plain values."""
    from dataclasses import asdict

    from khorgos.copies import changes
    from khorgos.copies.story import carried

    families: list[dict[str, Any]] = []
    for family, members in sorted(found.members().items(), key=lambda each: names[each[0]]):
        original = claims.get(family, [])
        copies = [
            {
                "id": member,
                "name": names[member],
                "how": found.how[member].value if member in found.how else "first of another",
                "changes": [asdict(each) for each in changes(original, claims.get(member, []))],
            }
            for member in members
            if member != family
        ]
        agencies = sorted(carried(reports[member] for member in members))
        families.append({"family": family, "earliest": names[family], "agencies": agencies, "copies": copies})
    return families
