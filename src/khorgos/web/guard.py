"""What stands before every page: host names, the origin of changes, sizes, and the headers that bind the browser."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A pasted report is some kilobytes; the reader itself takes no more (fetch.local.MAX_BYTES is for files).
MAX_BODY = 2_000_000
# No script, style, picture or connection from anywhere else, none written into a page, nobody frames it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
# Whoever sends more slowly than this holds a place that somebody else waits for.
BODY_SECONDS = 20.0
_SECURE = (b"strict-transport-security", b"max-age=31536000")
_TOO_LARGE = f"That is too large: at most {MAX_BODY} bytes."
_READS = ("GET", "HEAD", "OPTIONS")


class Guard:
    """ASGI middleware.

    Another host name is refused (a name elsewhere that is made to point here would read the ledger), and so is a
    change that a page of another origin asks for, and a body that is too large, however it is sent, or too slow.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], *, secure: bool = False) -> None:
        self.app = app
        self.hosts = hosts
        self.headers = (*_HEADERS, _SECURE) if secure else _HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope["method"], headers)
        if refusal is not None:
            await self._answer(refusal, scope, receive, send)
            return
        await self._answer(self.app, scope, _limited(receive), send)

    async def _answer(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message.get("headers", [])}
                ours = [header for header in self.headers if header[0] not in given]
                message["headers"] = [*message.get("headers", []), *ours]
            await send(message)

        await app(scope, receive, sent)

    def _refusal(self, method: str, headers: dict[str, str]) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if "*" not in self.hosts and (urlsplit(f"//{host}").hostname or "") not in self.hosts:
            return PlainTextResponse("The desk does not answer to this host name.", 400)
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > MAX_BODY:
            return PlainTextResponse(_TOO_LARGE, 413)
        if method not in _READS and not _same_origin(headers, host):
            return PlainTextResponse("Changes come from the desk's own pages.", 403)
        return None


def _same_origin(headers: dict[str, str], host: str) -> bool:
    """Whether the browser says that the page asking is one of ours; a program that sends no origin is not a page."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == host


def _limited(receive: Receive) -> Receive:
    taken, whole, until = 0, False, asyncio.get_running_loop().time() + BODY_SECONDS

    async def counted() -> Message:
        nonlocal taken, whole
        if whole:  # what comes after the body is only that the other side left
            return await receive()
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError as fault:
            raise HTTPException(408, "The body came too slowly.") from fault
        taken += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if taken > MAX_BODY:
            # Sent without a length, or with a false one; the application shows what it raises itself.
            raise HTTPException(413, _TOO_LARGE)
        return message

    return counted
