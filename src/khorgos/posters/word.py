"""A brief as DOCX, with headings, tables and alternative texts; the same bytes from the same sheet."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from khorgos.posters.sheet import Numbers, Part, Passage, Picture, Rows, Sheet, Words

_INK, _SOFT, _WARN = "1C1B19", "5B5852", "B5411F"
_EAST = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
_LANGUAGES = {"en": "en-GB", "ru": "ru-RU", "zh": "zh-CN"}
# A ZIP holds times; all files bear the same, so that the same sheet gives the same bytes.
_TIME = (1980, 1, 1, 0, 0, 0)
_WIDTH = 16.0  # centimetres between the margins


def docx_bytes(sheet: Sheet) -> bytes:
    """The brief."""
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2)
        section.footer.paragraphs[0].text = sheet.passport
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Noto Sans", Pt(9.5)
    style.element.rPr.rFonts.set(_EAST, "Noto Sans CJK SC")
    _properties(document, sheet)
    _coloured(document.add_heading(level=0), sheet.title, _INK, 20)
    _line(document, sheet.subtitle, _SOFT)
    for each in sheet.sections:
        if each.heading:
            _coloured(document.add_heading(level=2), each.heading, _INK, 12)
        for part in each.parts:
            _part(document, part)
    _line(document, sheet.credits, _SOFT, 8)
    return _same(document)


def _properties(document: Any, sheet: Sheet) -> None:
    made = dt.datetime.fromisoformat(sheet.made or "2000-01-01").replace(tzinfo=None)
    told = document.core_properties
    told.title, told.language, told.author, told.comments = sheet.title, _LANGUAGES[sheet.language], "Khorgos", ""
    told.created = told.modified = told.last_printed = made


def _part(document: Any, part: Part) -> None:
    if isinstance(part, Numbers):
        for item in part.items:
            _line(document, item.chip, _INK, 18, bold=True, after=0)
            _line(document, item.title, _INK, after=0)
            _line(document, item.note, _SOFT, 8)
            if item.conflict:
                _line(document, f"▲ {item.conflict}", _WARN, 8)
    elif isinstance(part, Words):
        _line(document, f"▲ {part.text}" if part.marked else part.text, _SOFT if part.small else _INK)
    elif isinstance(part, Passage):
        _line(document, part.text, _INK, after=0)
        _line(document, part.by, _SOFT, 8)
    elif isinstance(part, Rows):
        _table(document, part)
    elif isinstance(part, Picture):
        _picture(document, part)


def _line(document: Any, text: str, colour: str, size: float = 9.5, *, bold: bool = False, after: float = 4) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(after)
    _coloured(paragraph, text, colour, size, bold=bold)


def _coloured(paragraph: Any, text: str, colour: str, size: float, *, bold: bool = False) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb, run.font.name = Pt(size), RGBColor.from_string(colour), "Noto Sans"
    run.bold = bold or None
    run._element.rPr.rFonts.set(_EAST, "Noto Sans CJK SC")  # noqa: SLF001 - python-docx has no name for it


def _table(document: Any, part: Rows) -> None:
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(part.head), style="Light List")
    table.autofit = False
    for row in (part.head, *part.rows):
        cells = table.rows[0].cells if row is part.head else table.add_row().cells
        for cell, text, wide in zip(cells, row, part.widths, strict=True):
            cell.width = Cm(_WIDTH * wide / sum(part.widths))
            marked = text.startswith("▲")
            _coloured(cell.paragraphs[0], text, _WARN if marked else _INK, 8, bold=row is part.head)


def _picture(document: Any, part: Picture) -> None:
    """The drawing as PNG, which every reader of DOCX shows, with what it shows in words."""
    import vl_convert
    from docx.shared import Cm

    _line(document, part.title, _INK, bold=True, after=0)
    shape = document.add_picture(io.BytesIO(vl_convert.svg_to_png(part.svg.decode(), scale=2)), width=Cm(_WIDTH))
    shape._inline.docPr.set("descr", part.told)  # noqa: SLF001 - the same


def _same(document: Any) -> bytes:
    """The file with one time for all its parts."""
    written, out = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, packed.read(name))
    return out.getvalue()
