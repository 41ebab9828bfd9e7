"""What the lines of a page are: words and shapes by which menus, credits, captions and titles are told from prose.

The words are in `language/<code>/page.yaml`; here is only the grammar of a line.
"""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.documents.document import SegmentKind
from khorgos.language import load
from khorgos.language.pack import Concept

BULLETS = "•▪●◦■►▶‣·*"
# Longer lines are prose: the longest caption and credit lines of news pages stay below.
LONGEST_LINE = 400
_LONGEST_LABEL = 80
_PIECES = re.compile(r"\s+[|>›»/·•]+\s+|^[>›»]+\s*")
_RATE = re.compile(r"[A-Z]{3}\s+[\d.,]+")
_TAGS = re.compile(r"(?:#\w+[\s,]*)+")
_SIGN = re.compile(r"©|\(c\) ?\d{4}", re.IGNORECASE)
_NAMES = re.compile(r"[^\W\d_a-zа-яё][^.;:!?\d]*(?:\.[^.;:!?\d]{0,40})*")
# A picture agency and a photographer in brackets: "(Xinhua/Li)", "[Example Wire/A. Name]".
_AGENCY_END = re.compile(r"[(\[][A-Z][\w ]{1,20}/[A-Z][^()\[\]]{1,40}[)\]]$")
_STOPS = tuple(".。!！?？…")
_UNFINISHED = (*".。;；:：,，、", "...")
_CLOSING = "\"'”’»)]）」』"


class PageWords:
    """The words of one language's page room, compiled."""

    def __init__(self, code: str) -> None:
        room = load(code).room("page")
        self.whole: dict[str, SegmentKind] = {}
        begins: dict[SegmentKind, list[str]] = {}
        for kind in (SegmentKind.MENU, SegmentKind.RELATED, SegmentKind.BYLINE):
            for form in _forms(room, kind.value):
                if form.endswith("*"):
                    begins.setdefault(kind, []).append(form[:-1])
                else:
                    self.whole[form.lower()] = kind
        wide = not load(code).boundaries
        self.begins = {kind: _starts(forms, wide) for kind, forms in begins.items()}
        self.counter = _counter(_forms(room, "counter"))
        self.credit = _labels(_forms(room, "credit"))
        self.caption = _labels(_forms(room, "caption"))
        self.bracket = _bracket(_forms(room, "caption"), wide)
        self.authors = frozenset(form.lower() for form in _attribute(room, "credit", "authors"))
        fixed = [form[:-1] for form in _forms(room, "byline") if " " in form]
        self.byline_fixed = _starts(fixed, wide)
        self.byline_author = _starts([form[:-1] for form in _attribute(room, "byline", "authors")], wide)

    def furniture(self, piece: str) -> bool:
        """Whether a piece of a line is a word of menus, a counter of readers or an exchange rate."""
        low = piece.lower().rstrip(":：")
        found = self.whole.get(low) is SegmentKind.MENU or bool(self.counter and self.counter.fullmatch(low))
        return found or bool(_RATE.fullmatch(piece))

    def label(self, line: str) -> SegmentKind | None:
        """What a line is by its words alone; None for prose and whatever else."""
        bare = line.lstrip(BULLETS + " ").rstrip()
        if not bare:
            return SegmentKind.MENU
        known = self.whole.get(bare.lower().rstrip(":："))
        if known:
            return known
        if self._is_caption(bare):
            return SegmentKind.CAPTION
        if len(bare) > 160:
            return None
        return self._short(bare)

    def _is_caption(self, line: str) -> bool:
        if line[-1] in ")]）" and (self.bracket.search(line) or _AGENCY_END.search(line)):
            return True
        return bool(self.caption.match(line)) and len(line) <= LONGEST_LINE

    def _short(self, line: str) -> SegmentKind | None:
        for kind, begins in self.begins.items():
            if begins.match(line) and (kind is not SegmentKind.BYLINE or self._is_byline(line)):
                return kind
        if self.credit_of(line):
            return SegmentKind.CREDIT
        if self.counter and self.counter.fullmatch(line.lower()):
            return SegmentKind.MENU
        if _TAGS.fullmatch(line):
            return SegmentKind.RELATED
        if _SIGN.match(line):
            return SegmentKind.MENU
        pieces = [piece for piece in _PIECES.split(line) if piece]
        if (len(pieces) > 1 or line[0] in ">›»") and any(map(self.furniture, pieces)):
            return SegmentKind.MENU
        return None

    def _is_byline(self, line: str) -> bool:
        if len(line) > _LONGEST_LABEL or line.endswith((*_STOPS, ":")):
            return False
        by = self.byline_author.match(line)
        return by is None or line[by.end() :].lstrip()[:1].isupper() or bool(self.byline_fixed.match(line))

    def credit_of(self, line: str) -> tuple[str, str] | None:
        """Role and names of a credit line ("Editor | A, B"); None where the line is none."""
        found = self.credit.match(line)
        if not found:
            return None
        names = line[found.end() :].strip()
        prose = len(names) > _LONGEST_LABEL or (names.endswith(".") and names.count(" ") > 4) or not names
        return None if prose or not _NAMES.match(names) else (found["label"], names)

    def author_of(self, line: str, kind: SegmentKind) -> tuple[str, ...]:
        """The authors that a credit or byline names."""
        if kind is SegmentKind.CREDIT:
            credit = self.credit_of(line)
            return split_names(credit[1]) if credit and credit[0].lower() in self.authors else ()
        found = self.byline_author.match(line)
        rest = line[found.end() :].strip() if found else ""
        return split_names(rest) if rest and rest[:1].isupper() and not any(map(str.isdigit, rest)) else ()


@lru_cache(maxsize=16)
def page_words(code: str) -> PageWords:
    """The page words of a language."""
    return PageWords(code)


def split_names(names: str) -> tuple[str, ...]:
    """The single names of a list: "Wing, Steven and Jerry"."""
    return tuple(part.strip() for part in re.split(r"[,，、;]| and | и ", names) if part.strip())


def is_headline(line: str) -> bool:
    """Whether a line can be a title by its shape: some words, no final stop, no bullet, no clause left open."""
    size = len(line)
    wide = any("\u4e00" <= letter <= "\u9fff" for letter in line[:12])
    if not (6 <= size <= 60 if wide else 12 <= size <= 220):
        return False
    end = line.rstrip(_CLOSING)[-1:]
    if end in _UNFINISHED or line[0] in BULLETS + "-–—" or line[-1] in _UNFINISHED:
        return False
    return wide or line.count(" ") >= 2


def ends_sentence(line: str) -> bool:
    """Whether a line ends as prose does."""
    return line.rstrip(_CLOSING + " ").endswith(_STOPS)


def _forms(room: dict[str, Concept], name: str) -> tuple[str, ...]:
    return room[name].forms if name in room else ()


def _attribute(room: dict[str, Concept], name: str, key: str) -> list[str]:
    return [str(form) for form in room[name].get(key, ())] if name in room else []


def _either(forms: list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) or r"(?!)"


def _starts(forms: list[str], wide: bool) -> re.Pattern[str]:
    return re.compile(rf"(?:{_either(forms)})" + ("" if wide else r"(?![^\W_])"), re.IGNORECASE)


def _labels(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?P<label>{_either(forms)})(?:\s*[|:：/]\s*|\s+(?=by\b))", re.IGNORECASE)


def _bracket(forms: tuple[str, ...], wide: bool) -> re.Pattern[str]:
    edge = "" if wide else r"\b"
    return re.compile(rf"[(\[（](?:{_either(forms)}){edge}[^()\[\]（）]{{0,120}}[)\]）]$", re.IGNORECASE)


def _counter(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    if not forms:
        return None
    words = _either([form.lower() for form in forms])
    return re.compile(rf"(?:{words})\s*[:：]?\s*\d[\d,. ]*[km]?|\d[\d,. ]*[km]?\s*(?:{words})")
