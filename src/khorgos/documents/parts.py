"""A document of several languages as one document a language: each is read with its own pack.

A block counts as another language's only where its letters are mostly of another script than the document's, or are
Cyrillic of another language; names and words held in another script stay where they stand.
"""

from __future__ import annotations

import re
from dataclasses import replace

from khorgos.documents.detect import detect
from khorgos.documents.document import READ, Document, Found, Segment, SegmentKind
from khorgos.language import codes

# So many letters of another script, or characters of Chinese, make a block one of another language: a sentence.
_LETTERS = 40
_CHARACTERS = 12
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_SCRIPTS = {"ru": "cyrillic", "zh": "han", "en": "latin"}
# Letters that Russian does not have: such a block may be another language's.
_NOT_RUSSIAN = re.compile(r"[\u0404-\u040f\u0454-\u045f\u0490-\u04ff]")


def parts(document: Document) -> tuple[Document, ...]:
    """The document in its own language, then once for each other language that has a pack and blocks of its own.

    In each, the blocks of the others are marked FOREIGN, which is not read.
    """
    own = document.language.value
    script = _SCRIPTS.get(own)
    if script is None or (script == "latin" and document.text.isascii()):
        return (document,)
    others = {
        number: code
        for number, segment in enumerate(document.segments)
        if segment.kind in READ and (code := _other(document.text[segment.span.start : segment.span.end], script))
    }
    if not others:
        return (document,)
    found = [code for code in dict.fromkeys(others.values()) if code in codes() and code != own]
    return (_only(document, own, others, document.language), *(_of(document, code, others) for code in found))


def _of(document: Document, code: str, others: dict[int, str]) -> Document:
    return _only(document, code, others, Found(code, "its blocks in a document of several languages"))


def _only(document: Document, code: str, others: dict[int, str], language: Found) -> Document:
    own = document.language.value
    segments = tuple(
        segment
        if segment.kind not in READ or others.get(number, own) == code
        else Segment(SegmentKind.FOREIGN, segment.span)
        for number, segment in enumerate(document.segments)
    )
    return replace(document, segments=segments, language=language)


def _other(text: str, script: str) -> str | None:
    """The language of a block that is not of a script's language; None where it is, or is too short to tell."""
    if script == "latin" and text.isascii():
        return None
    counts = {"han": 2 * len(_HAN.findall(text)), "cyrillic": len(_CYRILLIC.findall(text))}
    counts["latin"] = len(_LATIN.findall(text))
    most = max(counts, key=lambda name: counts[name])
    if most == script and not (script == "cyrillic" and _NOT_RUSSIAN.search(text)):
        return None
    least = 2 * _CHARACTERS if most == "han" else _LETTERS
    if counts[most] < least:
        return None
    code = detect(text).value
    return code if code != next((own for own, name in _SCRIPTS.items() if name == script), None) else None
