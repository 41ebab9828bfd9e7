"""A document with what its text says of it beside its story: credits, dateline, agency, and the kind of report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from khorgos.documents.about import About, Credit, Dateline, Said
from khorgos.documents.dateline import dateline
from khorgos.documents.declared import address_day
from khorgos.documents.document import Document, SegmentKind
from khorgos.documents.kind import is_agency, kind_of
from khorgos.documents.page import page_words, split_names
from khorgos.language import codes, load

# Roles, not kinds of reports, among the concepts of the room.
_ROLES = ("author", "editor", "photographer", "translator", "designer", "source")
_LABELLED = re.compile(
    r"(?P<label>[^\W\d_][^\n:：|/]{0,30}?)\s*(?:[:：|/]\s*|\s+(?=[A-ZА-ЯЁ]))(?P<names>\S[^\n]{0,120})$"
)
_BRACKETS = "()[]（）【】"
# A credit that closes a text: "(Xinhua)", "© TASS", "/ТАСС/".
_CLOSING = re.compile(r"(?:[(（/©]|\(c\))\s*(?P<name>[^\W\d_][\w .«»&'-]{1,30}?)\s*[)）/]?\s*(?:\d{4})?\s*$")
_CLOSING_WITHIN = re.compile(r"(?:[(（/])(?P<name>[^\W\d_][\w .«»&'-]{1,30}?)[)）/]\s*$")
_LONGEST = 60
_STOPS = (".", "!", "?", "。")
_CREDITS = (SegmentKind.CREDIT, SegmentKind.BYLINE, SegmentKind.CAPTION)
# Chinese credits stand in one line: "来源：示例社 编辑：王示例".
_WIDE_CREDITS = re.compile(r"\s+(?=\S{2,6}[：:])")


def described(document: Document, types: frozenset[str] = frozenset()) -> Document:
    """The document with its `about` completed from its text; `types` are those that its page declares (schema.org)."""
    said = document.about
    line = dateline(document)
    found = [*said.credits, *_credits(document), *_authors(document, said)]
    names = tuple({(credit.role, credit.name.casefold()): credit for credit in reversed(found)}.values())[::-1]
    about = replace(
        said,
        credits=names,
        dateline=line,
        agency=_agency(document, line, said, names),
        days=_days(document, said),
    )
    return replace(document, about=replace(about, kind=kind_of(document, about, types)))


def _days(document: Document, said: About) -> tuple[Said, ...]:
    own = [Said(document.published.value, document.published.how)] if document.published else []
    found = [*own, *said.days, *address_day(document.address or "")]
    first = {(day.value, day.how.removeprefix("metadata: ")): day for day in reversed(found)}
    return tuple(first.values())[::-1]


def _authors(document: Document, said: About) -> Iterator[Credit]:
    known = {credit.name for credit in said.credits}
    return (Credit("author", name, "the byline") for name in document.authors if name not in known)


def _credits(document: Document) -> Iterator[Credit]:
    """Who is named, with a role before the name, in the lines of credits, bylines and captions."""
    code = document.language.value if document.language.value in codes() else "en"
    roles, words = _roles(code), page_words(code)
    for segment in document.segments:
        text = segment.span.of(document.text)
        if segment.kind not in _CREDITS and (len(text) > _LONGEST or text.endswith(_STOPS)):
            continue
        for line in _WIDE_CREDITS.split(text) if code == "zh" else [text]:
            found = _LABELLED.match(line.strip(_BRACKETS + " "))
            role = roles.get(found["label"].casefold()) if found else None
            if found and role and _are_names(found["names"]):
                for name in split_names(found["names"].rstrip(". ")):
                    yield Credit(role, name, f"the {segment.kind.value}")
            elif segment.kind is SegmentKind.BYLINE:
                for name in words.author_of(line, segment.kind):
                    yield Credit("author", name, "the byline")


def _are_names(text: str) -> bool:
    return len(text) <= _LONGEST and not any(map(str.isdigit, text)) and text[:1].upper() == text[:1]


def _agency(document: Document, line: Dateline | None, said: About, names: tuple[Credit, ...]) -> Said | None:
    """The news agency whose text it is: of the dateline, of a closing credit, of a source credit, as declared."""
    if line is not None and line.agency and is_agency(line.agency):
        return Said(line.agency, "the dateline")
    closing = _closing(document)
    if closing is not None:
        return closing
    for credit in names:
        if credit.role in ("source", "author") and is_agency(credit.name):
            return Said(credit.name, f"{credit.how}: {credit.role}")
    if said.agency is not None and is_agency(said.agency.value):
        return said.agency
    own = document.outlet
    return Said(own.value, own.how) if own is not None and is_agency(own.value) else None


def _closing(document: Document) -> Said | None:
    """The credit of an agency at the end of the text, on a line of its own or behind the last sentence."""
    lines = [s for s in document.segments if s.kind is not SegmentKind.RELATED]
    for segment in reversed(lines[-4:]):
        text = segment.span.of(document.text)
        found = _CLOSING.match(text) or _CLOSING_WITHIN.search(text)
        if found and is_agency(found["name"]):
            return Said(found["name"], f"the closing credit: “{found.group().strip()}”")
    return None


@lru_cache(maxsize=16)
def _roles(code: str) -> dict[str, str]:
    room = load(code).room("reports")
    return {form.casefold(): role for role in _ROLES if role in room for form in room[role].forms}
