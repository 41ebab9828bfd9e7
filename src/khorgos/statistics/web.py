"""GET over HTTPS with a limit on time and size: what asks a source unless the caller brings something else."""

from __future__ import annotations

import urllib.error
import urllib.request
from urllib.parse import urlsplit

from khorgos.errors import StatisticsFault
from khorgos.statistics.answers import Answer, Request

_SECONDS = 60
# The largest answer that is taken; Comtrade's fullest is about 60 MB.
_LARGEST = 100_000_000
_AGENT = "khorgos (official statistics on request)"


def get(request: Request) -> Answer:
    """Ask, and bring back whatever is answered.  Raises StatisticsFault where nobody answers, or too much."""
    if urlsplit(request.address).scheme not in ("http", "https"):
        raise StatisticsFault("not a web address.", place="address", value=request.address, mend="http:// or https://.")
    headers = {"Accept": request.accept, "User-Agent": _AGENT, **request.secret}
    asked = urllib.request.Request(request.address, headers=headers)  # noqa: S310 - the scheme is looked at above
    opener = urllib.request.build_opener(_NoSecretsElsewhere)
    try:
        with opener.open(asked, timeout=_SECONDS) as told:
            return _answer(told.status, told.headers, told.read(_LARGEST + 1), request)
    except urllib.error.HTTPError as refusal:
        with refusal:
            return _answer(refusal.code, refusal.headers, refusal.read(_LARGEST + 1), request)
    except (OSError, ValueError) as fault:
        raise StatisticsFault(
            f"nobody answers ({getattr(fault, 'reason', None) or fault}).",
            place=request.address, mend="Look at the connection and at the address (--address).",
        ) from fault  # fmt: skip


def _answer(status: int, headers: object, body: bytes, request: Request) -> Answer:
    if len(body) > _LARGEST:
        raise StatisticsFault("the answer is too large.", place=request.address, mend="Ask for fewer years at once.")
    items = headers.items() if hasattr(headers, "items") else ()
    return Answer(status, {name.lower(): value for name, value in items}, body)


class _NoSecretsElsewhere(urllib.request.HTTPRedirectHandler):
    """Follows redirects on one host only: a key is for the host that it was given for."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        if urlsplit(newurl).netloc != urlsplit(req.full_url).netloc:
            raise urllib.error.HTTPError(newurl, code, "redirected to another host", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
