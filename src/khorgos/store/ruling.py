"""People's rulings on the claims of a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from khorgos.claims.judgement import Judgement, Ruling
from khorgos.errors import InputFault
from khorgos.store import correcting, judging
from khorgos.store.asking import Asking
from khorgos.store.connect import told


class Ruled(Asking):
    """A ledger that people rule on."""

    def judge(self, judgement: Judgement) -> int:
        """Add a ruling; its number.  Raises InputFault where it is unsigned or names a claim that is not there."""
        with told(self.place), self._writing() as connection:
            return judging.put(connection, judgement)

    def edit(self, claim: str, given: Mapping[str, str], by: str, reason: str = "", *, final: bool = False) -> int:
        """Rule that a claim says something else, and write what (`store.correcting`); the number of the ruling.

        Raises InputFault where nothing is changed, ValueFault for odd values, and InputFault where the passage does
        not bear a value and no reason is given.
        """
        with told(self.place), self._writing() as connection:
            row = correcting.current(connection, claim)
            correction = correcting.corrected(row, row["language"] or "en", given)
            if correction.own and not reason.strip():
                raise InputFault(
                    "the passage does not bear this.", place="edit", value=", ".join(correction.own),
                    mend="Take it from the passage, or give the reason why it is so: it is kept as your own.",
                )  # fmt: skip
            other = correcting.put(connection, row, correction)
            return judging.put(connection, Judgement(Ruling.EDIT, claim, other, by=by, reason=reason, final=final))

    def withdraw(self, number: int, by: str, reason: str = "") -> int:
        """Take a ruling back; it stays in the ledger, beside the row that takes it back."""
        with told(self.place), self._writing() as connection:
            return judging.withdraw(connection, number, by, reason)

    def rulings(self) -> list[dict[str, Any]]:
        """The rulings that stand, as rows of `judgements`."""
        with told(self.place), self._engine.connect() as connection:
            return judging.standing(connection)

    def verdicts(self) -> dict[str, dict[str, Any]]:
        """The standing verdict (accept, reject, unsure) on each claim that has one, by the claim's id."""
        with told(self.place), self._engine.connect() as connection:
            return judging.verdicts(connection)

    def every_ruling(self, limit: int | None = None, offset: int = 0) -> list[dict[str, Any]]:
        """Every ruling and withdrawal that was ever made, the newest first, as rows of `judgements`."""
        with told(self.place), self._engine.connect() as connection:
            return judging.everything(connection, limit, offset)

    def count_rulings(self) -> int:
        """How many there are, withdrawals among them."""
        with told(self.place), self._engine.connect() as connection:
            return judging.count(connection)

    def rulings_on(self, claims: Iterable[str]) -> list[dict[str, Any]]:
        """Every ruling and withdrawal on one of these claims, the newest first."""
        with told(self.place), self._engine.connect() as connection:
            return judging.on(connection, claims)

    def judgements(self) -> list[Judgement]:
        """The rulings that stand, on the claims that stand where those ruled on stood."""
        with told(self.place), self._engine.connect() as connection:
            return judging.standing_at(connection)
