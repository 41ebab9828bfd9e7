"""Data messages of SDMX-CSV: 1.0 (a column DATAFLOW) and 2.0 (columns STRUCTURE, STRUCTURE_ID, ACTION).

Columns may be headed "REF_AREA: Reference area" and cells "KAZ: Kazakhstan", where labels were asked for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from khorgos.errors import StatisticsFault

_ABOUT = frozenset({"DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION"})


def rows(body: bytes, place: str) -> Iterator[dict[str, str]]:
    """The observations as rows of component -> value; rows that take observations away (ACTION D) are passed."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise StatisticsFault("the answer is not in UTF-8.", place=place) from fault
    table = csv.reader(io.StringIO(text))
    head = [cell.split(":", 1)[0].strip() for cell in next(table, [])]
    if "OBS_VALUE" not in head or "TIME_PERIOD" not in head:
        raise StatisticsFault(
            "not a data message of SDMX-CSV.", place=place, value=", ".join(head)[:80],
            mend="A table of your own goes through `khorgos statistics add`.",
        )  # fmt: skip
    for cells in table:
        row = dict(zip(head, cells, strict=False))
        if row.get("ACTION") != "D":
            yield {name: _code(name, cell) for name, cell in row.items() if name not in _ABOUT}


def _code(name: str, cell: str) -> str:
    plain = cell.strip()
    return plain if name in ("OBS_VALUE", "TIME_PERIOD") else plain.split(": ", 1)[0]
