"""Documentation that cannot lie: what README and docs show is run and compared."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(?P<kind>console|pycon)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """One command of a page with the output it shows; a line `…` stands for any lines, ` …` at an end for any rest."""

    command: str
    output: str


def blocks(page: Path, kind: str) -> list[str]:
    """The fenced blocks of one kind."""
    return [found["body"] for found in BLOCK.finditer(page.read_text(encoding="utf-8")) if found["kind"] == kind]


def steps(body: str) -> list[Step]:
    """The commands of a console block."""
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
    return [Step(*part.partition("\n")[::2]) for part in parts]


def matches(expected: str, actual: str) -> bool:
    """Whether the output is as shown, trailing and no-break blanks aside."""
    actual = actual.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    lines = [line.rstrip() for line in expected.strip("\n").splitlines()]
    pattern = "\n".join(_pattern(line) for line in lines)
    tidy = "\n".join(line.rstrip() for line in actual.strip("\n").splitlines())
    return re.fullmatch(pattern, tidy) is not None


def _pattern(line: str) -> str:
    if line == "…":
        return "(?s:.*?)"
    return re.escape(line.removesuffix(" …")) + (" .*" if line.endswith(" …") else "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_console(page: Path, tmp_path: Path) -> None:
    """Every command of a page gives what the page shows; the commands of a page run in one folder, in order."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
    environment.pop("KHORGOS_LEDGER", None)
    for body in blocks(page, "console"):
        for step in steps(body):
            done = subprocess.run(
                ["bash", "-c", step.command],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                stdin=subprocess.DEVNULL,
            )
            shown = done.stdout + done.stderr

            assert matches(step.output, shown), f"$ {step.command}\n{shown}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Python session of a page runs as shown."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    session = "\n".join(blocks(page, "pycon"))
    example = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(example)

    assert runner.failures == 0
