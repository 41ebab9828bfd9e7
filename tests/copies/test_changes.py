"""What a copy made of figures, and wires in two languages."""

import datetime as dt

from khorgos.claims.printing import Printing, Source
from khorgos.copies import Kind, Wire, changes, translations
from khorgos.reference.standing import stands_for


def figure(claim: str, value: float, /, **said) -> Printing:
    """A figure of trade."""
    usual = {"indicator": "trade", "measure": "level", "unit": "USD", "bound": "=", "parties": ["CHN", "KAZ"]}
    given = {"id": claim, "kind": "figure", "period": "2022", "value": value} | usual | said
    return Printing.of(given, Source("d"), stands_for)


def test_each_change_is_told() -> None:
    """A lost bound, a rounded value, another period, another speaker; what stayed is not told; what went is."""
    original = [
        figure("a", 31.25e9, bound="~"),
        figure("b", 45, measure="change", unit="percent"),
        figure("c", 7e9, indicator="exports", attribution={"speaker": "Aidar Sample"}),
        figure("d", 8e9, indicator="imports"),
    ]
    copy = [
        figure("A", 31e9),
        figure("B", 45, measure="change", unit="percent", period="2023-Q1"),
        figure("C", 7e9, indicator="exports"),
    ]
    found = [(each.what, each.before, each.after) for each in changes(original, copy)]

    assert found == [
        ("value", "~31250000000 USD", "31000000000 USD"),
        ("bound", "~31250000000 USD", "31000000000 USD"),
        ("period", "2022", "2023-Q1"),
        ("speaker", "Aidar Sample", ""),
        ("left out", "8000000000 USD", ""),
    ]
    assert changes(original, original) == []


def wire(name: str, language: str, day: int, numbers: str, parties: str = "CHN KAZ") -> Wire:
    """A report as its claims show it."""
    return Wire(name, language, dt.date(2023, 5, day), frozenset(numbers.split()), frozenset(parties.split()))


def test_wires_in_two_languages() -> None:
    """Numbers and parties that agree within days; not in one language, not weeks later, not of other parties."""
    first = wire("a", "en", 18, "31.25 52 21.5 450")
    assert [(c.document, c.of, c.kind) for c in translations([first, wire("b", "zh", 19, "31.25 52 21.5 9")])] == [
        ("b", "a", Kind.TRANSLATION)
    ]
    for other in (
        wire("b", "en", 19, "31.25 52 21.5"),
        wire("b", "zh", 29, "31.25 52 21.5"),
        wire("b", "zh", 19, "31.25 52"),
        wire("b", "zh", 19, "31.25 52 21.5", "RUS MNG"),
        wire("b", "zh", 19, "31.25 52 21.5 1 2 3 4 5 6"),
    ):
        assert len(translations([first, other])) == (1 if len(other.numbers) == 9 else 0)
