"""A record's money in US dollars: nominal at the year's average rate, constant by a deflator."""

from __future__ import annotations

from decimal import Decimal

from khorgos.claims import Record
from khorgos.errors import ValueFault
from khorgos.reference.rates import Deflators, deflators, per_dollar


def year_of(record: Record) -> int:
    """The year whose average rate counts: that of the commitment or pledge.  ValueFault where there is none."""
    if record.commitment is None or record.commitment.first is None:
        raise ValueFault("no commitment date, so no year to take a rate of.", place="record", value=record.name)
    return record.commitment.first.year


def nominal_dollars(record: Record) -> Decimal | None:
    """ "Amount (Nominal USD)": the face value at the average rate of the commitment year; None without a face value.

    Raises ValueFault where the table has no rate for currency and year.
    """
    if record.money is None:
        return None
    return record.money.low / per_dollar(record.money.unit.code, year_of(record))


def constant_dollars(
    record: Record, base: int = 2020, donor: str = "CHN", table: Deflators | None = None
) -> Decimal | None:
    """ "Amount (Constant USD)": nominal dollars over the donor's deflator; None without a face value.

    deflator(y) = index(y) / index(base) * rate(base) / rate(y), with the donor's GDP deflator and its units of currency
    for a dollar.  `table` takes the place of the shipped deflators (which end in 2020).  ValueFault where one lacks.
    """
    nominal = nominal_dollars(record)
    if nominal is None:
        return None
    year, told = year_of(record), table if table is not None else deflators()
    currency = _CURRENCY.get(donor)
    if currency is None:
        raise ValueFault(
            "no currency is known of this donor.", place="donor", value=donor, mend=f"{', '.join(_CURRENCY)}."
        )
    index = _index(told, donor, year) / _index(told, donor, base)
    return nominal / (index * per_dollar(currency, base) / per_dollar(currency, year))


# Donors whose currency the deflator is put into dollars with.
_CURRENCY = {
    "CHN": "CNY", "RUS": "RUB", "JPN": "JPY", "KOR": "KRW", "IND": "INR", "TUR": "TRY", "SAU": "SAR", "ARE": "AED",
    "KAZ": "KZT", "GBR": "GBP", "DEU": "EUR", "FRA": "EUR", "USA": "USD",
}  # fmt: skip


def _index(table: Deflators, country: str, year: int) -> Decimal:
    found = table.get((country, year))
    if found is None:
        years = sorted(each for code, each in table if code == country)
        mend = f"The table has {years[0]} to {years[-1]}." if years else "Give a table of deflators that has it."
        raise ValueFault(f"no GDP deflator for {year}.", place="deflators", value=country, mend=mend)
    return found
