"""Files that are there as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from khorgos.errors import InputFault


def whole(out: Path, write: Callable[[BinaryIO], Any]) -> Any:
    """Write beside the file and put it in its place when all is there."""
    try:
        handle, waiting = tempfile.mkstemp(prefix=".waiting-", dir=out.parent)
    except OSError as fault:
        raise InputFault("the file cannot be written.", place=str(out), mend=str(fault.strerror)) from fault
    try:
        with os.fdopen(handle, "wb") as file:
            found = write(file)
        Path(waiting).chmod(0o644)
        Path(waiting).replace(out)
    except BaseException:
        Path(waiting).unlink(missing_ok=True)
        raise
    return found
