"""Lines that head what follows: titles, the lines under them, headings of sections, questions, names of entries."""

from __future__ import annotations

from khorgos.annotate.mentions import PartyMention
from khorgos.extract.line import Line

# A heading has no more characters than this, a title some more.
_HEADING = 90
_TITLE = 160
# A heading or a question of a few words.
_ASKED = 24
# The head of an entry begins this near to its beginning.
_HEAD = 6


def is_heading(line: Line, number: int) -> bool:
    """Whether a sentence is the title, or a line of its own without a stop and without figures."""
    if line.sentence.title or (number == 0 and line.view.text[line.end - 1 : line.end].isalnum()):
        return True
    text, start, end = line.view.text, line.start, line.end
    alone = text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
    if not alone or end - start > _HEADING or not (text[end - 1].isalnum() or text[end - 1] == ")"):
        return False
    return text[start].isupper() and not any(
        not any(p.start <= q.start and q.end <= p.end for p in line.periods) for q in line.quantities
    )


def names_entry(line: Line, run: list[PartyMention]) -> bool:
    """Whether a sentence is a question or heading of a few words, or names a party and nothing else ("Germany.")."""
    if run[0].start - line.start < _HEAD and line.view.text[run[-1].end : run[-1].end + 1] == ":":
        return True
    asked = line.end - line.start < _ASKED and line.view.text[line.end - 1 : line.end] in ("?", ":")
    return asked or line.end - line.start - (run[-1].end - run[0].start) <= 1


def owns(line: Line, run: list[PartyMention]) -> bool:
    """Whether a heading is about one party's own: "Kenya's year"."""
    return len(run) == 1 and line.start == run[0].start and line.low(run[0].end, run[0].end + 2) == "'s"
