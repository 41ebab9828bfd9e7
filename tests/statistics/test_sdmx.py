"""SDMX 2.1 and 3.0 over the wire: formats as pysdmx writes them, SDMX-JSON as its specification says."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pytest

from khorgos.cli.fetching import services
from khorgos.errors import StatisticsFault
from khorgos.fetch.client import Client, Limits
from khorgos.fetch.connection import Dialler
from khorgos.statistics import Query, Snapshots, observations, take
from khorgos.statistics.answers import Answer
from khorgos.statistics.query import Source, source_of
from khorgos.statistics.sdmx import addresses_of, rows_of
from khorgos.store import Archive

NOW = "2026-11-25T10:00:00+00:00"
# The client of the command line, which may ask this machine here and does not wait between two questions.
get = services(Client(limits=Limits(retries=0, pause=0.0), dialler=Dialler(loopback=True)))
DIMENSIONS = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY", "TIME_PERIOD")
# What every format is to say: the values of two years in billions, one of them provisional.
ROWS = [
    ("CHN", "XG_FOB_USD", "KAZ", "A", "2021", "13.98", "9", "A"),
    ("CHN", "XG_FOB_USD", "KAZ", "A", "2022", "16.35", "9", "P"),
    ("KAZ", "MG_CIF_USD", "CHN", "A", "2022", "10.9", "9", "A"),
]
COMPONENTS = (*DIMENSIONS, "OBS_VALUE", "UNIT_MULT", "OBS_STATUS")


@lru_cache(maxsize=16)
def written(name: str, series: bool = False) -> bytes:
    """The rows in a format of pysdmx, flat or as time series."""
    pytest.importorskip("pysdmx")
    import pandas as pd
    from pysdmx.io import write_sdmx
    from pysdmx.io.format import Format
    from pysdmx.io.pd import PandasDataset
    from pysdmx.model import Component, Components, Concept, DataType, Role, Schema

    types = {"OBS_VALUE": DataType.DOUBLE, "TIME_PERIOD": DataType.PERIOD}

    def component(code: str) -> Component:
        role = Role.DIMENSION if code in DIMENSIONS else Role.MEASURE if code == "OBS_VALUE" else Role.ATTRIBUTE
        concept = Concept(code, dtype=types.get(code, DataType.STRING))
        level = "O" if role is Role.ATTRIBUTE else None
        return Component(code, role is not Role.ATTRIBUTE, role, concept, attachment_level=level)

    schema = Schema("datastructure", "IMF.STA", "DSD_IMTS", Components([component(code) for code in COMPONENTS]), "1.0")
    frame = pd.DataFrame([dict(zip(COMPONENTS, row, strict=True)) for row in ROWS])
    further = {"dimension_at_observation": {schema.short_urn: "TIME_PERIOD"}} if series else {}
    told = write_sdmx([PandasDataset(structure=schema, data=frame)], getattr(Format, name), **further)
    return str(told).encode()


def json_message(version: str, flat: bool) -> bytes:
    """The rows in SDMX-JSON 1.0 or 2.0, flat or as series, after the specification's field guide."""
    values = {code: list(dict.fromkeys(row[place] for row in ROWS)) for place, code in enumerate(COMPONENTS)}
    own = [code for code in DIMENSIONS if code != "TIME_PERIOD"]

    def listed(code: str, place: int) -> dict[str, Any]:
        return {"id": code, "keyPosition": place, "values": [{"id": value, "name": value} for value in values[code]]}

    levels: dict[str, list[Any]] = {"dataSet": [], "series": [], "observation": []}
    for place, code in enumerate(DIMENSIONS):
        levels["observation" if flat or code == "TIME_PERIOD" else "series"].append(listed(code, place))
    attributes = [{"id": code, "values": [{"id": value} for value in values[code]]} for code in COMPONENTS[6:]]
    structure = {
        "dimensions": levels,
        "attributes": {"dataSet": [], "series": [], "observation": attributes},
    }
    if version == "2.0":
        structure["measures"] = {"observation": [{"id": "OBS_VALUE"}]}
    found: dict[str, Any] = {"observations": {}} if flat else {"series": {}}
    for row in ROWS:
        told = dict(zip(COMPONENTS, row, strict=True))
        cell = [Decimal(told["OBS_VALUE"]), *(values[code].index(told[code]) for code in COMPONENTS[6:])]
        plain = [float(cell[0]), *cell[1:]]
        if flat:
            found["observations"][":".join(str(values[code].index(told[code])) for code in DIMENSIONS)] = plain
        else:
            key = ":".join(str(values[code].index(told[code])) for code in own)
            series = found["series"].setdefault(key, {"attributes": [], "observations": {}})
            series["observations"][str(values["TIME_PERIOD"].index(told["TIME_PERIOD"]))] = plain
    head = {"id": "m1", "prepared": "2026-10-01T08:00:00Z", "sender": {"id": "XX"}}
    if version == "2.0":
        data = {"dataSets": [found | {"structure": 0}], "structures": [structure]}
        return json.dumps({"meta": head, "data": data, "errors": []}).encode()
    return json.dumps({"header": head, "dataSets": [found], "structure": structure}).encode()


FORMATS: dict[str, Callable[[], bytes]] = {
    "generic 2.1": partial(written, "DATA_SDMX_ML_2_1_GEN"),
    "generic 2.1, series": partial(written, "DATA_SDMX_ML_2_1_GEN", series=True),
    "structure-specific 2.1": partial(written, "DATA_SDMX_ML_2_1_STR"),
    "structure-specific 2.1, series": partial(written, "DATA_SDMX_ML_2_1_STR", series=True),
    "ML 3.0": partial(written, "DATA_SDMX_ML_3_0"),
    "ML 3.0, series": partial(written, "DATA_SDMX_ML_3_0", series=True),
    "ML 3.1": partial(written, "DATA_SDMX_ML_3_1"),
    "CSV 1.0": partial(written, "DATA_SDMX_CSV_1_0_0"),
    "CSV 2.0": partial(written, "DATA_SDMX_CSV_2_0_0"),
    "JSON 1.0": partial(json_message, "1.0", flat=False),
    "JSON 1.0, flat": partial(json_message, "1.0", flat=True),
    "JSON 2.0": partial(json_message, "2.0", flat=False),
    "JSON 2.0, flat": partial(json_message, "2.0", flat=True),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_the_same(name: str) -> None:
    """Rows of dimension -> code, with value and attributes, whatever they were written in."""
    found = [tuple(row[code] for code in COMPONENTS) for row in rows_of(FORMATS[name](), "", "here")]

    assert sorted(found) == sorted(ROWS)


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    """An archive of its own."""
    (tmp_path / "archive").mkdir()
    return Snapshots(Archive(tmp_path / "archive"))


QUERY = Query(reporters=("CHN", "KAZ"), partners=("KAZ", "CHN"), indicator="trade", first=2021, last=2022)


def test_imts_in_sdmx_3(servers: Any, snapshots: Snapshots) -> None:
    """The IMF's flow, asked as SDMX 3.0 asks: values in full units, provisional ones marked, valuation told."""
    media = "application/vnd.sdmx.data+json;version=2.0.0"
    bodies = {media: (media, FORMATS["JSON 2.0"]())}
    with servers.serving(lambda told: servers.sdmx(told, bodies, "/data/dataflow/IMF.STA/IMTS/+/")) as server:
        take(source_of("imts").at(server.address), QUERY, get, snapshots, NOW)
    found = {(each.reporter, each.indicator, str(each.period)): each for each in observations(snapshots)}

    assert [told.path.rsplit("/", 1)[1] for told in server.asked] == [
        f"{pair[0]}.{series}.{pair[1]}.A"
        for pair in (("CHN", "KAZ"), ("KAZ", "CHN"))
        for series in ("XG_FOB_USD", "MG_CIF_USD", "MG_FOB_USD")
    ]
    assert server.asked[0].query == {"c[TIME_PERIOD]": "ge:2021 le:2022"}
    provisional = found["CHN", "exports", "2022"]
    assert (provisional.value, provisional.status, provisional.valuation) == (Decimal("16350000000.00"), "P", "FOB")
    assert provisional.edition == "2026-10-01"
    assert found["KAZ", "imports", "2022"].valuation == "CIF"


def test_any_source_in_sdmx_21(servers: Any, snapshots: Snapshots) -> None:
    """A source that the user describes, which answers in SDMX-ML 2.1 because it has no JSON."""
    media = "application/vnd.sdmx.structurespecificdata+xml;version=2.1"
    bodies = {media: (media, FORMATS["structure-specific 2.1, series"]())}
    source = Source(
        code="sdmx", name="SDMX AG:IMTS", protocol="sdmx", address="", agency="AG", flow="IMTS",
        keys="{reporter}.{series}.{partner}.{freq}", series={"XG_FOB_USD": {"indicator": "exports", "unit": "USD"}},
    )  # fmt: skip
    with servers.serving(lambda told: servers.sdmx(told, bodies, "/data/AG,IMTS/")) as server:
        take(source.at(server.address), QUERY, get, snapshots, NOW)

    assert server.asked[0].path == "/data/AG,IMTS/CHN+KAZ.XG_FOB_USD.KAZ+CHN.A"
    assert server.asked[0].query == {"startPeriod": "2021", "endPeriod": "2022"}
    assert len([each for each in observations(snapshots) if each.indicator == "exports"]) == 2


def test_nothing_found_is_an_answer(servers: Any, snapshots: Snapshots) -> None:
    """SDMX tells "no results" with 404: a snapshot without observations, so that it is known to have been asked."""
    with servers.serving(lambda told: servers.sdmx(told, {}, "/elsewhere/")) as server:
        take(source_of("imts").at(server.address), QUERY, get, snapshots, NOW)

    assert list(observations(snapshots)) == []
    assert len(list(snapshots.all())) == 1


@pytest.mark.parametrize(
    ("status", "told"), [(413, "fewer years"), (406, "Not acceptable"), (500, "HTTP 500"), (400, "HTTP 400")]
)
def test_refusals(status: int, told: str, servers: Any, snapshots: Snapshots) -> None:
    """A refusal is told with the source's words, and with the way to mend it where there is one."""
    body = servers.error(1000, "Not acceptable")
    with pytest.raises(StatisticsFault) as fault:
        take(source_of("imts"), QUERY, lambda _: Answer(status, {}, body), snapshots, NOW)

    assert told in str(fault.value)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<broken", "broken XML"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "without a data set"),
        (b"{", "broken JSON"),
        (b"{}", "not a data message"),
        (b'{"errors": [{"code": 150, "title": "Semantic error"}]}', "Semantic error"),
        (b'{"data": {"dataSets": [{"observations": {"7": [1]}}], "structures": [{}]}}', "does not fit"),
        (b"a,b\n1,2\n", "not a data message of SDMX-CSV"),
        (b"nothing of the kind", "no format"),
    ],
)
def test_messages_that_are_none(body: bytes, told: str) -> None:
    """What cannot be read is a fault that says what it is."""
    with pytest.raises(StatisticsFault, match=told):
        rows_of(body, "", "https://example.org")


def test_an_error_message_is_told(servers: Any) -> None:
    """An error message that comes with the status 200 is no data."""
    with pytest.raises(StatisticsFault, match="Key is wrong"):
        rows_of(servers.error(140, "Key is wrong"), "", "https://example.org")


def test_labels_in_csv() -> None:
    """Where labels were asked for, codes stand before a colon."""
    body = b"DATAFLOW,REF_AREA: Area,TIME_PERIOD,OBS_VALUE\nAG:F(1.0),KZ: Kazakhstan,2022,5\n"

    assert rows_of(body, "text/csv", "here") == [{"REF_AREA": "KZ", "TIME_PERIOD": "2022", "OBS_VALUE": "5"}]


def test_the_world_is_a_partner() -> None:
    """Where no partner is asked for, the source's own code for the world stands in the key."""
    query = Query(reporters=("KAZ",), indicator="exports", first=2022, last=2022)

    (address,) = addresses_of(source_of("imts"), query)
    assert "/KAZ.XG_FOB_USD.G001.A?" in address
