"""What is kept between requests: never out of date in a small ledger, never waited for in a large one."""

from __future__ import annotations

import time

from khorgos.web.remembered import Remembered


def until(kept: Remembered, state: str, wanted: str) -> str:
    """What is shown once it was counted anew, or after ten seconds."""
    for _ in range(1000):
        found = kept.get("key", state, lambda: state, large=True)
        if found == wanted:
            return found
        time.sleep(0.01)
    return found


def test_a_value_is_made_once_for_a_state() -> None:
    """The same state gives what is kept; another makes it anew at once."""
    kept, made = Remembered(), []
    for state in ("1", "1", "2"):
        assert kept.get("key", state, lambda state=state: made.append(state) or state) == state  # type: ignore[misc]
    assert made == ["1", "2"]
    kept.close()


def test_in_a_large_ledger_the_old_value_is_shown_while_it_is_counted() -> None:
    """Nobody waits for a count that was there before; the new one comes behind."""
    kept = Remembered()
    assert kept.get("key", "1", lambda: "1", large=True) == "1"
    assert kept.get("key", "2", lambda: "2", large=True) == "1"
    assert until(kept, "2", "2") == "2"
    kept.close()


def test_a_fault_is_not_kept() -> None:
    """What could not be counted is counted the next time."""
    kept = Remembered()

    def fails() -> str:
        raise ZeroDivisionError

    for _ in range(2):
        try:
            kept.get("key", "1", fails)
        except ZeroDivisionError:
            continue
        raise AssertionError
    assert kept.get("key", "1", lambda: "1") == "1"
    kept.close()
