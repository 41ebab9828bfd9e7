"""Events: what met where and when, and which mentions are one event."""

from __future__ import annotations

import datetime as dt

import pytest

from khorgos.claims import Event
from khorgos.documents import from_text
from khorgos.pipeline import read
from khorgos.values import Context


def events(text: str) -> list[Event]:
    """The events of a report of 20 May 2024."""
    reading = read(from_text(text, Context(published=dt.date(2024, 5, 20), language="en")))
    return [claim for claim in reading.claims if isinstance(claim, Event)]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("The second Example Summit took place in Almaty on May 6, 2024.", "summit", "2024-05-06"),
        ("The Example Business Forum opened in Tashkent on March 3, 2024.", "meeting", "2024-03-03"),
        ("Dushanbe hosted the SCO summit in September 2021.", "summit", "2021-09"),
    ],
)
def test_a_dated_meeting_is_an_event(text: str, kind: str, date: str) -> None:
    """An event has the type of its noun and the day of its clause."""
    (event,) = events(text)
    assert (event.type, str(event.date)) == (kind, date)


def test_mentions_of_one_event_are_merged() -> None:
    """A later mention that only points back gives no second event."""
    text = "The second Example Summit took place on May 6, 2024. The summit was the largest so far."
    assert len(events(text)) == 1


@pytest.mark.parametrize("text", ["Trains meeting the standard run daily.", "He met reporters at a press conference."])
def test_other_meetings_are_none(text: str) -> None:
    """What is not a meeting between parties gives no event."""
    assert events(text) == []


def read_as(code: str, text: str) -> list[Event]:
    """The events of a report of 20 May 2024 in a language."""
    reading = read(from_text(text, Context(published=dt.date(2024, 5, 20), language=code)))
    return [claim for claim in reading.claims if isinstance(claim, Event)]


@pytest.mark.parametrize(
    ("code", "text", "kind", "date", "ordinal"),
    [
        ("ru", "Второй саммит ШОС прошел в Ташкенте 16 мая 2024 года.", "summit", "2024-05-16", 2),
        ("ru", "Шестое заседание Делового совета ШОС состоялось в Алматы 6 мая.", "meeting", "2024-05-06", 6),
        ("zh", "上合组织第十二次外长会议5月6日在成都举行。", "meeting", "2024-05-06", 12),
        ("zh", "第二届中亚商品博览会5月3日在西安开幕。", "other", "2024-05-03", 2),
    ],
)
def test_events_in_other_languages(code: str, text: str, kind: str, date: str, ordinal: int) -> None:
    """Russian and Chinese reports give type, day and number of an event as English ones do."""
    (event,) = read_as(code, text)
    assert (event.type, str(event.date), event.ordinal) == (kind, date, ordinal)


def test_a_russian_event_is_named_in_the_nominative() -> None:
    """The name of an event is a heading, whatever case the sentence has it in."""
    (event,) = read_as("ru", "Президент прибыл 6 мая 2024 года на втором саммите ШОС в Ташкенте, он открылся днем.")
    assert event.name == "второй саммит ШОС"


def test_whose_leaders_meet_takes_part() -> None:
    """The states whose heads are said to meet are the participants, in the sentence or the next one."""
    text = (
        "The second Example Summit took place in Almaty on May 6, 2024. "
        "It was attended by the heads of state of Kazakhstan, Uzbekistan and Turkmenistan."
    )
    (event,) = events(text)
    assert {party.code for party in event.participants} == {"KAZ", "UZB", "TKM"}


@pytest.mark.parametrize(
    ("text", "kind", "name", "date", "place"),
    [
        ("Samoa's Prime Minister Dana Lind paid a state visit to Fiji on 5 March 2024.",
         "visit", "visit of Lind to Fiji", "2024-03-05", "Fiji"),
        ("President Dana Lind arrived in Beijing on May 6 for a four-day visit.",
         "visit", "visit of Lind to Beijing", "2024-05-06/2024-05-09", "Beijing"),
        ("Samoa's Foreign Minister Dana Lind held talks with Fiji's trade minister, Tomas Marsh, in Suva on May 7.",
         "meeting", "meeting of Dana Lind with Tomas Marsh", "2024-05-07", "Suva"),
        ("Japan's prime minister met his Uzbek counterpart in Tashkent on May 7.",
         "meeting", "meeting of Japan's prime minister with Uzbek counterpart", "2024-05-07", "Tashkent"),
        ("The 12th round of consultations between the ministries of Georgia and Fiji was held on 11 May.",
         "meeting", "12th round of consultations between the ministries of Georgia and Fiji", "2024-05-11", None),
        ("The presidents of Kyrgyzstan and Tajikistan will meet in Dushanbe on June 3.",
         "summit", "meeting of presidents of Kyrgyzstan and Tajikistan", "2024-06-03", "Dushanbe"),
        ("COP29 was held in Baku in November 2024.", "summit", "COP29", "2024-11", "Baku"),
        ("The third Example Import Expo was held in Shanghai in November 2020.",
         "meeting", "third Example Import Expo", "2020-11", "Shanghai"),
        ("The second Example Summit took place in the Kazakh capital on May 6.",
         "summit", "second Example Summit", "2024-05-06", "Astana"),
        ("Samoa opened a consulate in Xi'an on 6 May.",
         "opening", "opening of consulate in Xi'an", "2024-05-06", "Xi'an"),
        ("China handed over the new cultural centre in Suva on May 6.",
         "opening", "handover of cultural centre in Suva", "2024-05-06", "Suva"),
        ("Iran became a full member of the SCO on July 4, 2023.", "other", "Iran joins SCO", "2023-07-04", None),
        ("Donors meet in Vienna on 10 June.", "meeting", "meeting of Donors", "2024-06-10", "Vienna"),
        ("Samoa's embassy there opened on 6 May.", "opening", "opening of Samoa's embassy", "2024-05-06", None),
        ("Samoa's Prime Minister Dana Lind was received by Fiji's president, Tomas Marsh, in Suva on May 7.",
         "meeting", "meeting of Dana Lind with Tomas Marsh", "2024-05-07", "Suva"),
        ("Samoa joined the Example Finance Network on 7 May.",
         "other", "Samoa joins Example Finance Network", "2024-05-07", None),
        ("The members admitted Samoa as an observer on 7 May.",
         "other", "Samoa as an observer", "2024-05-07", None),
        ("Mali, Niger and Burkina Faso left ECOWAS on January 29, 2025.",
         "other", "Mali, Niger and Burkina Faso leaves ECOWAS", "2025-01-29", None),
    ],
)  # fmt: skip
def test_what_takes_place(text: str, kind: str, name: str, date: str, place: str | None) -> None:
    """Visits, meetings of officials, openings and changes of membership have a name, a day and a place of their own."""
    (event,) = events(text)
    assert (event.type, event.name, str(event.date), event.place) == (kind, name, date, place)


@pytest.mark.parametrize(
    "text",
    [
        "A round trip takes two days in May.",
        "The town received a loan on May 5.",
        "The train left the station on May 5.",
    ],
)
def test_no_events_in_trips_loans_and_trains(text: str) -> None:
    """A trip, a receipt and a departure that nobody official makes are no events."""
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "type_", "name"),
    [
        (
            "Президент Узбекистана Шавкат Мирзиёев принял 21 марта 2024 года министра иностранных дел Китая Ван И.",
            "meeting",
            "встреча Мирзиёева и Ван И",
        ),
        (
            "Официальный визит президента Франции Эммануэля Макрона в Казахстан начался 1 ноября 2023 года.",
            "visit",
            "официальный визит президента Франции Эммануэля Макрона в Казахстан",
        ),
        (
            "17 августа 2024 года в Кабул прилетел премьер-министр Узбекистана Абдулла Арипов.",
            "visit",
            "визит Арипова в Кабул",
        ),
        ("3 марта 2024 года прошел узбекско-китайский деловой форум.", "meeting", "узбекско-китайский деловой форум"),
        ("2024年7月3日，中国国家主席习近平同哈萨克斯坦总统托卡耶夫举行会谈。", "meeting", "习近平与托卡耶夫会谈"),
        ("第二届中国—中亚峰会2025年6月17日在阿斯塔纳举行。", "summit", "第二届中国-中亚峰会"),
        ("新开发银行第十届年会2025年7月4日在里约热内卢召开。", "meeting", "新开发银行第十届年会"),
    ],
)
def test_visits_and_meetings_in_russian_and_chinese(text: str, type_: str, name: str) -> None:
    """Who visits or receives whom, also told verb first, and what is named after its two sides."""
    found = [(event.type, event.name) for event in read(from_text(text)).of("event")]

    assert found == [(type_, name)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The Example Summit was held in Suva on Thursday and Friday.", "2024-05-16/2024-05-17"),
        ("The Example Summit was held in Suva from Tuesday to Thursday.", "2024-05-14/2024-05-16"),
        ("The two-day Example Summit opened in Suva on May 18.", "2024-05-18/2024-05-19"),
        ("The three-day Example Forum ended in Suva on May 18.", "2024-05-16/2024-05-18"),
        ("The Example Summit was held in Suva on May 18 and on June 2.", "2024-05-18"),
    ],
)
def test_an_event_lasts_as_long_as_its_days_are_told(text: str, date: str) -> None:
    """Two days beside one another are one stretch; a count of days gives the end, or the beginning where it ended."""
    (event,) = events(text)
    assert str(event.date) == date


def test_editions_are_named_by_their_order() -> None:
    """A meeting told by its number alone is one of the kind told before, with its own day and place."""
    found = events(
        "The first Example Ports Forum was held in Aktau in 2019, the second in Baku in June 2022. "
        "Next year's edition goes to Astrakhan."
    )
    assert [(event.ordinal, str(event.date), event.place) for event in found] == [
        (1, "2019", "Aktau"),
        (2, "2022-06", "Baku"),
        (None, "2025", "Astrakhan"),
    ]


def test_whom_a_pronoun_means_meets() -> None:
    """ "He" before a verb of meeting is the official by whom the sentence before opens."""
    (event,) = events("President Tomas Marsh of Fiji came home. In February he met Samoa's Dana Lind in Apia.")
    assert (event.name, str(event.date), event.place) == ("meeting of Tomas Marsh with Dana Lind", "2024-02", "Apia")


def test_entries_that_follow_others() -> None:
    """ "South Africa followed in 2010" is an entry into the body told before."""
    found = events("Brazil, Russia, India and China launched BRICS. South Africa followed in 2010.")
    assert ("South Africa joins BRICS", "2010") in [(event.name, str(event.date)) for event in found]


def test_an_entry_in_the_title_is_the_one_in_the_text() -> None:
    """Who enters what is told in the title and, with its day, in the text: one event."""
    found = events("Belarus joins the SCO\n\nBelarus became a member of the SCO on July 4, 2024.")
    assert [(event.name, str(event.date)) for event in found] == [("Belarus joins SCO", "2024-07-04")]


def test_a_heading_has_the_day_of_the_line_below() -> None:
    """Minutes name the meeting in their heading and its day and place below."""
    text = "ПРОТОКОЛ\nдвенадцатого заседания Комиссии Перу и Чили\n\nг. Лима, 16 апреля 2024 года\n\nОбсудили торговлю."
    (event,) = read_as("ru", text)
    assert (str(event.date), event.place) == ("2024-04-16", "Лима")


def test_the_day_that_heads_an_entry_holds_for_it() -> None:
    """A chronicle dates its entries by their heads."""
    (event,) = read_as("ru", "5 мая. Первое заседание Комиссии Перу и Чили прошло в Лиме.")
    assert str(event.date) == "2024-05-05"


def test_a_compound_says_itself_which_meeting() -> None:
    """A business forum with a day is an event without any further name."""
    (event,) = read_as("ru", "6 мая в Лиме прошел бизнес-форум.")
    assert (event.name, str(event.date)) == ("бизнес-форум", "2024-05-06")
