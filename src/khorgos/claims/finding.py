"""What a check found: it names the claims, shows the sum, and never says that something is true or false."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding asks for attention: the sum holds; worth knowing; look at it; it cannot be."""

    OK = "ok"
    INFO = "info"
    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one check.

    `check` is its code (docs/checks.md), `claims` the ids of the claims (or records) it speaks of, `sum` the
    arithmetic with the numbers in it, `told` the sentence for people, `tolerance` what was allowed for.
    """

    check: str
    severity: Severity
    claims: tuple[str, ...]
    told: str
    sum: str = ""
    tolerance: str = ""

    @property
    def id(self) -> str:
        """Sixteen hex digits, a hash of the check and its claims: the same whenever the check is run again."""
        return hashlib.sha256(" ".join((self.check, *sorted(self.claims))).encode()).hexdigest()[:16]

    def as_dict(self) -> dict[str, Any]:
        """The finding as plain JSON values."""
        return {
            "id": self.id,
            "check": self.check,
            "severity": self.severity.value,
            "told": self.told,
            "sum": self.sum,
            "tolerance": self.tolerance,
            "claims": list(self.claims),
        }

    @staticmethod
    def of(told: Mapping[str, Any]) -> Finding:
        """The finding that `as_dict` gave."""
        severity, claims = Severity(told["severity"]), tuple(told["claims"])
        return Finding(told["check"], severity, claims, told["told"], told["sum"], told["tolerance"])
