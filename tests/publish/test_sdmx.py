"""SDMX: pysdmx reads and validates what is written, offline; keys are unique; what has no key is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pysdmx.io import read_sdmx

from khorgos.publish.observations import CODES, DIMENSIONS, code, time_period
from khorgos.values import Period


@pytest.mark.parametrize("form", ["sdmx", "sdmx-ml"])
@pytest.mark.filterwarnings("ignore")
def test_the_data_are_read_again(form: str, examples, write) -> None:
    """Every value exactly as in the ledger, under a key that no other has."""
    told, _ = write(examples, form)
    assert b"70200000000" in told
    data = read_sdmx(told.decode(), validate=True).data[0].data

    row = data[(data.INDICATOR == "TRADE") & (data.MEASURE == "LEVEL") & (data.TIME_PERIOD == "2022")].iloc[0]
    assert (row.REF_AREA, row.COUNTERPART_AREA, float(row.OBS_VALUE)) == ("CHN", "CENTRAL_ASIA", 70_200_000_000)
    assert not data.duplicated([*DIMENSIONS, "TIME_PERIOD"]).any()
    for name, known in CODES.items():
        assert set(data[name]) <= set(known)


@pytest.mark.filterwarnings("ignore")
def test_the_structure_is_read_again(examples, write) -> None:
    """Its data structure has the columns of the data, coded where there are codes."""
    told, _ = write(examples, "sdmx-structure")
    (structure,) = read_sdmx(told.decode(), validate=True).get_data_structure_definitions()

    assert [each.id for each in structure.components.dimensions] == [*DIMENSIONS, "TIME_PERIOD"]
    assert {each.id for each in structure.components.dimensions if each.local_codes is not None} == set(CODES)


def test_figures_without_a_key_are_told(examples, write) -> None:
    """A figure without a period has no place; how many go in and how many do not makes up all."""
    told, left = write(examples, "sdmx")
    figures = [each for each in examples.facts() if each.fact.kind == "figure"]

    assert len(told.decode().splitlines()) - 1 + len(left) == len(figures)
    assert {"TIME_PERIOD"} <= {each.element for each in left}


@pytest.mark.parametrize(
    ("period", "written"),
    [
        ("2022", "2022"),
        ("2023-H1", "2023-S1"),
        ("2023-H2", "2023-S2"),
        ("2023-Q1", "2023-Q1"),
        ("2023-05", "2023-05"),
        ("2023-W20", "2023-W20"),
        ("2023-05-18", "2023-05-18"),
        ("2015/2022", "2015-01-01/P8Y"),
        ("2023-01/2023-02", "2023-01-01/P2M"),
        ("2023-05-18/2023-05-19", "2023-05-18/P2D"),
        ("FY2022-04", "2022-04-01/P1Y"),
        ("199X", "1990-01-01/P10Y"),
        ("1992/..", None),
    ],
)
def test_periods(period: str, written: str | None) -> None:
    """As SDMX writes them; an open one cannot be written."""
    assert time_period(Period.parse(period)) == written


@pytest.mark.parametrize(
    ("text", "identifier"),
    [("Central Asia", "CENTRAL_ASIA"), ("CHN", "CHN"), ("Côte", "COTE"), ("煤", "U7164")],
)
def test_identifiers(text: str, identifier: str) -> None:
    """Names become identifiers without losing what tells them apart."""
    assert code(text) == identifier


@given(st.text(min_size=1))
def test_every_text_has_an_identifier(text: str) -> None:
    """Whatever it holds."""
    assert code(text)
    assert set(code(text)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@$-")
