"""The story in one page: a document is read into claims.

    bytes -> Document -> mentions -> claims        read(document) -> Reading

No file, clock, network or environment is touched here; what a reading depends on is in the document and the Context.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khorgos.annotate import annotate
from khorgos.claims import Claim, Rejected
from khorgos.documents import Document
from khorgos.extract import extract

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document says: its claims in order of place, and what was rejected with the reason."""

    document: Document
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]

    def of(self, kind: str) -> tuple[Claim, ...]:
        """The claims of one kind ("figure", "event", …)."""
        return tuple(claim for claim in self.claims if claim.kind == kind)

    def rejections(self) -> dict[str, int]:
        """How many were rejected, by code."""
        return dict(Counter(rejected.code for rejected in self.rejected))

    def rows(self) -> list[dict[str, Any]]:
        """The claims as plain JSON values."""
        return [claim.as_dict() for claim in self.claims]

    def to_dataframe(self) -> pd.DataFrame:
        """The claims as a pandas DataFrame (needs the `dataframe` extra)."""
        import pandas as pd

        return pd.DataFrame(self.rows())


def read(document: Document) -> Reading:
    """Read a document into claims.

    1. annotate: find typed, normalised mentions in what is not boilerplate.
    2. extract: build claims of the six kinds, each grounded in its passage.
    """
    view = annotate(document)  # 1
    claims, rejected = extract(view)  # 2
    return Reading(document, tuple(claims), tuple(rejected))
