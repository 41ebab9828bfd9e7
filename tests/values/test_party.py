"""Parties."""

from __future__ import annotations

import pytest

from khorgos.errors import PartyFault
from khorgos.values import Party, Period


@pytest.mark.parametrize(
    "build",
    [
        lambda: Party.country("KZ"),
        lambda: Party.country("Kazakhstan"),
        lambda: Party.group("C5", ()),
        lambda: Party.group("C5", ("Kazakhstan",)),
        lambda: Party.body("  "),
        lambda: Party.region("Shandong", "China"),
    ],
)
def test_refuses_nonsense(build: object) -> None:
    """A country without its code, a group without members and a nameless body cannot be built."""
    with pytest.raises(PartyFault):
        build()


def test_group_knows_its_members() -> None:
    """A group has its members at a period, in a fixed order."""
    group = Party.group("SCO", ("UZB", "CHN"), Period.year(2024))

    assert group.countries == ("CHN", "UZB")
    assert str(group.at) == "2024"


def test_region_belongs_to_a_country() -> None:
    """A region stands for the country it lies in."""
    assert Party.region("Shandong", "CHN").countries == ("CHN",)
