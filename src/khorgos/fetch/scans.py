"""Scanned PDFs: the words of their pages recognised by tesseract, a program that is installed beside, or not.

Measured on a page of English text and a table at 200 dots an inch: all words and spaces right, as with the Russian and
Chinese models on theirs.  RapidOCR (a wheel with its models) lost the spaces between English words and has no Russian.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache

from khorgos.documents.describing import described
from khorgos.documents.document import Document
from khorgos.documents.layout import Box
from khorgos.documents.pdf import from_words, pictures
from khorgos.errors import DocumentFault
from khorgos.values import Context

# What tesseract calls the languages that have a pack.
_MODELS = {"en": "eng", "ru": "rus", "zh": "chi_sim"}
# A page takes seconds; a book of scans is no report.
MOST_PAGES = 200
_SECONDS = 120
# Below this mean certainty (of 100) what was recognised is no text: pictures give 20 to 40, bad scans 60 and more.
_LEAST = 50.0
_PROGRAM = "tesseract"


def can() -> bool:
    """Whether tesseract is installed with a model for a language that is read."""
    return bool(models())


@lru_cache(maxsize=1)
def models() -> tuple[str, ...]:
    """The languages (ISO 639-1) for which tesseract and its model are there."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return ()
    try:
        command = [program, "--list-langs"]
        told = subprocess.run(command, capture_output=True, timeout=20, check=False)  # noqa: S603 - no shell, our words
    except (OSError, subprocess.TimeoutExpired):
        return ()
    there = set(told.stdout.decode("utf-8", "replace").split())
    return tuple(code for code, model in _MODELS.items() if model in there)


def read(data: bytes, context: Context, name: str) -> Document:
    """The document of a scanned PDF, its words recognised page by page.

    Raises DocumentFault for too many pages, a language without a model, a page that takes too long, and pictures
    without words.
    """
    if context.language and context.language not in models():
        mend = f"Install its model: apt install tesseract-ocr-{_MODELS.get(context.language, '…').replace('_', '-')}"
        raise DocumentFault("tesseract has no model of this language.", place=name, value=context.language, mend=mend)
    spoken = "+".join(_MODELS[code] for code in ((context.language,) if context.language else models()))
    pages, certain = [], []
    for number, (picture, points) in enumerate(pictures(data, name), 1):
        if number > MOST_PAGES:
            reason = f"a scan of more than {MOST_PAGES} pages."
            raise DocumentFault(reason, place=name, mend="Split it, or have its words recognised elsewhere.")
        words = list(_words(_told(picture, spoken, f"{name}, page {number}"), points))
        pages.append([box for box, _ in words])
        certain += [certainty for _, certainty in words]
    if not certain or sum(certain) / len(certain) < _LEAST:
        reason = "no words could be recognised in its pictures."
        raise DocumentFault(reason, place=name, mend="Scan it at 200 dots an inch or more, upright.")
    return described(from_words(data, pages, context, name))


def _told(picture: bytes, spoken: str, place: str) -> str:
    command = [shutil.which(_PROGRAM) or _PROGRAM, "stdin", "stdout", "-l", spoken, "--dpi", "200", "tsv"]
    try:
        # One thread: several reports may be read at once, and tesseract's threads wait for each other.
        settings = os.environ | {"OMP_THREAD_LIMIT": "1"}
        told = subprocess.run(  # noqa: S603 - no shell; the picture comes on standard input
            command, input=picture, capture_output=True, timeout=_SECONDS, env=settings, check=True
        )
    except subprocess.TimeoutExpired as fault:
        raise DocumentFault(f"recognising this page took longer than {_SECONDS} s.", place=place) from fault
    except (OSError, subprocess.CalledProcessError) as fault:
        raise DocumentFault(f"tesseract failed ({fault}).", place=place, mend="Does it run by itself?") from fault
    return told.stdout.decode("utf-8", "replace")


def _words(table: str, points: float) -> Iterator[tuple[Box, float]]:
    """The words of tesseract's table (level 5) with their places in points and their certainty."""
    for line in table.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (float(cell) * points for cell in cells[6:10])
        yield Box(left, top, left + width, top + height, cells[11].strip()), float(cells[10])
