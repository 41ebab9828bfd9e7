"""A sheet set by typst: PDF with its fonts in it, PNG, SVG; the same bytes from the same sheet.

Needs the extra `posters` (typst) and fonts of the three scripts on the machine (Noto Sans, Noto Sans CJK SC).
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from typing import Any

from khorgos.errors import InputFault
from khorgos.posters.sheet import Part, Picture, Sheet

FORMATS = ("a3", "a2", "a4", "square", "wide", "story")
FORMS = ("pdf", "png", "svg")
FONTS = {"en": "Noto Sans", "ru": "Noto Sans", "zh": "Noto Sans CJK SC"}
# Dots to an inch of pictures: a social size of 1080 points is 1080 pixels.
_DOTS = {"square": 72.0, "wide": 72.0, "story": 72.0}
_PRINTED = 110.0


def poster_bytes(sheet: Sheet, form: str, size: str = "a3") -> bytes:
    """A poster; raises InputFault for a form or size that there is not, and where typst or a font is missing."""
    if size not in FORMATS:
        raise InputFault("no such size.", place="--size", value=size, mend=f"One of {', '.join(FORMATS)}.")
    return _set(sheet, "poster.typ", form, {"format": size}, _DOTS.get(size, _PRINTED))


def brief_bytes(sheet: Sheet, form: str = "pdf") -> bytes:
    """A brief; the same faults."""
    return _set(sheet, "brief.typ", form, {}, _PRINTED)


def _set(sheet: Sheet, template: str, form: str, inputs: dict[str, str], dots: float) -> bytes:
    if form not in FORMS:
        raise InputFault("no such form.", place="--out", value=form, mend=f"End it in .{', .'.join(FORMS)}.")
    typst = _typst(sheet.language)
    files, told = _files(sheet)
    main = resources.files(__package__).joinpath(template).read_bytes()
    given = {"main.typ": main, "sheet.json": json.dumps(told, ensure_ascii=False).encode()} | files
    made = typst.compile(given, format=form, ppi=dots, sys_inputs=inputs)
    pages: bytes = made[0] if isinstance(made, list) else made
    return pages


def _files(sheet: Sheet) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The drawings as files of their own, and the rest as plain JSON values."""
    files: dict[str, bytes] = {}

    def plain(part: Part) -> dict[str, Any]:
        row = asdict(part) | {"kind": type(part).__name__.lower()}
        if isinstance(part, Picture):
            name = f"picture-{len(files)}.svg"
            files[name] = part.svg
            row = {"kind": "picture", "file": name, "told": part.told, "title": part.title}
        return row

    sections = [
        {"name": each.name, "heading": each.heading, "parts": [plain(part) for part in each.parts]}
        for each in sheet.sections
    ]
    told = {name: getattr(sheet, name) for name in ("title", "subtitle", "language", "credits", "passport")}
    return files, told | {"sections": sections}


def _typst(language: str) -> Any:
    try:
        import typst
    except ImportError as fault:
        raise InputFault(
            "posters are set by typst, which is not installed.", place="poster", mend="pip install 'khorgos[posters]'."
        ) from fault
    if FONTS[language] not in typst.Fonts().families():
        raise InputFault(
            "there is no font for this language.", place="--language", value=FONTS[language],
            mend="Install it (Debian: fonts-noto-core, fonts-noto-cjk).",
        )  # fmt: skip
    return typst
