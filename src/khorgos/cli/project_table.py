"""Project records for people and programs: a list, one record beside its sentences, a total."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from khorgos.claims import Record
from khorgos.cli.table import console
from khorgos.errors import ValueFault
from khorgos.records import (
    Portfolio,
    completeness,
    first_repayment,
    flow_class,
    implementation,
    last_repayment,
    loan_detail,
    nominal_dollars,
    portfolio,
    public_liability,
    recommended,
    rescue,
    short_term,
    simplified,
    source_quality,
    source_types,
)
from khorgos.records.export import gcdf_columns, gcdf_row
from khorgos.store import record_of
from khorgos.telling import chip_of, clip, forms, one_line
from khorgos.values.quantity import plain

Rows = list[dict[str, Any]]
COLUMNS = (
    "id", "source", "record", "name", "recipients", "funders", "sector", "flow_type", "status", "commitment", "amount",
    "currency", "recommended",
)  # fmt: skip


def print_records(rows: Rows, form: str, *, whole: bool) -> None:
    """The records in a format; as a table, `whole` shows every field."""
    if form == "jsonl":
        click.echo(forms.jsonl(_told(row) for row in rows), nl=False)
    elif form == "json":
        click.echo(forms.pretty([_told(row) for row in rows]), nl=False)
    elif form == "csv":
        flat = (row | {"recommended": "yes" if recommended(record_of(row["body"])) else "no"} for row in rows)
        click.echo(forms.table_text(COLUMNS, flat), nl=False)
    elif whole:
        for row in rows:
            _show(row)
    else:
        _list(rows)


def print_gcdf(rows: Rows) -> None:
    """The records as CSV in the 126 columns of GCDF 3.0."""
    told = [gcdf_row(record_of(row["body"])) for row in rows]
    click.echo(forms.table_text(gcdf_columns(), told), nl=False)


def print_total(rows: Rows, form: str) -> None:
    """What may be added, and what was left out and why."""
    total = portfolio(record_of(row["body"]) for row in rows)
    if form in ("json", "jsonl"):
        told = _total(total)
        click.echo(forms.pretty(told) if form == "json" else forms.jsonl([told]), nl=False)
    elif form == "csv":
        lines: Rows = [{"what": code, "records": "", "value": plain(value)} for code, value in total.by_currency]
        lines += [{"what": why, "records": len(ids), "value": ""} for why, ids in total.left_out]
        click.echo(forms.table_text(("what", "records", "value"), lines), nl=False)
    else:
        _show_total(total)


def derived(record: Record, outlet: str | None = None) -> dict[str, Any]:
    """What follows from a record by rule; what does not follow is left out.  `outlet` published the report of it."""
    group = record.detail("OECD ODA Income Group")
    rules: dict[str, Callable[[], Any]] = {
        "recommended": lambda: recommended(record),
        "flow_type_simplified": lambda: simplified(record.flow_type),
        "flow_class": lambda: flow_class(record, group) if group else None,
        "rescue": lambda: rescue(record),
        "short_term": lambda: short_term(record),
        "public_liability": lambda: public_liability(record, record.detail("JV/SPV Host Government Ownership")),
        "first_repayment": lambda: _written(first_repayment(record)),
        "last_repayment": lambda: _written(last_repayment(record)),
        "nominal_usd": lambda: _whole(nominal_dollars(record)),
        "source_quality": lambda: source_quality(source_types(record, (outlet,))),
        "completeness": lambda: completeness(record),
        "implementation": lambda: implementation(record),
        "loan_detail": lambda: loan_detail(record),
    }
    found = {name: _or_reason(rule) for name, rule in rules.items()}
    return {name: value for name, value in found.items() if value is not None}


def _or_reason(rule: Callable[[], Any]) -> Any:
    try:
        return rule()
    except ValueFault as fault:
        return f"not known: {fault.reason}"


def _told(row: dict[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = row["body"]
    return body | {"derived": derived(record_of(body), row.get("document_outlet"))}


def _list(rows: Rows) -> None:
    from rich.table import Table
    from rich.text import Text

    out = console()
    out.print(f"{len(rows)} {'record' if len(rows) == 1 else 'records'}")
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column("id", width=8, style="dim")
    table.add_column("what", ratio=1, overflow="fold")
    table.add_column("when", no_wrap=True)
    table.add_column("amount", justify="right", no_wrap=True)
    for row in rows:
        about = " · ".join(
            str(row[name]) for name in ("recipients", "funders", "flow_type", "status", "sector") if row[name]
        )
        lead = Text("\n").join([Text(clip(one_line(row["name"] or "(no name)"), 160)), Text(about, style="dim")])
        amount = chip_of(row["body"]["money"]) if "money" in row["body"] else "no amount"
        table.add_row(
            row["id"][:8], lead, row["commitment"] or "no date", Text(amount.replace(" ", "\u00a0"), style="bold")
        )
    out.print(table)


def _show(row: dict[str, Any]) -> None:
    """One record: each field with the words that bear it and their sentence, then what follows by rule."""
    from rich.text import Text

    out, body = console(), row["body"]
    out.print(Text(one_line(row["name"] or "(no name)"), style="bold"))
    out.print(Text(_origin(row), style="dim"))
    passages = {each["field"]: each for each in body.get("passages", ())}
    shown = [name for name in body if name not in _ABOUT]
    for name in shown:
        if name in ("amount", "currency", "bound") and "money" in body:
            continue
        out.print(Text.assemble((f"{name:22}", "dim"), clip(one_line(_words(body[name])), 400)))
        if name in passages:
            out.print(Text(f"{'':22}“{one_line(passages[name]['sentence'])}”", style="italic dim"))
    for lost in body.get("alternatives", ()):
        told = f"{_words(lost['value'])}, read by the {lost['reader']} ({lost['rule']})"
        out.print(Text(f"not taken: {lost['field']} {told}", style="dim"))
    out.print()
    out.print(Text("by rule", style="bold"))
    for name, value in derived(record_of(body), row.get("document_outlet")).items():
        out.print(Text.assemble((f"{name:22}", "dim"), _words(value)))


_ABOUT = frozenset({"id", "document", "source", "readers", "claims", "passages", "alternatives", "name", "number"})


def _origin(row: dict[str, Any]) -> str:
    """Where a record comes from: the report it was read from, or its number in a table."""
    if row.get("document_name"):
        readers = row["body"].get("readers", ["grammar"])
        by = "" if readers == ["grammar"] else f" by {' and '.join(readers)}"
        return f"read from {row['document_name']}{by} · {row['id']}"
    return f"record {row['record']} of {row['source']} · {row['id']}"


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return " · ".join(str(part) for part in value.values())
    if isinstance(value, list):
        pairs = all(isinstance(each, list) and len(each) == 2 for each in value)
        return "; ".join(f"{a}: {b}" for a, b in value) if pairs else "; ".join(map(_words, value))
    return str(value)


def _total(total: Portfolio) -> dict[str, Any]:
    return {
        "records": total.records,
        "with_amount": total.with_amount,
        "by_currency": {code: plain(value) for code, value in total.by_currency},
        "nominal_usd": _whole(total.dollars),
        "left_out": {why: list(ids) for why, ids in total.left_out},
        "without_rate": {why: list(ids) for why, ids in total.unconverted},
    }


def _show_total(total: Portfolio) -> None:
    from rich.text import Text

    out = console()
    noun = "record" if total.records == 1 else "records"
    out.print(f"{total.records} {noun} added, {total.with_amount} of them with an amount")
    for code, value in total.by_currency:
        out.print(Text(f"  {chip_of(f'{plain(value)} {code}')}", style="bold"))
    if total.dollars is not None:
        dollars = chip_of(f"{_whole(total.dollars)} USD")
        out.print(Text(f"  {dollars} in all, nominal, at the average rates of the commitments' years", style="bold"))
    for heading, found in (("left out", total.left_out), ("not in the dollars", total.unconverted)):
        for why, ids in found:
            out.print(Text(f"  {heading}: {len(ids)}: {why}", style="dim"))


def _whole(value: Any) -> str | None:
    return None if value is None else str(round(value))


def _written(value: object) -> str | None:
    return None if value is None else str(value)
