"""A document of several languages as one document a language: each is read with its own pack.

A block counts as another language's where its letters are mostly of another script than the document's, are Cyrillic
of another language, or are prose with letters that English lacks; names and words held in another script stay where
they stand.  Of a document in a language without a pack, those blocks are read that are plainly in one with a pack.
"""

from __future__ import annotations

import re
from dataclasses import replace

from khorgos.documents.detect import ASSUMED, detect
from khorgos.documents.document import READ, Document, Found, Segment, SegmentKind
from khorgos.documents.page import ends_sentence
from khorgos.language import codes

# So many letters of another script, or characters of Chinese, make a block one of another language: a sentence.
_LETTERS = 40
_CHARACTERS = 12
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
# Prose of another language in Latin letters has letters that English lacks; names in English prose have one or two.
_NOT_ENGLISH = re.compile(r"[\u00c0-\u024f]")
_MANY, _PROSE = 3, 80
_SCRIPTS = {"ru": "cyrillic", "zh": "han", "en": "latin"}
# Letters that Russian does not have: such a block may be another language's.
_NOT_RUSSIAN = re.compile(r"[\u0404-\u040f\u0454-\u045f\u0490-\u04ff]")


def parts(document: Document) -> tuple[Document, ...]:
    """The document in its own language, then once for each other language that has a pack and blocks of its own.

    In each, the blocks of the others are marked FOREIGN, which is not read.  Nothing where no block has a pack.
    """
    own = document.language.value
    script = _SCRIPTS.get(own)
    if script == "latin" and document.text.isascii():
        return (document,)
    others = {
        number: code
        for number, segment in enumerate(document.segments)
        if segment.kind in READ and (code := _other(segment.span.of(document.text), script))
    }
    found = [code for code in dict.fromkeys(others.values()) if code in codes() and code != own]
    apart = [_of(document, code, others) for code in found]
    if own not in codes():
        return tuple(apart)
    return (_only(document, own, others, document.language) if others else document, *apart)


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


def _other(text: str, script: str | None) -> str | None:
    """The language of a block that is not of a script's language; None where it is, or is too short to tell."""
    if script == "latin" and text.isascii():
        return None
    counts = {"han": 2 * len(_HAN.findall(text)), "cyrillic": len(_CYRILLIC.findall(text))}
    counts["latin"] = len(_LATIN.findall(text))
    most = max(counts, key=lambda name: counts[name])
    if most == script and not _strange(text, script):
        return None
    least = 2 * _CHARACTERS if most == "han" else _LETTERS
    if counts[most] < least:
        return None
    found = detect(text)
    if script is None:
        return found.value if found.how != ASSUMED else None
    return found.value if _SCRIPTS.get(found.value) != script else None


def _strange(text: str, script: str) -> bool:
    """Whether a block in the letters of a language may be another's, by letters that this one lacks."""
    if script == "cyrillic":
        return bool(_NOT_RUSSIAN.search(text))
    prose = script == "latin" and len(text) >= _PROSE and ends_sentence(text)
    return prose and len(_NOT_ENGLISH.findall(text)) >= _MANY
