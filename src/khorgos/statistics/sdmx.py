"""Any source that speaks SDMX: requests of REST 1.x (SDMX 2.1) and 2.x (SDMX 3.0), rows to observations.

A flow's key is written from `keys` with {reporter}, {partner}, {series} and {freq}.  Answers may be SDMX-ML 2.1
(generic or structure-specific), SDMX-ML 3.0, SDMX-JSON 1.0 or 2.0, or SDMX-CSV; each becomes rows of dimension -> code
with the value and the attributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import product

from khorgos.claims.official import WORLD, Observation
from khorgos.errors import KhorgosError, StatisticsFault
from khorgos.reference.areas import iso3_of
from khorgos.statistics import sdmx_csv, sdmx_json, sdmx_xml
from khorgos.statistics.answers import Answer, Get, Request, asked, beginning, refused
from khorgos.statistics.query import Query, Source
from khorgos.statistics.times import period_of

Row = Mapping[str, str]
Pages = Iterator[tuple[Request, Answer]]

_ACCEPT = {
    "2.1": "application/vnd.sdmx.data+json;version=1.0.0, application/vnd.sdmx.structurespecificdata+xml;version=2.1",
    "3.0": "application/vnd.sdmx.data+json;version=2.0.0, application/vnd.sdmx.data+xml;version=3.0.0",
}
# What sources call the parts of a key that we need, the usual concept first.
_REPORTER = ("REF_AREA", "COUNTRY", "REPORTER", "REPORTING_AREA", "GEO", "AREA")
_PARTNER = ("COUNTERPART_AREA", "COUNTERPART_COUNTRY", "PARTNER", "VIS_AREA", "COUNTERPART")
_SERIES = ("INDICATOR", "SERIES", "FLOW", "TRADE_FLOW", "STO", "MEASURE", "SUBJECT")
_WORLDS = frozenset({"W00", "W0", "W1", "G001", "WLD", "WORLD", "WL", "000"})
_ABSENT = frozenset({"", "NaN", "nan", "NULL"})


def pages(source: Source, query: Query, get: Get) -> Pages:
    """The answers of the data queries; "nothing found" (404, or 204) is an answer without observations."""
    for address in addresses_of(source, query):
        request = Request(address, accept=_ACCEPT[source.version])
        answer = asked(get, request)
        if answer.status in (404, 204):
            continue
        if answer.status == 413:
            raise refused(request, answer, "Ask for fewer years or partners at once.")
        if answer.status != 200:
            raise refused(request, answer)
        rows_of(answer.body, answer.headers.get("content-type", ""), request.address)
        yield request, answer


def addresses_of(source: Source, query: Query) -> list[str]:
    """The addresses of the data queries in the source's version of the standard.

    SDMX 2.1 joins the codes of a dimension with `+`: one query.  A key of SDMX 3.0 has one code for each, so there is a
    query for every reporter, partner and series.
    """
    partners = [source.world if code == WORLD else code for code in query.partners or (WORLD,)]
    if source.version != "3.0":
        key = _key(source, query, "+".join(query.reporters), "+".join(partners), "+".join(query.codes(source)))
        flow = ",".join(part for part in (source.agency, source.flow) if part)
        return [f"{source.address}/data/{flow}/{key}?startPeriod={query.first}&endPeriod={query.last}"]
    flow = f"{source.agency}/{source.flow}/{source.flow_version}"
    keys = (
        _key(source, query, reporter, partner, series)
        for reporter, partner, series in product(query.reporters, partners, query.codes(source))
        if reporter != partner
    )
    when = f"c[TIME_PERIOD]=ge:{query.first}+le:{query.last}"
    # A key without a place for the partner is the same for all of them.
    return [f"{source.address}/data/dataflow/{flow}/{key}?{when}" for key in dict.fromkeys(keys)]


def _key(source: Source, query: Query, reporter: str, partner: str, series: str) -> str:
    return source.keys.format(reporter=reporter, partner=partner, series=series, freq=query.frequency)


def rows_of(body: bytes, media: str, place: str) -> list[Row]:
    """The rows of an answer in whichever of the formats it comes; StatisticsFault where it is none of them."""
    begin = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begin == b"<":
        return list(sdmx_xml.rows(body, place))
    if begin == b"{":
        return list(sdmx_json.rows(body, place))
    if "csv" in media or b"," in body.split(b"\n", 1)[0]:
        return list(sdmx_csv.rows(body, place))
    raise StatisticsFault("the answer is in no format of SDMX.", place=place, value=beginning(body))


def observations(body: bytes, media: str, source: Source, place: str) -> Iterator[Observation]:
    """The observations of an answer; rows of areas that are no countries, and without a value, are passed."""
    for row in rows_of(body, media, place):
        found = _observation(row, source, place)
        if found is not None:
            yield found


def _observation(row: Row, source: Source, place: str) -> Observation | None:
    reporter = iso3_of(_first(row, _REPORTER))
    partner_code = _first(row, _PARTNER)
    partner = WORLD if partner_code in _WORLDS else iso3_of(partner_code) if partner_code else None
    value = row.get("OBS_VALUE", "")
    if reporter is None or (partner_code and partner is None) or value in _ABSENT:
        return None
    series = _first(row, _SERIES)
    known = source.series.get(series, {})
    try:
        scaled = Decimal(value).scaleb(int(row.get("UNIT_MULT") or 0))
        status = row.get("OBS_STATUS", "")
        return Observation(
            source=source.name,
            series=series or source.flow,
            indicator=known.get("indicator", "other"),
            definition=known.get("definition", ""),
            reporter=reporter,
            partner=partner,
            period=period_of(row["TIME_PERIOD"]),
            value=scaled,
            unit=known.get("unit") or _unit(row),
            valuation=known.get("valuation", ""),
            status=status if len(status) <= 1 else "",
            edition=row.get(PREPARED, "")[:10],
        )
    except (KhorgosError, KeyError, InvalidOperation, ValueError) as fault:
        raise StatisticsFault(f"a row that cannot be read ({fault}).", place=place, value=dict(row)) from fault


# The day on which a message was made, which every reader adds to its rows.
PREPARED = sdmx_xml.PREPARED


def _first(row: Row, names: tuple[str, ...]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _unit(row: Row) -> str:
    """The unit that a row gives; shares of a hundred by SDMX's own codes, and a count where nothing is said."""
    code = row.get("UNIT_MEASURE") or row.get("UNIT") or row.get("CURRENCY") or ""
    return {"PT": "percent", "PC": "percent", "": "count", "NUMBER": "count", "PS": "count"}.get(code, code)
