"""The charts: what each shows, in which shape, and what it says in words."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from khorgos import charts
from khorgos.charts import Passport
from khorgos.charts.look import DARK, LIGHT, breadth, coloured, fitted, wrapped
from khorgos.charts.voices import Voices
from khorgos.charts.words import LANGUAGES, table
from khorgos.claims import Agency, Record
from khorgos.claims.official import Observation
from khorgos.claims.printing import Printing, Source
from khorgos.errors import InputFault
from khorgos.records.lists import lists
from khorgos.reference.standing import stands_for
from khorgos.values import Party, Period, Quantity

DESK = Path(__file__).parents[2] / "src/khorgos/web/static/desk.css"
NOBODY = Passport()


def figure(name: str, value: float, **said: Any) -> Printing:
    """A figure; `outlet`, `day`, `family` and `document` are its report's."""
    source = Source(
        said.pop("document", f"d-{name}"), said.pop("outlet", "Example Wire"), said.pop("day", dt.date(2023, 5, 18)),
        said.pop("family", ""),
    )  # fmt: skip
    told = {
        "kind": "figure", "id": name, "indicator": "trade", "measure": "level", "unit": "USD", "bound": "=",
        "parties": ["CHN", "KAZ"], "period": "2022", "value": value, "sentence": "…",
    }  # fmt: skip
    return Printing.of(told | said, source, stands_for)


def rows(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All rows of a definition's layers."""
    for layer in spec["layer"]:
        yield from layer.get("data", {}).get("values", ())


def words(spec: dict[str, Any]) -> list[str]:
    """All that a hand-laid picture writes."""
    return [row["text"] for row in rows(spec) if "text" in row]


def test_every_claim_of_a_fact_is_a_dot() -> None:
    """The shape is the bound, a ring a copy; who printed it stands over it, the axis says that it has no zero."""
    told = [
        figure("a", 70.2e9), figure("b", 70e9, bound=">", outlet="Courier", day=dt.date(2023, 4, 1)),
        figure("c", 70.2e9, family="d-a"), figure("d", 5, unit="count"),
    ]  # fmt: skip
    chart = charts.fact("Trade", told, Passport.of(told, "a"))
    assert chart is not None
    dots = [row for row in rows(chart.spec()) if "shape" in row]
    assert [(row["low"], row["shape"], row["copy"]) for row in dots] == [
        (70.2, "circle", False), (70.0, "triangle-up", False), (70.2, "circle", True),
    ]  # fmt: skip
    assert {row.get("named") for row in rows(chart.spec())} >= {"Example Wire +1", "Courier"}
    assert "The axis does not begin at zero." in chart.notes
    assert "In other units, left out: 1." in chart.notes
    assert "> 70 bn USD, said · Courier, 2023-04-01" in chart.told
    assert charts.fact("Trade", told[:1], NOBODY) is None


def test_the_passport_goes_with_the_picture() -> None:
    """The fact, its outlets, the day of the latest report, the address: in the picture itself."""
    told = [figure("a", 1), figure("b", 2, outlet="Courier", day=dt.date(2023, 6, 1))]
    passport = Passport.of(told, "a", "https://data.example.org/facts/a")
    line = "Khorgos · fact a · Courier, Example Wire · reports to 2023-06-01 · https://data.example.org/facts/a"
    assert passport.told() == line
    assert Passport("", tuple("ABCDEF")).told() == "Khorgos · A, B, C, D and 2 more"
    chart = charts.fact("Trade", told, passport)
    assert chart is not None
    strips = [layer["mark"]["text"] for layer in chart.spec()["layer"] if "data" in layer and "text" in layer["mark"]]
    assert line in " ".join(strips[-1])
    assert not any("Khorgos" in json.dumps(layer) for layer in chart.spec(strip=False)["layer"])


def test_a_figure_over_time_stands_at_its_periods() -> None:
    """A bar as long as the period, an office's series as steps with its name at the end; no period, no place."""
    told = [figure("a", 10e9, period="2020"), figure("b", 12e9, period="2021-Q1"), figure("c", 9e9, period=None)]
    official = Observation(
        source="Example Bureau", series="x", indicator="trade", reporter="KAZ", period=Period.year(2020),
        value=Decimal(11 * 10**9), unit="USD",
    )  # fmt: skip
    chart = charts.over_time("Trade", told, NOBODY, official=[official])
    assert chart is not None
    spec = chart.spec()
    spans = [(row["from"], row["to"]) for row in rows(spec) if "from" in row]
    assert spans[0] == (2020.0, 2021.0)
    assert spans[1] == (2021.0, pytest.approx(2021.25, abs=0.01))
    assert [(row["x"], row["y"]) for row in rows(spec) if row.get("named")] == [
        (2020.0, 11.0), (2021.0, 11.0), (2021.0, 11.0),
    ]  # fmt: skip
    assert "Without a period, left out: 1." in chart.notes
    assert charts.over_time("Trade", told[2:], NOBODY) is None


def test_voices_go_from_who_says_it_to_the_value() -> None:
    """Each link once, whatever the number of claims; an outlet does not cite itself; a copy is marked."""
    said = {"attribution": {"speaker": "A", "agency": "Office"}}
    told = [
        figure("a", 5, outlet="Wire", **said), figure("b", 5, outlet="Wire", **said),
        figure("c", 5, outlet="Courier", document="e", family="d", attribution={"outlet": "Wire"}),
        figure("d", 5, outlet="Wire", attribution={"outlet": "Wire"}),
    ]  # fmt: skip
    found = Voices.of(told, "–")
    value = ("value", "5 USD")
    assert found.links == {
        (("speaker", "A"), ("agency", "Office")): 2, (("agency", "Office"), ("printed", "Wire")): 2,
        (("printed", "Wire"), value): 3, (("outlet", "Wire"), ("printed", "Courier")): 1,
        (("printed", "Courier"), value): 1,
    }  # fmt: skip
    assert found.names["printed", "Courier"]
    assert not found.names["printed", "Wire"]
    chart = charts.voices("Trade", told, NOBODY)
    assert chart is not None
    assert {"A", "Office", "Wire", "Courier", "5 USD"} <= set(words(chart.spec()))
    assert charts.voices("Trade", [figure("a", 5)], NOBODY) is None


def test_the_ladder_writes_its_sum_out() -> None:
    """52 = 20 + 15 + 17: what no part accounts for is a step of its own."""
    told = [
        figure(name, value, indicator="projects", unit="count", status=status)
        for name, value, status in (("a", 52, None), ("b", 20, "completed"), ("c", 15, "under implementation"))
    ]
    ((whole, parts),) = lists(told)
    chart = charts.ladder("Projects", whole, parts, NOBODY)
    assert chart is not None
    assert "52 − 20 − 15 = 17. 17 not accounted for." in chart.notes
    assert {"52", "20", "15", "▲ 17", "not accounted for"} <= set(words(chart.spec()))
    boxes = [row for row in rows(chart.spec()) if "inside" in row]
    assert sum(row["x2"] - row["x"] for row in boxes) == pytest.approx(2 * 720)
    over = charts.ladder("Projects", whole, [figure("b", 60, unit="count", status="completed")], NOBODY)
    assert over is not None
    assert "The parts are 8 more than the whole." in over.told


def record(name: str, year: int | None, status: str | None, amount: int | None, code: str = "KAZ") -> Record:
    """A record of a loan."""
    return Record(
        document="", source="table", number=name, name=name, recipients=(Party.country(code),), status=status,
        commitment=Period.year(year) if year else None, flow_type="Loan",
        financiers=(Agency("Example Bank", country="CHN"),),
        money=Quantity.of(Decimal(amount), "USD") if amount else None,
    )  # fmt: skip


def test_money_by_year_and_status() -> None:
    """Unlike steps stand apart; what has no amount or year is counted as left out."""
    records = [
        record("a", 2012, "Completion", 10**9), record("b", 2012, "Completion", 10**9),
        record("c", 2012, "Pipeline: Pledge", 10**9), record("d", 2013, "Completion", None),
        record("e", None, "Completion", 5),
    ]  # fmt: skip
    chart = charts.money("Money", records, NOBODY)
    assert chart is not None
    bars = [row for row in rows(chart.spec()) if "strength" in row]
    assert [(row["year"], row["status"], row["value"]) for row in bars] == [
        ("2012", "completed", 2.0), ("2012", "pledged", 1.0),
    ]  # fmt: skip
    assert bars[0]["strength"] > bars[1]["strength"]
    assert chart.notes == ("Left out: 1 no amount, 1 no year.",)
    assert charts.money("Money", [], NOBODY) is None


def test_columns_show_their_gaps() -> None:
    """A year without any is there, with nothing over it."""
    chart = charts.columns("Facts", {"2020": 2, "2022": 1}, NOBODY)
    assert chart is not None
    assert [(row["year"], row["count"]) for row in rows(chart.spec()) if "count" in row] == [
        ("2020", 2), ("2021", 0), ("2022", 1),
    ]  # fmt: skip
    assert charts.columns("Facts", {"2020": 2}, NOBODY) is None


def test_the_map_counts_by_country() -> None:
    """Countries by the base map's own codes, the region they lie in; what is no country is on no map."""
    chart = charts.shaded("Recipients", {"KAZ": 3, "UZB": 1, "Central Asia": 2}, NOBODY)
    assert chart is not None
    spec = chart.spec()
    looked = spec["layer"][1]["transform"][0]["from"]["data"]["values"]
    assert {each["id"]: each["count"] for each in looked} == {"398": 3, "860": 1}
    assert spec["projection"]["type"] == "azimuthalEqualArea"
    assert chart.told == "Recipients, records by country: Kazakhstan 3, Uzbekistan 1."
    wide = charts.shaded("Recipients", {"KAZ": 3, "BRA": 1}, NOBODY)
    assert wide is not None
    assert wide.spec()["projection"]["type"] == "equalEarth"
    assert charts.shaded("Recipients", {"Central Asia": 2}, NOBODY) is None


def mechanism(name: str, **said: Any) -> Printing:
    """A mechanism."""
    return Printing.of({"kind": "mechanism", "id": name, "name": name} | said, Source("d", "Wire"), stands_for)


def test_mechanisms_by_state_and_time() -> None:
    """Names of one mechanism are one column; a group is its members; meetings are its ticks, partners outlines."""
    told = [
        [
            mechanism(
                "China + Central Asia mechanism", aliases=["C+C5"], members=["CHN", "Central Asia"], founded="2020"
            )
        ],
        [mechanism("C5+1 mechanism", members=["Central Asia"], partners=["USA", "EU"])],
        [mechanism("C+C5", members=["CHN"])],
    ]
    event = {"kind": "event", "id": "e", "name": "China-Central Asia Summit", "date": "2023-05-18"}
    found = charts.memberships(told, [Printing.of(event, Source("d"), stands_for)])
    assert [one.name for one in found] == ["C5+1 mechanism", "China + Central Asia mechanism"]
    assert found[1].meetings == ["2023-05-18"]
    assert found[0].roles["USA"] == "partners"
    assert "EU" in found[0].roles
    chart = charts.matrix("Mechanisms", found, NOBODY, until="2025-12-31")
    assert chart is not None
    boxes = [row for row in rows(chart.spec()) if "inside" in row]
    assert any(row["dashed"] and "USA (partners)" in row["told"] for row in boxes)
    assert sum("2023-05-18" in row["told"] for row in boxes) == 6
    assert charts.matrix("Mechanisms", [], NOBODY) is None


def test_a_timeline_names_what_most_tell() -> None:
    """In order of time; what is not named stands on the line, what has no date is counted."""
    told = [
        charts.Happening(str(n), "event", f"{2000 + n}-05-01", f"Meeting {n}", sources=1 + n % 3) for n in range(20)
    ]
    chart = charts.timeline("Timeline", [*told, charts.Happening("x", "event", "", "Some day")], NOBODY)
    assert chart is not None
    named = [word for word in words(chart.spec()) if word.startswith("Meeting")]
    assert named == sorted(named, key=lambda word: int(word.split()[1]))
    assert len(named) == 16
    assert chart.notes == ("Further happenings on the line above: 4.", "Without a date: 1.")
    assert charts.timeline("Timeline", [], NOBODY) is None


def test_flows_of_like_things_only() -> None:
    """One thing, unit and period; imports are turned to go from who sells; what differs is counted."""
    told = [
        (figure("a", 20e9, indicator="imports", parties=["KAZ", "CHN"]), False),
        (figure("b", 10e9, indicator="imports", parties=["UZB", "CHN"]), True),
        (figure("c", 3, indicator="imports", unit="count"), False),
        (figure("d", 9e9, indicator="imports", period="2021"), False),
        (figure("e", 9e9, parties=["KAZ"]), False),
    ]
    found = charts.flows_of(told)
    assert (found[0].source, found[0].target) == ("CHN", "KAZ")
    chart = charts.flows("Imports", found, NOBODY)
    assert chart is not None
    assert chart.told == "Imports 2022: China → Kazakhstan: 20 bn USD; China → Uzbekistan: 10 bn USD."
    assert "▲ 10 bn USD" in words(chart.spec())
    assert chart.notes[1].startswith("In another unit or period, or narrower: 2")
    given, left = charts.flows_of_records(
        [record("a", 2012, "Completion", 5), record("b", 2012, "Pipeline: Pledge", 5)]
    )
    assert [(each.source, each.target, each.value) for each in given] == [("CHN", "KAZ", Decimal(5))]
    assert left == 1


def test_all_words_in_three_languages() -> None:
    """With the same places for names and numbers."""
    for key, told in table().items():
        assert set(told) == set(LANGUAGES), key
        assert len({tuple(sorted(re.findall(r"\{\w+\}", text))) for text in told.values()}) == 1, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_told_in_the_readers_language(language: str) -> None:
    """The alternative text and the marks."""
    chart = charts.fact("T", [figure("a", 1), figure("b", 2)], NOBODY, language)
    assert chart is not None
    assert {"en": "Claims", "ru": "Утверждения", "zh": "各方说法"}[language] in chart.spec()["description"]
    with pytest.raises(InputFault, match="do not speak"):
        charts.fact("T", [figure("a", 1), figure("b", 2)], NOBODY, "xx")


@pytest.mark.parametrize(("theme", "before"), [(LIGHT, "@media"), (DARK, None)])
def test_colours_are_those_of_the_desk(theme: dict[str, str], before: str | None) -> None:
    """Token by token."""
    sheet = DESK.read_text(encoding="utf-8")
    part = sheet.partition("@media")[0] if before else sheet.partition("@media")[2].partition("}\n}")[0]
    told = dict(re.findall(r"--(\w+): (#\w+)", part))
    assert {name: told[name] for name in theme} == theme
    assert coloured({"a": "token:ink"}, "page") == {"a": "var(--ink)"}
    with pytest.raises(InputFault, match="theme"):
        coloured({}, "sepia")


# How the three kinds of colour blindness mix red, green and blue (Machado, Oliveira, Fernandes 2009, severity 1).
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> tuple[float, ...]:
    """The light of a colour, by red, green and blue."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def luminance(light: tuple[float, ...]) -> float:
    """How bright it is (WCAG)."""
    return sum(weight * max(part, 0.0) for weight, part in zip((0.2126, 0.7152, 0.0722), light, strict=True))


@pytest.mark.parametrize("kind", [*BLIND, "none"])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_marks_stand_out_for_every_eye(theme: dict[str, str], kind: str) -> None:
    """Each colour of data has a contrast of 3 to the paper, whatever one's colour vision."""
    mixed = BLIND.get(kind, ((1, 0, 0), (0, 1, 0), (0, 0, 1)))

    def seen(colour: str) -> float:
        light = linear(colour)
        return luminance(tuple(sum(w * part for w, part in zip(row, light, strict=True)) for row in mixed))

    paper = seen(theme["paper"])
    for name in ("figure", "project", "event", "mechanism", "agreement", "statement", "warn", "faint"):
        high, low = max(paper, seen(theme[name])), min(paper, seen(theme[name]))
        assert (high + 0.05) / (low + 0.05) >= 3, (name, kind)


def test_texts_are_fitted() -> None:
    """By the usual width of letters; Chinese breaks anywhere."""
    assert wrapped("one two three", breadth("one two ")) == ["one two", "three"]
    assert wrapped("中国与中亚贸易额", 40, 10) == ["中国与中", "亚贸易额"]
    assert fitted("abc", 100) == "abc"
    assert fitted("a long name", 30).endswith("…")
