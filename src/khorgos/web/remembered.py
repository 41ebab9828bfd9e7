"""What takes long to count, kept until the ledger changes; in a large ledger shown as it was while it is counted anew.

In a ledger of up to `LARGE` claims everything is as of now.  In a larger one, counts may lag behind by the seconds that
counting takes; lists, passages and verdicts never do.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar, cast

T = TypeVar("T")
LARGE = 50_000
_KEPT = 512


@dataclass(frozen=True, slots=True)
class _Entry:
    state: str
    value: Any


class Remembered:
    """Values by key, each good for a state of the ledger."""

    def __init__(self) -> None:
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._lock = Lock()
        self._making: defaultdict[Hashable, Lock] = defaultdict(Lock)
        self._behind = ThreadPoolExecutor(1, thread_name_prefix="counting")
        self._waiting: set[Hashable] = set()

    def get(self, key: Hashable, state: str, make: Callable[[], T], *, large: bool = False) -> T:
        """The value for a state: kept, or made now; where `large`, that of an older one while the new one is made."""
        found = self._entries.get(key)
        if found is not None and found.state == state:
            return cast("T", found.value)
        if found is not None and large:
            self._make_behind(key, state, make)
            return cast("T", found.value)
        with self._making[key]:  # whoever asks for the same waits for one answer
            found = self._entries.get(key)
            return cast("T", found.value) if found and found.state == state else self._put(key, state, make())

    def close(self) -> None:
        """Count nothing more."""
        self._behind.shutdown(wait=False, cancel_futures=True)

    def _put(self, key: Hashable, state: str, value: T) -> T:
        with self._lock:
            self._entries[key] = _Entry(state, value)
            self._entries.move_to_end(key)
            while len(self._entries) > _KEPT:
                old, _ = self._entries.popitem(last=False)
                self._making.pop(old, None)
        return value

    def _make_behind(self, key: Hashable, state: str, make: Callable[[], object]) -> None:
        with self._lock:
            if key in self._waiting:
                return
            self._waiting.add(key)
        self._behind.submit(self._made_behind, key, state, make)

    def _made_behind(self, key: Hashable, state: str, make: Callable[[], object]) -> None:
        try:
            self._put(key, state, make())
        finally:
            with self._lock:
                self._waiting.discard(key)
