"""A text's quotations as reported speech asks for them: before a cue, after it, around a place."""

from __future__ import annotations

from bisect import bisect_right

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import QuotationMention

# The share of capitalised words from which a quoted stretch is a name.
_NAME_SHARE = 0.6


class Quoted:
    """The quotations of one text."""

    def __init__(self, view: Annotated) -> None:
        self.text = view.text
        self.all = view.quotations
        self.ends = [quotation.end for quotation in self.all]

    def before(self, at: int, floor: int) -> QuotationMention | None:
        """The quotation before a cue that its speaker may have spoken."""
        index = bisect_right(self.ends, at) - 1
        if index < 0:
            return None
        quotation = self.all[index]
        # After "…?" and "…!" the speaker begins a sentence of his own.
        if quotation.end < floor and (
            self.text[quotation.end : floor] != " " or self.text[quotation.end - 2] not in "?!,-"
        ):
            return None
        inside = self.text[quotation.start : quotation.end]
        spoken = inside.rstrip('" ')[-1:] in ",.?!-" or quotation.end == floor or inside.count(" ") >= 3
        return quotation if spoken else None

    def after(self, at: int) -> QuotationMention | None:
        """The next quotation that begins at a place or after it."""
        index = bisect_right(self.ends, at)
        return self.all[index] if index < len(self.all) and self.all[index].start >= at else None

    def joins(self, at: int, after: QuotationMention) -> bool:
        """Whether a split quotation goes on after its speaker: in the sentence, or at the head of the next."""
        gap = self.text[at : after.start]
        return len(gap) < 160 and "\n" not in gap and gap.rstrip()[-1:] in ",.:-;" and gap.rstrip().count(". ") == 0

    def run(self, first: QuotationMention) -> list[tuple[int, int]]:
        """A quotation and its further paragraphs."""
        pieces = [(first.start, first.end)]
        index = self.all.index(first)
        while not self.all[index].closed and index + 1 < len(self.all) and self.all[index + 1].continued:
            index += 1
            pieces.append((self.all[index].start, self.all[index].end))
        return pieces

    def holds(self, at: int) -> bool:
        """Whether a place lies inside a quotation."""
        index = bisect_right(self.ends, at)
        return index < len(self.all) and self.all[index].start < at < self.all[index].end

    def reach(self, stop: int) -> int:
        """The sentence's end, carried to the end of a quotation that it breaks off in."""
        index = bisect_right(self.ends, stop)
        if index < len(self.all) and self.all[index].start < stop:
            return self.all[index].end
        return stop

    def is_name(self, quotation: QuotationMention) -> bool:
        """Whether the marks set off a name: most of its words are capitalised."""
        words = [word for word in self.text[quotation.start + 1 : quotation.end - 1].split(" ") if len(word) > 3]
        return sum(word[:1].isupper() for word in words) > _NAME_SHARE * len(words)

    def container(self, at: int) -> list[tuple[int, int]] | None:
        """The quotation with its further paragraphs, or the paragraph opened by a dash, that holds a place."""
        index = bisect_right(self.ends, at)
        if index < len(self.all) and self.all[index].start < at:
            return self.run(self.all[index])
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return [(start, end if end >= 0 else len(self.text))] if self.text.startswith("- ", start) else None
