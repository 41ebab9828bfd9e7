"""A document of several languages is read by its blocks, each with its own language's words."""

from __future__ import annotations

import datetime as dt

import pytest

from khorgos.documents import SegmentKind, from_text, parts
from khorgos.documents.detect import detect
from khorgos.pipeline import read
from khorgos.values import Context

ENGLISH = "Trade between China and Kazakhstan reached 43.8 billion USD in 2024, the customs service said."
RUSSIAN = "В 2023 году экспорт Казахстана в Китай составил 14,7 млрд долларов, сообщили в министерстве."
CHINESE = "2022年，中国对吉尔吉斯斯坦出口额为150亿美元，同比增长7%。"
KAZAKH = "Қазақстан мен Қытай арасындағы сауда айналымы былтыр 43,8 миллиард долларға жетті, деді министр."


@pytest.mark.parametrize(
    "order", [(ENGLISH, RUSSIAN, CHINESE), (RUSSIAN, CHINESE, ENGLISH), (CHINESE, ENGLISH, RUSSIAN)]
)
def test_every_language_is_read(order: tuple[str, ...]) -> None:
    """The claims are the same and in order of place, whichever language comes first."""
    reading = read(from_text("\n\n".join(order), Context(published=dt.date(2025, 2, 1))))
    found = {(f.indicator, f.measure, f.period.text if f.period else None) for f in reading.of("figure")}
    starts = [claim.evidence.span.start for claim in reading.claims]

    assert found == {
        ("trade", "level", "2024"),
        ("exports", "level", "2023"),
        ("exports", "level", "2022"),
        ("exports", "change", "2022"),
    }
    assert starts == sorted(starts)


def test_blocks_without_a_pack_are_kept_and_not_read() -> None:
    """A Kazakh block in a Russian document stays in the text, is marked, and gives no claims of Russian words."""
    document = from_text(f"{RUSSIAN}\n\n{KAZAKH}", Context(language="ru"))
    (own,) = parts(document)

    assert [segment.kind for segment in own.segments][-1] is SegmentKind.FOREIGN
    assert own.text == document.text
    assert all(KAZAKH not in claim.evidence.text for claim in read(document).claims)


FRENCH = (
    "Les échanges entre la Chine et le Kazakhstan sont évalués à 31,2 milliards de dollars en 2022, a-t-il précisé."
)


def test_a_document_without_a_pack_is_kept_and_told() -> None:
    """A report in a language that nobody reads is a document with its text; one rejection says that nothing is read."""
    reading = read(from_text(f"Le commerce progresse\n\n{FRENCH}"))

    assert reading.document.language.value == "fr"
    assert FRENCH in reading.document.text
    assert reading.claims == ()
    assert [rejected.code for rejected in reading.rejected] == ["no-language-pack"]


@pytest.mark.parametrize(("first", "code"), [(KAZAKH, "kk"), (FRENCH, "fr")])
def test_blocks_with_a_pack_are_read_in_a_document_without(first: str, code: str) -> None:
    """Of a Kazakh or French report, its Russian, English and Chinese paragraphs are read; what is not is told."""
    text = "\n\n".join([first, first.replace("2022", "2021"), RUSSIAN, ENGLISH, CHINESE, first.replace("2022", "2020")])
    document = from_text(text)
    reading = read(document)

    assert document.language.value == code
    assert {figure.period.text for figure in reading.of("figure") if figure.period} == {"2022", "2023", "2024"}
    assert "no-language-pack" in reading.rejections()


def test_prose_of_another_language_in_an_english_report_is_not_read() -> None:
    """French paragraphs of an English report are marked as foreign; English ones with foreign names are not."""
    names = "Trade with Côte d'Ivoire and São Tomé e Príncipe grew, said José Müller of the Société Générale on Monday."
    (own,) = parts(from_text(f"{ENGLISH}\n\n{FRENCH}\n\n{names}"))

    assert [each.kind for each in own.segments] == [SegmentKind.BODY, SegmentKind.FOREIGN, SegmentKind.BODY]


def test_names_in_another_script_make_no_block() -> None:
    """A body's name in Latin letters inside a Russian or Chinese report is no other language."""
    for text, code in ((RUSSIAN + " Об этом пишет Example Wire.", "ru"), (CHINESE + "（Example Wire）", "zh")):
        document = from_text(text, Context(language=code))

        assert parts(document) == (document,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (KAZAKH, "kk"),
        ("Ўзбекистон ва Хитой ўртасидаги савдо айланмаси ўтган йили 14 миллиард долларга етди.", "uz"),
        ("O'zbekiston va Xitoy o'rtasidagi savdo aylanmasi o'tgan yili 14 milliard dollarga yetdi.", "uz"),
        ("Гардиши савдои Тоҷикистон ва Чин дар соли гузашта ба 1,9 миллиард доллар расид.", "tg"),
        ("Тавараабарот Беларусі і Кітая летась дасягнуў 8 мільярдаў долараў, паведамілі ў міністэрстве.", "be"),
        (RUSSIAN, "ru"),
        ("ТАШКЕНТ. Экспорт вырос на 5%.", "ru"),
        (CHINESE, "zh"),
    ],
)
def test_neighbours_are_not_taken_for_russian(text: str, code: str) -> None:
    """Kazakh, Uzbek in either script, Tajik and Belarusian are told from Russian and English by their letters."""
    assert detect(text).value == code
