"""What a reading may depend on besides the document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """Everything outside a document that its reading depends on; the core reads no clock, so "today" stands here.

    `published` and `language` override what the document says of itself; `outlet` names its publisher where the
    document does not.  `reader` names who reads beside the grammar (None: nobody).
    """

    published: dt.date | None = None
    language: str | None = None
    outlet: str | None = None
    today: dt.date | None = None
    reader: str | None = None
