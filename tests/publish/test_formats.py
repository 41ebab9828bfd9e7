"""What all formats keep: the same bytes from the same ledger, passages, addresses; nothing is lost quietly."""

import io
import json
import zipfile

import pytest

from khorgos.errors import InputFault
from khorgos.publish import FORMATS, About, publish


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "xlsx"])
def test_the_same_bytes_from_the_same_ledger(form: str, examples, write) -> None:
    """Published twice, an edition does not differ in a byte."""
    assert write(examples, form)[0] == write(examples, form)[0]


@pytest.mark.parametrize("form", ["csv", "jsonld", "markdown", "sdmx", "sdmx-ml"])
def test_figures_bring_their_passage(form: str, examples, write) -> None:
    """The sentence of the best known figure stands in every format that holds figures."""
    told, _ = write(examples, form)

    assert "reached $70.2 billion in 2022" in told.decode().replace("\\", "")


@pytest.mark.parametrize("form", ["csv", "jsonld", "sdmx", "sdmx-ml"])
def test_rows_bring_their_permanent_address(form: str, examples, write) -> None:
    """Every fact is named by its address under the publisher's own."""
    told, _ = write(examples, form)

    assert "https://data.example.org/facts/" in told.decode()


@pytest.mark.parametrize("form", FORMATS)
def test_no_folder_of_this_machine_goes_out(form: str, examples, write) -> None:
    """A report that came from a folder is named by its id."""
    told, _ = write(examples, form)
    if told[:2] == b"PK":
        packed = zipfile.ZipFile(io.BytesIO(told))
        told = b"".join(packed.read(name) for name in packed.namelist())

    assert b"/examples/" not in told


def test_a_format_that_there_is_not() -> None:
    """The fault names those that there are."""
    with pytest.raises(InputFault, match="no such format"):
        publish(None, "doc", io.BytesIO())  # type: ignore[arg-type]


def test_a_base_is_an_address_of_the_web() -> None:
    """A folder is none."""
    with pytest.raises(InputFault, match="not an address"):
        About(base="/var/www")


def test_claims_that_nobody_judged_have_no_review(examples, write) -> None:
    """The one accepted claim has a ClaimReview, signed and dated; automatic findings make none."""
    graph = json.loads(write(examples, "jsonld")[0])["@graph"]
    (review,) = [node for node in graph if node["@type"] == "ClaimReview"]

    assert (review["author"]["name"], review["datePublished"]) == ("Ana Example", "2026-11-25")
    assert review["itemReviewed"]["@id"] in {node["@id"] for node in graph if node["@type"] == "Claim"}


def test_linked_nodes_lead_to_nodes_that_are_there(examples, write) -> None:
    """Claims appear in reports and tell facts of the same graph."""
    graph = json.loads(write(examples, "jsonld")[0])["@graph"]
    named = {node["@id"] for node in graph}
    led = {target for node in graph if node["@type"] == "Claim" and "tells" in node
           for target in (node["tells"], node.get("appearance", {}).get("@id"))} - {None}  # fmt: skip

    assert led <= named


def test_markup_in_a_report_stays_text(examples, write) -> None:
    """Markdown's own signs are escaped."""
    told, _ = write(examples, "markdown")

    assert "\n### " in told.decode()
    assert "**70.2 bn USD**" in told.decode()
