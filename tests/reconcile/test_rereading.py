"""Claims of two readings beside each other, by the words they stand in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.reconcile import Place, difference, heir, record_difference

TEXT = "Trade reached 31.2 billion USD in 2022. It was 20 billion before. Trade reached 31.2 billion USD in 2022."


def place(words: str, name: str = "new", *, value: str | None = "1", kind: str = "figure", shift: int = 0) -> Place:
    """A claim that stands on these words of the text, which lies further on by `shift`."""
    start = TEXT.index(words)
    sentence = next(part for part in (TEXT[:39], TEXT[40:65], TEXT[66:]) if words in part)
    return Place(name, kind, value, start + shift, start + shift + len(words), words, sentence)


OLD = place("reached 31.2 billion", "old")


@pytest.mark.parametrize(
    ("now", "stands"),
    [
        (place("reached 31.2 billion"), True),
        (place("31.2 billion USD in 2022"), True),
        (place("reached 31.2 billion", shift=400), True),
        (place("31.2 billion USD in 2022", shift=-7), True),
        (place("31.2 billion", value="2"), True),
        (place("USD in 2022"), False),
        (place("20 billion before"), False),
        (place("reached 31.2 billion", kind="event"), False),
        (place("billion USD in 2022", value="2"), False),
    ],
)
def test_where_a_claim_stands(now: Place, stands: bool) -> None:
    """In the same words, wherever they lie; another number must share more of them, another kind stands elsewhere."""
    assert (heir(OLD, [now]) == now) is stands


def test_the_same_number_is_before_the_same_words_and_the_nearer_before_the_farther() -> None:
    """Of several claims the one with the number stands there; of equal ones the nearest."""
    number, words = place("31.2 billion USD", "number"), place("reached 31.2 billion", "words", value="2")
    far, near = place("reached 31.2 billion", "far", shift=66), place("reached 31.2 billion", "near", shift=2)

    assert heir(OLD, [words, number]) == number
    assert heir(OLD, [far, near]) == near
    assert heir(OLD, []) is None


def body(name: str, start: int, **said: Any) -> dict[str, Any]:
    """A figure in its plain form, of ten characters."""
    words = f"{start:010d}"
    return {"kind": "figure", "id": name, "span": [start, start + 10], "evidence": words, "sentence": words} | said


def test_what_changes_is_told_field_by_field() -> None:
    """The same, changed with its fields, moved without a change, added, gone; in the order of the text."""
    before = [body("a", 0, value=1), body("b", 20, value=2, period="2022"), body("c", 40, value=3), body("d", 60)]
    after = [body("e", 80), body("b2", 20, value=2, bound="~", attribution={"speaker": "Anna"}), body("a", 0, value=1)]
    moved = body("c", 40, value=3) | {"id": "c2", "span": [44, 54], "rule": "other", "confidence": 0.5}
    found = difference(before, [*after, moved])

    assert (found.same, [each["id"] for each in found.added], [each["id"] for each in found.gone]) == (2, ["e"], ["d"])
    (altered,) = found.altered
    assert [tuple(each) for each in altered.fields] == [
        ("period", "2022", None), ("bound", None, "~"), ("said by: speaker", None, "Anna")
    ]  # fmt: skip


bodies = st.lists(
    st.builds(body, st.sampled_from("abcdefgh"), st.sampled_from([0, 4, 20, 40]), value=st.sampled_from([1, 2])),
    max_size=6,
    unique_by=lambda each: each["id"],
)


@given(bodies, bodies, st.randoms())
def test_every_claim_is_counted_once_whatever_their_order(before: list, after: list, dice: Any) -> None:
    """Before = same + changed + gone, after = same + changed + added; shuffled claims give the same."""
    found = difference(before, after)
    shuffled = difference(dice.sample(before, len(before)), dice.sample(after, len(after)))

    assert len(before) == found.same + len(found.altered) + len(found.gone)
    assert len(after) == found.same + len(found.altered) + len(found.added)
    assert found.as_dict() == shuffled.as_dict()


def record(key: str, words: dict[str, str], **said: Any) -> dict[str, Any]:
    """A project record in its plain form, with the words behind its fields."""
    return {"id": key, "passages": [{"field": field, "text": text} for field, text in words.items()]} | said


ROAD = {"money": "$300 million", "name": "the Osh road"}


def test_records_are_told_field_by_field() -> None:
    """A record stands for another by its name or its words; ids, passages and readers are no news."""
    old = [record("a", ROAD, name="Osh road", status="Completion"), record("b", {"money": "$5 million"}, amount=5)]
    new = [record("c", ROAD, name="Osh road", status="Implementation"), record("d", {"money": "$7 million"}, amount=7)]
    told = record_difference(old, new)

    assert [(each.before["id"], each.after["id"], each.fields) for each in told.altered] == [
        ("a", "c", (("status", "Completion", "Implementation"),))
    ]
    assert [body["id"] for body in told.gone] == ["b"]
    assert [body["id"] for body in told.added] == ["d"]
    assert told.same == 0


def test_a_record_whose_id_alone_is_new_is_the_same() -> None:
    """Relations name other records by their ids, which change with these: that is no change of this one."""
    old = [record("a", ROAD, name="Osh road", relations=[{"kind": "parent", "record": "x"}])]
    new = [record("c", ROAD, name="Osh road", relations=[{"kind": "parent", "record": "y"}])]
    told = record_difference(old, new)

    assert told.same == 1
    assert not told
