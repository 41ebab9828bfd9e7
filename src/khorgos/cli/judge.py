"""khorgos judge: what people decide about claims."""

from __future__ import annotations

import click

from khorgos.cli import options


@click.command("judge")
@click.argument("ruling", metavar="same|not-same|stands|withdraw")
@click.argument("subjects", nargs=-1, required=True, metavar="CLAIM [CLAIM]")
@options.ledger
@click.option("--by", required=True, metavar="NAME", help="Who rules.")
@click.option("--reason", default="", metavar="WORDS", help="Because of what.")
def command(ruling: str, subjects: tuple[str, ...], place: str, by: str, reason: str) -> int:
    """Rule on claims, by their ids (`khorgos facts ID` shows them); rulings last and can be withdrawn by number.

    \b
    khorgos judge same 3f9a01bc52d1e0aa 91c2… --by "A. Reviewer" --reason "one table, two printings"
    khorgos judge not-same 3f9a01bc52d1e0aa 91c2… --by "A. Reviewer"
    khorgos judge withdraw 4 --by "A. Reviewer"
    """  # noqa: D301 - click wants the character itself
    from khorgos.claims.judgement import Judgement, Ruling
    from khorgos.errors import InputFault
    from khorgos.store import Ledger

    known = {each.value.replace(" ", "-"): each for each in Ruling}
    if ruling != "withdraw" and ruling not in known:
        raise InputFault(
            "no such ruling.", place="judge", value=ruling, mend=f"One of {', '.join([*known, 'withdraw'])}."
        )
    with Ledger(place, create=False) as ledger:
        if ruling == "withdraw":
            number = ledger.withdraw(_number(subjects[0]), by, reason)
            click.echo(f"ruling {subjects[0]} is taken back (ruling {number})")
            return 0
        other = subjects[1] if len(subjects) > 1 else None
        number = ledger.judge(Judgement(known[ruling], subjects[0], other, by=by, reason=reason))
        click.echo(f"ruling {number} stands")
    return 0


def _number(text: str) -> int:
    from khorgos.errors import InputFault

    if not text.isdigit():
        raise InputFault("a ruling is withdrawn by its number.", place="judge withdraw", value=text)
    return int(text)
