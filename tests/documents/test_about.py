"""What reports say of themselves: credits by role, dateline, agency, section, address, days, and their kind."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.documents import Document, from_text, open_bytes
from khorgos.documents.about import Kind
from khorgos.documents.declared import declared
from khorgos.documents.describing import described
from khorgos.pipeline import Reading, printings, read
from khorgos.reconcile.sources import independent
from khorgos.values import Context

STORY = "Trade between China and Kazakhstan reached 31 billion USD in 2022, the ministry of trade said."
RUSSIAN = "Товарооборот России и Китая вырос на 30 процентов в 2022 году, сообщило министерство."


QUESTIONS = "Q: When does it open?\nA: In May.\nQ: Who pays?\nA: China lends half of it.\nQ: What next?\nA: A port."
ENTRY = "Project ID: 44\nCountry: Kenya\nStatus: Completed\nSector: Transport\nAmount: 5 million USD\nDonor: Japan"
BROKEN = [
    "{",
    "[" * 3000,
    '{"@graph": 5}',
    '{"@type": 7}',
    '"text"',
    '{"@type":"NewsArticle","author":[[["x"]]]}',
]


def opened(text: str) -> Document:
    """A document as every report is opened."""
    return open_bytes(text.encode(), name="report")


def page(head: str = "", body: str = "") -> str:
    """An HTML page with more in its head and before its story."""
    return (
        f"<html lang=en><head><title>A road</title>{head}</head><article><h1>A road</h1>{body}<p>{STORY}</p></article>"
    )


@pytest.mark.parametrize(
    ("text", "place", "date", "agency"),
    [
        (f"ASTANA, May 18 (Xinhua) -- {STORY}", "ASTANA", "May 18", "Xinhua"),
        (f"MOSCOW, May 18. /TASS/. {STORY}", "MOSCOW", "May 18", "TASS"),
        (f"МОСКВА, 18 мая. /ТАСС/. {RUSSIAN}", "МОСКВА", "18 мая", "ТАСС"),
        (f"МОСКВА, 18 мая - РИА Новости. {RUSSIAN}", "МОСКВА", "18 мая", "РИА Новости"),
        (f"АСТАНА. КАЗИНФОРМ - {RUSSIAN}", "АСТАНА", None, "КАЗИНФОРМ"),
        ("新华社北京5月18日电（记者李示例）中国与哈萨克斯坦贸易额去年达到三百亿美元。", "北京", "5月18日", "新华社"),
        (f"ALMATY - {STORY}", "ALMATY", None, None),
        ("ASTANA, July 5, 2024. The Bank of Africa (BOA) met.", "ASTANA", "July 5, 2024", None),
        (STORY, None, None, None),
        (f"Asian Development Bank (ADB) - {STORY}", None, None, None),
        (f"The ministry of trade - {STORY}", None, None, None),
    ],
)
def test_datelines(text: str, place: str | None, date: str | None, agency: str | None) -> None:
    """Place, day and agency of the opening, in the forms of agencies; an opening sentence is no dateline."""
    found = opened(text).about.dateline

    assert (place, date, agency) == ((found.place, found.date, found.agency) if found else (None, None, None))


@pytest.mark.parametrize(
    ("line", "role", "name"),
    [
        ("By Anna Example", "author", "Anna Example"),
        ("Photo: Ivan Sample", "photographer", "Ivan Sample"),
        ("Photo by Ivan Sample", "photographer", "Ivan Sample"),
        ("Translated by Lee Example", "translator", "Lee Example"),
        ("Editor: A. Example", "editor", "A. Example"),
        ("Poster designer: A. Example", "designer", "A. Example"),
    ],
)
def test_credits_by_role(line: str, role: str, name: str) -> None:
    """Whoever worked on a report stands under what he did."""
    found = opened(f"A road to the border opens\n\n{line}\n{STORY}").about.credits

    assert (role, name) in {(credit.role, credit.name) for credit in found}


def test_chinese_credits_of_one_line() -> None:
    """A line of several credits gives each."""
    found = opened("公路通车\n\n来源：新华社 责任编辑：王示例\n中国与哈萨克斯坦贸易额去年达到三百亿美元。").about

    assert {(credit.role, credit.name) for credit in found.credits} == {("source", "新华社"), ("editor", "王示例")}
    assert found.agency is not None
    assert found.agency.value == "新华社"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"A road\n\n{STORY} (Xinhua)", "Xinhua"),
        (f"A road\n\n{STORY}\n© TASS", "TASS"),
        (f"A road\n\n{STORY}\nSource: Xinhua", "Xinhua"),
        (f"A road\n\n{STORY} (Example)", None),
        (f"A road\n\n{STORY}", None),
    ],
)
def test_agency_credits(text: str, agency: str | None) -> None:
    """An agency of the register that closes a text, or is its source, is the one whose text it is: a wire story."""
    about = opened(text).about

    assert agency == (about.agency.value if about.agency else None)
    assert (about.kind.value == Kind.WIRE) == (agency is not None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Joint statement of Kazakhstan and Uzbekistan\n\n{STORY}", Kind.OFFICIAL),
        (f"Совместное заявление президентов России и Китая\n\n{RUSSIAN}", Kind.OFFICIAL),
        (QUESTIONS, Kind.INTERVIEW),
        (ENTRY, Kind.RECORD),
        ("Projects of the year\n\n" + "- A bridge was opened in May.\n" * 6, Kind.LIST),
        (f"A road to the border opens\n\n{STORY}", Kind.ARTICLE),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    """What a report is, by its shape and by what it says."""
    assert opened(text).about.kind.value == kind


LD = {
    "@graph": [
        {
            "@type": "NewsArticle",
            "datePublished": "2023-05-18T10:00:00Z",
            "author": [{"name": "Anna Example"}],
            "editor": "E. Ditor",
            "articleSection": "World",
            "publisher": {"name": "Example Times"},
            "provider": {"name": "Xinhua"},
        }
    ]
}


def test_what_a_page_declares() -> None:
    """JSON-LD and meta elements give day, people by role, section, agency and the canonical address."""
    head = (
        '<link rel="canonical" href="https://example.org/2023/05/17/road">'
        '<meta property="article:published_time" content="2023-05-19T00:00:00Z">'
        f'<script type="application/ld+json">{json.dumps(LD)}</script>'
    )
    document = opened(page(head))
    about = document.about

    assert document.published is not None
    assert (document.published.value, document.published.how) == ("2023-05-18", "metadata: JSON-LD datePublished")
    assert [day.how for day in about.days][:2] == ["metadata: JSON-LD datePublished", "meta article:published_time"]
    assert {(c.role, c.name) for c in about.credits} == {("author", "Anna Example"), ("editor", "E. Ditor")}
    assert about.section is not None
    assert about.section.value == "World"
    assert about.canonical is not None
    assert about.canonical.value == "https://example.org/2023/05/17/road"
    assert about.kind.value == Kind.WIRE


@pytest.mark.parametrize(
    ("head", "body", "how"),
    [
        ('<meta name="date" content="2023-05-18">', "", "metadata: meta date"),
        ('<link rel="canonical" href="https://example.org/2023/05/18/road">', "", "metadata: "),
        (
            "",
            "<p>ASTANA, May 18, 2023 (Xinhua) -- A road was opened to traffic here today.</p>",
            "stated in the dateline",
        ),
    ],
)
def test_days_in_one_order(head: str, body: str, how: str) -> None:
    """Where nothing better tells the day, the next way is taken, and it is named."""
    found = opened(page(head, body)).published

    assert found is not None
    assert found.value == "2023-05-18"
    assert found.how.startswith(how)


@pytest.mark.parametrize("broken", BROKEN)
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    """What is no JSON, or no report, gives nothing and stops nothing."""
    assert declared(page(f'<script type="application/ld+json">{broken}</script>')).days == ()


def test_an_official_release_speaks_for_its_issuer() -> None:
    """What nobody is said to say in a body's own release, that body says."""
    text = "Press release\n\nKazakhstan exported goods worth 31 billion USD to China in 2022."
    claim = read(open_bytes(text.encode(), Context(outlet="Ministry of Trade"), "report")).of("figure")[0]

    assert claim.attribution.agency == "Ministry of Trade"


def test_outlets_that_carry_one_agency_are_one_source() -> None:
    """Two outlets with the same agency's text are one independent source, two of their own are two."""

    def carried(credit: str) -> list[Reading]:
        texts = {f"A road\n\nTrade of China and Kenya was {n} billion USD in 2022.{credit}": n for n in (8, 9)}
        return [read(open_bytes(text.encode(), Context(outlet=f"Example {n}"), "r")) for text, n in texts.items()]

    wire, own = carried(" (Xinhua)"), carried("")

    assert independent(p for reading in wire for p in printings(reading)) == 1
    assert independent(p for reading in own for p in printings(reading)) == 2


@given(st.text(alphabet="AaBb \n.,/()©:-–?Q18МмТтСс新华社电月日", max_size=120))
def test_any_text_is_described(text: str) -> None:
    """Whatever a text holds, it is described, and its dateline lies inside."""
    found = described(from_text(text, Context(language="en"))).about

    if found.dateline is not None:
        found.dateline.span.of(text)
