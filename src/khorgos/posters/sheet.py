"""What stands on a poster or in a brief, whatever it is set with: sections of numbers, rows, passages and pictures."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Number:
    """A number to be seen from afar: its chip, what it is, who says so, and what others say (`conflict`, "" none)."""

    chip: str
    title: str
    note: str
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers beside each other."""

    items: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `marked` where it speaks of a conflict, `small` for what is beside the matter."""

    text: str
    marked: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as printed, and by whom."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A table; `widths` are shares of its columns."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG) with the same in words."""

    svg: bytes
    told: str
    title: str = ""


Part = Numbers | Words | Passage | Rows | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """Parts under a heading; `name` says to the layout which it is."""

    name: str
    heading: str
    parts: tuple[Part, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Sheet:
    """A poster or brief: title, subtitle, language, sections, credits, and its passport (what, as of when)."""

    title: str
    subtitle: str
    language: str
    sections: tuple[Section, ...]
    credits: str
    passport: str
    made: str = ""

    def section(self, name: str) -> Section | None:
        """The section of a name."""
        return next((each for each in self.sections if each.name == name), None)
