"""Language packs: words as data, with the examples that are run beside them.

A language is a folder `language/<code>/` of YAML files.  A file is a *room* of concepts:

    trade:                                   # the concept's code
      forms: [trade, "trade turnover"]       # phrases; the longest wins
      means: ["trade reached 70 billion USD"]  # phrases in which the concept must be found
      not: ["the trade union met"]             # phrases in which it must not be
      base: flow                               # any other key is an attribute of the concept

Forms are matched on word boundaries and letter case aside, unless the form has a capital letter, which then must
stand as written.  A form that ends in `*` is a stem: it takes any further letters; in languages with cases every
word of a form may be one ("торгов* партнер*").  A form may have a `~` in front: it shadows, that is, it is found in
order to keep shorter forms out ("~trade union" under `trade`), and gives nothing.  Of two forms that end alike the
longer one wins, and one that gives something before a shadow.
In languages that have a room `inflection` a word with a mark stands for all its forms (`мост^n`, see inflection.py).
`pack.yaml` says how the language is written: its name, whether words have boundaries, whether every word of a
body's name has a capital (`titled`), whether a verb's date and a number's noun stand before it (`dates_first`,
`nouns_first`), the decimal mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from khorgos.errors import LanguageFault
from khorgos.language.inflection import Inflection, Lemma

_OWN_KEYS = frozenset({"forms", "means", "not"})


class Hit(NamedTuple):
    """A concept found in a text: characters start to end, its room and concept, the form that matched."""

    start: int
    end: int
    room: str
    concept: str
    form: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of a room: its forms, its examples, its attributes."""

    room: str
    code: str
    forms: tuple[str, ...]
    means: tuple[Any, ...]
    nots: tuple[Any, ...]
    attributes: dict[str, Any]

    def get(self, key: str, default: Any = None) -> Any:
        """An attribute, or the default."""
        return self.attributes.get(key, default)


class Pack:
    """One language: its rooms of concepts and a matcher over all their forms.

    `rooms[room][code]` gives a Concept; `hits(text)` scans a text once for every form of every room that is scanned
    (rooms named in pack.yaml under `not_scanned`, such as number words, are only looked up by their own readers).
    """

    def __init__(
        self,
        code: str,
        settings: dict[str, Any],
        rooms: dict[str, dict[str, Concept]],
        lemmas: dict[str, Lemma] | None = None,
    ) -> None:
        self.code = code
        self.lemmas = lemmas or {}
        self.settings = settings
        self.rooms = rooms
        self.boundaries: bool = settings.get("boundaries", True)
        self.dates_first: bool = settings.get("dates_first", False)
        self.nouns_first: bool = settings.get("nouns_first", False)
        self.titled: bool = settings.get("titled", False)
        self._matcher: Any = None
        self._forms: list[tuple[str, str, str, bool, bool, bool]] = []
        self._tails: dict[int, re.Pattern[str]] = {}

    def room(self, name: str) -> dict[str, Concept]:
        """The concepts of a room by code; empty where the language has no such room."""
        return self.rooms.get(name, {})

    def hits(self, text: str, folded: str | None = None) -> list[Hit]:
        """Every concept found, per room the longest first from the left, ordered by place.

        `text` is the text with typography folded (`annotate.typography`), `folded` the same in lower case if the
        caller has it.
        """
        found = self.found(text, text.lower() if folded is None else folded)
        return sorted(Hit(at, end, room, *what) for room, places in found.items() for at, end, *what in places)

    def found(self, text: str, low: str) -> dict[str, list[tuple[int, int, str, str]]]:
        """The same room by room, as start, end, concept and form: what `hits` gives, without its order and names."""
        if self._matcher is None:
            self._build()
        found: dict[str, list[tuple[int, int, int, int]]] = {}
        forms, tails = self._forms, self._tails
        boundaries = self.boundaries
        size = len(text)
        for index, start, stop in self._matcher.find_matches_as_indexes(low, overlapping=True):
            end = stop
            form, room, _, stem, cased, shadow = forms[index]
            if boundaries:
                if start and text[start - 1].isalnum() and text[start].isalnum():
                    continue
                if stem:
                    while end < size and text[end].isalpha():
                        end += 1
                    if index in tails:
                        tail = tails[index].match(low, end)
                        if tail is None:
                            continue
                        end = tail.end()
                elif end < size and text[end].isalnum() and text[end - 1].isalnum():
                    continue
            if cased and text[start:stop] != form[: stop - start]:
                continue
            places = found.setdefault(room, [])
            places.append((start, -end, -2 * len(form) + shadow, index))
        return {room: self._longest(places) for room, places in found.items()}

    def _longest(self, places: list[tuple[int, int, int, int]]) -> list[tuple[int, int, str, str]]:
        kept: list[tuple[int, int, str, str]] = []
        at = -1
        places.sort()
        for start, minus_end, _, index in places:
            if start >= at:
                at = -minus_end
                form, _, concept, _, _, shadow = self._forms[index]
                if not shadow:
                    kept.append((start, at, concept, form))
        return kept

    def _build(self) -> None:
        # Imported here: the package must be importable in a tenth of a second.
        from ahocorasick_rs import AhoCorasick, MatchKind

        unscanned = set(self.settings.get("not_scanned", ()))
        patterns = []
        for room, concepts in self.rooms.items():
            if room in unscanned:
                continue
            for concept in concepts.values():
                for written in concept.forms:
                    shadow, form = written.startswith("~"), written.removeprefix("~")
                    stem, form = form.endswith("*"), form.removesuffix("*")
                    cased = form != form.lower()
                    head, star, rest = form.partition("*")
                    if star:
                        tail = r"[^\W\d_]*".join(map(re.escape, rest.lower().split("*")))
                        end = r"[^\W\d_]*" if stem else r"(?!\w)"
                        self._tails[len(self._forms)] = re.compile(tail + end)
                    patterns.append(head.lower())
                    self._forms.append((form, room, concept.code, stem or bool(star), cased, shadow))
        self._matcher = AhoCorasick(patterns, matchkind=MatchKind.Standard)


@lru_cache(maxsize=16)
def load(code: str) -> Pack:
    """The pack of a language by ISO 639-1 code; raises LanguageFault if there is none or an entry is malformed."""
    folder = resources.files(__package__).joinpath(code)
    if code not in codes():
        raise LanguageFault("no such language pack.", value=code, mend="Packs: " + ", ".join(codes()) + ".")
    settings: dict[str, Any] = {}
    rooms: dict[str, dict[str, Concept]] = {}
    files = {
        file.name.removesuffix(".yaml"): _yaml(file.read_text(encoding="utf-8"), f"language/{code}/{file.name}")
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if file.name.endswith(".yaml")
    }
    inflection = Inflection(files.pop("inflection", {}))
    for room, data in files.items():
        place = f"language/{code}/{room}.yaml"
        if room == "pack":
            settings = data
        else:
            full = inflection.expand(data)
            rooms[room] = {str(name): _concept(place, room, str(name), entry) for name, entry in full.items()}
    return Pack(code, settings, rooms, inflection.lemmas)


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """The languages that have a pack."""
    root = resources.files(__package__)
    return tuple(sorted(e.name for e in root.iterdir() if e.is_dir() and e.joinpath("pack.yaml").is_file()))


def _yaml(text: str, place: str) -> dict[str, Any]:
    try:
        data = yaml.load(text, Loader=_loader())  # noqa: S506 - a safe loader, the fast one where libyaml is there
    except yaml.YAMLError as fault:
        raise LanguageFault(f"not YAML ({fault}).", place=place) from fault
    if not isinstance(data, dict):
        raise LanguageFault("a room is a mapping of concepts.", place=place, value=type(data).__name__)
    return data


@lru_cache(maxsize=1)
def _loader() -> Any:
    # YAML 1.1 takes bare on, no, yes and off for truth values; in a word list they are words, as in YAML 1.2.
    class WordLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """The safe loader, with only true and false as truth values."""

    kept = {first: list(pairs) for first, pairs in WordLoader.yaml_implicit_resolvers.items() if first not in "yYnNoO"}
    for first in "yYnNoO":
        pairs = WordLoader.yaml_implicit_resolvers.get(first, ())
        kept[first] = [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool"]
    WordLoader.yaml_implicit_resolvers = kept
    return WordLoader


def _concept(place: str, room: str, code: str, entry: Any) -> Concept:
    if not isinstance(entry, dict) or not isinstance(entry.get("forms", []), list):
        raise LanguageFault("a concept is a mapping with a list of forms.", place=f"{place}: {code}", value=entry)
    return Concept(
        room,
        code,
        tuple(str(form) for form in entry.get("forms", [])),
        tuple(entry.get("means", ())),
        tuple(entry.get("not", ())),
        {key: value for key, value in entry.items() if key not in _OWN_KEYS},
    )
