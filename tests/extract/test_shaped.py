"""What the kind of a report changes: entries of a list stand for themselves, "our" is the interviewee's country's."""

from __future__ import annotations

from typing import Any

import pytest

from khorgos.documents import open_bytes
from khorgos.pipeline import read

PROJECTS = """List of projects of China and Kyrgyzstan agreed in May 2023

The two sides agreed on these projects:

1. Rehabilitation of the Bishkek power plant, a loan of $386 million from China Eximbank.
2. Datka-Kemin power line, $390 million.
3. Bridge over the Naryn river, a grant of $30 million.
4. Irrigation system in Batken, $25 million.
5. Road from Osh to Batken, $70 million.
"""
PAPERS = """List of documents signed during the visit of the President of Kazakhstan to China

Beijing, July 3, 2024

1. Agreement on cooperation in railway transport.
2. Protocol on the export of wheat from Kazakhstan to China.
3. Agreement on mutual recognition of driving licences.
4. Memorandum on the opening of cultural centres.
5. Agreement on air services.
"""
INTERVIEW = """Interview with China's Ambassador to Kenya Guo Lin

Example Wire spoke with Guo Lin, China's Ambassador to Kenya, in Nairobi on May 18, 2023, about Kenya and Kenya's youth.

Q: How large is trade?

A: Our exports to Kenya reached $8.2 billion in 2022. We imported goods worth $0.3 billion from Kenya.

Q: What about loans?

A: We lent Kenya $600 million in 2021.

Q: And teachers?

A: We sent 120 teachers.
"""
RECORD = """Minutes of the Joint Commission of Kenya and China on Trade, Nairobi, 12 May 2023

Mr. John Mwangi (Kenya): Our exports to China were $220 million in 2022. We ask for lower tariffs on tea.

Ms. Li Hua (China): China will grant $50 million for a laboratory.

Mr. John Mwangi (Kenya): Our debt to China is $6.3 billion.
"""


def of(text: str) -> Any:
    """The text as read."""
    return read(open_bytes(text.encode()))


def test_an_entry_of_a_list_takes_nothing_from_the_one_before() -> None:
    """One project an entry; the loan's lender and the word for a grant do not govern the sums of the next entries."""
    reading = of(PROJECTS)
    figures = {int(figure.value): figure.indicator for figure in reading.of("figure")}

    assert reading.document.about.kind.value == "list"
    assert {int(project.amount) // 10**6 for project in reading.of("project") if project.amount} >= {386, 390, 30, 25}
    assert figures[386_000_000] == "loans"
    assert figures[30_000_000] == "aid"
    assert {figures.get(value) for value in (390_000_000, 25_000_000, 70_000_000)} <= {None, "projects"}


def test_in_an_article_numbered_points_go_on_with_each_other() -> None:
    """Only a report that is a list is read so."""
    prose = " ".join(PROJECTS.splitlines()[4:])

    assert of(f"Talks on money\n\n{prose}").document.about.kind.value == "article"


def test_the_title_of_a_list_governs_its_papers() -> None:
    """Each entry is a paper signed on the day that stands over the list, between the states of the title."""
    found = of(PAPERS).of("agreement")

    assert len(found) == 5
    assert {(paper.status, paper.date.text) for paper in found} == {("signed", "2024-07-03")}
    assert all({"KAZ", "CHN"} == set(map(str, paper.parties)) for paper in found)


def test_our_is_the_interviewees_country() -> None:
    """However often the other country is named, the ambassador's exports are those of the state he speaks for."""
    figures = of(INTERVIEW).of("figure")

    assert {(f.indicator, tuple(map(str, f.parties))) for f in figures if f.indicator in ("exports", "imports")} == {
        ("exports", ("CHN", "KEN")),
        ("imports", ("CHN", "KEN")),
    }
    assert {f.attribution.speaker for f in figures} == {"Guo Lin"}


@pytest.mark.parametrize(("value", "speaker"), [(220, "John Mwangi"), (50, "Li Hua"), (6300, "John Mwangi")])
def test_turns_of_a_record_are_their_speakers(value: int, speaker: str) -> None:
    """A word of courtesy before the name and the country in brackets behind it make a turn's head."""
    (figure,) = [each for each in of(RECORD).of("figure") if each.value == value * 10**6]

    assert figure.attribution.speaker == speaker
