"""The bodies that a stretch of text names: banks, governments, companies, as printed and with whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.extract.record.grammar import listed, pattern
from khorgos.reference.tables import names as reference_names

# A word of a name: with a capital or a number of its own ("No. 3", "14th").
_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁ"
_WORD = (
    rf"(?:No\. ?\d+|[{_CAPITAL}]\.?[\w'&./-]*(?: ?[°º]?\d+(?![\w]))?(?: \((?:Group|Pvt|M|Private|Holdings|Holding)\))?"
    r"|\d+(?:st|nd|rd|th)\b|&)"
)
_NAME = rf"{_WORD}(?: (?:<joints> ){{0,2}}{_WORD})*(?:(?:,? |,)\(?<legal>\b[.)]*)*"
_BRACKET = re.compile(r" ?[(\[]([^()\[\]]*)[)\]]")
_CHINESE = "CHN"


@dataclass(frozen=True, slots=True)
class Body:
    """A body named at a place: its name without brackets; `country` ISO alpha-3 where the name tells.

    `type` is the register's, or government, embassy, company; `short` the abbreviation in brackets behind the name.
    """

    start: int
    end: int
    name: str
    type: str = "company"
    country: str | None = None
    short: str = ""
    code: str = ""

    @property
    def key(self) -> str:
        """What makes it the same body wherever it is named: the register's name, else its own in small letters."""
        return self.code or self.name.lower()

    @property
    def chinese(self) -> bool:
        """Whether its name or the register says that it is of China."""
        return self.country == _CHINESE


def bodies(view: Annotated, start: int, end: int) -> list[Body]:
    """The bodies named in a stretch, in order, none overlapping."""
    found = _governments(view, start, end)
    for each in _named(view, start, end):
        if not any(each.start < other.end and other.start < each.end for other in found):
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def _governments(view: Annotated, start: int, end: int) -> list[Body]:
    """Governments and embassies: "the Government of Exampleland", "the Chinese Embassy in Exampleland"."""
    found = []
    ahead = pattern(view.pack.code, r"\b(<government_of>|<embassy> of) (?:the )?(?:<government_of> (?:the )?)*$")
    behind = pattern(view.pack.code, r"(?:'s)? (<government>|<embassy>)\b")
    for party in within(view.parties, start, end):
        lead = ahead.search(view.low, max(start, party.start - 50), party.start)
        head = behind.match(view.low, party.end, end)
        if lead:
            found.append(_government(view, lead.start(1), party.end, party.party.code, lead[1]))
        elif head:
            found.append(_government(view, party.start, head.end(1), party.party.code, head[1]))
    return found


def _government(view: Annotated, start: int, end: int, code: str, head: str) -> Body:
    kind = "embassy" if head.split(maxsplit=1)[0] in listed(view.pack.code, "embassy") else "government"
    return Body(start, end, view.document.text[start:end], kind, code, _short(view, end))


def _named(view: Annotated, start: int, end: int) -> Iterator[Body]:
    for first, last in names(view, start, end):
        begin, stop = first, last
        if not view.pack.titled:
            found = within(view.organisations, begin, stop)[0]
            yield Body(begin, stop, view.document.text[begin:stop], found.type, found.country, "", found.code or "")
            continue
        known = [m for m in within(view.organisations, begin, stop) if m.end <= stop and m.rule == "register"]
        bank = known and known[0].start == begin and known[0].type == "bank"
        if bank or (known and pattern(view.pack.code, r"\b<branch>\b").search(view.low, begin, stop)):
            # A branch or a daughter under the same name is its bank.
            begin, stop = known[0].start, known[0].end
        exact = next((m for m in known if m.start == begin and (m.end == stop or m.code)), None)
        words = view.text[begin:stop].split()
        whole = exact is not None or words[-1].rstrip(".,") in _closed(view) or _first(view, begin, stop)
        bare = exact is None and len(words) == 1 and words[0].rstrip(".,") in _closed(view)
        if whole and not bare and words[0] not in listed(view.pack.code, "no_body"):
            country = exact.country if exact else _country(view, begin, stop)
            kind = exact.type if exact else _type(view, words)
            code = (exact.code or "") if exact else ""
            yield Body(begin, stop, view.document.text[begin:stop], kind, country, _short(view, stop), code)


def _type(view: Annotated, words: list[str]) -> str:
    kinds = view.pack.room("anaphora")["names"].get("body_types", {}) if "names" in view.pack.room("anaphora") else {}
    return next((kind for kind, heads in kinds.items() if any(word in heads for word in words)), "company")


def _first(view: Annotated, start: int, end: int) -> bool:
    """Whether a name begins with a body's head ("Ministry of Finance")."""
    return view.text[start:end].split()[0] in _begins(view)


def _begins(view: Annotated) -> tuple[str, ...]:
    names_ = view.pack.room("anaphora").get("names")
    return tuple(names_.get("body_begins", ())) if names_ else ()


def _closed(view: Annotated) -> frozenset[str]:
    return _closing(view.pack.code)


@lru_cache(maxsize=8)
def _closing(code: str) -> frozenset[str]:
    return frozenset(listed(code, "ends")) | frozenset(listed(code, "ends_open"))


def _ends(view: Annotated) -> tuple[str, ...]:
    return listed(view.pack.code, "ends")


def proper(view: Annotated, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Proper names of a stretch as they stand together, uncut."""
    for found in pattern(view.pack.code, _NAME).finditer(view.text, start, end):
        yield _trim(view, *found.span())


def names(view: Annotated, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Proper names of a stretch, cut where one ends and "and" joins the next; articles left out.

    Where capitals do not tell a name from other words, the bodies that were found by their words.
    """
    if not view.pack.titled:
        yield from ((each.start, each.end) for each in within(view.organisations, start, end) if each.end <= end)
        return
    shape = pattern(view.pack.code, _NAME)
    for found in shape.finditer(view.text, start, end):
        yield from (span for span in _cut(view, *found.span()) if view.text[slice(*span)].strip())


def _cut(view: Annotated, start: int, end: int) -> Iterator[tuple[int, int]]:
    at, end = start, _before_purpose(view, start, end)
    for joint in re.finditer(r" and (?:the )?", view.text[start:end]):
        left, right = start + joint.start(), start + joint.end()
        if left > at and _whole(view, at, left, right):
            yield _trim(view, at, left)
            at = right
    if at < end:
        yield _trim(view, at, end)


def _before_purpose(view: Annotated, start: int, end: int) -> int:
    """Where a name ends that a purpose follows: "Bank of China for Phase 1", not "the Fund for Peace"."""
    heads = listed(view.pack.code, "for_heads")
    for joint in re.finditer(r"(\S+) for ", view.text[start:end]):
        if joint[1] not in heads:
            return start + joint.end(1)
    return end


def _whole(view: Annotated, start: int, left: int, right: int) -> bool:
    """Whether a name is complete before an "and", so that another begins behind it."""
    spans = [(m.start, m.end) for m in within(view.organisations, start, right + 1) if m.rule == "register"]
    if any(begin < left and stop > right for begin, stop in spans):
        return False
    word = view.text[start:left].split()[-1]
    return (
        word.rstrip(".,") in _ends(view)
        or (left - start > 2 and view.text[start:left].isupper())
        or any(stop == left or begin == right for begin, stop in spans)
        or view.text[left:right].endswith("the ")
    )


def _trim(view: Annotated, start: int, end: int) -> tuple[int, int]:
    """A name without the small word or the mark at its edges."""
    while view.text[start:end].startswith(("The ", "the ")):
        start += 4
    while end > start and view.text[end - 1] in " ,'&":
        end -= 1
    last = view.text[start:end].rsplit(maxsplit=1)[-1:]
    if last and last[0].endswith(".") and "." not in last[0][:-1] and last[0][:-1] not in _abbreviated(view):
        end -= 1  # the sentence's own stop
    if view.text[start:end].endswith("'s"):
        end -= 2
    return start, end


def _abbreviated(view: Annotated) -> tuple[str, ...]:
    return listed(view.pack.code, "legal")


def _country(view: Annotated, start: int, end: int) -> str | None:
    inside = [m.party.code for m in within(view.parties, start, end) if not m.party.members]
    inside += [m.country for m in within(view.organisations, start, end) if m.country]
    inside += [m.country for m in within(view.places, start, end) if m.country]
    first = view.text[start:end].replace("'s ", " ").split()[:1]
    return next(iter(inside), None) or _countries(view.pack.code).get(first[0] if first else "")


@lru_cache(maxsize=4)
def _countries(code: str) -> dict[str, str]:
    """Countries by the names and adjectives of one word: a name that begins with one is mostly of there."""
    kinds = ("country", "demonym")
    return {name.form: name.code for name in reference_names(code) if name.kind in kinds and " " not in name.form}


def _short(view: Annotated, end: int) -> str:
    found = _BRACKET.match(view.text, end)
    return found[1].strip() if found and len(found[1]) <= 14 and found[1].isascii() and " " not in found[1] else ""
