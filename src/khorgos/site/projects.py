"""Project records on the site: the list with its money and map, and a page for each."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from khorgos import charts
from khorgos.charts.chart import Passport
from khorgos.charts.words import say
from khorgos.claims import Record
from khorgos.publish import Edition, Recorded
from khorgos.publish.columns import PROJECTS, project_row
from khorgos.publish.tables import write_table
from khorgos.records import completeness, implementation, recommended
from khorgos.site.pages import Pages, Social, drawn
from khorgos.telling.chip import number
from khorgos.web.rendering import has_vendor

File = tuple[str, bytes]
# So many stand on a page of the list.
_PAGE = 300
LADDER = ("Pipeline: Pledge", "Pipeline: Commitment", "Implementation", "Completion")
_ABOUT = frozenset({"id", "document", "details", "passages", "readers", "claims"})


def project_files(edition: Edition, pages: Pages) -> Iterator[File]:
    """The list in pages, as a table, and every record's own page with its table."""
    lines = [_line(recorded.record) for recorded in edition.records()]
    sources = tuple(sorted({line["source"] for line in lines} - {"text"}))
    passport = Passport("", sources, edition.about.day, edition.about.base)
    money = charts.money(say("title money", pages.language), _records(edition), passport, pages.language)
    # The shapes of the map are a browser file, which a build may leave out.
    drawable = _records(edition) if has_vendor() else iter(())
    where = charts.recipients(say("title map", pages.language), drawable, passport, pages.language)
    shown = [drawn(chart, both=True) for chart in (money, where) if chart]
    parts = [lines[at : at + _PAGE] for at in range(0, len(lines), _PAGE)] or [[]]
    for at, part in enumerate(parts, 1):
        path = "projects/index.html" if at == 1 else f"projects/index-{at}.html"
        yield path, pages.render(
            "projects.html", path, Social(""), lines=part, total=len(lines), number=at,
            parts_of=len(parts), stem="index", charts=shown if at == 1 else [],
        )  # fmt: skip
    yield "projects/all.csv", _csv(edition, edition.records())
    for recorded in edition.records():
        yield from _of_one(edition, pages, recorded)


def _records(edition: Edition) -> Iterator[Record]:
    return (recorded.record for recorded in edition.records())


def _line(record: Record) -> dict[str, Any]:
    """What the list says of a record."""
    return {
        "id": record.id,
        "name": record.name or record.number or record.id,
        "source": record.source,
        "money": f"{number(str(record.amount))} {record.currency}" if record.amount is not None else "",
        "funders": ", ".join(map(str, record.financiers)),
        "recipients": ", ".join(party.code for party in record.recipients),
        "status": record.status or "",
        "year": str(record.commitment or record.start or "")[:4],
    }


def _of_one(edition: Edition, pages: Pages, recorded: Recorded) -> Iterator[File]:
    record, line = recorded.record, _line(recorded.record)
    follows = {
        "recommended for aggregates": recommended(record),
        "completeness": completeness(record),
        "implementation": implementation(record),
    }
    path, told = f"projects/{record.id}.html", record.as_dict()
    social = Social(line["name"], " · ".join(filter(None, (line["money"], line["funders"], line["recipients"]))))
    yield path, pages.render(
        "project.html", path, social, line=line, record=record, ladder=LADDER, follows=follows,
        fields={name: value for name, value in told.items() if name not in _ABOUT and value not in (None, [], {}, "")},
    )  # fmt: skip
    yield f"projects/{record.id}.json", (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    yield f"projects/{record.id}.csv", _csv(edition, [recorded])


def _csv(edition: Edition, records: Any) -> bytes:
    out = io.BytesIO()
    write_table(PROJECTS, (project_row(edition, each) for each in records), out)
    return out.getvalue()
