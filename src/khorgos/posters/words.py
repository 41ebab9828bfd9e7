"""The words of posters and briefs in three languages (words.yaml), numbers among them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from khorgos.errors import InputFault
from khorgos.values import Quantity

LANGUAGES = ("en", "ru", "zh")
# A scale is used where the number then needs no more decimals than this: nothing is rounded.
_DECIMALS = 3
# Thousands of thousands are no shorter than the number in full.
_LARGEST = {"en": 1000, "ru": 1000, "zh": 10_000}


def say(key: str, language: str, **values: object) -> str:
    """The words of a key in a language.  Raises InputFault for a language that posters do not speak."""
    if language not in LANGUAGES:
        raise InputFault(
            "no such language.", place="--language", value=language, mend=f"One of {', '.join(LANGUAGES)}."
        )
    return str(_table()[key][language]).format(**values)


def found(check: str, language: str) -> str | None:
    """What a check found, in words; None for a check without words here."""
    return say(f"found {check}", language) if f"found {check}" in _table() else None


def amount(written: str, language: str, *, change: bool = False) -> str:
    """A quantity in its written form as people of a language write it: "более 5 млрд долл. США", "702亿美元".

    Nothing is rounded; a bound is spoken; a `change` upwards has its sign.
    """
    quantity = Quantity.parse(written)
    low = _number(quantity.low, language)
    ends = f"{low} – {_number(quantity.high, language)}" if quantity.is_range else low
    if change and quantity.low > 0:
        ends = f"+{ends}"
    unit = _table()["units"][language].get(quantity.unit.code, "{0} " + quantity.unit.code).format(ends)
    return str(_table()["bounds"][language].get(quantity.bound.value, "{0}")).format(unit)


def _number(value: Decimal, language: str) -> str:
    """A number in the largest scale that needs few decimals, else in full, in groups of three."""
    for power, name in sorted(_table()["scales"][language].items(), reverse=True):
        shown = (value.copy_abs() / Decimal(10) ** power).normalize()
        exponent = shown.as_tuple().exponent
        if 1 <= shown < _LARGEST[language] and isinstance(exponent, int) and -exponent <= _DECIMALS:
            return f"{_sign(value)}{_figures(shown, language)}{'' if language == 'zh' else ' '}{name}"
    return _sign(value) + _figures(value.copy_abs().normalize(), language)


def _sign(value: Decimal) -> str:
    return "−" if value < 0 else ""


def _figures(value: Decimal, language: str) -> str:
    whole, _, rest = f"{value:,f}".partition(".")
    # Thousands are set apart by a narrow blank in Russian, by commas elsewhere.
    whole = whole.replace(",", "\u202f") if language == "ru" else whole
    return whole + (str(_table()["marks"][language]) + rest if rest else "")


@cache
def _table() -> dict[str, Any]:
    import yaml

    text = resources.files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table
