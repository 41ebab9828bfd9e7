"""What changed since an earlier edition of the site: facts that are new, gone, or told otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khorgos.errors import InputFault
from khorgos.site.entry import Entry

FILE = "edition.json"
_FORM = 1


@dataclass(frozen=True, slots=True)
class Changes:
    """Between two editions: new facts, those told otherwise with what they were, and lines of those that are gone."""

    before: str
    new: tuple[Entry, ...] = ()
    altered: tuple[tuple[Entry, str], ...] = ()
    gone: tuple[str, ...] = ()


def edition_file(entries: Sequence[Entry], made: str) -> bytes:
    """What the next edition is compared with: every fact's digest, title and values."""
    facts = {each.id: [each.digest, each.title, " · ".join(each.values), each.sources] for each in entries}
    told = {"form": _FORM, "made": made, "facts": dict(sorted(facts.items()))}
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def earlier(folder: Path) -> dict[str, Any]:
    """The edition that a folder holds.  Raises InputFault where it holds none."""
    file = folder if folder.is_file() else folder / FILE
    try:
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        known = found["form"] == _FORM and isinstance(found["facts"], dict)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        reason = "there is no earlier edition."
        raise InputFault(reason, place=str(file), mend="Name the folder of a site that khorgos wrote.") from fault
    if not known:
        raise InputFault("this edition is of another form.", place=str(file), mend="Write that site again first.")
    return found


def changes(entries: Sequence[Entry], before: Mapping[str, Any]) -> Changes:
    """What became of the facts since an earlier edition; a fact is known by any of its claims."""
    was, held = before["facts"], {claim for each in entries for claim in each.claims}
    pairs = [(each, next((was[claim] for claim in each.claims if claim in was), None)) for each in entries]
    return Changes(
        before=str(before.get("made") or ""),
        new=tuple(each for each, told in pairs if told is None),
        altered=tuple((each, _line(told)) for each, told in pairs if told and told[0] != each.digest),
        gone=tuple(_line(told) for name, told in was.items() if name not in held),
    )


def _line(told: Sequence[Any]) -> str:
    return f"{told[1]}: {told[2]} ({told[3]})" if told[2] else f"{told[1]} ({told[3]})"
