"""Units: codes, dimensions, units that only a text knows."""

from __future__ import annotations

import pytest

from khorgos.errors import UnitFault
from khorgos.values import Dimension, Unit


@pytest.mark.parametrize(
    ("code", "dimension"),
    [("USD", Dimension.MONEY), ("percent", Dimension.RATIO), ("t", Dimension.MASS), ("TEU", Dimension.COUNT)],
)
def test_a_code_has_its_dimension(code: str, dimension: Dimension) -> None:
    """Currencies are money, the other units have what the table says."""
    assert Unit.of(code).dimension is dimension


def test_an_unknown_code_is_refused() -> None:
    """A code that the table lacks is a fault."""
    with pytest.raises(UnitFault):
        Unit.of("furlong")


def test_a_named_unit_keeps_its_wording() -> None:
    """A unit that only the text knows is kept as worded; no wording is a fault."""
    assert Unit.named(" mile per gallon ").code == "mile per gallon"
    with pytest.raises(UnitFault):
        Unit.named(" ")
