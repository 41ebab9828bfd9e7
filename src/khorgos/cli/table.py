"""Claims as a table for people: grouped by kind, numbers never broken, 80 columns first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khorgos.telling import HEADINGS, chip, clip, one_line, voice, what, when, who

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    from khorgos.documents import Document
    from khorgos.pipeline import Reading

# One hue per kind (the desk's, between its light and its dark form: a terminal may be either).
COLOURS = {
    "figure": "#5f8dbb",
    "project": "#b98d45",
    "event": "#9673c2",
    "mechanism": "#5c9f7c",
    "agreement": "#cb7467",
    "statement": "#7d8c9b",
}
WARN = "#d9713c"

# From here on, who and who says so get columns of their own.
WIDE = 110
# A statement is shown by its beginning; --evidence shows the whole sentence.
_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Source:
    """Where claims stand: the outlet, where known, and the file's name."""

    outlet: str | None
    name: str = ""

    @property
    def heading(self) -> str:
        """What tells the report from others where no outlet does."""
        return "" if self.outlet else self.name


def console(width: int | None = None) -> Console:
    """A console on standard output; colour only where a terminal has it, and never with NO_COLOR."""
    from rich.console import Console

    return Console(width=width, highlight=False, emoji=False, markup=False)


def show_reading(out: Console, reading: Reading, name: str, *, evidence: bool) -> None:
    """One report: its header, its claims by kind, and what was not kept."""
    for line in header(reading, name):
        out.print(line)
    outlet = reading.document.outlet
    source = Source(outlet.value if outlet else None)
    show_claims(out, reading.rows(), {reading.document.id: source}, evidence=evidence)
    _show_rejected(out, reading, evidence=evidence)


def header(reading: Reading, name: str) -> list[Text]:
    """What the report is: title, outlet, date with how it was found, language."""
    from rich.text import Text

    document = reading.document
    title = document.title.value if document.title else Path(name).name
    published = f"{document.published.value} ({document.published.how})" if document.published else "no date found"
    parts = [
        _outlet(document.outlet.value) if document.outlet else "outlet unknown",
        published,
        document.language.value,
    ]
    counted = f"{_count(len(reading.claims), 'claim')}, {len(reading.rejected)} rejected"
    lines = [Text(one_line(title), style="bold"), Text(" · ".join([*parts, counted]), style="dim")]
    about = _about(document)
    return [*lines, Text(one_line(about), style="dim")] if about else lines


def _about(document: Document) -> str:
    """What else a report says of itself: its kind where it is no plain article, who worked on it, where it opens."""
    from khorgos.documents.about import NOTHING

    about, parts = document.about, []
    if about.kind != NOTHING:
        parts.append(f"{about.kind.value} ({about.kind.how})")
    roles: dict[str, list[str]] = {}
    for credit in about.credits:
        roles.setdefault(credit.role, []).append(credit.name)
    parts += [f"{role} {', '.join(names)}" for role, names in roles.items()]
    if about.dateline is not None and about.dateline.place:
        parts.append(", ".join(filter(None, ("from " + about.dateline.place, about.dateline.date))))
    return " · ".join([*parts, *([f"section {about.section.value}"] if about.section else [])])


def _outlet(name: str) -> str:
    """An outlet's name, with its country and standing where the register has it: "TASS (RUS, state)"."""
    from khorgos.reference.outlets import outlet_of

    known = outlet_of(name)
    return f"{name} ({known.country}, {known.standing})" if known else name


def show_claims(out: Console, claims: list[dict[str, Any]], sources: dict[str, Source], *, evidence: bool) -> None:
    """Claims by kind, each kind under its own heading with their number.

    Claims of a report that does not say who printed it stand under its name, where a name is given.
    """
    for kind, heading in HEADINGS.items():
        chosen = [claim for claim in claims if claim["kind"] == kind]
        if chosen:
            out.print()
            out.print(_heading(kind, heading, len(chosen)))
            out.print(_table(chosen, sources, wide=out.width >= WIDE, evidence=evidence))


def _heading(kind: str, heading: str, count: int) -> Text:
    from rich.text import Text

    return Text.assemble(("● ", COLOURS[kind]), (heading, f"bold {COLOURS[kind]}"), (f" {count}", "dim"))


def _table(claims: list[dict[str, Any]], sources: dict[str, Source], *, wide: bool, evidence: bool) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column("", width=1)
    table.add_column("what", ratio=5, overflow="fold")
    if wide:
        table.add_column("who", ratio=3, overflow="fold")
        table.add_column("who says so", ratio=3, overflow="fold")
    table.add_column("when", no_wrap=True)
    table.add_column("number", justify="right", no_wrap=True)
    named = any(sources[claim["document"]].heading for claim in claims)
    for document, group in groupby(claims, key=itemgetter("document")):
        source = sources[document]
        if named:
            # With one nameless report among the claims, every report is headed: where it ends must be seen too.
            table.add_row("", Text(source.heading or source.outlet or "", style="dim"))
        for claim in group:
            table.add_row(*_row(claim, source.outlet, wide=wide, evidence=evidence))
    return table


def _row(claim: dict[str, Any], outlet: str | None, *, wide: bool, evidence: bool) -> Iterable[RenderableType]:
    from rich.text import Text

    subject = Text(clip(what(claim), _QUOTE) if claim["kind"] == "statement" else what(claim))
    said = Text(voice(claim, outlet), style="dim")
    parties = Text(who(claim))
    noted = [f"page {claim['page']}"] if claim.get("page") else []
    noted += ["read by OCR"] if claim.get("recognised") else []
    page = f" ({', '.join(noted)})" if noted else ""
    below = [Text(f"“{one_line(claim['sentence'])}”{page}", style="italic dim")] if evidence else []
    blocks = [subject, *below] if wide else [part for part in (subject, parties, said, *below) if part.plain]
    lead = Text("\n").join(blocks)
    mark = Text("·", style=COLOURS[claim["kind"]])
    number = Text(chip(claim).replace(" ", "\u00a0"), style="bold")
    return [mark, lead, *([parties, said] if wide else []), Text(when(claim)), number]


def _show_rejected(out: Console, reading: Reading, *, evidence: bool) -> None:
    from rich.text import Text

    if not reading.rejected:
        return
    out.print()
    out.print(Text.assemble(("× ", WARN), ("Rejected", f"bold {WARN}"), (f" {len(reading.rejected)}", "dim")))
    reasons = {rejected.code: rejected.reason for rejected in reversed(reading.rejected)}
    for code, count in Counter(rejected.code for rejected in reading.rejected).most_common():
        out.print(Text.assemble(f"{count:4} {code}", (f"  {clip(one_line(reasons[code]), 200)}", "dim")))
        for rejected in reading.rejected if evidence else ():
            if rejected.code == code:
                out.print(Text(f"       “{clip(one_line(rejected.text), 120)}”", style="italic dim"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
