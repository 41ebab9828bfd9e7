"""Statements: who said what, how, when and to whom."""

from __future__ import annotations

import datetime as dt

import pytest

from khorgos.annotate import annotate
from khorgos.claims import Statement
from khorgos.documents import from_text
from khorgos.extract.attribution import Speech
from khorgos.extract.statement import speeches
from khorgos.pipeline import read
from khorgos.values import Context


def spoken(text: str, language: str = "en") -> list[tuple[Speech, list[str]]]:
    """Every speech of a text with the words said."""
    view = annotate(from_text(text, Context(language=language)))
    return [(s, [view.document.text[a:b] for a, b in s.pieces]) for s in speeches(view)]


def statements(text: str, language: str = "en", published: str | None = "2024-05-20") -> list[Statement]:
    """The statements that the grammar reads in a report."""
    day = dt.date.fromisoformat(published) if published else None
    found = read(from_text(text, Context(language=language, published=day))).of("statement")
    return [claim for claim in found if isinstance(claim, Statement)]


@pytest.mark.parametrize(
    ("text", "speaker", "mode", "pieces"),
    [
        ("“It rains here today,” said Dana Lind.", "Dana Lind", "direct", ["“It rains here today,”"]),
        ("“It rains here,” Dana Lind said. “It pours.”", "Dana Lind", "direct", ["“It rains here,”", "“It pours.”"]),
        ("Dana Lind said: “It rains here.”", "Dana Lind", "direct", ["“It rains here.”"]),
        ("Dana Lind noted that it rains here.", "Dana Lind", "indirect", ["that it rains here"]),
        ("It rains here every day, Dana Lind explained.", "Dana Lind", "indirect", ["It rains here every day"]),
        ("The road, Dana Lind noted, is wet.", "Dana Lind", "indirect", ["The road", "is wet"]),
        ("According to the ministry, it rains here.", "the ministry", "indirect", ["it rains here"]),
        ("Dana Lind called the road “as wet as a river”.", "Dana Lind", "mixed", ["the road “as wet as a river”"]),
        ("The harvest was good, the Steppe Bank reports.", "the Steppe Bank", "indirect", ["The harvest was good"]),
        ("A new road was announced by Dana Lind.", "Dana Lind", "indirect", ["A new road was"]),
        ("Dana Lind, a driver from Osh, said it rains here.", "Dana Lind", "indirect", ["it rains here"]),
    ],
)
def test_cues_are_read_with_what_stands_around_them(text: str, speaker: str, mode: str, pieces: list[str]) -> None:
    """A cue gives speaker, mode and words, before, after and on both sides of it."""
    (speech, words), *_ = spoken(text)
    assert (speech.speaker, speech.mode) == (speaker, mode)
    assert [piece.removesuffix(" was") for piece in words] == [piece.removesuffix(" was") for piece in pieces]


@pytest.mark.parametrize(
    "text",
    [
        "The line is expected to cost more.",
        "The United States and Grenada met.",
        "Exports added up to a great sum.",
        "The post office is closed.",
    ],
)
def test_words_that_only_look_like_cues(text: str) -> None:
    """Passives without an agent, names and phrasal verbs report no speech."""
    assert spoken(text) == []


def test_follow_on_quotation_belongs_to_the_last_speaker() -> None:
    """A quotation that makes a paragraph of its own is the last speaker's, and one statement with what it follows."""
    text = "“It rains here today,” said Dana Lind, a driver.\n\n“It never rains on the other side.”"
    found = statements(text)
    assert [claim.speaker for claim in found] == ["Dana Lind"]
    assert found[0].quote == "“It rains here today,” said Dana Lind, a driver.\n\n“It never rains on the other side.”"


def test_interview_gives_listener_and_day_to_all_of_it() -> None:
    """What is said later in an interview has its day and listener."""
    text = (
        "“It rains here today,” said Dana Lind, director of the Steppe Institute, in an exclusive interview with"
        " Example Wire on May 16.\n\n“The road is always wet,” Lind added."
    )
    found = statements(text)
    assert [(str(claim.date), claim.said_to) for claim in found] == [("2024-05-16", "Example Wire")] * 2
    assert found[0].affiliation == "Steppe Institute"


def test_date_is_grounded_in_the_words_that_give_it() -> None:
    """The ground of a date is the day's words, wherever they stand."""
    claim = statements("Transport Minister Dana Lind said on Friday that the road to the port was wet.")[0]
    assert str(claim.date) == "2024-05-17"
    assert [ground.text for ground in claim.evidence.grounds_of("date")] == ["Friday"]


def test_bare_figures_make_no_statement() -> None:
    """A sentence that gives a number and a source has an attribution, not a statement."""
    reading = read(from_text("Exports reached 5 billion USD, Dana Lind, a minister, said.", Context(language="en")))
    assert reading.of("statement") == ()


def test_offices_make_statements_only_in_quotation_marks() -> None:
    """Indirect speech of an office is attribution; its quoted words are a statement."""
    assert statements("The Steppe Bank said that the road is wet.") == []
    assert [claim.speaker for claim in statements("“The road is very wet today,” the Steppe Bank said.")] == [
        "the Steppe Bank"
    ]


def test_transcripts_have_a_statement_for_each_answer() -> None:
    """Answers are the speakers' statements, questions are nobody's."""
    found = statements("Dana Lind: It rains here all the year.\n\nIda Moor: Does it rain there as well, then?")
    assert [(claim.speaker, claim.quote) for claim in found] == [("Dana Lind", "It rains here all the year.")]


@pytest.mark.parametrize(
    ("text", "speaker", "mode"),
    [
        ("«Здесь всегда идет дождь, – сказал водитель Айдар Линд. – Дорога мокрая».", "Айдар Линд", "direct"),
        ("– Здесь всегда идет дождь, – вздыхает водитель Айдар Линд. – Дорога мокрая.", "Айдар Линд", "direct"),
        ("Дорога к порту всегда мокрая, заявил министр Айдар Линд.", "Айдар Линд", "indirect"),
        ("Министр Айдар Линд отметил, что дорога всегда мокрая.", "Айдар Линд", "indirect"),
    ],
)
def test_russian_statements(text: str, speaker: str, mode: str) -> None:
    """Speakers stand inside the marks, between dashes, before and after the clause."""
    assert [(claim.speaker, claim.mode) for claim in statements(text, "ru")] == [(speaker, mode)]


@pytest.mark.parametrize(
    ("text", "speaker", "mode"),
    [
        ("草原银行行长林达说，道路已经开通，雨季也结束了。", "林达", "indirect"),
        ("“这里总是下雨，”牧民阿依达尔说，“路是湿的。”", "阿依达尔", "direct"),
    ],
)
def test_chinese_statements(text: str, speaker: str, mode: str) -> None:
    """Cues follow the speaker, before a clause or between two quotations."""
    assert [(claim.speaker, claim.mode) for claim in statements(text, "zh")] == [(speaker, mode)]


def test_answers_between_dashes_are_the_interviewed_persons() -> None:
    """In an interview set with dashes the answers belong to the person named before the first question."""
    text = (
        "Мы говорили с гостем: это водитель Айдар Линд.\n\n– Идет ли дождь?\n\n– Здесь он идет всегда.\n\n– А дорога?"
        "\n\n– Дорога всегда была мокрой."
    )
    found = statements(text, "ru")
    assert [(claim.speaker, claim.quote) for claim in found] == [
        ("Айдар Линд", "Здесь он идет всегда."),
        ("Айдар Линд", "Дорога всегда была мокрой."),
    ]


def test_questions_and_answers_by_their_letters() -> None:
    """In an interview of Q and A every answer is a statement of the person named before; questions are none."""
    text = (
        "Dana Lind, who advises growers in Apia, on beans\n\n"
        "Q: How are the beans?\n\nA: They grow where nobody looks.\n\nQ: And why?\n\nA: Ask the beans, I would say."
    )
    found = statements(text)
    assert [(claim.speaker, claim.quote) for claim in found] == [
        ("Dana Lind", "They grow where nobody looks."),
        ("Dana Lind", "Ask the beans, I would say."),
    ]
    assert found[0].role == "adviser"


def test_turns_headed_by_office_and_name() -> None:
    """The head of a turn may name an office in capitals; the name is written as names are."""
    text = (
        "Briefing of the day\n\nMINISTER DANA LIND: Good morning to all who came.\n\nQUESTION: When does it open?\n\n"
        "MINISTER LIND: It opens when it is ready, not before."
    )
    found = statements(text)
    assert [claim.speaker for claim in found] == ["Dana Lind", "Dana Lind"]


@pytest.mark.parametrize(
    ("text", "speaker", "role", "affiliation"),
    [
        ("The bridge will open in May at last, said Samoa's transport minister, Dana Lind.",
         "Dana Lind", "transport minister", "Samoa"),
        ("The head of the Example Fund, Dr. Dana Lind, noted that it is safe.", "Dana Lind", "head", "Example Fund"),
        ("Deputy Foreign Minister Dana Lind said that the bridge would be opened.",
         "Dana Lind", "Deputy Foreign Minister", None),
        ("Permanent Secretary Dana Lind said that the bridge would be opened.",
         "Dana Lind", "Permanent Secretary", None),
        ("“The bridge has saved me a day,” said Dana Lind, an analyst at Example Grid in Apia.",
         "Dana Lind", "analyst", "Example Grid"),
        ("APIA, May 6 - Fiji pays. Foreign Minister Dana Lind said that the bridge would be opened.",
         "Dana Lind", "Foreign Minister", "Samoa"),
        ("Fiji pays. Samoa's transport minister Dana Lind was blunter: “The bridge has cost us a year.”",
         "Dana Lind", "transport minister", "Samoa"),
        ("Says tea exporter Dana Lind: “The bridge has saved me a day.”", "Dana Lind", "tea exporter", None),
    ],
)  # fmt: skip
def test_offices_and_names(text: str, speaker: str, role: str, affiliation: str | None) -> None:
    """An office before a name, with a comma or without, is the speaker's, with whose office it is."""
    (claim,) = statements(text)
    assert claim.speaker == speaker
    assert claim.role in (role, role.rsplit(maxsplit=1)[-1])
    assert claim.affiliation == affiliation


def test_a_quotation_behind_who_speaks() -> None:
    """A quotation without a cue is spoken by the person who opens the sentence before it."""
    found = statements("Dana Lind, a baker in Apia, has seen plans before. “They printed them on better paper.”")
    assert [(claim.speaker, claim.role) for claim in found] == [("Dana Lind", "baker")]


UNMARKED = """Ana Lind, 46, heads the port of Riga.

Does the port grow?

It grows by a berth each year and by two cranes.

And who pays for it?

The ships pay, as they have always paid for it.

What comes next?

A second pier comes next, if the sea allows it."""

CAPITALS = """With us is the minister of works of Latvia, Ana Lind.

HOST: Does the port grow?

LIND: It grows by a berth each year and by two cranes.

HOST: Thank you very much for that."""


@pytest.mark.parametrize(("text", "count"), [(UNMARKED, 3), (CAPITALS, 1)])
def test_interview_without_marks(text: str, count: int) -> None:
    """Answers are told by taking turns with questions, or by a surname in capitals; the person stands before them."""
    found = statements(text)

    assert [statement.speaker for statement in found] == ["Ana Lind"] * count


INTERVIEWS = [
    (
        "zh",
        "桥梁工程师林安：路是新的，车还很少。\n\n记者：什么时候通车？\n\n桥梁工程师林安：明年春天一定可以通车。",
        2,
    ),
    (
        "zh",
        (
            "秘鲁访谈\n\n受访者：安娜·林德，桥梁顾问\n\n问　路修好了吗？\n答　路已经修好，车还不多。\n\n"
            "问　什么时候通车？\n答　明年春天一定可以通车。"
        ),
        2,
    ),
    ("zh", "时间：2024年5月\n\n地点：利马\n\n主持：示例协会", 0),
    (
        "ru",
        (
            "З. ЛИНД (пресс-секретарь). Дорога в Перу готова, машин пока мало.\n\nВОПРОС. Когда откроют мост?\n\n"
            "З. ЛИНД. Мост откроют весной будущего года."
        ),
        2,
    ),
    (
        "ru",
        (
            "Дана Линд: «Нам нужен мост»\n\n– Дорога готова?\n– Дорога в Перу готова, машин пока мало.\n\n"
            "– Говорят, мост закрыт.\n– Мост откроют весной будущего года.\n\n– Точно?\n– Это решено твёрдо и давно."
        ),
        3,
    ),
]


@pytest.mark.parametrize(("language", "text", "count"), INTERVIEWS)
def test_interviews_in_russian_and_chinese(language: str, text: str, count: int) -> None:
    """Heads with roles, letters with a space, capitals with a stop, dashes below a title that quotes; no facts."""
    told = statements(text, language)
    assert len(told) == count
    assert len({claim.speaker for claim in told}) <= 1


RUSSIAN_SPEAKERS = [
    ("Как отметил посол Чили Хуан Пример, стороны договорились о новых маршрутах в порту.", "Хуан Пример"),
    ("«Дорога открыта для всех новых грузов», – честно ответил Бауыржан Примеров.", "Бауыржан Примеров"),
    ("«Мы ждем из порта новые грузы», – говорит хозяйка магазина Гульзат Примерова.", "Гульзат Примерова"),
    ("Министр отметила, что новые грузы пойдут через порт.", "Айгуль Серик"),
    ("По словам министра транспорта, новые грузы пойдут через порт.", "Айгуль Серик"),
    ("«Новые грузы пойдут через порт», – подчеркнула министр.", "Айгуль Серик"),
    ("Айгуль Серик поручила открыть новый порт на реке.", "Айгуль Серик"),
]


@pytest.mark.parametrize(("text", "speaker"), RUSSIAN_SPEAKERS)
def test_who_speaks_in_russian(text: str, speaker: str) -> None:
    """A clause "как отметил", adverbs of manner, what a speaker is, and offices without a name tell who speaks."""
    opened = "Айгуль Серик, министр транспорта, открыла совещание в Лиме. Там собрались люди из двух стран.\n\n"
    found = read(from_text(opened + text, Context(language="ru"))).of("statement")

    assert [each.speaker for each in found] == [speaker]


@pytest.mark.parametrize("again", [" on May", ", in talks", " at a forum in Rome"])
def test_a_phrase_printed_fifty_times_comes_to_an_end(again: str) -> None:
    """A run of adverbials behind "the ministry said" is read in one way: broken pages print one fifty times."""
    read(from_text(f"Trade reached 31.2 billion USD in 2022, the ministry said{again * 50} 18, 2023.", Context()))
