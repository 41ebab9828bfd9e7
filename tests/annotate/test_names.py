"""Names: countries, demonyms, capitals, groups, organisations and places, in three languages."""

from __future__ import annotations

import pytest

from khorgos.annotate import annotate
from khorgos.annotate.annotated import Annotated
from khorgos.documents import from_text
from khorgos.values import Context

NAMED = [
    ("en", "Trade between China and Kazakhstan grew.", ["CHN", "KAZ"]),
    ("en", "Uzbek cotton went to the United States.", ["UZB", "USA"]),
    ("en", "They sold turkey to us in the czech style.", []),
    ("en", "KAZAKHSTAN EXPORTS MORE", ["KAZ"]),
    ("en", "It cost US$5 million, or 40 million Hong Kong dollars.", []),
    ("en", "Nigeria and Niger share a border with Chad.", ["NGA", "NER", "TCD"]),
    ("en", "Jordan Lind visited the fair in Jordan.", ["JOR"]),
    ("en", "The China Development Bank lent Kenya money.", ["KEN"]),
    ("en", "Talks between Moscow and Tehran went on.", ["RUS", "IRN"]),
    ("en", "The fair was held in Moscow.", []),
    ("en", "The SCO and Central Asia met.", ["SCO", "Central Asia"]),
    ("en", "Shandong's exports grew.", ["Shandong"]),
    ("ru", "Торговля Китая с Казахстаном выросла.", ["CHN", "KAZ"]),
    ("ru", "Узбекские товары шли в Саудовскую Аравию.", ["UZB", "SAU"]),
    ("ru", "Сумма составила 5 млн долларов США.", []),
    ("zh", "中国与哈萨克斯坦的贸易增长。", ["CHN", "KAZ"]),
    ("zh", "中吉乌铁路开工。", ["CHN", "KGZ", "UZB"]),
    ("zh", "中亚五国与上合组织。", ["Central Asia", "SCO"]),
    ("ru", "Того и Гамбия торгуют с Южным Суданом.", ["TGO", "GMB", "SSD"]),
    ("ru", "Армяне и белорусы построили мост.", ["ARM", "BLR"]),
    ("zh", "刚果（金）与巴勒斯坦签约。", ["COD", "PSE"]),
    ("zh", "加拿大对华出口增长，中加贸易回升。", ["CAN", "CHN", "CHN", "CAN"]),
    ("zh", "中国和乌克兰会谈后，中乌贸易增长。", ["CHN", "UKR", "CHN", "UKR"]),
    ("zh", "中西部地区发展。", []),
    ("zh", "日本和韩国通航，日韩贸易增长。", ["JPN", "KOR", "JPN", "KOR"]),
]
BODIES = [
    ("en", "The China Eximbank lent more.", "Export-Import Bank of China", "bank"),
    ("en", "EBRD gave a grant.", "European Bank for Reconstruction and Development", "bank"),
    ("en", "The Kostanay Grain Corporation grew.", "Kostanay Grain Corporation", "company"),
    ("en", "The Ministry of Energy of Uzbekistan said so.", "Ministry of Energy of Uzbekistan", "ministry"),
    ("ru", "ЕАБР выделил кредит.", "Eurasian Development Bank", "bank"),
    ("zh", "中国进出口银行提供贷款。", "Export-Import Bank of China", "bank"),
]


def _view(language: str, text: str) -> Annotated:
    return annotate(from_text(text, Context(language=language)))


@pytest.mark.parametrize(("language", "text", "codes"), NAMED)
def test_parties(language: str, text: str, codes: list[str]) -> None:
    """The parties of a text in order; what is money, a person, a mere place or part of a bank's name is none."""
    assert [mention.party.code for mention in _view(language, text).parties] == codes


@pytest.mark.parametrize(("language", "text", "name", "kind"), BODIES)
def test_organisations(language: str, text: str, name: str, kind: str) -> None:
    """Organisations have their canonical name, or the printed one where no register has them."""
    (body,) = _view(language, text).organisations
    assert (body.name, body.type) == (name, kind)


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, text, _ in NAMED])
def test_mentions_are_in_order_and_apart(language: str, text: str) -> None:
    """Mentions of a list lie in the text, in order, and do not overlap."""
    view = _view(language, text)
    for mentions in (view.parties, view.organisations, view.mechanisms, view.places):
        ends = [0, *[at for mention in mentions for at in (mention.start, mention.end)]]
        assert ends == sorted(ends)
        assert ends[-1] <= len(text)


@pytest.mark.parametrize(
    ("text", "name"), [("в Казани", "Казань"), ("в Астане", "Астана"), ("в Пекине", "Пекин"), ("в Шанхае", "Шанхай")]
)
def test_russian_places_have_their_nominative(text: str, name: str) -> None:
    """A place is called by its nominative, whichever case the text has."""
    view = annotate(from_text(f"Встреча прошла {text}.", Context(language="ru")))

    assert [place.name for place in view.places] == [name]
