"""A ledger of the example reports, published in every format and taken back into empty ledgers."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from khorgos import Ledger, read
from khorgos.cli import main
from khorgos.publish import About, publish
from khorgos.store.edition import edition_of

EXAMPLES = Path(__file__).parents[2] / "examples"
ABOUT = About(
    publisher="Example Institute", reference="XX-EXAMPLE-1", base="https://data.example.org", made="2026-11-25"
)

Trip = Callable[[str, str], tuple[bytes, bytes]]


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the example reports."""
    place = tmp_path_factory.mktemp("receive") / "examples.db"
    with Ledger(place) as ledger:
        for path in sorted(EXAMPLES.iterdir()):
            ledger.add(read(path), path.read_bytes(), str(path))
    return place


def published(place: Path, form: str) -> bytes:
    """A ledger in a format."""
    out = io.BytesIO()
    with Ledger(place) as ledger:
        publish(edition_of(ledger, ABOUT), form, out)
    return out.getvalue()


@pytest.fixture(scope="session")
def trip(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Trip:
    """Publishes the examples in a format, takes them into an empty ledger, and publishes that: both publications."""

    def there_and_back(form: str, again: str) -> tuple[bytes, bytes]:
        folder = tmp_path_factory.mktemp(form)
        written, other = folder / "published", folder / "other.db"
        written.write_bytes(published(examples, form))
        assert main(["import", str(written), "--ledger", str(other)]) == 0
        return published(examples, again), published(other, again)

    return there_and_back
