"""Meetings told by their number or order alone: "the first forum was held in Aktau, the second in Baku in June 2022".

They are meetings of the kind told last before; what they say of their own is a day or a place.
"""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import PeriodMention, Sentence
from khorgos.extract.gathering import Gathering, when, where, words_of
from khorgos.extract.phrase import Phrase, grammar
from khorgos.language import load

_KINDS = frozenset({"summit", "meeting"})
_RULES = frozenset({"event.named", "event.gathered", "event.edition"})
_TO = re.compile(r"\bto (?:the )?$")
_NEAR = 60
_YEARS = re.compile(r"(?:^| )(?:19|20)\d\d\b")


@lru_cache(maxsize=8)
def _words(code: str) -> re.Pattern[str]:
    """ "The second" before a day, a place or a verb of holding; "the next one"."""
    entry = load(code).room("meetings").get("gapped")

    def either(key: str) -> str:
        words = sorted((str(word) for word in (entry.get(key, ()) if entry else ())), key=len, reverse=True)
        return "|".join(map(re.escape, words)) or "(?!)"

    ordinals = "|".join(sorted(map(re.escape, grammar(code).ordinals), key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"(?<!\w)(?:{either('articles')}) (?P<order>{ordinals}|{either('next')})(?: one)? (?=(?:{either('behind')})\b)"
    )


def gapped(view: Annotated, sentence: Sentence, earlier: list[Gathering]) -> list[Gathering]:
    """The meetings of a sentence that leave out their noun."""
    if sentence.title or not _base(earlier):
        return []
    hits = list(_words(view.pack.code).finditer(view.low, sentence.start, sentence.end))
    found: list[Gathering] = []
    for place, hit in enumerate(hits):
        limit = hits[place + 1].start() if place + 1 < len(hits) else sentence.end
        told = (
            when(view, sentence, hit.start(), hit.end(), limit, hit.start()),
            where(view, sentence, hit.start(), hit.end(), limit),
        )
        event = _edition(view, hit.group("order"), hit.span(), earlier, told)
        if event is not None and event.date is not None and event.place is not None:
            found.append(event)
    return found


def of_phrase(
    view: Annotated,
    sentence: Sentence,
    phrase: Phrase,
    earlier: list[Gathering],
    told: tuple[PeriodMention | None, tuple[str, int] | None],
) -> Gathering | None:
    """The meeting that "next year's edition", "the third round" is."""
    if told[1] is None:
        told = told[0], _goal(view, sentence, phrase.end)
    before = view.low[max(sentence.start, phrase.start - 20) : phrase.head.start].split()
    # "Next year's edition" is the next one.
    order = next((word for word in reversed(before) if word not in grammar(view.pack.code).times), "")
    return _edition(view, order, (phrase.start, phrase.end), earlier, told)


def _goal(view: Annotated, sentence: Sentence, at: int) -> tuple[str, int] | None:
    """The town to which another edition goes: "next year's edition goes to Riga"."""
    for place in within(view.places, at, min(sentence.end, at + _NEAR)):
        if _TO.search(view.low, at, place.start):
            return view.document.text[place.start : place.end], place.end
    return None


def _base(earlier: list[Gathering]) -> Gathering | None:
    """The meeting of which another edition is told."""
    named = [e for e in earlier if e.type in _KINDS and e.rule in _RULES and e.core_text]
    return named[-1] if named else None


def _edition(
    view: Annotated,
    order: str,
    span: tuple[int, int],
    earlier: list[Gathering],
    told: tuple[PeriodMention | None, tuple[str, int] | None],
) -> Gathering | None:
    base = _base(earlier)
    date, place = told
    if base is None or not (date or place):
        return None
    ordinals = grammar(view.pack.code).ordinals
    return Gathering(
        base.type,
        f"{order} {_bare(base.name, ordinals)}".strip(),
        min(span[0], date.start if date else span[0]),
        max(span[1], date.end if date else 0, place[1] if place else 0),
        "event.edition",
        core=words_of(base.core_text),
        core_text=base.core_text,
        ordinal=ordinals.get(order),
        date=date,
        place=place[0] if place else None,
        sure=True,
    )


def _bare(name: str, ordinals: dict[str, int]) -> str:
    """The name of a meeting without its own number and year."""
    words = [w for w in _YEARS.sub("", name).split() if w.lower() not in ordinals and not w[:1].isdigit()]
    return " ".join(words)
