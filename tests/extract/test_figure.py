"""Figures: what a number is about, what it measures, for when and of whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.claims import Figure
from khorgos.documents import from_text
from khorgos.pipeline import Reading, read
from khorgos.values import Context


def reading(text: str, published: str | None = "2024-05-20", language: str = "en") -> Reading:
    """What the grammar reads in a report."""
    day = dt.date.fromisoformat(published) if published else None
    return read(from_text(text, Context(published=day, language=language)))


def figures(text: str, published: str | None = "2024-05-20", language: str = "en") -> list[Figure]:
    """The figures of a report, in order of place."""
    return [claim for claim in reading(text, published, language).claims if isinstance(claim, Figure)]


def row(figure: Figure) -> tuple[Any, ...]:
    """A figure as indicator, measure, quantity, period, parties."""
    period = str(figure.period) if figure.period else None
    return figure.indicator, figure.measure, str(figure.quantity), period, {str(party) for party in figure.parties}


TABLE = [
    (
        "From December 2021 until now, trade between Peru and Chile reached 3 billion USD.",
        [("trade", "level", "3000000000 USD", "2021-12/2024-05", {"PER", "CHL"})],
    ),
    (
        "Trade between Peru and Chile reached 3 billion USD in 2022.",
        [("trade", "level", "3000000000 USD", "2022", {"PER", "CHL"})],
    ),
    (
        "Trade between Peru and Chile rose by 5 percent to 3 billion USD in 2022.",
        [
            ("trade", "change", "5 percent", "2022", {"PER", "CHL"}),
            ("trade", "level", "3000000000 USD", "2022", {"PER", "CHL"}),
        ],
    ),
    (
        "Trade between Peru and Chile reached 3 billion USD in 2022 and grew 4 percent in the first quarter of 2023.",
        [
            ("trade", "level", "3000000000 USD", "2022", {"PER", "CHL"}),
            ("trade", "change", "4 percent", "2023-Q1", {"PER", "CHL"}),
        ],
    ),
    # an amount right behind a verb of change is that of the change; each ratio goes the way of the last such word
    (
        "Peru's exports in May 2023 slid 7 billion USD, or 4 percent, while imports rose 2 billion USD or 3 percent.",
        [
            ("exports", "change", "-7000000000 USD", "2023-05", {"PER"}),
            ("exports", "change", "-4 percent", "2023-05", {"PER"}),
            ("imports", "change", "2000000000 USD", "2023-05", {"PER"}),
            ("imports", "change", "3 percent", "2023-05", {"PER"}),
        ],
    ),
    # what is only compared with gives no period, however it is told
    (
        "Peru's exports in May 2023 were 20 percent higher than the same figure in 2022.",
        [("exports", "change", "20 percent", "2023-05", {"PER"})],
    ),
    (
        "In 2022 Peru's exports to Chile fell by 7 percent, and imports rose by 2 percent.",
        [
            ("exports", "change", "-7 percent", "2022", {"PER", "CHL"}),
            ("imports", "change", "2 percent", "2022", {"PER", "CHL"}),
        ],
    ),
    (
        "Spain will lend Peru 300 million euros.",
        [("loans", "level", "300000000 EUR", None, {"ESP", "PER"})],
    ),
    (
        "The plant in Ghana will have a capacity of 300 MW.",
        [("capacity", "level", "300 MW", None, {"GHA"})],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_figures_are_read_with_their_key(text: str, expected: list[tuple[Any, ...]]) -> None:
    """Indicator, measure, value, period and parties come from the clause, in chains from the clause before."""
    assert [row(figure) for figure in figures(text)] == expected


def test_a_period_of_the_sentence_before_governs_a_flow() -> None:
    """A number without a period of its own takes the period spoken of."""
    text = "In 2022 trade between Peru and Chile reached 3 billion USD. Exports to Chile came to 1 billion USD."
    assert [str(figure.period) for figure in figures(text)] == ["2022", "2022"]


def test_a_comparison_gives_no_period() -> None:
    """The year that a change is compared with is not its period."""
    text = "Trade between Peru and Chile was 5 percent higher in 2023 than in 2021."
    assert [str(figure.period) for figure in figures(text)] == ["2023"]


def test_respectively_deals_periods_out() -> None:
    """Values in series go to the periods in series."""
    text = "In 2021 and 2022 trade between Peru and Chile was 2 billion USD and 3 billion USD, respectively."
    assert [(str(f.quantity.low), str(f.period)) for f in figures(text)] == [
        ("2000000000", "2021"),
        ("3000000000", "2022"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "2023年，秘鲁对智利、玻利维亚、巴西出口分别为3亿美元、2亿美元和9亿美元，同比分别增长3%、2%和9%。"),
        ("zh", "2023年，秘鲁与智利、玻利维亚、巴西贸易额分别为3亿美元、2亿美元和9亿美元，分别增长3%、2%和9%。"),
    ],
)
def test_respectively_deals_partners_of_one_reporter(language: str, text: str) -> None:
    """Each partner of a row gets its value, each time the word is said; the reporter stays."""
    partners = [row(figure)[4] for figure in figures(text, language=language)]

    assert partners == [{"PER", "CHL"}, {"PER", "BOL"}, {"PER", "BRA"}] * 2


def test_a_series_takes_the_place_of_the_partner() -> None:
    """Parties named beside numbers stand in for the group they belong to or for the partner."""
    text = "Trade between Peru and Chile reached 3 billion USD in 2022. With Spain it was 1 billion USD."
    assert row(figures(text)[1])[4] == {"PER", "ESP"}


def test_no_country_no_figure() -> None:
    """Numbers of texts that name no party are no figures."""
    assert figures("Ticket prices rise by 5 percent in August; the stand has 6,800 seats.") == []


def test_what_a_project_costs_is_no_figure() -> None:
    """The price of a work belongs to the project; it is rejected with its reason."""
    result = reading("The railway in Ghana will cost 2 billion USD.")
    assert not result.of("figure")
    assert "cost" in result.rejections()


def test_durations_are_rejected() -> None:
    """A length of time is no figure, and is not lost quietly."""
    result = reading("The loan to Ghana runs for 20 years.")
    assert not result.of("figure")


@given(st.sampled_from([text for text, _ in TABLE]))
def test_evidence_lies_in_the_text(text: str) -> None:
    """Every figure's passage is a slice of the document and holds its number's ground."""
    for figure in figures(text):
        assert figure.evidence.span.of(text) == figure.evidence.text
        assert figure.evidence.grounds_of("value")


def test_since_they_met_lasts_until_the_report() -> None:
    """A clause of beginning makes the period of a fold: from then until the report."""
    text = "Trade between Peru and Chile has grown 20-fold since the two states exchanged envoys 31 years ago."
    figure = figures(text, "2023-05-18")[0]
    assert (figure.measure, str(figure.period)) == ("fold", "1992/2023")


def test_counts_and_sums_by_status() -> None:
    """A portfolio is told by status: the count and the sum of each part are figures of their own."""
    text = (
        "The list of Peru and Chile holds 52 projects, with 20 projects worth around 4 billion USD completed between "
        "2015 and 2022, and 15 projects worth more than 5 billion USD under way."
    )
    assert [(str(f.quantity), f.status) for f in figures(text)] == [
        ("52 count", None),
        ("20 count", "completed"),
        ("~4000000000 USD", "completed"),
        ("15 count", "under implementation"),
        (">5000000000 USD", "under implementation"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ru",
            "Товарооборот Перу и Чили в 2022 году вырос на 5% и достиг 3 млрд долларов.",
            [("trade", "change", "5 percent"), ("trade", "level", "3000000000 USD")],
        ),
        (
            "zh",
            "2022年中国与秘鲁双边贸易额达30亿美元，增长5%。",
            [("trade", "level", "3000000000 USD"), ("trade", "change", "5 percent")],
        ),
    ],
)
def test_other_languages_share_the_grammar(language: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    """The same grammar reads Russian and Chinese with their own words."""
    found = [(f.indicator, f.measure, str(f.quantity)) for f in figures(text, language=language)]
    assert found == expected


RANKED = [
    ("ru", "Экспорт Перу рос. Второе место занял Китай, третье – Чили.", [(2, {"PER", "CHN"}), (3, {"PER", "CHL"})]),
    ("ru", "Экспорт Перу рос. На втором месте Китай.", [(2, {"PER", "CHN"})]),
    ("ru", "Китай – крупнейший кредитор Перу.", [(1, {"CHN", "PER"})]),
    (
        "zh",
        "秘鲁出口增长。中国居首位，智利居次，越南列第三。",
        [(1, {"PER", "CHN"}), (2, {"PER", "CHL"}), (3, {"PER", "VNM"})],
    ),
    ("zh", "秘鲁出口增长。泰国排到第三十三。", [(33, {"PER", "THA"})]),
    ("zh", "欧盟是秘鲁最大的债主。", [(1, {"EU", "PER"})]),
    ("zh", "秘鲁出口增长。泰国、越南居前三位。", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), RANKED)
def test_ranks_without_a_verb_or_with_numerals(language: str, text: str, expected: list[Any]) -> None:
    """A place in an order is told by a noun, a numeral or by going on; each has the party of its own stretch."""
    ranks = [figure for figure in figures(text, language=language) if figure.measure == "rank"]
    assert [(int(f.quantity.low), {str(party) for party in f.parties}) for f in ranks] == expected


def test_a_printed_plus_is_a_change_and_what_it_is_counted_to_is_no_period() -> None:
    """In "+3 млрд к 2022 году" the sum is a step, and the figures are of the year spoken of."""
    told = figures("Товарооборот Перу в 2023 году: 62 млрд долл., +3 млрд к 2022 году.", language="ru")
    assert [row(figure)[1:4] for figure in told] == [
        ("level", "62000000000 USD", "2023"),
        ("change", "3000000000 USD", "2023"),
    ]


RUSSIAN_AND_CHINESE = [
    (
        "ru",
        "Торговля Перу с Чили выросла в 2,6 раза и в 2023 году достигла 6 млрд долларов.",
        [("fold", "2.6 times", "2023"), ("level", "6000000000 USD", "2023")],
    ),
    (
        "ru",
        "В 2024 году Перу вывезла в Чили меди на 27 млн долларов (в 2023-м – на 48 млн).",
        [("level", "27000000 USD", "2024"), ("level", "48000000 USD", "2023")],
    ),
    (
        "ru",
        "Торговля Перу с Чили в 2023 году составила 3 млрд долларов. Режим прибавит к торговле 1 млрд долларов в год.",
        [("level", "3000000000 USD", "2023"), ("level", "1000000000 USD", None)],
    ),
    (
        "zh",
        "今年头4个月，秘鲁进口大豆3万吨，货值6000万元。",
        [("level", "30000 t", "2024-01/2024-04"), ("level", "60000000 CNY", "2024-01/2024-04")],
    ),
    ("zh", "2023年秘鲁从西班牙汇回3亿美元。", [("level", "300000000 USD", "2023")]),
    # in Chinese a time stands before its number, never behind
    (
        "zh",
        "秘鲁与智利贸易额由2013年的3亿美元扩大至2023年的9亿美元。",
        [("level", "300000000 USD", "2013"), ("level", "900000000 USD", "2023")],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), RUSSIAN_AND_CHINESE)
def test_periods_in_russian_and_chinese(language: str, text: str, expected: list[Any]) -> None:
    """A fold joined to a year, a bracket with its own year, what holds every year, the first months, goods by value."""
    assert [row(figure)[1:4] for figure in figures(text, language=language)] == expected


BULLETINS = [
    (
        "Товарооборот Перу и Чили достиг 3 млрд долл. США за 11 мес. 2023 г. Экспорт вырос до 2 млрд долл. США.",
        [("trade", "2023-01/2023-11", {"PER", "CHL"}), ("exports", "2023-01/2023-11", {"PER", "CHL"})],
    ),
    ("За янв.-май 2023 г. экспорт Перу составил 3 млрд долл.", [("exports", "2023-01/2023-05", {"PER"})]),
    ("В 1 кв. 2023 г. экспорт Перу составил 3 млрд долл.", [("exports", "2023-Q1", {"PER"})]),
    ("За полгода экспорт Перу составил 3 млрд долл.", [("exports", "2024-H1", {"PER"})]),
    (
        "В 2023 году торговля Приморского края с Вьетнамом достигла 412 млн рублей. Экспорт во Вьетнам рос.",
        [("trade", "2023", {"RUS", "VNM"})],
    ),
    ("Французская компания Example строит в Перу станцию мощностью 100 МВт.", [("capacity", None, {"PER"})]),
]


@pytest.mark.parametrize(("text", "expected"), BULLETINS)
def test_what_russian_bulletins_leave_out_or_abbreviate(text: str, expected: list[Any]) -> None:
    """Units that name a state, abbreviated months, regions as reporters and firms of a nation mislead nobody."""
    told = [
        (f.indicator, str(f.period) if f.period else None, {str(p) for p in f.parties})
        for f in figures(text, language="ru")
    ]
    assert told == expected


def test_a_scale_without_a_number_is_no_amount() -> None:
    """The unit that heads a list ("млн долл.") is not one million."""
    assert figures("Товарооборот Перу и Чили, млн долл.", language="ru") == []


def test_a_step_before_a_verb_of_level_is_a_change() -> None:
    """ "На 19 % превышает" says by how much, not which part."""
    (_, change) = figures("Перу вывезла 3 млн т меди, что на 19% превышает уровень 2022 года.", language="ru")
    assert change.measure == "change"
