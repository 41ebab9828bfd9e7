"""Who takes part: a country, a group of countries, a region of a country, or an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khorgos.errors import PartyFault
from khorgos.values.codes import COUNTRIES
from khorgos.values.period import Period


class PartyKind(StrEnum):
    """What a party is."""

    COUNTRY = "country"
    GROUP = "group"
    REGION = "region"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Party:
    """A country by ISO 3166-1 alpha-3 code, or a group, region or body by its registered or printed name.

    `members` are the countries of a group, at the period `at` where the membership depends on it; the country that
    a region or body belongs to stands there alone, where known.  Raises PartyFault for an unknown country code, a
    group without members, or an empty name.
    """

    kind: PartyKind
    code: str
    members: tuple[str, ...] = ()
    at: Period | None = None

    def __post_init__(self) -> None:
        if self.kind is PartyKind.COUNTRY:
            if self.code not in COUNTRIES:
                raise PartyFault(
                    "not an ISO 3166-1 alpha-3 code.", value=self.code, mend="Give a code such as KAZ, or a group."
                )
            if self.members:
                raise PartyFault("a country has no members.", value=self.code)
        if not self.code.strip():
            raise PartyFault("a party needs a name.", value=self.code)
        if self.kind is PartyKind.GROUP and not self.members:
            raise PartyFault("a group needs members.", value=self.code, mend="Take it from the register of groups.")
        for member in self.members:
            if member not in COUNTRIES:
                raise PartyFault("a member is not an ISO 3166-1 alpha-3 code.", place=self.code, value=member)

    @staticmethod
    def country(iso3: str) -> Party:
        """A country."""
        return Party(PartyKind.COUNTRY, iso3)

    @staticmethod
    def group(code: str, members: tuple[str, ...], at: Period | None = None) -> Party:
        """A group of countries with its members, as they were at a period."""
        return Party(PartyKind.GROUP, code, tuple(sorted(members)), at)

    @staticmethod
    def region(name: str, country: str | None = None) -> Party:
        """A province, city or other part of a country."""
        return Party(PartyKind.REGION, name, (country,) if country else ())

    @staticmethod
    def body(name: str, country: str | None = None) -> Party:
        """An organisation, bank, company or ministry, under its registered or printed name."""
        return Party(PartyKind.BODY, name, (country,) if country else ())

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries it stands for: itself, its members, or the country it belongs to."""
        return (self.code,) if self.kind is PartyKind.COUNTRY else self.members

    def __str__(self) -> str:
        return self.code
