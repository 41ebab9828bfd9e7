"""Moments as the ledger writes them."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets


def now() -> dt.datetime:
    """The present moment, UTC."""
    return dt.datetime.now(dt.UTC)


def written(moment: dt.datetime) -> str:
    """A moment in ISO 8601, to the second: such texts sort by time."""
    return moment.isoformat(timespec="seconds")


def fresh() -> str:
    """A secret that nobody guesses: 256 bits, in letters that an address takes."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is kept of a secret of our own making; it is long and random, so one round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
