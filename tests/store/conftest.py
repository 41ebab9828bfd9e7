"""Claims built by hand, so that tests of the ledger do not depend on what the grammar finds."""

from decimal import Decimal

import pytest

from khorgos.claims import Attribution, Event, Evidence, Figure, Ground, Rejected, Statement
from khorgos.documents import from_text
from khorgos.fetch import local
from khorgos.pipeline import Reading
from khorgos.store import Ledger
from khorgos.store.connect import connect
from khorgos.values import Bound, Context, Party, Period, Quantity, Span

TEXT = "Trade between Kazakhstan and China exceeded 31.25 billion USD in 2022, Sample said. 贸易额达到三百亿美元。"
TRADE = Quantity.of(Decimal(31250000000), "USD", Bound.ABOVE)
YEAR = Period.year(2022)
CENTRAL_ASIA = Party.group("Central Asia", ("KAZ", "KGZ", "TJK", "TKM", "UZB"))


class Agrees:
    """A rereader that finds what these claims say."""

    def quantities(self, text):
        return [TRADE]

    def cell(self, value, unit):
        return []

    def periods(self, text, anchor):
        return [YEAR, Period.parse("2023-05-18/2023-05-19")]


def _made(text: str = TEXT) -> Reading:
    """A reading with a figure, an event, a statement and a rejection."""
    document = from_text(text, Context(language="en"))
    evidence = Evidence(
        document.id,
        Span(0, 70),
        text[:70],
        Span(0, 84),
        text[:84],
        (Ground("value", Span(35, 61), text[35:61]), Ground("period", Span(65, 69), text[65:69])),
    )
    dated = Evidence(
        document.id, Span(0, 20), text[:20], Span(0, 84), text[:84], (Ground("date", Span(65, 69), "2022"),)
    )
    said = Evidence(document.id, Span(84, 97), text[84:97], Span(84, 97), text[84:97])
    claims = (
        Figure(
            evidence=evidence,
            attribution=Attribution(speaker="Aidar Sample", agency="Example Customs"),
            rule="test",
            reread=Agrees(),
            indicator="trade",
            measure="level",
            quantity=TRADE,
            parties=(Party.country("CHN"), CENTRAL_ASIA),
            period=YEAR,
        ),
        Event(
            evidence=dated,
            reread=Agrees(),
            type="summit",
            name="Example Summit",
            date=Period.parse("2023-05-18/2023-05-19"),
            place="Astana",
            participants=(Party.country("KAZ"),),
        ),
        Statement(evidence=said, reread=Agrees(), speaker="Lola Instance", quote=text[84:97], mode="direct"),
    )
    return Reading(document, claims, (Rejected("figure", Span(44, 49), "31.25", "no-party", "nobody to say it of."),))


REPORT = """Two countries open a dry port

ASTANA, May 18, 2023 (Example Wire) -- Trade between Kazakhstan and China reached more than 31.2 billion USD in 2022.

"We expect trade to double by 2030," said Aidar Sample, deputy minister of trade of Kazakhstan.

The two countries are implementing 52 projects worth about 21.5 billion USD.
"""


@pytest.fixture
def data() -> bytes:
    """The bytes of a small report."""
    return REPORT.encode()


@pytest.fixture
def reading(data: bytes) -> Reading:
    """The small report, read."""
    return local.read_bytes(data, Context(), "report.txt")


@pytest.fixture
def raw():
    """Runs SQL in a ledger's database as anybody could, and gives the rows."""

    def run(ledger: Ledger, sql: str) -> list:
        engine = connect(ledger.place)
        try:
            with engine.begin() as connection:
                found = connection.exec_driver_sql(sql)
                return [tuple(row) for row in found] if found.returns_rows else []
        finally:
            engine.dispose()

    return run


@pytest.fixture
def text() -> str:
    """The text that the claims built by hand stand in."""
    return TEXT


@pytest.fixture
def made():
    """Builds a reading of a text with three claims and a rejection."""
    return _made
