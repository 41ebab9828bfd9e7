"""Who stands behind a debt in the end ("Level of Public Liability")."""

from __future__ import annotations

from collections.abc import Iterable

from khorgos.claims import Agency, Record

CENTRAL = "Central government debt"
GUARANTEED = "Central government-guaranteed debt"
OTHER_PUBLIC = "Other public sector debt"
POTENTIAL = "Potential public sector debt"
PRIVATE = "Private debt"
UNALLOCABLE = "Unallocable"
# The first three together are public and publicly guaranteed debt.
PPG = (CENTRAL, GUARANTEED, OTHER_PUBLIC)

_STATE = ("State-owned Bank", "State-owned Policy Bank", "State-owned Commercial Bank", "State-owned Company",
          "State-owned Fund")  # fmt: skip
_VEHICLE = "Special Purpose Vehicle/Joint Venture"


def public_liability(record: Record, host_share: str | None = None) -> str | None:
    """The class of a loan's debt, first hit of the manual's cascade; None for what is no debt.

    `host_share` is the recipient state's ownership of the vehicle that borrows: "Majority" (more than half),
    "Minority" (more than nothing, to half), "None", or None where nothing is known.
    """
    if record.flow_type not in ("Loan", "Debt rescheduling"):
        return None
    borrowers = (*record.receivers, *record.indirect_receivers)
    if _any(borrowers, ("Government Agency",)):
        return CENTRAL
    if _any(record.guarantors, ("Government Agency",)):
        return GUARANTEED
    vehicle = any(each.type == _VEHICLE for each in borrowers)
    majority = vehicle and host_share == "Majority"
    if _any(borrowers, _STATE) or _any(record.guarantors, _STATE) or majority:
        return OTHER_PUBLIC
    if vehicle and host_share == "Minority":
        return POTENTIAL
    private = any(each.type == "Private Sector" for each in borrowers)
    return PRIVATE if private or (vehicle and host_share == "None") else UNALLOCABLE


def _any(bodies: Iterable[Agency], types: tuple[str, ...]) -> bool:
    """Whether a body of the recipient's is of these types; where its origin is not told, it is the recipient's."""
    return any(each.type in types and each.origin in (None, "Recipient") for each in bodies)
