"""Answers kept on disk by what was asked, of whom: the same question is not paid for twice."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any


def folder() -> Path:
    """Where answers are kept: KHORGOS_CACHE, else the system's cache folder."""
    given = os.environ.get("KHORGOS_CACHE")
    if given:
        return Path(given) / "models"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "khorgos" / "models"


class Cache:
    """Whole answers, one file each; None as its folder keeps nothing.

    The name of a file is a hash of the messages (instructions and worked examples in them), the model and the host;
    a file that cannot be read is asked again.
    """

    def __init__(self, place: Path | None) -> None:
        self.place = place

    def key(self, *asked: Any) -> str:
        """The name under which the answer to a question is kept."""
        packed = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(packed.encode()).hexdigest()

    def get(self, key: str) -> list[Any] | None:
        """The rows of an answer, or None."""
        if self.place is None:
            return None
        try:
            rows = json.loads(self._path(key).read_text(encoding="utf-8"))["rows"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return rows if isinstance(rows, list) else None

    def put(self, key: str, rows: list[Any]) -> None:
        """Keep the rows of a whole answer; written beside and moved, so that no half of a file is ever read."""
        if self.place is None:
            return
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"rows": rows}, file, ensure_ascii=False)
        Path(name).replace(path)

    def _path(self, key: str) -> Path:
        assert self.place is not None
        return self.place / key[:2] / f"{key}.json"
