"""khorgos schema: the JSON Schema of claims."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> int:
    """Print the JSON Schema of claims: of each line of `--format jsonl`, and of `body` in the ledger.

    \b
    khorgos schema > claims.schema.json
    """  # noqa: D301 - click wants the character itself
    from khorgos.claims.schema import json_schema
    from khorgos.telling.forms import pretty

    click.echo(pretty(json_schema()), nl=False)
    return 0
