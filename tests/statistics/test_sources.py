"""World Bank, Comtrade and tables of one's own: asked over the wire, kept, and read offline."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from khorgos.claims.official import WORLD
from khorgos.cli.fetching import services
from khorgos.errors import InputFault, PeriodFault, StatisticsFault
from khorgos.fetch.client import Client, Limits
from khorgos.fetch.connection import Dialler
from khorgos.reference.areas import iso3_of, m49_of
from khorgos.statistics import Query, Snapshots, observations, take, take_table
from khorgos.statistics.answers import Answer, Request, asked
from khorgos.statistics.query import source_of
from khorgos.statistics.times import period_of
from khorgos.store import Archive

NOW = "2026-11-25T10:00:00+00:00"
# The client of the command line, which may ask this machine here and does not wait between two questions.
get = services(Client(limits=Limits(retries=0, pause=0.0), dialler=Dialler(loopback=True)))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wait that a busy source asks for is kept to nothing."""
    monkeypatch.setattr("khorgos.statistics.answers.LONGEST_WAIT", 0.0)


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    """An archive of its own."""
    (tmp_path / "archive").mkdir()
    return Snapshots(Archive(tmp_path / "archive"))


def query(**said: Any) -> Query:
    """China's trade with Kazakhstan in 2022, unless said otherwise."""
    usual: dict[str, Any] = {
        "reporters": ("CHN",),
        "partners": ("KAZ",),
        "indicator": "trade",
        "first": 2022,
        "last": 2022,
    }
    return Query(**(usual | said))


GDP = {"reporters": ("KAZ",), "partners": (), "indicator": "gdp"}


def test_world_bank_in_pages(servers: Any, snapshots: Snapshots) -> None:
    """Every page is asked for; years without a value give nothing; the source's day of edition is kept."""
    with servers.serving(servers.world_bank) as server:
        source = source_of("worldbank").at(server.address)
        source = type(source)(**{**vars_of(source), "per_page": 10})
        snapshot = take(source, query(**GDP, first=2000, last=2024), get, snapshots, NOW)
    found = list(observations(snapshots))

    assert [each.query["page"] for each in server.asked] == ["1", "2", "3"]
    assert (len(found), len(snapshot.pages)) == (24, 3)
    assert (found[0].reporter, str(found[0].period), found[0].value) == ("KAZ", "2023", Decimal(203000000000))
    assert (found[0].edition, found[0].retrieved, found[0].unit) == ("2026-10-08", NOW, "USD")


def vars_of(source: Any) -> dict[str, Any]:
    """The fields of a source."""
    return {name: getattr(source, name) for name in source.__slots__}


def test_world_bank_says_what_is_wrong(servers: Any, snapshots: Snapshots) -> None:
    """Its errors come with the status 200: they are told in its own words, and nothing is kept."""
    with servers.serving(servers.world_bank) as server, pytest.raises(StatisticsFault, match="not valid"):
        take(source_of("worldbank").at(server.address), query(series=("NO.SUCH",)), get, snapshots, NOW)

    assert list(snapshots.all()) == []


def test_comtrade_counts_nothing_twice(servers: Any, snapshots: Snapshots) -> None:
    """Totals only: rows by mode of transport are not asked for, and would not be counted."""
    with servers.serving(servers.comtrade) as server:
        take(source_of("comtrade").at(server.address), query(), get, snapshots, NOW)
    found = {(each.indicator, each.valuation): each.value for each in observations(snapshots)}

    assert found == {("exports", "FOB"): Decimal(16350000000), ("imports", "CIF"): Decimal(14800000000)}
    assert server.asked[0].query["reporterCode"] == "156"
    assert server.asked[0].query["motCode"] == "0"


def test_comtrade_key_is_sent_and_never_kept(servers: Any, snapshots: Snapshots, tmp_path: Path) -> None:
    """With a key several years are asked for at once; no file of the archive holds it."""
    with servers.serving(servers.comtrade) as server:
        source = source_of("comtrade").at(server.address)
        take(source, query(first=2018), get, snapshots, NOW, key=servers.KEY)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    assert [each.query["period"] for each in server.asked] == ["2018,2019,2020,2021,2022"]
    assert servers.KEY.encode() not in kept


def test_comtrade_refuses_a_wrong_key(servers: Any, snapshots: Snapshots) -> None:
    """A refused key is told with the way to mend it, and is not repeated."""
    with servers.serving(servers.comtrade) as server, pytest.raises(StatisticsFault) as fault:
        take(source_of("comtrade").at(server.address), query(), get, snapshots, NOW, key="wrong")

    assert "KHORGOS_COMTRADE_KEY" in str(fault.value)
    assert "wrong" not in str(fault.value).replace("key=wrong", "")


def test_comtrade_cut_off(servers: Any, snapshots: Snapshots) -> None:
    """An answer as full as it can be is cut off: it is refused, never taken for the whole."""
    with servers.serving(partial(servers.comtrade, preview=2)) as server:
        told = vars_of(source_of("comtrade").at(server.address)) | {"preview_limit": 2}
        with pytest.raises(StatisticsFault, match="cut off"):
            take(type(source_of("comtrade"))(**told), query(), get, snapshots, NOW)


def test_a_busy_source_is_asked_again(servers: Any, snapshots: Snapshots) -> None:
    """429 twice, then the answer."""
    with servers.serving(servers.comtrade, busy=2) as server:
        take(source_of("comtrade").at(server.address), query(), get, snapshots, NOW)

    assert len(server.asked) == 3


def test_a_source_that_stays_busy() -> None:
    """After a few times it is told, with the source's words; the waits are those that it names."""
    waits: list[float] = []
    busy = Answer(429, {"retry-after": "7"}, b"Rate limit is exceeded.")
    with pytest.raises(StatisticsFault, match="stays busy"):
        asked(lambda _: busy, Request("https://example.org/x"), sleep=waits.append)

    assert waits == [0.0, 0.0, 0.0]


def test_nobody_answers(snapshots: Snapshots) -> None:
    """A place where nobody listens is a fault with its address."""
    with pytest.raises(StatisticsFault, match="nobody answers"):
        take(source_of("worldbank").at("http://127.0.0.1:9"), query(**GDP), get, snapshots, NOW)


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b'[{"page": 1}, [{"countryiso3code": "KAZ", "value": 1}]]'])
def test_answers_that_are_none(body: bytes, snapshots: Snapshots) -> None:
    """Pages of something else, and rows without their parts, are faults; nothing is kept."""
    with pytest.raises(StatisticsFault):
        take(source_of("worldbank"), query(**GDP), lambda _: Answer(200, {}, body), snapshots, NOW)

    assert list(snapshots.all()) == []


def test_secrets_stay_on_their_host(servers: Any) -> None:
    """A redirect to another host is not followed: a key is for the host that it was given for."""
    with servers.serving(servers.comtrade) as other:
        away = f"http://localhost:{other.address.rsplit(':', 1)[1]}/public/v1/preview/C/A/HS"
        moved = servers.serving(lambda _: (302, "text/plain", b"", {"Location": away}))
        with moved as server, pytest.raises(StatisticsFault, match="another host"):
            get(Request(server.address, secret={"Ocp-Apim-Subscription-Key": servers.KEY}))

    assert other.asked == []


def test_two_vintages_stand_side_by_side(servers: Any, snapshots: Snapshots) -> None:
    """The same query on another day is another snapshot; equal pages are filed once."""
    for day in ("2026-11-25T10:00:00+00:00", "2026-12-25T10:00:00+00:00"):
        with servers.serving(servers.comtrade) as server:
            take(source_of("comtrade").at(server.address), query(), get, snapshots, day)
    days = [each.retrieved[:10] for each in snapshots.all()]

    assert days == ["2026-11-25", "2026-12-25"]
    assert len({page.sha for each in snapshots.all() for page in each.pages}) == 1


def test_a_changed_index_is_told(snapshots: Snapshots, tmp_path: Path) -> None:
    """A broken line of the index is a fault that names it."""
    (tmp_path / "archive" / "statistics.jsonl").write_text("nonsense\n")
    with pytest.raises(StatisticsFault, match="line 1"):
        list(snapshots.all())


TABLE = """source,indicator,reporter,partner,period,value,unit,valuation
Bureau,exports,KAZ,CHN,2022,"13,166,000,000",USD,fob
Bureau,exports,KAZ,WLD,2022-Q1,84e9,,
"""


def test_a_table_of_ones_own(snapshots: Snapshots) -> None:
    """Rows of a CSV; thousands may be set apart, the unit is dollars where none is given."""
    take_table(TABLE.encode(), "own.csv", snapshots, NOW)
    first, second = observations(snapshots)

    assert (first.value, first.valuation, first.partner) == (Decimal(13166000000), "FOB", "CHN")
    assert (second.partner, str(second.period), second.unit) == (WORLD, "2022-Q1", "USD")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("reporter,period,value\nKAZ,2022,1\n", "lacks indicator"),
        ("indicator,reporter,period,value\nexports,KZK,2022,1\n", "row 2: 'KZK': no such reporter"),
        ("indicator,reporter,period,value\nexports,KAZ,2022,much\n", "row 2: 'much': not a number"),
        ("indicator,reporter,period,value\nexports,KAZ,spring,1\n", "row 2: 'spring': not a period"),
        ("indicator,reporter,period,value\nsales,KAZ,2022,1\n", "row 2: 'sales': no such indicator"),
        ("indicator,reporter,period,value,unit\nexports,KAZ,2022,1,dollars\n", "row 2"),
        ("indicator,reporter,period,value\n", "no rows"),
    ],
)
def test_tables_that_cannot_be_read(table: str, told: str, snapshots: Snapshots) -> None:
    """The fault names the row and what is wrong with it; nothing is kept."""
    with pytest.raises(InputFault) as fault:
        take_table(table.encode(), "own.csv", snapshots, NOW)

    assert told in str(fault.value)
    assert list(snapshots.all()) == []


@pytest.mark.parametrize(
    ("text", "period"),
    [("2022", "2022"), ("202205", "2022-05"), ("2022M05", "2022-05"), ("2022-Q1", "2022-Q1"), ("2022Q1", "2022-Q1"),
     ("2022-S2", "2022-H2"), ("2022-05-18", "2022-05-18"), ("2015-01-01/P8Y", "2015/2022"), ("2022-A1", "2022")],
)  # fmt: skip
def test_times(text: str, period: str) -> None:
    """Times of the World Bank, of Comtrade and of SDMX are periods."""
    assert str(period_of(text)) == period


def test_no_times() -> None:
    """What is no period is told."""
    with pytest.raises(PeriodFault):
        period_of("2022-Q7")


@pytest.mark.parametrize(
    ("iso3", "number"),
    [("CHN", 156), ("KAZ", 398), ("USA", 842), ("CHE", 757), ("FRA", 251), ("IND", 699), ("NOR", 579)],
)
def test_areas(iso3: str, number: int) -> None:
    """Comtrade's numbers, which are not always those of ISO 3166; both are read."""
    assert m49_of(iso3) == number
    assert iso3_of(number) == iso3_of(f"{number:03d}") == iso3


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"reporters": ("XXX",)}, "no such country"),
        ({"reporters": ()}, "whose series"),
        ({"first": 2023}, "turned round"),
        ({"frequency": "W"}, "frequency"),
    ],
)
def test_queries_that_cannot_be(said: dict[str, Any], told: str) -> None:
    """A query is looked at before anything is asked."""
    with pytest.raises(InputFault, match=told):
        query(**said)


def test_an_indicator_that_a_source_lacks() -> None:
    """The indicators that it has are named."""
    with pytest.raises(InputFault, match="exports, imports"):
        query(indicator="gdp").codes(source_of("comtrade"))


def test_day_of_the_snapshot_is_told(snapshots: Snapshots) -> None:
    """The time of asking is in the manifest, and the manifest is filed under its content."""
    snapshot = take_table(TABLE.encode(), "own.csv", snapshots, NOW)
    (again,) = snapshots.all()

    assert again == snapshot
    assert dt.datetime.fromisoformat(again.retrieved).year == 2026
    assert json.dumps(again.query)
