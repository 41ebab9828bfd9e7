"""Time expressions: what is found, where it is placed on the calendar, what grounds it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.annotate import Annotated, annotate
from khorgos.annotate.mentions import PeriodMention
from khorgos.annotate.period import readings, timexes
from khorgos.documents import from_text
from khorgos.language import codes, load
from khorgos.values import Context, Period

WRITTEN = dt.date(2023, 5, 18)


def view(text: str, language: str = "en", published: dt.date | None = WRITTEN) -> Annotated:
    """A text as annotated, written on a Thursday of May 2023 unless said otherwise."""
    return annotate(from_text(text, Context(published=published, language=language)))


def found(text: str, language: str = "en", published: dt.date | None = WRITTEN) -> list[PeriodMention]:
    """The time expressions of a text."""
    return view(text, language, published).periods


def examples() -> list[tuple[str, str, str, str]]:
    """Every example beside a pattern of a language pack: language, entry, phrase, what it reads."""
    return [
        (language, name, phrase, str(value))
        for language in codes()
        for name, concept in load(language).room("times").items()
        for phrase, value in concept.get("reads", {}).items()
    ]


@pytest.mark.parametrize(("language", "name", "phrase", "value"), examples())
def test_examples_of_the_pack(language: str, name: str, phrase: str, value: str) -> None:
    """Each entry of times.yaml reads its examples, seen from 18 May 2023: one expression, by that entry."""
    (mention,) = found(phrase, language)
    assert (mention.rule, str(mention.period or mention.value)) == (name, value)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("It was signed on 16-18 June 2022.", "2022-06-16/2022-06-18"),
        ("The talks ran from 30 May to 2 June 2024.", "2024-05-30/2024-06-02"),
        ("Trade between June 2018 and May 2019 grew.", "2018-06/2019-05"),
        ("Exports from January to September 2024 grew.", "2024-01/2024-09"),
        ("The eleven months to November 2022 were good.", "2022-01/2022-11"),
        ("The harvest of 2015–22 was poor.", "2015/2022"),
        ("The road will open in December.", "2023-12"),
        ("The road was opened in December.", "2022-12"),
        ("They are to meet on July 4.", "2023-07-04"),
        ("They met on Tuesday.", "2023-05-16"),
        ("They will meet on Tuesday.", "2023-05-23"),
        ("Ties were established 31 years ago.", "1992"),
        ("Output fell in the third quarter.", "2022-Q3"),
    ],
)
def test_one_period(text: str, period: str) -> None:
    """Dates in all orders, intervals, and yearless dates on the side that the verb speaks of."""
    assert [str(mention.period) for mention in found(text)] == [period]


@pytest.mark.parametrize(
    ("language", "text", "role", "governed"),
    [
        ("en", "There have been 20 projects since 2017.", "since", "2017/2023"),
        ("en", "It has grown since January.", "since", "2023-01/2023-05"),
        ("en", "They aim at 100 billion by 2030.", "by", "2030"),
        ("en", "It should be done by the end of this year.", "by", "2023"),
        ("en", "Debt stood at 2 billion by the end of March.", "by", "2023-03-31"),
        ("ru", "Торговля растет с 2013 года.", "since", "2013/2023"),
        ("ru", "Оборот удвоится к 2030 году.", "by", "2030"),
        ("zh", "2013年以来，双方合作良好。", "since", "2013/2023"),
        ("zh", "自2017年起开行班列。", "since", "2017/2023"),
    ],
)
def test_governing_word(language: str, text: str, role: str, governed: str) -> None:
    """The word that governs an expression tells the stretch that is meant: since 2017 is up to the year of writing."""
    mention = found(text, language)[-1]
    assert (mention.role, str(mention.governed)) == (role, governed)


def test_since_without_a_date_of_writing_stays_open() -> None:
    """Where nothing tells when a text was written, "since" has no end."""
    (mention,) = found("The line has run since 2017.", published=None)
    assert str(mention.governed) == "2017/.."


def test_relative_wording_without_a_date_has_no_period() -> None:
    """A text that gives no year places nothing: no guess."""
    mentions = found("They met on May 18, two years ago and last week.", published=None)
    assert [mention.period for mention in mentions] == [None, None, None]


def test_yearless_wording_takes_the_year_that_the_text_gives() -> None:
    """A text without a date but with a year lets yearless dates be of that year, and says what they were seen from."""
    year, day = found("Trade grew in the first quarter of 2023. The summit opened on May 18.", published=None)
    assert str(day.period) == "2023-05-18"
    assert Period.year(2023).contains(day.anchor)
    assert year.anchor is None


def test_year_earlier_is_seen_from_the_period_spoken_of() -> None:
    """A year earlier than a quarter is that quarter; afterwards the talk is still about the later one."""
    text = "Sales rose in the first quarter of 2023 from a year earlier. The same quarter was cold."
    first, earlier, same = found(text)
    assert [str(each.period) for each in (first, earlier, same)] == ["2023-Q1", "2022-Q1", "2023-Q1"]
    assert str(earlier.anchor) == "2023-Q1"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The deal would be paid on a still unnamed date in July.", "2023-07"),
        ("In October the bank brought in new rules.", "2022-10"),
        ("They will succeed in October, and not before.", "2023-10"),
        ("The offer had been due to expire on Friday.", "2023-05-12"),
        ("The talks were postponed until Tuesday.", "2023-05-23"),
        ("The minister could not be reached on Monday.", "2023-05-15"),
        ("The fair opens Monday.", "2023-05-22"),
    ],
)
def test_the_verb_tells_which_side(text: str, period: str) -> None:
    """Preterites and put-off verbs tell past from future; participles before nouns and words like "proceed" do not."""
    assert period in [str(mention.period) for mention in found(text)]


@pytest.mark.parametrize("text", ['He spoke on "This Week" again.', 'It ran on "60 Minutes" and in USA Today.'])
def test_titles_of_programmes_are_no_times(text: str) -> None:
    """A title in quotation marks speaks of no week; "This week" with its small letter does."""
    assert timexes(view(text)) == []
    assert len(timexes(view('"This week we sign," he said.'))) == 1


@pytest.mark.parametrize(
    "text", ["The line is 2000 km long.", "He may come.", "A six-year-old girl sang.", "A quarter of it is lost."]
)
def test_no_time(text: str) -> None:
    """Amounts, verbs, ages and fractions are no times."""
    assert found(text) == []


def test_interval_is_two_expressions_for_timex() -> None:
    """TIMEX3 counts the ends of an interval apart; a claim needs it whole."""
    seen = view("Between 2015 and 2022 they built a road.")
    assert [str(mention.period) for mention in seen.periods] == ["2015/2022"]
    assert [mention.value for mention in timexes(seen)] == ["2015", "2022"]


@pytest.mark.parametrize(
    ("text", "timex", "value"),
    [
        ("for three years", "DURATION", "P3Y"),
        ("for several months", "DURATION", "PXM"),
        ("every year", "SET", "P1Y"),
        ("on Wednesday night", "TIME", "2023-05-17TNI"),
        ("at 5 p.m.", "TIME", "2023-05-18T17:00"),
        ("last summer", "DATE", "2022-SU"),
        ("Today they met", "DATE", "2023-05-18"),
        ("Fourth-quarter profit", "DATE", "2022-Q4"),
        ("Year-end profit", "DATE", "2023"),
        ("the Fourth of July", "DATE", "2023-07-04"),
        ("the 1990s", "DATE", "199"),
        ("a year and a half", "DURATION", "P1Y6M"),
        ("on Tuesdays", "SET", "XXXX-WXX-2"),
        ("5 p.m. EST June 9", "TIME", "2023-06-09T17:00"),
        ("now", "DATE", "PRESENT_REF"),
    ],
)
def test_timex_value(text: str, timex: str, value: str) -> None:
    """Durations, sets, clock times, seasons and vague references have TIMEX3's type and value."""
    (mention,) = found(text)
    assert (mention.timex, mention.value) == (timex, value)


@pytest.mark.parametrize(
    ("phrase", "never"),
    [
        ("in 2023", "2024"),
        ("in the first quarter of 2023", "2023-Q2"),
        ("on May 18, 2023", "2023-05-19"),
        ("two years ago", "2020"),
    ],
)
def test_readings_refuse_what_the_words_cannot_mean(phrase: str, never: str) -> None:
    """An altered period is not among the readings of its words."""
    assert Period.parse(never) not in readings(phrase, load("en"), Period.day(WRITTEN))


def test_readings_of_typographic_variants() -> None:
    """Readings take the text as printed, with its dashes."""
    assert Period.parse("2024/2026") in readings("2024–2026", load("en"), None)


_PHRASES = st.sampled_from([(language, phrase) for language, _, phrase, _ in examples()])


@given(
    st.lists(_PHRASES, min_size=1, max_size=4),
    st.one_of(st.none(), st.dates(dt.date(1995, 1, 1), dt.date(2030, 12, 31))),
)
def test_every_period_is_read_again_from_its_words(phrases: list[tuple[str, str]], published: dt.date | None) -> None:
    """Mentions are ordered, apart, inside the text, and grounded: the slice and the anchor give the period again."""
    language = phrases[0][0]
    text = "; ".join(phrase for code, phrase in phrases if code == language) + "."
    seen = view(text, language, published)
    end = 0
    for mention in seen.periods:
        assert end <= mention.start < mention.end <= len(text)
        assert 0 <= mention.outer_start <= mention.start
        end = mention.end
        if mention.period is not None:
            whole = readings(text[mention.outer_start : mention.end], seen.pack, mention.anchor)
            assert mention.period in readings(text[mention.start : mention.end], seen.pack, mention.anchor)
            assert mention.period in whole
            assert mention.governed in whole
