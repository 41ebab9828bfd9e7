"""Which bodies speak officially: governments, their agencies, and intergovernmental bodies."""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.reference.tables import LANGUAGES, mapping, names


@lru_cache(maxsize=65_536)
def is_official(name: str) -> bool:
    """Whether a body named as a source speaks officially, by the register or by a word of its name."""
    low = name.casefold().strip()
    return bool(low) and (low in _registered() or _words().search(low) is not None)


@lru_cache(maxsize=1)
def _registered() -> frozenset[str]:
    types = set(mapping("official.yaml")["types"])
    return frozenset(name.form.casefold() for lang in LANGUAGES for name in names(lang) if name.type in types)


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """Words stand whole, stems take letters; Chinese has no edges of words, and its short words end a name."""
    table = mapping("official.yaml")["words"]
    spaced = [re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in (*table["en"], *table["ru"])]
    return re.compile(rf"\b(?:{'|'.join(spaced)})\b|(?:{'|'.join(map(re.escape, table['zh']))})$")


@lru_cache(maxsize=65_536)
def speaks_for(body: str, country: str) -> bool:
    """Whether a body's name names a country (ISO 3166-1 alpha-3): "Kazakhstan's statistics bureau" speaks for KAZ."""
    low = body.casefold()
    code = next((n.country for n in names("en") if n.kind == "organisation" and n.form.casefold() == low), None)
    if code:
        return code == country
    return any(re.search(_form(form), low) is not None for form in _names_of(country))


@lru_cache(maxsize=512)
def _names_of(country: str) -> tuple[str, ...]:
    kinds = ("country", "demonym", "capital")
    return tuple(
        n.form.casefold() for lang in LANGUAGES for n in names(lang) if n.country == country and n.kind in kinds
    )


def _form(form: str) -> str:
    """A name on the edges of words; stems take letters, Chinese has no edges."""
    plain = re.escape(form).replace(r"\*", r"\w*")
    return plain if form[0] >= "\u4e00" else rf"\b{plain}\b"
