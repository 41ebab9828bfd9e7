"""FollowTheMoney: its own library takes every entity, and loses nothing of them."""

import json

import pytest

pytestmark = pytest.mark.filterwarnings("ignore")


def entities(told: bytes) -> list[dict]:
    """Line by line."""
    return [json.loads(line) for line in told.decode().splitlines()]


@pytest.mark.parametrize("edition", ["examples", "loan"])
def test_every_entity_is_valid(edition, request, of_records, make_loan, write) -> None:
    """The library cleans each value; what it would throw away is empty."""
    from followthemoney import model

    chosen = of_records(make_loan()) if edition == "loan" else request.getfixturevalue("examples")
    for entity in entities(write(chosen, "ftm")[0]):
        proxy = model.get_proxy(entity, cleaned=False)
        model.get(entity["schema"]).validate(entity)
        for name, values in entity["properties"].items():
            assert len(proxy.get(name)) == len(values), (entity["schema"], name, values)


def test_edges_lead_to_entities_that_are_there(of_records, make_loan, write) -> None:
    """Who takes part, who owes whom."""
    found = entities(write(of_records(make_loan()), "ftm")[0])
    named = {entity["id"] for entity in found}
    edges = [entity for entity in found if entity["schema"] in ("ProjectParticipant", "Debt")]

    assert len(edges) == 5
    for edge in edges:
        for end in ("project", "participant", "debtor", "creditor"):
            assert set(edge["properties"].get(end, [])) <= named


def test_a_loan_of_several_lenders_has_no_sum_each(of_records, make_loan, write) -> None:
    """Shares are not told, and are not made up."""
    from khorgos.claims import Agency

    two = (Agency("First Bank"), Agency("Second Bank"))
    found = entities(write(of_records(make_loan(financiers=two)), "ftm")[0])

    assert [entity["properties"].get("amount") for entity in found if entity["schema"] == "Debt"] == [None, None]


def test_figures_are_told_to_be_left_out(examples, write) -> None:
    """With where they go instead."""
    _, left = write(examples, "ftm")

    assert {each.mend for each in left if each.element == "entity"} == {"Publish sdmx."}
