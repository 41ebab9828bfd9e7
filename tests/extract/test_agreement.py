"""Agreements: papers of which the text says that something is done with them."""

from __future__ import annotations

import datetime as dt

import pytest

from khorgos.claims import Agreement
from khorgos.documents import from_text
from khorgos.pipeline import read
from khorgos.values import Context


def agreements(text: str) -> list[Agreement]:
    """The agreements of a report."""
    return [claim for claim in read(from_text(text, Context(language="en"))).claims if isinstance(claim, Agreement)]


def test_a_signed_paper() -> None:
    """A paper with what is done with it has its title, day and status."""
    (paper,) = agreements("A memorandum of understanding on customs was signed on May 6, 2024.")
    assert (paper.title, str(paper.date), paper.status) == (
        "memorandum of understanding on customs",
        "2024-05-06",
        "signed",
    )


def test_a_count_of_papers_is_none() -> None:
    """A number of agreements is a figure."""
    assert agreements("In all 58 agreements were signed.") == []


@pytest.mark.parametrize(
    ("code", "text", "title", "parties"),
    [
        (
            "ru",
            "Казахстан и Узбекистан подписали 6 мая 2024 года соглашение о визах.",
            "соглашение о визах",
            {"KAZ", "UZB"},
        ),
        ("zh", "哈萨克斯坦和乌兹别克斯坦5月6日签署海关合作备忘录。", "海关合作备忘录", {"KAZ", "UZB"}),
    ],
)
def test_papers_in_other_languages(code: str, text: str, title: str, parties: set[str]) -> None:
    """Russian and Chinese reports give title and parties of a paper as English ones do."""
    reading = read(from_text(text, Context(published=dt.date(2024, 5, 20), language=code)))
    (paper,) = [claim for claim in reading.claims if isinstance(claim, Agreement)]
    assert (paper.title, {party.code for party in paper.parties}) == (title, parties)


def test_a_loan_is_between_lender_and_borrower() -> None:
    """Beside two bodies that lend and borrow, the states that the text names are no parties to a loan agreement."""
    text = (
        "A loan agreement was signed on May 6, 2024 between the Asian Development Bank and "
        "the Eurasian Development Bank, the cabinet of Kyrgyzstan said."
    )
    reading = read(from_text(text, Context(published=dt.date(2024, 5, 20), language="en")))
    (paper,) = [claim for claim in reading.claims if isinstance(claim, Agreement)]
    assert "KGZ" not in {party.code for party in paper.parties}


def at(text: str, published: dt.date = dt.date(2024, 6, 19)) -> list[Agreement]:
    """The agreements of a report of a known day."""
    reading = read(from_text(text, Context(published=published, language="en")))
    return [claim for claim in reading.claims if isinstance(claim, Agreement)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Grenada and Samoa signed a five-year trade and investment agreement on Monday.", None),
        ("Grenada and Samoa signed a memorandum on fisheries in Apia on 5 June.", "memorandum on fisheries"),
        ("Grenada and Samoa signed a $20 million grant agreement for two clinics.", "grant agreement for two clinics"),
        (
            "Grenada and Samoa signed the Treaty of Friendship, Trust and Cooperation in May.",
            "Treaty of Friendship, Trust and Cooperation",
        ),
        (
            "Grenada and Samoa signed an Enhanced Trade and Cooperation Agreement in May.",
            "Enhanced Trade and Cooperation Agreement",
        ),
        ("Grenada and Samoa signed a work plan for 2025-2027.", "work plan for 2025-2027"),
        ("Grenada and Samoa signed a memorandum and agreed to meet again.", "memorandum"),
    ],
)
def test_titles_run_to_both_sides_of_their_noun(text: str, title: str | None) -> None:
    """What modifies and completes the noun is the title; sum, day and place of signing are not."""
    (paper,) = at(text)
    assert paper.title == (title or "five-year trade and investment agreement")


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Samoa signed a treaty with Grenada on Monday.", {"WSM", "GRD"}),
        ("A treaty on visas was signed by Samoa and Grenada on Monday.", {"WSM", "GRD"}),
        ("A letter of intent was signed between Example Power and Acme Lines.", {"Example Power", "Acme Lines"}),
        ("The Asian Development Bank signed a loan with the city of Apia.", {"Asian Development Bank", "WSM"}),
        ("A protocol that Samoa and Grenada are negotiating covers ports.", {"WSM", "GRD"}),
        ("The Samoan side and Example Power entered into a supply contract in May.", {"WSM", "Example Power"}),
        ("A memorandum between the ports of Apia and Suva was signed on Monday.", {"WSM", "FJI"}),
        ("In Suva, Samoa and Grenada put their signatures to a protocol on ports.", {"WSM", "GRD"}),
    ],
)
def test_signers_stand_in_rows(text: str, parties: set[str]) -> None:
    """Who signs is named before the verb, behind "with", "between" or "by"; where it is signed is no party."""
    (paper,) = at(text)
    assert {party.code for party in paper.parties} == parties


def test_a_loan_given_is_no_paper() -> None:
    """Only a loan that is signed is a paper."""
    assert at("The Asian Development Bank gave a loan to Samoa in May.") == []


def test_the_day_of_a_paper_told_later() -> None:
    """A paper spoken of before takes its day from the sentence that tells it."""
    (paper,) = at("Samoa and Grenada signed a treaty. The treaty was signed on 3 June.")
    assert str(paper.date) == "2024-06-03"


def test_a_list_of_papers() -> None:
    """The entries of a list are signed by whom and when the line over it says, unless they tell it themselves."""
    text = (
        "Documents signed on 17 May 2024 during the visit of the President of Fiji to Samoa:\n\n"
        "1. Treaty on allied relations.\n2. Memorandum on ports between Samoa and Grenada.\n3. Work plan for 2025-2026."
    )
    found = {paper.title: paper for paper in at(text)}
    assert set(found) == {"Treaty on allied relations", "Memorandum on ports between Samoa and Grenada"} | {
        "Work plan for 2025-2026"
    }
    assert {str(paper.date) for paper in found.values()} == {"2024-05-17"}
    assert {party.code for party in found["Treaty on allied relations"].parties} == {"FJI", "WSM"}
    grenada = found["Memorandum on ports between Samoa and Grenada"]
    assert {party.code for party in grenada.parties} == {"WSM", "GRD"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Under the pact of 2014 Fiji sells power to Samoa.", "2014"),
        ("The 1994 tax treaty between Fiji and Samoa is old.", "1994"),
        ("The treaty between Fiji and Samoa, initialled in 2022, was signed on 3 June 2024.", "2024-06-03"),
        (
            "The Fiji-Samoa Summit was held in Suva on 3 and 4 May 2024. They adopted the Fish Action Plan 2025-2029.",
            "2024-05-04",
        ),
        ("On 11 June Fiji and Samoa agreed on a memorandum which turns the deal of January into law.", "2024-06-11"),
    ],
)
def test_the_day_of_signing(text: str, date: str) -> None:
    """A paper may bear its year; of several days the one of what the sentence says counts."""
    papers = at(text)
    assert str(papers[0].date) == date


def test_ministries_sign_for_the_state_of_the_report() -> None:
    """A ministry of no named state signs for the state that the report is about."""
    (paper,) = at(
        "APIA. The ministry of finance signed a loan contract with the Asian Development Bank. Samoa is glad."
    )
    assert {party.code for party in paper.parties} == {"WSM", "Asian Development Bank"}


def test_each_paper_of_a_russian_list_has_its_own_signers() -> None:
    """Who signs the memorandum that is named next has not signed the protocol; a meeting ahead gives no day."""
    text = (
        "12 октября 2023 года в Лиме прошло второе заседание комиссии Перу и Чили.\n\n"
        "Подписан Протокол, а также Меморандум между агентством JETRO и агентством KOTRA."
    )
    found = read(from_text(text, Context(language="ru", published=dt.date(2023, 10, 13)))).of("agreement")
    assert [{str(party) for party in claim.parties} for claim in found] == [
        {"PER", "CHL"},
        {"Japan External Trade Organization", "Korea Trade-Investment Promotion Agency"},
    ]


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        (
            "12-13 октября в Лиме прошла встреча министров Перу и Чили. По итогам подписан меморандум о таможне.",
            "меморандум о таможне",
            "2023-10-13",
        ),
        ("В Лиме 5 мая компании Перу и Чили подписали 35 торговых и транспортных соглашений на 2 млрд долларов.",
         "торговые и транспортные соглашения", "2023-05-05"),
    ],
)  # fmt: skip
def test_russian_papers(text: str, title: str, date: str) -> None:
    """What a meeting of several days adopts is of its last day; a title ends before the sum and keeps its number."""
    found = read(from_text(text, Context(language="ru", published=dt.date(2023, 10, 20)))).of("agreement")

    assert [(each.title, str(each.date)) for each in found] == [(title, date)]
