"""A stretch of a text, by character offsets."""

from __future__ import annotations

from dataclasses import dataclass

from khorgos.errors import SpanFault


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `start` (included) to `end` (excluded) of a text, counted in code points from 0.

    Raises SpanFault if it is turned round or begins before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise SpanFault(
                "a span needs 0 <= start <= end.", value=(self.start, self.end), mend="Give the smaller offset first."
            )

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The slice of `text`; raises SpanFault if the span runs past its end."""
        if self.end > len(text):
            raise SpanFault(
                f"the text has only {len(text)} characters.", value=(self.start, self.end), mend="Is it another text?"
            )
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))
