"""Sentences: where they end, and where a stop is no end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.annotate import annotate
from khorgos.annotate.annotated import Annotated
from khorgos.documents import from_text
from khorgos.language import codes, load
from khorgos.values import Context


def read(text: str, language: str = "en") -> Annotated:
    """A text with its mentions."""
    return annotate(from_text(text, Context(language=language)))


def sentences(text: str, language: str = "en") -> list[str]:
    """The sentences of a text."""
    view = read(text, language)
    return [view.document.text[s.start : s.end] for s in view.sentences]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Treasury wrote to Dr. A. B. Smith on Jan. 5. He answered.", 2),
        ("Trade reached 4.45 billion dollars. It had been No. 3.", 2),
        ("LUGANDA, July 25. /EXW/. Grain worth $6 bln was sold. From May on less came.", 2),
        ("“We are ready.” The road opened.", 2),
        ("“Is it open?” he asked.", 1),
        ("The freight goes to the U.S. The rest stays.", 2),
        ("It was built by Steppe Rail Co. Ltd. in May.", 1),
        ("Steppe Rail Co.,Ltd. (SRC) built it.", 1),
        ("First line\nSecond line", 2),
        ("It was signed [No. (2009) 45 TOTAL NO. (295)] in May. It began.", 2),
        ("He said it [sic.] twice. Then [as before he left. He did not.", 3),
        ("1. A road of 5 km", 1),
    ],
)
def test_english_sentences_are_counted(text: str, count: int) -> None:
    """A stop ends a sentence unless it belongs to an abbreviation, an initial, a number or a dateline."""
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("В 2023 г. Казахстан продал зерно, хлопок и т.д. В мае поток вырос.", 2),
        ("АСТАНА, 5 июня. Дорога открыта. Ее длина 5 км.", 2),
        ("Об этом сказал А. С. Линд. «Мы готовы». Дорога открыта.", 3),
    ],
)
def test_russian_sentences_are_counted(text: str, count: int) -> None:
    """Russian abbreviations and initials do not end sentences."""
    assert len(sentences(text, "ru")) == count


def test_chinese_sentences_need_no_space() -> None:
    """Chinese stops end sentences without a space, and the closing mark belongs to the sentence it closes."""
    assert sentences("道路开通了。他说：“很好。”“谢谢！”大家离开。", "zh") == [
        "道路开通了。",
        "他说：“很好。”",
        "“谢谢！”",
        "大家离开。",
    ]


def test_closing_mark_belongs_to_its_sentence() -> None:
    """A mark after the stop is the sentence's last character."""
    assert sentences("“We are ready.” The road opened.")[0] == "“We are ready.”"


def test_paragraphs_are_numbered() -> None:
    """Sentences of one paragraph share its number, those of the next have another."""
    first, second, third = read("One stood. Two stood.\n\nThree stood.").sentences
    assert first.paragraph == second.paragraph != third.paragraph


@pytest.mark.parametrize("code", [code for code in codes() if load(code).room("sentences")])
def test_examples_beside_the_words(code: str) -> None:
    """The examples beside the abbreviations are one sentence or two, as they say."""
    for name, concept in load(code).room("sentences").items():
        for count, key in ((1, "one"), (2, "two")):
            for text in concept.get(key, ()):
                assert len(sentences(text, code)) == count, (code, name, text)


@given(st.text(alphabet='aB.!? \n“”"U1', max_size=60))
def test_sentences_are_ordered_and_cover_what_is_not_blank(text: str) -> None:
    """Sentences lie in the text in order, do not overlap, and leave out nothing but blanks."""
    if not text.strip():
        return
    view = read(text)
    at = 0
    for sentence in view.sentences:
        assert at <= sentence.start < sentence.end <= len(view.text)
        assert not view.text[at : sentence.start].strip()
        at = sentence.end
    assert not view.text[at:].strip()


def test_a_sentence_without_an_end_is_cut_where_a_part_of_it_ends() -> None:
    """What goes on for thousands of characters is cut at semicolons, and nothing of it is lost."""
    text = "; ".join(f"exports of goods of group {number} were {number} million USD" for number in range(300)) + "."
    found = [text[each.start : each.end] for each in annotate(from_text(text)).sentences]

    assert max(map(len, found)) <= 3000
    assert all(each.endswith((";", ".")) for each in found)
    assert " ".join(found) == text
