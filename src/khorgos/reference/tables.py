"""The reference tables as read from their files: countries, groups, mechanisms, organisations, places."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from khorgos.errors import LanguageFault

LANGUAGES = ("en", "ru", "zh")


class Name(NamedTuple):
    """A name as written, and what it names.

    `kind` is country, demonym, capital, group, mechanism, organisation or place; `code` the register's code (ISO
    3166-1 alpha-3, a group's or mechanism's name, an organisation's canonical name); `type` the organisation's or
    place's type; `country` where it belongs.  A `*` in the form stands for a case ending or further letters.
    """

    form: str
    kind: str
    code: str
    type: str = ""
    country: str | None = None


@lru_cache(maxsize=4)
def names(language: str) -> tuple[Name, ...]:
    """Every name of a language; languages without names of their own get the Latin ones only."""
    return (*_countries(language), *_grouped(language), *_listed(language))


@lru_cache(maxsize=512)
def country_name(code: str, language: str) -> str | None:
    """The usual name of a country (ISO 3166-1 alpha-3) in a language; None where the table has none."""
    return next((name.form for name in names(language) if name.kind == "country" and name.code == code), None)


@lru_cache(maxsize=512)
def capital(code: str, language: str) -> str | None:
    """The usual name of a country's capital in a language; None where the table has none."""
    return next((name.form for name in names(language) if name.kind == "capital" and name.code == code), None)


def _countries(language: str) -> list[Name]:
    found: list[Name] = []
    for code, entry in json.loads(_text("countries.json")).items():
        if code == "_" or language not in entry:
            continue
        for kind, forms in zip(("country", "demonym", "capital"), entry[language], strict=True):
            found += [Name(form, kind, code, "capital" if kind == "capital" else "", code) for form in forms]
    return found


def _grouped(language: str) -> list[Name]:
    found: list[Name] = []
    for kind, file in (("group", "groups.yaml"), ("mechanism", "mechanisms.yaml")):
        for code, entry in mapping(file).items():
            found += [Name(str(form), kind, str(code)) for form in entry.get(language, ())]
    return found


def _listed(language: str) -> list[Name]:
    found: list[Name] = []
    column = LANGUAGES.index(language) if language in LANGUAGES else 0
    for file, kind in (("organisations.txt", "organisation"), ("places.txt", "place")):
        for line in _text(file).splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            type_, country, *cells = line.split("|")
            if len(cells) != len(LANGUAGES):
                raise LanguageFault("a row needs five columns.", place=f"reference/{file}", value=line)
            code = (cells[0] or cells[column]).split(";")[0]
            own = cells[column].split(";") if cells[column] else []
            # Latin abbreviations and names stand in Russian and Chinese reports too.
            latin = [] if column == 0 else [name for name in cells[0].split(";") if name]
            found += [Name(form, kind, code, type_, country or None) for form in dict.fromkeys([*own, *latin])]
    return found


@lru_cache(maxsize=4)
def mapping(file: str) -> dict[str, Any]:
    """A YAML table of this room."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(_text(file), Loader=loader)  # noqa: S506 - a safe loader, the fast one
    return data


def _text(file: str) -> str:
    return resources.files(__package__).joinpath(file).read_text(encoding="utf-8")
