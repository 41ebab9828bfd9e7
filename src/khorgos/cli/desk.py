"""khorgos desk: the ledger in a browser."""

from __future__ import annotations

import click

from khorgos.cli import options


@click.command("desk")
@options.ledger
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8787, show_default=True, help="0 takes any that is free."
)
@click.option("--open/--no-open", "show", default=True, help="Whether to open the browser.")
def command(place: str, port: int, *, show: bool) -> int:
    """Open the ledger in the browser: read, look, judge.  It listens to this machine alone and sends nothing out.

    \b
    khorgos desk
    khorgos desk --ledger other.db --port 0 --no-open
    """  # noqa: D301 - click wants the character itself
    import socket
    import threading
    import webbrowser

    import uvicorn

    from khorgos.errors import InputFault
    from khorgos.web import create_app

    app = create_app(place)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise InputFault(
            f"{reason}.", place="--port", value=port, mend="Give another, or 0 for any free one."
        ) from fault
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    click.echo(f"{place} is open at {address} (Ctrl-C closes it)")
    if show:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listener])
    return 0
