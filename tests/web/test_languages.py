"""The interface in three languages: every word of the pages is translated, with its places for names and numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from fastapi.testclient import TestClient

from khorgos.web.rendering import HERE, LANGUAGES

OTHERS = [language for language in LANGUAGES if language != "en"]
PLACES = re.compile(r"%\(\w+\)s")


def words_of(language: str) -> dict[str, tuple[str, ...]]:
    """What is translated, by the English words."""
    path = HERE / "locale" / language / "LC_MESSAGES" / "desk.po"
    with path.open("rb") as source:
        catalog = read_po(source)
    told = {}
    for message in catalog:
        english = message.id[0] if isinstance(message.id, tuple) else message.id
        told[english] = message.string if isinstance(message.string, tuple) else (message.string,)
    return told


def asked() -> set[str]:
    """The English words that the templates show."""
    found = extract_from_dir(Path(HERE / "templates"), [("**.html", "jinja2")], {"**.html": {"silent": "false"}})
    return {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}


@pytest.mark.parametrize("language", OTHERS)
def test_everything_is_translated(language: str) -> None:
    """Each, and with the same places; nothing is translated that no page shows."""
    told = words_of(language)
    told.pop("")
    assert told.keys() == asked()
    for english, forms in told.items():
        for form in forms:
            assert form.strip(), english
            assert set(PLACES.findall(form)) == set(PLACES.findall(english)), english


@pytest.mark.parametrize(("language", "words"), [("ru", "Книга записей"), ("zh", "账册"), ("en", "The ledger")])
def test_the_reader_chooses(client: TestClient, language: str, words: str) -> None:
    """By the browser's wish, or by the link at the foot of every page, which is remembered."""
    assert words in client.get("/", headers={"accept-language": f"{language};q=0.9"}).text
    answer = client.get(f"/?lang={language}", headers={"accept-language": "de"})
    assert words in answer.text
    assert answer.cookies.get("lang") == language
