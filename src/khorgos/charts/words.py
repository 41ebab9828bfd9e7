"""The words of charts in three languages (words.yaml)."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from khorgos.errors import InputFault

LANGUAGES = ("en", "ru", "zh")


def say(key: str, language: str, **values: Any) -> str:
    """The words of a key in a language.  Raises InputFault for a language that charts do not speak."""
    if language not in LANGUAGES:
        raise InputFault(
            "charts do not speak this language.", place="language", value=language, mend=f"One of {LANGUAGES}."
        )
    return str(table()[key][language]).format(**values)


def status(word: str, language: str) -> str:
    """A project's status or a figure's, as charts write it; one that has no words stands as it is."""
    key = f"status {word.rpartition(': ')[2].casefold()}"
    return say(key, language) if key in table() else word.rpartition(": ")[2]


@cache
def table() -> dict[str, dict[str, str]]:
    """All words by key and language."""
    import yaml

    text = resources.files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = yaml.safe_load(text)
    return found
