"""Local servers that speak the protocols of official statistics, with their paging, errors and limits.

Built from the public documentation: the World Bank's Indicators API v2, UN Comtrade's API v1, SDMX REST 1.5 (SDMX 2.1)
and 2.1 (SDMX 3.0).  The numbers are made up.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

# What a server answers: status, media type, body, further headers.
Told = tuple[int, str, bytes, dict[str, str]]


@dataclass
class Asked:
    """One request as it came."""

    path: str
    query: dict[str, str]
    headers: Mapping[str, str]


@dataclass
class Server:
    """A server at `address`; `asked` are the requests it got, `busy` how many it first refuses with 429."""

    answer: Callable[[Asked], Told]
    busy: int = 0
    address: str = ""
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def serving(answer: Callable[[Asked], Told], busy: int = 0) -> Iterator[Server]:
    """A running server."""
    server = Server(answer, busy)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            split = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(split.query, keep_blank_values=True).items()}
            asked = Asked(unquote(split.path), query, {name.lower(): value for name, value in self.headers.items()})
            server.asked.append(asked)
            if server.busy > 0:
                server.busy -= 1
                told = {"statusCode": 429, "message": "Rate limit is exceeded. Try again in 1 seconds."}
                self._send(429, "application/json", json.dumps(told).encode(), {"Retry-After": "1"})
                return
            self._send(*server.answer(asked))

        def _send(self, status: int, media: str, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": media, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    server.address = f"http://127.0.0.1:{httpd.server_address[1]}"
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


# -- World Bank

GDP = {("KAZ", year): 180e9 + 1e9 * (year - 2000) for year in range(2000, 2024)} | {("KAZ", 2024): None}
NAMES = {"KAZ": ("KZ", "Kazakhstan"), "CHN": ("CN", "China")}
_PATH = re.compile(r"/country/(?P<countries>[^/]+)/indicator/(?P<series>[^/]+)")


def world_bank(asked: Asked) -> Told:
    """Pages of rows, the newest year first; errors come with the status 200."""
    found = _PATH.fullmatch(asked.path)
    if asked.query.get("format") != "json" or found is None:
        return 404, "text/xml", b"<wb:error/>", {}
    wanted = found["countries"].split(";")
    if found["series"] != "NY.GDP.MKTP.CD" or not set(wanted) <= set(NAMES):
        wrong = {"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}
        return 200, "application/json;charset=utf-8", json.dumps([{"message": [wrong]}]).encode(), {}
    first, last = (int(year) for year in asked.query["date"].split(":"))
    rows = [_row(code, year) for code in wanted for year in range(last, first - 1, -1) if (code, year) in GDP]
    size, page = int(asked.query.get("per_page", 50)), int(asked.query.get("page", 1))
    pages = max(1, -(-len(rows) // size))
    head = {
        "page": page, "pages": pages, "per_page": size, "total": len(rows), "sourceid": "2",
        "lastupdated": "2026-10-08",
    }  # fmt: skip
    told = [head, rows[(page - 1) * size : page * size] or None]
    return 200, "application/json;charset=utf-8", json.dumps(told).encode(), {}


def _row(code: str, year: int) -> dict[str, Any]:
    iso2, name = NAMES[code]
    return {
        "indicator": {"id": "NY.GDP.MKTP.CD", "value": "GDP (current US$)"},
        "country": {"id": iso2, "value": name},
        "countryiso3code": code,
        "date": str(year),
        "value": GDP[code, year],
        "unit": "",
        "obs_status": "",
        "decimal": 0,
    }


# -- UN Comtrade

KEY = "a-key-for-the-tests"
TRADE = {(156, 398, "X", 2022): 16.35e9, (156, 398, "M", 2022): 14.8e9, (398, 156, "M", 2022): 10.9e9}


def comtrade(asked: Asked, preview: int = 500) -> Told:
    """Rows by reporter, partner, flow and period; without a key one period and so many rows, else twelve."""
    keyed = asked.path == "/data/v1/get/C/A/HS"
    if not keyed and asked.path != "/public/v1/preview/C/A/HS":
        return 404, "application/json", b'{"statusCode": 404, "message": "Resource not found"}', {}
    if keyed and asked.headers.get("ocp-apim-subscription-key") != KEY:
        words = {"statusCode": 401, "message": "Access denied due to invalid subscription key."}
        return 401, "application/json", json.dumps(words).encode(), {}
    periods = asked.query["period"].split(",")
    if len(periods) > (12 if keyed else 1):
        words = {"elapsedTime": "0.01 secs", "count": 0, "data": [], "error": "Too many periods"}
        return 200, "application/json", json.dumps(words).encode(), {}
    rows = [row for row in _trade() if _asked_for(row, asked)]
    cut = rows if keyed else rows[:preview]
    told = {"elapsedTime": "0.09 secs", "count": len(cut), "data": cut, "error": ""}
    return 200, "application/json; charset=utf-8", json.dumps(told).encode(), {}


def _trade() -> Iterator[dict[str, Any]]:
    for (reporter, partner, flow, year), value in TRADE.items():
        total = {
            "typeCode": "C", "freqCode": "A", "refYear": year, "period": str(year), "reporterCode": reporter,
            "flowCode": flow, "partnerCode": partner, "partner2Code": 0, "classificationCode": "H6", "cmdCode": "TOTAL",
            "customsCode": "C00", "motCode": 0, "primaryValue": value, "isReported": True, "isAggregate": True,
        }  # fmt: skip
        yield total
        # The parts by mode of transport, which count the same goods again.
        yield total | {"motCode": 2100, "primaryValue": value * 0.6}
        yield total | {"motCode": 3200, "primaryValue": value * 0.4}


def _asked_for(row: dict[str, Any], asked: Asked) -> bool:
    names = ("reporterCode", "partnerCode", "flowCode", "period", "motCode")
    return all(str(row[name]) in asked.query[name].split(",") for name in names if name in asked.query)


# -- SDMX


def sdmx(asked: Asked, bodies: Mapping[str, tuple[str, bytes]], prefix: str) -> Told:
    """One flow with one answer for each media type of `bodies`; what is not there is told by an SDMX error message."""
    if not asked.path.startswith(prefix):
        return 404, "application/xml", error(100, "No Results Found"), {}
    for media in (part.strip() for part in asked.headers.get("accept", "").split(",")):
        plain = media.replace(" ", "")
        if plain in bodies:
            kind, body = bodies[plain]
            return 200, kind, body, {}
    return 406, "application/xml", error(1000, "Not acceptable"), {}


def error(code: int, words: str) -> bytes:
    """An error message of SDMX-ML 2.1."""
    spaces = (
        'xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" '
        'xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"'
    )
    told = f'<mes:ErrorMessage code="{code}"><com:Text>{words}</com:Text></mes:ErrorMessage>'
    return f'<?xml version="1.0"?><mes:Error {spaces}>{told}</mes:Error>'.encode()
