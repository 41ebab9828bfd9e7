"""Options that several verbs share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from khorgos.errors import InputFault

if TYPE_CHECKING:
    from khorgos.values import Period

FORMATS = ("table", "json", "jsonl", "csv")

Command = Callable[..., Any]


def ledger(command: Command) -> Command:
    """--ledger, KHORGOS_LEDGER, or khorgos.db here."""
    return click.option(
        "--ledger",
        "place",
        envvar="KHORGOS_LEDGER",
        default="khorgos.db",
        show_default=True,
        show_envvar=True,
        metavar="PATH",
        help="The ledger: a path, or a PostgreSQL URL.",
    )(command)


def form(command: Command) -> Command:
    """--format."""
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print."
    )(command)


def context(command: Command) -> Command:
    """--published, --language, --outlet: what a report does not say of itself."""
    for option in (
        click.option("--outlet", metavar="NAME", help="Who published it, where the report does not say."),
        click.option("--language", metavar="CODE", help="Its language (en, ru, zh), where it is guessed wrong."),
        click.option("--published", metavar="DATE", callback=_day, help="The day of publication, as 2023-05-18."),
    ):
        command = option(command)
    return command


def outlets(command: Command) -> Command:
    """--outlets, KHORGOS_OUTLETS: outlets that the register does not have."""
    return click.option(
        "--outlets",
        envvar="KHORGOS_OUTLETS",
        show_envvar=True,
        callback=_outlets,
        expose_value=False,
        metavar="FILE",
        help="Outlets of your own beside the register's: YAML in the form of reference/outlets.yaml.",
    )(command)


def _outlets(_context: click.Context, _option: click.Parameter, given: str | None) -> None:
    if not given:
        return
    from pathlib import Path

    from khorgos.reference.outlets import add

    try:
        add(Path(given).read_text(encoding="utf-8"), given)
    except (OSError, UnicodeDecodeError) as fault:
        reason = "the file of outlets cannot be read."
        raise InputFault(reason, place="--outlets", value=given, mend=str(fault)) from fault


def columns(command: Command) -> Command:
    """--columns: which columns of a table of texts hold what."""
    return click.option(
        "--columns",
        callback=_columns,
        metavar="FIELD=COLUMN,…",
        help="Of a table of texts: which column holds text, title, published, outlet, language, address, authors.",
    )(command)


def _columns(_context: click.Context, _parameter: click.Parameter, value: str | None) -> dict[str, str]:
    pairs = [part.partition("=") for part in (value or "").split(",") if part.strip()]
    if any(not sign or not column.strip() for _, sign, column in pairs):
        raise InputFault(
            "no fields with their columns.", place="--columns", value=value, mend="Write text=body,published=day."
        )
    return {field.strip(): column.strip() for field, _, column in pairs}


def period(_context: click.Context, parameter: click.Parameter, value: str | None) -> Period | None:
    """A period given on the command line; raises InputFault with the option's name where it is none."""
    from khorgos.errors import PeriodFault
    from khorgos.values import Period

    try:
        return Period.parse(value) if value else None
    except PeriodFault as fault:
        raise InputFault(fault.reason, place=f"--{parameter.name}", value=value, mend=fault.mend) from fault


def moment(text: str, option: str) -> str:
    """A day or a moment as the ledger writes moments (ISO 8601 in UTC); raises InputFault where it is none."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError as fault:
        mend = "Write it as 2026-11-20 or 2026-11-20T08:00:00."
        raise InputFault("not a day or a moment.", place=option, value=text, mend=mend) from fault
    found = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    return found.astimezone(dt.UTC).isoformat(timespec="seconds")


def _day(_context: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError as fault:
        raise InputFault(
            "not a day of the calendar.", place=f"--{parameter.name}", value=value, mend="Write it as 2023-05-18."
        ) from fault
