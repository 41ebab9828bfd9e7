"""Many reports at once."""

from khorgos.scale.pool import Outcome, Readers, read_one

__all__ = ["Outcome", "Readers", "read_one"]
