"""What stands before every page: host names, the origin of changes, sizes, and the headers that bind the browser."""

from __future__ import annotations

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
_TOO_LARGE = f"That is too large: at most {MAX_BODY} bytes."
_READS = ("GET", "HEAD", "OPTIONS")


class Guard:
    """ASGI middleware.

    Another host name is refused (a name elsewhere that is made to point here would read the ledger), and so is a
    change that a page of another origin asks for, and a body that is too large, however it is sent.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope["method"], headers)
        if refusal is not None:
            await _with_headers(refusal, scope, receive, send)
            return
        await _with_headers(self.app, scope, _limited(receive), send)

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
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MAX_BODY:
            # Sent without a length, or with a false one; the application shows what it raises itself.
            raise HTTPException(413, _TOO_LARGE)
        return message

    return counted


async def _with_headers(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *_HEADERS]
        await send(message)

    await app(scope, receive, sent)
