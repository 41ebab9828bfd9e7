"""A short run of bench/fuzz.py: broken files of every format end in a report or in a fault with its reason."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BENCH = Path(__file__).parents[2] / "bench"
pytestmark = pytest.mark.skipif(not (BENCH / "fuzz.py").exists(), reason="needs bench/fuzz.py beside the tests")
sys.path.insert(0, str(BENCH))
import fuzz  # noqa: E402

WHOLE = fuzz.seeds()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(sorted(WHOLE)), seed=st.integers(0, 2**32))
def test_broken_files_end_in_reports_or_faults(kind: str, seed: int) -> None:
    """Whatever is done to a file, its reader gives a document whose segments lie in its text, or a DocumentFault."""
    assert fuzz.take(fuzz.broken(WHOLE[kind], random.Random(seed), list(WHOLE.values()))) in ("read", "faults")


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_whole_files_are_read(kind: str) -> None:
    """The files that are broken are read while they are whole."""
    assert fuzz.take(WHOLE[kind]) == "read"
