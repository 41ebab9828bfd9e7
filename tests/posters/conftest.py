"""The example reports as an edition with what the checks find; posters and briefs of it in three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khorgos import Ledger, read
from khorgos.claims.finding import Finding
from khorgos.posters import Sheet, brief, poster
from khorgos.publish import About, Edition
from khorgos.store.edition import edition_of

EXAMPLES = Path(__file__).parents[2] / "examples"
TITLES = {
    "en": "China and Central Asia in numbers",
    "ru": "Китай и Центральная Азия в цифрах",
    "zh": "中国与中亚：数字一览",
}
ABOUT = About(publisher="Example Institute", licence="CC-BY-4.0", made="2026-11-25T00:00:00+00:00", version="1")
Told = tuple[Edition, list[Finding]]


def told(place: Path, *reports: Path) -> Told:
    """A ledger of reports as an edition, with its findings."""
    with Ledger(place) as ledger:
        for path in reports:
            ledger.add(read(path), path.read_bytes(), path.name)
        edition = edition_of(ledger, ABOUT)
        held = list(edition.facts())
        records = list(edition.records())
        return Edition(edition.about, lambda: held, lambda: records, edition.documents), ledger.findings()


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Of the example reports."""
    return told(tmp_path_factory.mktemp("posters") / "a.db", *sorted(EXAMPLES.iterdir()))


@pytest.fixture(scope="session")
def poster_in(examples: Told) -> Callable[[str], Sheet]:
    """The poster of the example reports in a language, made once."""
    made: dict[str, Sheet] = {}

    def build(language: str) -> Sheet:
        if language not in made:
            made[language] = poster(examples[0], TITLES[language], language, examples[1])
        return made[language]

    return build


@pytest.fixture(scope="session")
def check_sheet(examples: Told) -> Callable[[str], Sheet]:
    """The fact-check sheet of the report on the first quarter, in a language."""
    edition, findings = examples
    name = next(key for key, row in edition.documents.items() if row["outlet"] == "Steppe Courier")
    return lambda language: brief.fact_check(edition, name, "", language, findings)
