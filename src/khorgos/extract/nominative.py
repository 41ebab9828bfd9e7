"""Names in the nominative, in languages whose nouns change by case: "Алматинскую декларацию" is a "декларация"."""

from __future__ import annotations

from functools import lru_cache

from khorgos.language import load


@lru_cache(maxsize=2048)
def nominative(code: str, room: str, concept: str, lead: str, head: str) -> tuple[str, str]:
    """The words before a head and the head itself as a heading has them; unchanged where the pack tells no cases.

    A head whose forms the pack makes by paradigms has its lemma; of others `names` of the concept are the nouns in the
    nominative with their gender.  `cases` of the room, or of the meetings, are the ends of adjectives by gender.
    """
    pack = load(code)
    rooms = pack.room(room)
    names: dict[str, str] = rooms[concept].get("names", {}) if concept in rooms else {}
    cases = rooms.get("cases") or pack.room("meetings").get("cases")
    low = head.lower()
    lemma = pack.lemmas.get(low)
    if cases is not None and lemma is not None:
        ends = cases.get(lemma.gender, {})
        return " ".join(_adjective(word, ends) for word in lead.split()), lemma.form
    if not names or cases is None:
        return lead, head
    name = max(names, key=lambda noun: _shared(noun.lower(), low))
    # Forms of a noun differ from it in no more than its last three letters.
    if _shared(name.lower(), low) < max(len(name) - 3, 1):
        return lead, head
    ends = cases.get(names[name], {})
    return " ".join(_adjective(word, ends) for word in lead.split()), name


def _adjective(word: str, ends: dict[str, str]) -> str:
    for end in sorted(ends, key=len, reverse=True):
        if word == end or (word.endswith(end) and (len(word) > len(end) + 2 or end.startswith("-"))):
            return word[: -len(end)] + ends[end]
    return word


def _shared(a: str, b: str) -> int:
    """How many letters two words begin with alike."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
