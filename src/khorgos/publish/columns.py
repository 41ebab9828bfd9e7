"""The columns of published tables: what each holds, and of which type.  Tables and their notes are made of these."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from khorgos.claims.printing import Printing
from khorgos.publish.edition import Edition, Recorded, Telling
from khorgos.telling import one_line, title, voice, what
from khorgos.values import Period, Quantity
from khorgos.values.period import Precision

Cell = str | int | Decimal | dt.date | bool | None
Type = Literal["text", "number", "integer", "date", "yes/no", "object"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type of its cells, and what they mean."""

    name: str
    type: Type
    means: str


def _columns(table: str) -> tuple[Column, ...]:
    rows = (line.split("|", 2) for line in table.strip().splitlines())
    return tuple(Column(name.strip(), kind.strip(), means.strip()) for name, kind, means in rows)  # type: ignore[arg-type]


_NUMBER = """
value       | number  | The value, or the lower end of a range, unrounded, in the unit of `unit`.
value_high  | number  | The upper end of a range; empty for a single value.
bound       | text    | How the text limits the value: = as printed, ~ about, > more than, < less than, >=, <=.
unit        | text    | ISO 4217 code of a currency, else percent, count, times, rank, or a unit of measure.
"""
_REPORT = """
passage     | text    | The sentence that bears the value, as printed.
said        | text    | Who says so: speaker, agency, outlet.
document    | text    | Address of the report.
outlet      | text    | Who published the report.
published   | date    | Day of publication.
"""
FACTS = _columns(
    f"""
id          | text    | The fact's permanent id; the id of any of its claims leads to it too.
address     | text    | The fact's permanent address.
kind        | text    | figure, project, event, mechanism, agreement or statement.
title       | text    | The fact in words.
indicator   | text    | Of a figure: what is measured (trade, exports, investment …).
measure     | text    | Of a figure: level, change, fold, share or rank.
parties     | text    | Who takes part: ISO 3166-1 alpha-3 codes and groups, the reporter first; separated by "; ".
period      | text    | The period as written in the ledger (ISO 8601 with quarters: 2023, 2023-Q1, 2015/2022).
first_day   | date    | The period's first day; empty where it is open.
last_day    | date    | The period's last day; empty where it is open.
{_NUMBER.strip()}
status      | text    | Planned, signed, completed and so on, where the text says so.
detail      | text    | Group of goods, corridor or other narrowing.
basis       | text    | flow, stock, cumulative, period_to_date, contracted, pledged or target, where the text says so.
values      | text    | Every value that is told, the one that comes first before all; separated by "; ".
disputed    | yes/no  | Whether claims of it cannot all hold.
claims      | integer | How many claims tell it.
sources     | integer | How many of them are independent, after copies and shared attributions are merged.
verified    | text    | Which sides tell it: both sides, one side, third party, media only.
quality     | integer | Quality of the best source, 1 to 5 (AidData, TUFF 3.0).
rulings     | text    | What people ruled on its values.
{_REPORT.strip()}
"""
)
CLAIMS = _columns(
    f"""
id          | text    | The claim's id.
fact        | text    | The id of the fact that it tells.
kind        | text    | figure, project, event, mechanism, agreement or statement.
what        | text    | The claim in words.
parties     | text    | Who takes part; separated by "; ".
period      | text    | The period or date as written in the ledger.
{_NUMBER.strip()}
readers     | text    | Who read it: grammar, model, person.
rule        | text    | The rule that read it.
verdict     | text    | What a person ruled on it: accept or reject.
{_REPORT.strip()}
"""
)
PROJECTS = _columns(
    """
id          | text    | The record's id.
address     | text    | The record's permanent address.
name        | text    | The project's name.
recipients  | text    | Where the work happens; separated by "; ".
location    | text    | The place in words.
sector      | text    | One of the 24 three-digit codes of GCDF 3.0.
funders     | text    | Who gives the money; separated by "; ".
cofinanciers| text    | Other funders of the same project; separated by "; ".
receivers   | text    | Who gets the money first; separated by "; ".
implementers| text    | Who does the work; separated by "; ".
flow_type   | text    | Loan, Grant and so on (GCDF 3.0), or Contract, Equity/FDI.
status      | text    | Pipeline: Pledge, Pipeline: Commitment, Implementation, Completion, Suspended, Cancelled.
amount      | number  | The face value, or the lower end of a range, in the currency of `currency`.
amount_high | number  | The upper end of a range; empty for a single value.
bound       | text    | How the text limits the amount: =, ~, >, <, >=, <=.
currency    | text    | ISO 4217 code of the amount.
amount_kind | text    | What the sum is: committed, pledged, contract, total and so on.
commitment  | text    | Date of commitment, as precise as it is known.
start       | text    | When work began.
end         | text    | When work ended.
rate        | number  | Interest, percent a year.
maturity    | number  | Years to the last repayment, grace included.
grace       | number  | Years without repayment of principal.
umbrella    | yes/no  | A framework or joint record, never to be added to others.
passages    | text    | The sentences that bear it, as printed.
document    | text    | Address of the report.
"""
)
DOCUMENTS = _columns(
    """
id          | text    | The report's id: the beginning of the SHA-256 of its bytes.
address     | text    | Where it can be found.
title       | text    | Its title.
outlet      | text    | Who published it.
published   | date    | Day of publication.
language    | text    | ISO 639-1 code.
report      | text    | What it is: article, wire, official, interview, list or record.
agency      | text    | The news agency whose text it says it prints.
authors     | text    | Who wrote it; separated by "; ".
"""
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an edition: its name, its columns, and its rows, which can be gone through once."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[dict[str, Cell]]


def tables(edition: Edition) -> tuple[Table, ...]:
    """Facts, claims, projects and documents; each row is made when it is asked for."""
    return (
        Table("facts", FACTS, (fact_row(edition, each) for each in edition.facts())),
        Table("claims", CLAIMS, (row for each in edition.facts() for row in claim_rows(edition, each))),
        Table("projects", PROJECTS, (project_row(edition, each) for each in edition.records())),
        Table("documents", DOCUMENTS, document_rows(edition)),
    )


def fact_row(edition: Edition, telling: Telling) -> dict[str, Cell]:
    """A fact as a row of FACTS."""
    fact, said = telling.fact, telling.said
    period = (
        Period.parse(str(when)) if (when := said.get("period") or said.get("date") or said.get("founded")) else None
    )
    return {
        "id": fact.id,
        "address": edition.about.address("facts", fact.id),
        "kind": fact.kind,
        "title": title(said),
        **{name: _text(said.get(name)) for name in ("indicator", "measure", "status", "detail", "basis")},
        "parties": "; ".join(_parties(said)),
        "period": str(period) if period else "",
        "first_day": period.first if period else None,
        "last_day": period.last if period else None,
        **_number(telling.number),
        "values": "; ".join(cluster.value for cluster in fact.values),
        "disputed": fact.disputed,
        "claims": len(fact.claims),
        "sources": fact.sources,
        "verified": fact.verified.level,
        "quality": fact.quality,
        "rulings": "; ".join(fact.rulings),
        **_report(edition, telling.first),
    }


def claim_rows(edition: Edition, telling: Telling) -> Iterator[dict[str, Cell]]:
    """The claims of a fact as rows of CLAIMS."""
    for each in telling.printings:
        said = dict(each.said)
        yield {
            "id": each.id,
            "fact": telling.fact.id,
            "kind": each.kind,
            "what": what(said),
            "parties": "; ".join(_parties(said)),
            "period": str(each.period) if each.period else "",
            **_number(each.number),
            "readers": "; ".join(said.get("readers") or ()),
            "rule": _text(said.get("rule")),
            "verdict": _text(edition.verdicts.get(each.id, {}).get("verdict")),
            **_report(edition, each),
        }


def project_row(edition: Edition, told: Recorded) -> dict[str, Cell]:
    """A project record as a row of PROJECTS."""
    record, money = told.record, told.record.money
    return {
        "id": record.id,
        "address": edition.about.address("projects", record.id),
        "name": record.name or "",
        "recipients": "; ".join(party.code for party in record.recipients),
        "location": record.location or "",
        "sector": record.sector or "",
        "funders": "; ".join(map(str, record.financiers)),
        **{name: "; ".join(map(str, getattr(record, name))) for name in ("cofinanciers", "receivers", "implementers")},
        **{name: getattr(record, name) or "" for name in ("flow_type", "status", "amount_kind")},
        "amount": money.low if money else None,
        "amount_high": money.high if money and money.is_range else None,
        "bound": money.bound.value if money else "",
        "currency": money.unit.code if money else "",
        **{name: str(getattr(record, name) or "") for name in ("commitment", "start", "end")},
        **{name: getattr(record, name) for name in ("rate", "maturity", "grace")},
        "umbrella": record.umbrella,
        "passages": " … ".join(told.sentences),
        "document": edition.place_of(record.document),
    }


def document_rows(edition: Edition) -> Iterator[dict[str, Cell]]:
    """The reports as rows of DOCUMENTS."""
    for name, row in edition.documents.items():
        yield {
            "id": name,
            "address": edition.place_of(name),
            **{field: _text(row.get(field)) for field in ("title", "outlet", "language")},
            "published": _day(row.get("published")),
            "report": _text(row.get("kind")),
            "agency": _text(row.get("agency")),
            "authors": "; ".join(json.loads(row.get("authors") or "[]")),
        }


def exact_day(period: Period | None) -> dt.date | None:
    """The day of a period that is one day; None for all others."""
    return period.first if period is not None and period.precision is Precision.DAY else None


def _number(written: str) -> dict[str, Cell]:
    if not written.strip():
        return {"value": None, "value_high": None, "bound": "", "unit": ""}
    found = Quantity.parse(written)
    high = found.high if found.is_range else None
    return {"value": found.low, "value_high": high, "bound": found.bound.value, "unit": found.unit.code}


def _report(edition: Edition, printing: Printing) -> dict[str, Cell]:
    source = printing.source
    return {
        "passage": one_line(str(printing.said.get("sentence", ""))),
        "said": voice(dict(printing.said), source.outlet),
        "document": edition.place_of(source.document),
        "outlet": source.outlet or "",
        "published": source.published,
    }


def _parties(said: dict[str, Any]) -> Iterable[str]:
    return next((said[name] for name in ("parties", "participants", "members", "recipients") if said.get(name)), ())


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(str(value)[:10]) if value else None
