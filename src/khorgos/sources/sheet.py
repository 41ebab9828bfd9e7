"""The rows of a table of texts (CSV, JSONL, a JSON list), each as a JSON object of its own."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from khorgos.documents.row import row_bytes
from khorgos.errors import DocumentFault, InputFault
from khorgos.reference.columns import fields, mapped
from khorgos.sources.item import MAX_BYTES, Asked, Item, too_large

_DELIMITERS = ",;\t|"
# A JSON list is read whole; JSONL is not.
_LARGEST_LIST = 64 * 2**20
_HEADER = 10_000
# Names of columns are short; what stands between the commas of prose mostly is not.
_NAME = 30
_WORDS = 3
_EMPTY = "the row has no text."


def is_table(head: bytes, asked: Asked) -> bool:
    """Whether bytes begin as a table of texts: objects with a text, or a header that names a column of texts.

    Where the user names columns, every table is one.
    """
    bare = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if bare[:1] == b"[":
        return bare[1:].lstrip()[:1] == b"{"
    if bare[:1] == b"{":
        return _is_jsonl(bare, asked)
    header = _header(head)
    known = mapped(header)
    if len(header) < 2 or len(header) != len(set(header)):
        return False
    short = all(len(cell) <= _NAME and len(cell.split()) <= _WORDS for cell in header)
    return bool(asked.columns) or ("text" in known and len(known) > 1 and short and _goes_on(bare))


def _goes_on(bare: bytes) -> bool:
    """Whether a row follows the header at once; below a line of prose stands a blank one."""
    return bool(bare.partition(b"\n")[2].partition(b"\n")[0].strip())


def _is_jsonl(bare: bytes, asked: Asked) -> bool:
    """Several objects, a line each; a lone object is a report by itself unless its keys are told."""
    first, _, more = bare.partition(b"\n")
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        # A first row longer than what was looked at.
        return b"\n" not in bare and len(bare) > _HEADER and b'":' in bare
    return isinstance(found, dict) and (bool(more.strip()) or bool(asked.columns))


def rows(stream: io.RawIOBase, name: str, asked: Asked) -> Iterator[Item]:
    """The rows of a table in order; a row that is damaged or empty is an item with its fault.

    Raises InputFault where a column that the user names is not there, DocumentFault for a table without texts.
    """
    lines = _lines(io.BufferedReader(stream), name)
    first = next(lines, "")
    while first and not first.strip():
        first = next(lines, "")
    lines = _again(first, lines)
    if first.lstrip()[:1] == "[":
        yield from _of_list(lines, name, asked)
    elif first.lstrip()[:1] == "{":
        yield from _of_objects(lines, name, asked)
    else:
        yield from _of_cells(first, lines, name, asked)


def _of_objects(lines: Iterable[str], name: str, asked: Asked) -> Iterator[Item]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{name}!line {number}"
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as fault:
            yield Item(place, fault=DocumentFault(f"this line is no JSON ({fault}).", place=place))
            continue
        yield _item(found, place, name, asked)


def _of_list(lines: Iterable[str], name: str, asked: Asked) -> Iterator[Item]:
    text, size = [], 0
    for line in lines:
        size += len(line)
        if size > _LARGEST_LIST:
            raise DocumentFault(
                f"a JSON list of more than {_LARGEST_LIST // 2**20} MiB.", place=name, mend="Give it as JSONL."
            )
        text.append(line)
    try:
        found = json.loads("".join(text))
    except (ValueError, RecursionError) as fault:
        raise DocumentFault(f"this is no JSON ({fault}).", place=name, mend="Is the file whole?") from fault
    for number, each in enumerate(found, 1):
        place = f"{name}!{number}"
        yield _item(each, place, name, asked)


def _of_cells(first: str, lines: Iterable[str], name: str, asked: Asked) -> Iterator[Item]:
    # Python's limit on a cell is one for the whole process; reports are longer than its default.
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(lines, delimiter=_delimiter(first))
    columns: list[str] | None = None
    while True:
        place = f"{name}!row {reader.line_num + 1}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield Item(place, fault=DocumentFault(f"this row cannot be read ({fault}).", place=place))
            continue
        if columns is None:
            columns = [cell.strip() for cell in cells]
        elif any(map(str.strip, cells)):
            yield _item(dict(zip(columns, cells, strict=False)), place, name, asked)


def _item(found: Any, place: str, name: str, asked: Asked) -> Item:
    if not isinstance(found, Mapping):
        return Item(place, fault=DocumentFault("this is no row of a table.", place=place, value=found))
    known = _columns(found, name, asked)
    cells = {field: found[column] for field, column in known.items() if found.get(column) not in (None, "", [])}
    label = cells.pop("name", None)
    shown = f"{name}!{label}" if isinstance(label, str | int) and str(label).strip() else place
    if not str(cells.get("text", "")).strip():
        return Item(place, fault=DocumentFault(_EMPTY, place=place, mend="Name its column: --columns text=NAME."))
    data = row_bytes(cells)
    return Item(shown, data) if len(data) <= MAX_BYTES else Item(shown, fault=too_large(shown))


def _columns(found: Mapping[str, Any], name: str, asked: Asked) -> dict[str, str]:
    """Field -> column: as the user says, else by the names that are known."""
    for field, column in asked.columns.items():
        if field not in fields():
            raise InputFault("no such field.", place="--columns", value=field, mend=f"One of {', '.join(fields())}.")
        if column not in found:
            shown = ", ".join(list(found)[:12])
            raise InputFault("the table has no such column.", place=name, value=column, mend=f"It has: {shown}.")
    return mapped(found) | dict(asked.columns)


def _header(head: bytes) -> list[str]:
    line = head.removeprefix(codecs.BOM_UTF8).split(b"\n", 1)[0]
    if len(line) > _HEADER or b"\0" in line:
        return []
    text = line.decode("utf-8", "replace").rstrip("\r")
    try:
        return [cell.strip() for cell in next(csv.reader([text], delimiter=_delimiter(text)), [])]
    except csv.Error:
        return []


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


def _again(first: str, lines: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from lines


def _lines(stream: io.BufferedReader, name: str) -> Iterator[str]:
    """The lines of a stream: UTF-8, and where a line is not, what Windows writes in the West."""
    first = True
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) > MAX_BYTES:
            raise too_large(name)
        if first:
            line, first = line.removeprefix(codecs.BOM_UTF8), False
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace")
