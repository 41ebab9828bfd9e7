"""Languages of texts."""

import pytest

from khorgos.documents import from_text
from khorgos.documents.detect import detect
from khorgos.errors import DocumentFault
from khorgos.values import Context

GERMAN = "Die beiden Länder haben im vergangenen Jahr eine neue Brücke über den Fluss gebaut, sagte der Minister."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The two countries have built a new bridge over the river, said the minister.", "en"),
        ("Две страны построили новый мост через реку, об этом сообщил министр в среду.", "ru"),
        ("两国去年在河上修建了一座新桥。", "zh"),
        ("両国は昨年、川に新しい橋を架けました。", "ja"),
        (GERMAN, "de"),
        ("Ду кишвар соли гузашта дар болои дарё пули нав сохтанд, гуфт ҷаноби вазир дар ҷаласа.", "tg"),
        ("Икки давлат ўтган йили дарё устида янги кўприк қурди, деди вазир ҳафта бошида.", "uz"),
        ("70 bln", "en"),
        ("", "en"),
    ],
)
def test_detect(text: str, code: str) -> None:
    """Script, common words and letters tell the language; short texts are taken as English."""
    assert code == detect(text).value


def test_a_given_language_without_a_pack_is_refused() -> None:
    """What is given by hand must be a language that is read; a text in a detected one is a document all the same."""
    with pytest.raises(DocumentFault, match="no language pack") as fault:
        from_text(GERMAN, Context(language="german"), name="bericht.txt")

    assert fault.value.place == "bericht.txt"
    assert "en" in fault.value.mend
    assert from_text(GERMAN).language.value == "de"
    assert from_text(GERMAN, Context(language="en")).language.value == "en"
