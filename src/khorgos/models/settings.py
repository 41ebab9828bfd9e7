"""Which endpoint reads, and within which limits."""

from __future__ import annotations

import ipaddress
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from khorgos.errors import InputFault

FILE = Path("khorgos.toml")
READERS = ("grammar", "model", "both")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may take: `seconds` for one request, `tokens` and `money` for all of them (None: no limit).

    Money is counted by `price_in` and `price_out`, the price of a million tokens sent and received, in any currency.
    `retries` is how often a request that failed in passing is sent again, `concurrency` how many run at a time.
    """

    seconds: float = 120.0
    tokens: int | None = None
    money: float | None = None
    price_in: float = 0.0
    price_out: float = 0.0
    retries: int = 5
    concurrency: int = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """An OpenAI-compatible endpoint: its base address ("http://127.0.0.1:11434/v1"), the model's name, the limits.

    `model` may be empty: then the first that the endpoint names is taken.  `cache` is where answers are kept.
    """

    url: str
    model: str = ""
    limits: Limits = field(default_factory=Limits)
    cache: Path | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputFault(
                "not the address of an endpoint.",
                place="--model-url",
                value=_without_key(self.url),
                mend="Give its base address, as http://127.0.0.1:11434/v1.",
            )
        if parts.username or parts.password:
            raise InputFault(
                "an address must not hold a key.",
                place="--model-url",
                value=_without_key(self.url),
                mend="Put the key into KHORGOS_MODEL_KEY, or into the keyring.",
            )


def _without_key(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl()


def host_of(url: str) -> str:
    """The host that a text would be sent to."""
    return urlsplit(url).hostname or ""


def is_local(url: str) -> bool:
    """Whether the endpoint is on this machine: a loopback address or localhost."""
    host = host_of(url)
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def from_file(path: Path = FILE) -> dict[str, Any]:
    """The table [model] of the configuration file; empty where there is none.

    Its keys: reader, url, name, spend, and the fields of Limits.  Raises InputFault for a file that is no TOML and for
    keys that there are not; a key of an endpoint does not belong there.
    """
    if not path.exists():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("model", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise InputFault(f"the configuration cannot be read ({fault}).", place=str(path)) from fault
    known = {"reader", "url", "name", "spend", *(part.name for part in fields(Limits))}
    for name in table:
        if name not in known:
            raise InputFault(
                "no such setting.", place=f"{path} [model]", value=name, mend=f"One of {', '.join(sorted(known))}."
            )
    return dict(table)


def limits_of(table: dict[str, Any]) -> Limits:
    """The limits that a configuration gives; the others as they are by default."""
    own = {part.name for part in fields(Limits)}
    return replace(Limits(), **{name: value for name, value in table.items() if name in own})
