"""Facts to read, as Markdown: a heading for each kind, under each fact its value, who says so, and the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO

from khorgos.claims.printing import Printing
from khorgos.publish.edition import Edition, LeftOut, Telling
from khorgos.telling import HEADINGS, chip_of, one_line, title, voice

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!])")


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """The facts in their order; nothing is left out."""
    about = edition.about
    lines = [f"# {_plain(about.title)}", ""]
    notes = (about.publisher, f"as of {about.day}" if about.day else "", about.licence)
    lines += [" · ".join(_plain(note) for note in notes if note), ""]
    out.write("\n".join(lines).encode())
    for kind, tellings in groupby(edition.facts(), lambda each: each.fact.kind):
        out.write(f"\n## {HEADINGS[kind]}\n".encode())
        out.writelines(_fact(edition, telling).encode() for telling in tellings)
    return iter(())


def _fact(edition: Edition, telling: Telling) -> str:
    fact = telling.fact
    values = " · ".join(chip_of(cluster.value) for cluster in fact.values)
    count = f"{fact.sources} independent {'source' if fact.sources == 1 else 'sources'}"
    told = [f"**{_plain(values)}**" if values else "", count, "in conflict" if fact.disputed else "", f"`{fact.id}`"]
    lines = ["", f"### {_plain(title(telling.said))}", "", " · ".join(part for part in told if part), ""]
    lines += [line for printing in telling.printings for line in _passage(edition, printing)]
    lines += [f"Ruling: {_plain(ruling)}\n" for ruling in fact.rulings]
    return "\n".join(lines)


def _passage(edition: Edition, printing: Printing) -> list[str]:
    source = printing.source
    day = source.published.isoformat() if source.published else "no date"
    told = _plain(voice(dict(printing.said), source.outlet))
    return [
        f"> {_plain(one_line(str(printing.said.get('sentence', ''))))}",
        ">",
        f"> {told}, {day}, <{edition.place_of(source.document)}>",
        "",
    ]


def _plain(text: str) -> str:
    """A text that Markdown takes as it stands."""
    return _SPECIAL.sub(r"\\\1", text)
