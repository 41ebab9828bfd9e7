"""Days as files and feeds write them: ISO 8601, the mails' form (RFC 5322), seconds since 1970."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")
_PACKED = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\s*$")
_SECONDS = re.compile(r"\s*(\d{9,10})(\d{3})?(?:\.\d+)?\s*$")


def day_of(written: str) -> str | None:
    """The day that a written time names, as an ISO day; None where it is none that can be read without guessing.

    "05/06/2023" is the fifth of June or the sixth of May: such days are not read.
    """
    found = _ISO.match(written) or _PACKED.match(written)
    try:
        if found:
            return dt.date(*map(int, found.groups()[:3])).isoformat()
        if seconds := _SECONDS.match(written):
            return dt.datetime.fromtimestamp(int(seconds[1]), dt.UTC).date().isoformat()
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
