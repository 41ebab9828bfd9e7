"""khorgos desk: the ledger in a browser."""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import urlsplit

import click

from khorgos.cli import options
from khorgos.cli.people import user
from khorgos.errors import InputFault

# Whoever connects and says nothing is let go of after so many seconds; so many requests are answered at once.
_IDLE, _AT_ONCE = 15, 200


@click.group("desk", invoke_without_command=True)
@click.pass_context
@options.ledger
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8787, show_default=True, help="0 takes any that is free."
)
@click.option("--open/--no-open", "show", default=True, help="Whether to open the browser.")
@click.option("--team", is_flag=True, help="Several people with accounts (khorgos desk user add NAME).")
@click.option(
    "--address", metavar="URL", help="Where people reach it, behind a proxy: https://desk.example.org.", default=None
)
@click.option("--trust", metavar="IP,…", default=None, help="The proxies whose word on who asks is believed.")
@click.option("--listen", metavar="IP", default="127.0.0.1", show_default=True, help="Where it listens (--team only).")
@click.option("--reviewers", type=click.IntRange(1, 9), default=1, show_default=True, help="How many judge each claim.")
def command(
    context: click.Context,
    place: str,
    port: int,
    address: str | None,
    trust: str | None,
    listen: str,
    reviewers: int,
    *,
    show: bool,
    team: bool,
) -> int | None:
    """Open the ledger in the browser: read, look, judge.  It listens to this machine alone and sends nothing out.

    \b
    khorgos desk
    khorgos desk --ledger other.db --port 0 --no-open
    khorgos desk user add "A. Reviewer" --role reviewer
    khorgos desk --team --address https://desk.example.org --trust 127.0.0.1 --no-open
    """  # noqa: D301 - click wants the character itself
    if context.invoked_subcommand is not None:
        context.obj = place
        return None
    from khorgos.web import Setting, create_app

    if not team and (address or trust or listen != "127.0.0.1"):
        raise InputFault("a desk without accounts is for this machine alone.", place="khorgos desk", mend="Add --team.")
    setting = Setting(team=team, secure=(address or "").startswith("https://"), reviewers=reviewers)
    if team:
        _somebody(place)
    hosts = ("localhost", "127.0.0.1", *filter(None, [urlsplit(address or "").hostname]))
    return _run(create_app(place, hosts=hosts, setting=setting), place, (listen, port), address, trust, show=show)


command.add_command(user)


def _run(app: Any, place: str, at: tuple[str, int], address: str | None, trust: str | None, *, show: bool) -> int:
    import threading
    import webbrowser

    import uvicorn

    from khorgos.store.connect import shown

    listener = _listener(*at)
    found = address or f"http://{at[0]}:{listener.getsockname()[1]}/"
    click.echo(f"{shown(place)} is open at {found} (Ctrl-C closes it)")
    if show:
        threading.Timer(0.5, webbrowser.open, [found]).start()
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(trust),
        forwarded_allow_ips=trust or "",
        timeout_keep_alive=_IDLE,
        limit_concurrency=_AT_ONCE,
    )
    uvicorn.Server(config).run(sockets=[listener])
    return 0


def _listener(listen: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in listen else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((listen, port))
    except OSError as fault:
        listener.close()
        reason = fault.strerror or str(fault)
        raise InputFault(
            f"{reason}.", place="--port", value=port, mend="Give another, or 0 for any free one."
        ) from fault
    return listener


def _somebody(place: str) -> None:
    """Raise InputFault where nobody could log in."""
    from khorgos.store import Ledger
    from khorgos.store.people import accounts

    with Ledger(place, create=False) as ledger, ledger.transaction() as connection:
        if not any(each.closed_at is None for each in accounts.everyone(connection)):
            mend = 'Make one: khorgos desk user add "A. Editor" --role administrator'
            raise InputFault("nobody has an account.", place="khorgos desk --team", mend=mend)
