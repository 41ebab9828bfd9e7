"""Projects: names, sums, status."""

import pytest

from khorgos.claims import Project
from khorgos.documents import from_text
from khorgos.pipeline import read
from khorgos.values import Context


def projects(text: str) -> list[Project]:
    """The projects of an English text."""
    return [claim for claim in read(from_text(text, Context(language="en"))).claims if isinstance(claim, Project)]


@pytest.mark.parametrize(
    ("text", "name", "amount", "currency"),
    [
        ("The Northtown-Southtown railway will cost $2 billion, the ministry said.",
         "Northtown-Southtown railway", 2_000_000_000, "USD"),
        ("The bank lent 40 million euros for the Example Valley hydropower plant.",
         "Example Valley hydropower plant", 40_000_000, "EUR"),
        ("The bank approved a loan of $30 million for roads in Exampleland.",
         "roads in Exampleland", 30_000_000, "USD"),
        ("Work on the Example Dam was suspended in March.", "Example Dam", None, None),
        ("The Example Water Supply Project received a loan of $7 million.",
         "Example Water Supply Project", 7_000_000, "USD"),
    ],
)  # fmt: skip
def test_named_works(text: str, name: str, amount: int | None, currency: str | None) -> None:
    """Named works that are built, priced or paid for are a project, with the sum that goes to them."""
    found = projects(text)

    assert [(name, amount, currency)] == [(each.name, each.amount, each.currency) for each in found]


def test_price_told_later() -> None:
    """A price in a later sentence goes to the project last named, before a loan that pays a part of it."""
    text = "China will lend $1 billion for the Northtown-Southtown railway. The line should cost $3 billion in all."

    assert [each.amount for each in projects(text)] == [3_000_000_000]


def test_mentions_of_one_name_are_one_project() -> None:
    """A project named twice is claimed once."""
    text = "The Example Dam was built by a bank. The cost of the Example Dam was $5 million."

    assert len(projects(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The minister crossed a bridge.",
        "The contract was signed by Example Road and Bridge Corporation.",
        "The Middle Corridor runs through five countries and was opened for trade.",
        "The university is old.",
    ],
)
def test_no_project(text: str) -> None:
    """Works without name or sum, companies' names and regions are no projects."""
    assert projects(text) == []


def test_status_and_flow() -> None:
    """Status and kind of money are those of the sentences that name the project."""
    (found,) = projects("A loan of $4 million for the Example Referral Hospital was signed.")

    assert (found.status, found.flow_type, found.sector) == ("signed", "loan", "health")


def one(text: str, language: str = "en") -> Project:
    """The only project of a text."""
    found = [claim for claim in read(from_text(text, Context(language=language))).claims if isinstance(claim, Project)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "start", "end", "status"),
    [
        ("The Example Dam will cost $5 million; work is to begin in May 2027 and to be finished in 2030.",
         "2027-05", "2030", "planned"),
        ("The loan for the Example Dam is paid out. Building was officially launched in March 2024.",
         "2024-03", None, "under construction"),
        ("The Example Dam, built on a loan, was completed in 2019.", None, "2019", "completed"),
        ("Funding of the Example Dam was cancelled on 5 May 2019.", None, "2019-05-05", "cancelled"),
    ],
)  # fmt: skip
def test_course(text: str, start: str | None, end: str | None, status: str) -> None:
    """The words of beginning and ending give start, end and status, each date with its ground."""
    found = one(text)

    assert (found.start and found.start.text, found.end and found.end.text, found.status) == (start, end, status)
    assert bool(found.evidence.grounds_of("start")) == (start is not None)
    assert bool(found.evidence.grounds_of("end")) == (end is not None)


@pytest.mark.parametrize(
    ("text", "recipients", "financiers"),
    [
        ("China will lend $1 billion for the China-Kyrgyzstan-Uzbekistan railway.", ["KGZ", "UZB"], ["CHN"]),
        ("The World Bank approved a loan of $30 million for the Example Dam in Kenya.", ["KEN"], ["World Bank"]),
        ("A loan from Japan of $3 million pays for the Example Hospital in Nairobi.", ["KEN"], ["JPN"]),
    ],
)
def test_who_gets_and_who_pays(text: str, recipients: list[str], financiers: list[str]) -> None:
    """The works belong to the country of the name or place; who lends is no recipient."""
    found = one(text)

    assert [party.code for party in found.recipients] == recipients
    assert [party.code for party in found.financiers] == financiers


def test_builder_and_place() -> None:
    """The body behind "built by" builds; the place right behind the name is the location."""
    found = one("The Example power plant in Almaty Region is to be built by Samruk Energy for $2 billion.")

    assert [party.code for party in found.implementers] == ["Samruk Energy"]
    assert found.location == "Almaty Region"


@pytest.mark.parametrize(
    ("text", "language", "name", "amount"),
    [
        (
            "Банк выделит кредит в 5 млн долларов на строительство ГЭС «Примерная-2».",
            "ru",
            "ГЭС «Примерная-2»",
            5_000_000,
        ),
        ("中吉乌铁路已经开工建设，总投资20亿美元。", "zh", "中吉乌铁路", 2_000_000_000),
    ],
)
def test_other_languages(text: str, language: str, name: str, amount: int) -> None:
    """The same grammar of works, prices and money reads Russian and Chinese."""
    found = one(text, language)

    assert (found.name, found.amount) == (name, amount)


@pytest.mark.parametrize(
    ("text", "name", "amount", "sector"),
    [
        ("Samoa receives $12 million in grants for small fish farms.", "small fish farms", 12_000_000, "agriculture"),
        ("The bank cleared a loan of $37 million towards rural electrification in Samoa.",
         "rural electrification in Samoa", 37_000_000, "energy"),
        ("Fiji, Coastal Road Renewal: loan of $45 million.", "Coastal Road Renewal", 45_000_000, "transport"),
        ("We hear that Example-2, of 240 MW, should be commissioned by May 2028.", "Example-2", None, "energy"),
        ("The Northtown-Southtown line is to be finished by 2030.", "Northtown-Southtown line", None, "transport"),
        ("The bank lent $9 million for the Safer Water Project.", "Safer Water Project", 9_000_000, "water"),
    ],
)  # fmt: skip
def test_works_named_by_their_form(text: str, name: str, amount: int | None, sector: str) -> None:
    """Works are named by what a sum is for, as entries of a list, by a capacity or by the ends of a line."""
    (found,) = projects(text)

    assert (name, amount, sector) == (found.name, found.amount, found.sector)


def test_a_cost_that_has_grown() -> None:
    """Of two costs the later one is the project's."""
    text = "Example-2, of 40 MW, is being built. The cost of Example-2 has risen from $60 million to $75 million."
    (found,) = projects(text)

    assert found.amount == 75_000_000


def test_what_is_to_be_commissioned_is_not_complete() -> None:
    """A plant that should be commissioned is none that has been."""
    (found,) = projects("The Example-2 plant, of 40 MW, should be commissioned by October 2026.")

    assert (found.status, str(found.end)) != ("completed", None)
    assert found.status != "completed"


def test_the_sum_of_several_works_is_no_price() -> None:
    """What a portfolio is worth is not what the project before it costs."""
    (found,) = projects("Work on the Example Dam has begun. The bank has 29 projects worth $3 billion.")

    assert found.amount is None


RUSSIAN = [
    (
        "Банк предоставит Перу кредит на 30 млн долларов на реконструкцию Примерной ГЭС.",
        "реконструкция Примерной ГЭС",
        30_000_000,
    ),
    ("Железная дорога Север – Юг обойдется в 2 млрд долларов.", "железная дорога Север – Юг", 2_000_000_000),
    ("Ветропарк под Лимой на 100 МВт будет готов в 2027 году.", "ветропарк под Лимой", None),
    (
        "Банк даст Перу кредит, 30 млн долларов. Средства направят на строительство моста через Амазонку.",
        "мост через Амазонку",
        30_000_000,
    ),
    ("Банк выделит Перу 50 млн долларов на сельское водоснабжение.", "сельское водоснабжение", 50_000_000),
    ("Директор логистического центра «Пример» обещал 3 млн долларов.", None, None),
]


@pytest.mark.parametrize(("text", "name", "amount"), RUSSIAN)
def test_russian_works_are_named_in_the_nominative(text: str, name: str | None, amount: int | None) -> None:
    """Works by their places, numbers and purposes; an office of a centre is a person's."""
    found = read(from_text(text, Context(language="ru"))).of("project")

    assert [(each.name, each.amount) for each in found] == ([(name, amount)] if name else [])
