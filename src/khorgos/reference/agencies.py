"""The types of agencies, instruments and sectors: lookups over their tables."""

from __future__ import annotations

from functools import lru_cache

from khorgos.reference.tables import LANGUAGES, mapping, names


def agency_type(name: str, kind: str = "") -> str:
    """AidData's type of a body by its registered name, else by its kind in the register ("bank", "ministry")."""
    return _types().get(name) or mapping("agencies.yaml")["defaults"].get(kind) or "No Organization Type Specified"


def body_type(name: str) -> str | None:
    """AidData's type of a registered body by any of its names, in whatever language; None where none is registered."""
    return _registered().get(name.casefold())


@lru_cache(maxsize=1)
def _registered() -> dict[str, str]:
    return {
        each.form.casefold(): agency_type(each.code, each.type)
        for language in LANGUAGES
        for each in names(language)
        if each.kind == "organisation"
    }


@lru_cache(maxsize=1)
def _types() -> dict[str, str]:
    return {
        str(name): str(kind) for kind, names in mapping("agencies.yaml").items() if kind != "defaults" for name in names
    }


def sector_name(code: str, language: str = "en") -> str:
    """The name of a sector of the 24 by its three-digit code; raises KeyError for a code that is none."""
    return str(mapping("sectors.yaml")[code][language])


def sectors() -> tuple[str, ...]:
    """The codes of the 24 sectors, in order."""
    return tuple(map(str, mapping("sectors.yaml")))


def instruments() -> dict[str, dict[str, object]]:
    """The instruments by code: names, the column that flags them, whether they are always other official flow."""
    return dict(mapping("instruments.yaml"))
