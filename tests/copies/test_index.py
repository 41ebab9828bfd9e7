"""What a report copies of those before it."""

import random

import pytest

from khorgos.copies import Index, Kind, Report, families
from khorgos.copies.story import carried

FIRST = (
    "Officials of the two countries opened a dry port near the border on Thursday. The terminal can take about 450 "
    "thousand containers a year once its third stage is finished.\n\n"
    "Freight through the crossing grew by 21.4 percent last year, the customs committee said in its yearly account. "
    "Grain and copper made up most of what went east, while machines and tyres came west.\n\n"
    "A second railway track is to be laid by the end of the decade. Its cost was put at 3.25 billion dollars by the "
    "ministry of transport, two thirds of which a development bank is to lend."
)
OTHER = (
    "The council of the basin met for its spring session to share out the water of three rivers among five states. "
    "Reservoirs upstream hold less than in other years, its secretary told those who had come.\n\n"
    "Farmers downstream were asked to sow less rice. New gauges will be put up at forty places before summer begins."
)
CHINESE = (
    "两国官员周四在边境附近启用了一个新的无水港，第三期工程完成后每年可处理约四十五万个集装箱。"
    "去年经该口岸的货运量增长了百分之二十一点四。"
)


def told(*texts: str) -> list:
    """What the last of these texts copies."""
    kept = {str(number): text for number, text in enumerate(texts)}
    index = Index(kept.__getitem__)
    return [index.add(name) for name in kept][-1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (FIRST.upper().replace("\n\n", " "), Kind.EXACT),
        (FIRST.partition("\n\nA second")[0], Kind.NEAR),
        ("Another head.\n\n" + FIRST.partition(". ")[2], Kind.NEAR),
        (FIRST.replace("about ", "").replace("21.4", "21").replace("3.25", "3"), Kind.NEAR),
        ("\n\n".join(reversed(FIRST.split("\n\n"))), Kind.NEAR),
        (OTHER + "\n\n" + FIRST.split("\n\n")[1], Kind.PARTIAL),
    ],
)
def test_kinds_of_copies(text: str, kind: Kind) -> None:
    """Reprinted, cut, with another head, with rounded numbers, in another order, and a lifted paragraph."""
    found = told(OTHER[:120], FIRST, text)

    assert [(copy.of, copy.kind) for copy in found] == [("1", kind)] or (kind, found[0].kind) == (Kind.NEAR, Kind.EXACT)


@pytest.mark.parametrize("text", [OTHER, "", "Yes.", "The two countries opened talks on Thursday. " * 2])
def test_what_is_no_copy(text: str) -> None:
    """Other reports, empty ones, and such as share a standing phrase."""
    assert told(FIRST, text) == []


def test_scripts_without_spaces() -> None:
    """Chinese is taken by characters."""
    assert [copy.kind for copy in told(CHINESE, CHINESE.replace("约", ""))] == [Kind.NEAR]


def test_standing_paragraphs_belong_to_nobody() -> None:
    """A paragraph that many unlike reports carry joins none of them."""
    dice = random.Random(1)
    about = FIRST.split("\n\n")[1]
    kept = {str(n): " ".join(str(dice.random())[2:9] for _ in range(90)) + ".\n\n" + about for n in range(30)}
    index = Index(kept.__getitem__)
    found = [index.add(name) for name in kept]

    assert all(copy.kind is Kind.PARTIAL for copies in found for copy in copies)
    assert found[-1] == []


def test_families_do_not_depend_on_order() -> None:
    """The earliest printing leads; a lifted passage makes no family; shuffled reports give the same."""
    texts = {"a": FIRST, "b": "Head.\n\n" + FIRST, "c": OTHER + "\n\n" + FIRST.split("\n\n")[1], "d": FIRST + " "}
    reports = [Report("a", "2023-05-19"), Report("b", "2023-05-18"), Report("c", "2023-05-20"), Report("d")]
    found = families(reports, texts.__getitem__)

    assert found.of == {"a": "b", "b": "b", "d": "b"}
    assert families(list(reversed(reports)), texts.__getitem__).of == found.of
    assert list(found.members()) == ["b"]
    assert [copy.kind for copy in found.copies if copy.document == "c"] == [Kind.PARTIAL]


def test_the_agency_that_all_carry() -> None:
    """Only an agency that every member names is theirs."""
    members = [
        Report("a", agencies=frozenset({"Example Wire", "Other"})),
        Report("b", agencies=frozenset({"Example Wire"})),
    ]

    assert carried(members) == {"Example Wire"}
    assert carried([]) == frozenset()
