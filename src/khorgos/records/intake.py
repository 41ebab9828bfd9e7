"""From the rows of a table to records: what cannot be read comes back with its row, column, value and mend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from khorgos.claims import Agency, Record, Relation
from khorgos.claims.record import FLOW_TYPES, INTENTS, ORIGINS, STATUSES
from khorgos.errors import KhorgosError, ValueFault
from khorgos.records.sheet import BODIES, CODES, DATES, NUMBERS, TEXTS, Layout, folded
from khorgos.reference.agencies import sectors
from khorgos.reference.groups import members_at
from khorgos.reference.tables import names
from khorgos.values import Party, Period, Quantity, Unit
from khorgos.values.codes import COUNTRIES, CURRENCIES

# Reads the periods that a text tells; needed only for tables that pad their dates.
Stated = Callable[[str], Collection[Period]]
# The unit that a text names as its currency ("Chinese yuan"); None where it names none.
Named = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that could not be read: the number of its row (the header's is 1), column, value, reason and mend."""

    row: int
    column: str
    value: str
    reason: str
    mend: str = ""

    def sentence(self) -> str:
        """One sentence."""
        return f"row {self.row}, {self.column}: {self.value!r}: {self.reason}" + (f" {self.mend}" if self.mend else "")


class Intake:
    """Reads the rows of one table by its layout.

    `stated` gives the periods that a text tells, `currency` the code of a currency by its name: the readers of the
    language, which this room does not know.
    """

    def __init__(self, layout: Layout, stated: Stated | None = None, currency: Named | None = None) -> None:
        self._layout = layout
        self._stated = stated or (lambda _text: ())
        self._currency = currency or (lambda _text: None)
        self._fields = {folded(column): name for name, column in layout.fields.items()}

    def read(self, number: int, row: Mapping[str, Any]) -> Record | list[Fault]:
        """The record of a row (column -> cell), or every cell of it that cannot be read."""
        cells = {name: cell for name, cell in row.items() if _text(cell)}
        told: dict[str, Any] = dict(self._layout.constants)
        told |= {self._fields[folded(name)]: cell for name, cell in cells.items() if folded(name) in self._fields}
        faults: list[Fault] = []
        fields: dict[str, Any] = {}
        for name, cell in told.items():
            try:
                fields |= self._field(name, self._value(name, cell), told)
            except KhorgosError as fault:
                column = self._layout.fields.get(name, name)
                faults.append(Fault(number, column, _text(cell), fault.reason, fault.mend))
        if faults:
            return faults
        return self._build(fields, told, cells)

    def _build(self, fields: dict[str, Any], told: Mapping[str, Any], cells: Mapping[str, Any]) -> Record:
        if self._layout.padded:
            self._restore(fields, cells)
        flags = [code for column, code in self._layout.flags.items() if _yes(cells.get(column))]
        fields["instruments"] = tuple(dict.fromkeys((*fields.get("instruments", ()), *flags)))
        fields["proxies"] = tuple(name for name in DATES if _yes(told.get(f"{name}_proxy")))
        if self._layout.details:
            taken = {*self._fields, *map(folded, self._layout.flags)} - self._unpaired(fields, told)
            fields["details"] = tuple((name, _text(cell)) for name, cell in cells.items() if folded(name) not in taken)
        return Record(document=self._layout.source, source=self._layout.source, readers=("table",), **fields)

    def _unpaired(self, fields: dict[str, Any], told: Mapping[str, Any]) -> set[str]:
        """Columns of types that have another number of parts than their list of bodies: kept as they are."""
        lists = [
            name
            for name in BODIES
            if len(self._parts(_text(told.get(f"{name}_type")))) not in (0, len(fields.get(name, ())))
        ]
        return {folded(self._layout.fields[f"{name}_type"]) for name in lists if f"{name}_type" in self._layout.fields}

    def _restore(self, fields: dict[str, Any], cells: Mapping[str, Any]) -> None:
        dates = [name for name in DATES if name in fields and fields[name].first.day == 1]
        if dates:
            stated = set(self._stated(_text(cells.get("Description"))))
            for name in dates:
                fields[name] = unpadded(fields[name], stated)

    def _value(self, name: str, cell: Any) -> Any:
        told = self._layout.values.get(name, {})
        return told.get(_text(cell), cell)

    def _field(self, name: str, cell: Any, told: Mapping[str, Any]) -> dict[str, Any]:
        """What a cell puts into the record; nothing for a column that another's reading takes along."""
        text = _text(cell)
        if name in TEXTS:
            return {name: text}
        if name in CODES:
            return {name: _code(name, text)}
        if name in DATES:
            return {name: self._date(cell)}
        if name in NUMBERS:
            return {name: _number(cell)}
        if name in BODIES:
            return {name: self._bodies(text, _text(told.get(f"{name}_type")), given=name == "financiers")}
        if name in ("umbrella", "covid"):
            return {name: _yes(cell)}
        if name == "amount":
            return {"money": Quantity.of(_number(cell), Unit.of(self._code_of(_text(told.get("currency")))))}
        if name in ("recipients", "recipient_names"):
            return self._recipients(name, text, told)
        if name == "parents":
            return {"relations": tuple(Relation("parent", each) for each in self._parts(text))}
        return {"instruments": tuple(self._parts(text))} if name == "instruments" else {}

    def _parts(self, text: str) -> list[str]:
        return [part.strip() for part in text.split(self._layout.separator) if part.strip()]

    def _bodies(self, text: str, types: str, *, given: bool) -> tuple[Agency, ...]:
        """The bodies of a list, with the types of the list beside where both have as many parts."""
        found, kinds = self._parts(text), self._parts(types)
        paired = kinds if len(kinds) == len(found) else [""] * len(found)
        return tuple(
            _agency(name, kind, given=given and self._layout.padded) for name, kind in zip(found, paired, strict=True)
        )

    def _recipients(self, name: str, text: str, told: Mapping[str, Any]) -> dict[str, Any]:
        if name == "recipient_names" and _text(told.get("recipients")):
            return {}
        return {"recipients": tuple(party(each) for each in self._parts(text))}

    def _code_of(self, text: str) -> str:
        """An ISO 4217 code by itself or by the currency's name."""
        code = text.upper() if text.upper() in CURRENCIES else self._currency(text)
        if code is None:
            raise ValueFault(
                "an amount needs a currency." if not text else f"no currency is called {text!r}.",
                mend="Give an ISO 4217 code such as CNY, or a value map for `currency`.",
            )
        return code

    def _date(self, cell: Any) -> Period:
        if isinstance(cell, dt.datetime | dt.date):
            return Period.parse(cell.isoformat()[:10])
        text = _text(cell)
        for form in self._layout.dates:
            try:
                return Period.parse(dt.datetime.strptime(text, form).date().isoformat())  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        try:
            return Period.parse(text)
        except ValueFault as fault:
            raise ValueFault(
                "not a date.", value=text, mend=f"Write it as {' or '.join(self._layout.dates)}, 2019 or 2019-05."
            ) from fault


def unpadded(day: Period, stated: Collection[Period]) -> Period:
    """A padded date at the precision that its record's text tells: 1 January 2019 is 2019 where only the year is told.

    Where the text tells the day itself, or nothing of month and year, the date stays as it is.
    """
    first = day.first
    if first is None or first.day != 1 or day in stated:
        return day
    month, year = Period.month(first.year, first.month), Period.year(first.year)
    if month in stated:
        return month
    return year if first.month == 1 and year in stated else day


def party(text: str) -> Party:
    """A recipient by its code or its English name; what is no country is a group or a region."""
    code = text if text in COUNTRIES else _countries().get(text.casefold())
    if code:
        return Party.country(code)
    members = members_at(text)
    return Party.group(text, members) if members else Party.region(text)


def _countries() -> dict[str, str]:
    if not _COUNTRIES:
        _COUNTRIES.update({name.form.casefold(): name.code for name in names("en") if name.kind == "country"})
    return _COUNTRIES


_COUNTRIES: dict[str, str] = {}


def _agency(name: str, kind: str, *, given: bool) -> Agency:
    """A body with its type; "Recipient Government Agency" is the type with the origin before it."""
    origin = next((each for each in ORIGINS if kind.startswith(f"{each} ")), None)
    plain = kind.removeprefix(f"{origin} ") if origin else kind
    return Agency(name, plain or None, "Chinese" if given else origin, "CHN" if given else None)


def _code(name: str, text: str) -> str:
    """A code in the record's own spelling."""
    allowed = {"status": STATUSES, "flow_type": FLOW_TYPES, "intent": INTENTS, "sector": sectors()}[name]
    plain = text.removesuffix(".0") if name == "sector" else text
    wanted = _SPELLINGS.get(folded(plain), plain)
    found = next((each for each in allowed if each.casefold() == wanted.casefold()), None)
    if found is None:
        raise ValueFault(f"no such {name.replace('_', ' ')}.", value=text, mend=f"One of {', '.join(allowed)}.")
    return found


_SPELLINGS = {
    "scholarships/training in donor country": "Scholarships/training in the donor country",
    "completed": "Completion",
}


def _number(cell: Any) -> Decimal:
    """A number; thousands may be set apart by commas or blanks."""
    text = _text(cell).replace("\u00a0", "").replace(" ", "").removesuffix("%")
    if text.count(",") and all(len(part) == 3 for part in text.split(".", 1)[0].split(",")[1:]):
        text = text.replace(",", "")
    try:
        found = Decimal(text)
    except InvalidOperation as fault:
        raise ValueFault("not a number.", value=text, mend="Write it as 1234567.89.") from fault
    if not found.is_finite():
        raise ValueFault("not a number.", value=text, mend="Write it as 1234567.89.")
    return found


def _yes(cell: Any) -> bool:
    return _text(cell).casefold() in ("yes", "true", "1", "1.0")


def _text(cell: Any) -> str:
    """A cell as text: days as ISO days, whole numbers without their point."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell).strip()
