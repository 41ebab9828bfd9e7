"""The number chip: a value with its bound and unit, short but never ambiguous, never rounded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from khorgos.values import Quantity

SIGNS = {"=": "", "~": "≈", ">": ">", "<": "<", ">=": "≥", "<=": "≤"}

# The short scale, as this project writes it: "bn", never "B".
_SCALES = (
    (Decimal(10**12), "tn"),
    (Decimal(10**9), "bn"),
    (Decimal(10**6), "mn"),
    (Decimal(10**4), "k"),
)
_K = Decimal(1000)


def chip(claim: dict[str, Any]) -> str:
    """The chip of a claim (`as_dict`), or "" where it has no number: "≈ 4.45 bn USD", "> 5 bn USD", "+22 %"."""
    low, unit = claim.get("value", claim.get("amount")), claim.get("unit", claim.get("currency"))
    if low is None:
        return ""
    value = number(low)
    if claim.get("value_high") is not None:
        value = _range(low, claim["value_high"])
    if claim.get("measure") == "change" and Decimal(str(low)) > 0:
        value = f"+{value}"
    sign = SIGNS.get(claim.get("bound") or "=", "")
    return " ".join(part for part in (sign, _with_unit(value, unit)) if part)


def chip_of(written: str) -> str:
    """The chip of a quantity in its written form: `>5000000000 USD` as "> 5 bn USD"."""
    quantity = Quantity.parse(written)
    ends = number(str(quantity.low))
    if quantity.is_range:
        ends = f"{ends} – {number(str(quantity.high))}"
    unit = {"count": "", "percent": "%", "times": "-fold"}.get(quantity.unit.code, quantity.unit.code)
    return " ".join(part for part in (SIGNS[quantity.bound.value], ends, unit) if part)


def number(value: float | str) -> str:
    """A number in the largest scale that needs at most three decimals; otherwise in full, in groups of three."""
    exact = Decimal(str(value))
    figures, scale = _scaled(exact)
    return f"{figures} {scale}" if scale else figures


def _scaled(exact: Decimal) -> tuple[str, str]:
    for least, name in _SCALES:
        # Thousands of thousands are no shorter than the number in full.
        if abs(exact) >= least and not (name == "k" and abs(exact) >= _K**2):
            shown = (exact / (_K if name == "k" else least)).normalize()
            if _decimals(shown) <= 3:
                return f"{shown:,f}".replace("-", "−"), name
    shown = exact.normalize()
    return f"{shown:,f}".replace("-", "−"), ""


def _range(low: float | str, high: float | str) -> str:
    (first, one), (last, other) = _scaled(Decimal(str(low))), _scaled(Decimal(str(high)))
    if one == other:
        return f"{first}–{last} {one}".rstrip()
    return f"{number(low)} – {number(high)}"


def _with_unit(value: str, unit: str | None) -> str:
    if unit in (None, "count"):
        return value
    if unit == "percent":
        return f"{value} %"
    if unit == "times":
        return f"{value}-fold"
    return f"no. {value}" if unit == "rank" else f"{value} {unit}"


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
