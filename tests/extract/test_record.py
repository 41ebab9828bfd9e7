"""Project records from titles, press sentences and narratives: what is chosen, and what is left alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from khorgos.annotate import annotate
from khorgos.claims import Record
from khorgos.documents import from_text
from khorgos.extract.record import records
from khorgos.values import Context

NARRATIVE = (
    "On March 4, 2014, the Government of Kenya and Example Harbour Works Co., Ltd. signed a $117 million commercial "
    "contract for the Northtown Port Project. Then, on June 9, 2015, China Eximbank and the Government of Kenya signed "
    "an RMB 620 million ($100 million) government concessional loan (GCL) agreement for the Northtown Port Project. "
    "The GCL carries the following terms: a 2% interest rate, a 20-year maturity, a 5-year grace period and a 0.25% "
    "commitment fee. The total cost of the project was $130 million. As of 2018, it had disbursed RMB 400 million. "
    "The purpose of the project was to build two berths and a container terminal. Example Harbour Works Co., Ltd. was "
    "the contractor responsible for implementation. A groundbreaking ceremony was held on July 1, 2015, and "
    "construction began on October 3, 2015. It was expected to be completed in May 2018. The port was completed on "
    "February 20, 2019, and handed over on March 1, 2019."
)


def read(text: str, number: str | None = None) -> Record:
    """The main record of a text."""
    return records(annotate(from_text(text, Context(language="en"))), number)[0]


def values(text: str, number: str | None = None) -> dict[str, Any]:
    """What the main record of a text says."""
    return read(text, number).values()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", 620_000_000),  # not the contract, the cost, the disbursement or the conversion
        ("currency", "CNY"),
        ("commitment", "2015-06-09"),  # not the contract's day
        ("start", "2015-10-03"),  # works outweigh the ceremony
        ("planned_end", "2018-05"),
        ("end", "2019-02-20"),
        ("status", "Completion"),
        ("flow_type", "Loan"),
        ("sector", "210"),
        ("recipients", ["KEN"]),
        ("rate", 2),
        ("maturity", 20),
        ("grace", 5),
        ("commitment_fee", 0.25),
    ],
)
def test_a_narrative_is_read_field_by_field(field: str, value: object) -> None:
    """Each field is the record's own, whatever else the text speaks of."""
    assert values(NARRATIVE)[field] == value


def test_who_pays_receives_and_builds() -> None:
    """The lender, the other signer and the contractor are told apart, with type and origin."""
    record = read(NARRATIVE)

    assert [(a.name, a.type, a.origin) for a in record.financiers] == [
        ("China Eximbank", "State-owned Policy Bank", "Chinese")
    ]
    assert [(a.name, a.type, a.origin) for a in record.receivers] == [
        ("Government of Kenya", "Government Agency", "Recipient")
    ]
    assert [a.name for a in record.implementers] == ["Example Harbour Works Co., Ltd."]


def test_every_value_has_its_sentence() -> None:
    """Each field that is told keeps the words that bear it, as they stand in the document."""
    record = read(NARRATIVE)

    for passage in record.passages:
        ground = passage.ground
        assert NARRATIVE[ground.span.start : ground.span.end] == ground.text
        assert ground.text in passage.sentence_text
    assert record.passages_of("money")[0].sentence_text.startswith("Then, on June 9, 2015")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "China Development Bank provides $45 million buyer's credit for Southtown Hospital Project",
            {"amount": 45_000_000, "currency": "USD", "flow_type": "Loan", "sector": "120"},
        ),
        (
            "Chinese Embassy donates 40 computers to a secondary school in Fiji",
            {"recipients": ["FJI"], "flow_type": "Grant", "sector": "110"},
        ),
        ("China sends 9th medical team to Mali", {"flow_type": "Free-standing technical assistance"}),
        ("Chinese Government provides EC$ 2.5 million grant for a stadium in Grenada", {"currency": "XCD"}),
    ],
)
def test_titles(title: str, expected: dict[str, object]) -> None:
    """A title alone gives funder, sum, flow, sector and recipient."""
    found = values(title)

    assert {name: found.get(name) for name in expected} == expected
    assert found["financiers"][0]["name"].startswith("Chin")


def test_a_lenders_share_is_its_own_and_the_total_is_nobodys() -> None:
    """Of a syndicated loan a lender's part is the record's; the total alone is no record's sum."""
    signed = "In May 2016, ICBC and Bank of China signed a $300 million syndicated loan agreement with Example Ltd. "
    shared = values(signed + "ICBC contributed $120 million to the loan.")

    assert (shared["amount"], shared["amount_kind"]) == (120_000_000, "share")
    assert "amount" not in values(signed + "The shares of the lenders were not reported.")


def test_a_sum_that_is_said_to_be_unknown_is_not_made_up() -> None:
    """Where the text says that the value is unknown, no other sum takes its place."""
    text = (
        "In 2017, the Chinese Government provided a grant to the Government of Togo for a clinic. The "
        "monetary value of the grant is unknown. The clinic stands beside a $3 million road."
    )

    assert "amount" not in values(text)


def test_a_face_value_that_was_revised_counts() -> None:
    """The sum that the loan came to outweighs the one that was signed."""
    text = (
        "In 2010, China Eximbank and the Government of Kenya signed an RMB 280 million loan agreement "
        "for a road. The face value of the loan was subsequently downsized to RMB 264 million."
    )

    assert values(text)["amount"] == 264_000_000


def test_a_framework_gives_way_to_the_loan_under_it() -> None:
    """A master facility is no project's sum when a loan was signed under it; its day is not the loan's."""
    text = (
        "On March 2, 2004, China Eximbank entered into a $2 billion Master Loan Facility Agreement with "
        "the Government of Angola. In July 2006, China Eximbank and the Government of Angola signed a "
        "$31 million subsidiary loan agreement for the Easttown Water Supply Project."
    )
    found = values(text)

    assert (found["amount"], found["commitment"]) == (31_000_000, "2006-07")


def test_a_number_chooses_among_records() -> None:
    """In an archive's text that speaks of several records, the record's own number tells which sum is its."""
    text = (
        "In 2015, China Eximbank issued a $50 million loan (captured via Project ID#111) and a $70 "
        "million loan (captured via Project ID#222) for the Westtown Dam."
    )

    assert values(text, "222")["amount"] == 70_000_000
    assert values(text, "111")["amount"] == 50_000_000


def test_what_the_text_gives_to_this_record_outweighs_all_else() -> None:
    """With the record's own number, a sum is its own where the text gives it that number, and another's is nobody's."""
    text = (
        "On May 2, 2015, China Eximbank and the Government of Kenya signed a $70 million loan agreement for the "
        "Westtown Dam. Project ID#222 captures a supplementary $9 million loan."
    )
    assert values(text, "222")["amount"] == 9_000_000
    assert values(text)["amount"] == 70_000_000
    shares = (
        "In 2015, three banks signed a $90 million syndicated loan for the Westtown Dam. Bank of China contributed $50 "
        "million (captured via Project ID#111) and the Industrial and Commercial Bank of China an unknown amount."
    )
    assert "amount" not in values(shares, "333")
    joint = (
        "On May 2, 2015, the Government of Kenya signed a loan agreement with two banks for the Westtown Dam. Project "
        "ID#222 captures Bank of China's contribution to the $90 million loan."
    )
    assert "amount" not in values(joint, "222")


def test_the_pointer_right_behind_a_noun_is_its_own() -> None:
    """A grant with a sum and a loan without one, each sent to its record: the loan's record has no sum."""
    text = (
        "On May 2, 2015, the Chinese Government issued a $70 million grant (captured via Project ID#111) and an "
        "interest-free loan (captured via Project ID#222) for the Westtown Road."
    )
    assert values(text, "111")["amount"] == 70_000_000
    assert values(text, "111")["flow_type"] == "Grant"
    assert values(text, "222")["flow_type"] == "Loan"
    assert "amount" not in values(text, "222")


def test_a_bank_that_signs_beside_the_lender_borrows() -> None:
    """A bank of no known country that signs beside a lender takes the loan; banks behind the sum lend together."""
    text = "On May 2, 2015, China Eximbank and {} signed a $70 million loan agreement{} for the Westtown Dam."
    assert values(text.format("Example Savings Bank", ""))["amount"] == 70_000_000
    assert "amount" not in values(text.format("Westtown Power", " with Bank of China and Example Savings Bank"))


def test_an_estimate_stands_for_what_is_unknown() -> None:
    """Where the archive says what it takes an unknown sum for, that is the sum."""
    unknown = "The face value of the loan is unknown."
    told = f"In 2012, China Eximbank signed a loan agreement with Kenya. {unknown}"
    assert values(f"{told} The coders assume nothing. However, AidData assumes that the face value was $32 million.")[
        "amount"
    ] == (32_000_000)


def test_numbers_in_square_brackets_end_no_sentence() -> None:
    """A loan's number has stops of its own; the sum behind it is what was signed."""
    text = (
        "On May 2, 2015, China Eximbank and the Government of Kenya signed a loan agreement [CHINA EXIMBANK GCL "
        "NO. (2015) 45 TOTAL NO. (295)] worth RMB 337 million for the Westtown Dam."
    )
    assert values(text)["amount"] == 337_000_000


def test_goods_begin_and_end_on_the_day_they_change_hands() -> None:
    """A gift's day is its commitment, its beginning and its end."""
    found = values("On 13 May 2018, the Chinese Embassy handed over ten tractors to the Government of Tonga.")

    assert (found["commitment"], found["start"], found["end"]) == ("2018-05-13",) * 3
    assert found["status"] == "Completion"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Construction began in June 2016 and was expected to end in 2019.", "Implementation"),
        ("Construction has not begun.", "Pipeline: Commitment"),
        ("The bridge was opened to traffic on 4 May 2019.", "Completion"),
    ],
)
def test_status_follows_the_works(told: str, status: str) -> None:
    """What has been done decides; what is planned does not."""
    signed = "In 2015, China Eximbank and the Government of Kenya signed a $40 million loan agreement for a bridge. "

    assert values(signed + told)["status"] == status


def test_not_until_tells_that_it_began() -> None:
    """ "Did not begin until" gives the beginning."""
    text = (
        "In 2013, China Eximbank and the Government of Mali signed a $138 million loan agreement for a "
        "dam. However, construction did not begin until October 1, 2016."
    )

    assert values(text)["start"] == "2016-10-01"


def test_months_become_years_and_none_is_zero() -> None:
    """A maturity in months is given in years; an interest-free loan has the rate 0."""
    found = values(
        "In 2011, the Chinese Government and the Government of Togo signed an RMB 30 million interest-free loan "
        "agreement with a maturity of 180 months."
    )

    assert (found["rate"], found["maturity"]) == (0, Decimal(15))


def test_nothing_is_no_record() -> None:
    """A text without a sentence has no record."""
    assert records(annotate(from_text("\n", Context(language="en")))) == ()


def test_other_commitments_are_records_of_their_own() -> None:
    """Tranches, shares, the facility above and what went before are told apart; each has its sum, giver and day."""
    text = (
        "In 2009, China Eximbank and the Government of Kenya signed a $2 billion Master Loan Facility "
        "Agreement. On May 3, 2012, China Eximbank and the Government of Kenya signed an RMB 600 "
        "million loan agreement (captured via Project ID#11) and a $90 million loan agreement (captured "
        "via Project ID#12) for the Westtown Dam Project. In 2010, the Chinese Government provided an "
        "RMB 20 million grant for the same project."
    )
    found = records(annotate(from_text(text, Context(language="en"))), "11")

    assert (found[0].amount, found[0].number) == (600_000_000, "11")
    assert [(each.relations[0].kind, each.amount, each.number) for each in found[1:]] == [
        ("parent", 2_000_000_000, None),
        ("tranche", 90_000_000, "12"),
        ("predecessor", 20_000_000, None),
    ]
    assert found[1].umbrella
    assert str(found[2].commitment) == "2012-05-03"
    assert all(each.relations[0].record == "11" for each in found[1:])


def test_what_stands_beside() -> None:
    """Name, native name, guarantor, insurer, pledge, reference rate and margin are read where they are told."""
    text = (
        "On May 3, 2012, China Development Bank and Example Power Ltd. signed a $90 million loan "
        "agreement for the 50 MW Westtown Dam Project (西镇水坝项目). The loan carries an "
        "interest rate of 6-month LIBOR plus a 3% margin. The loan was guaranteed by the Government of "
        "Kenya. Sinosure provided buyer's credit insurance. It is secured by an escrow account with the "
        "lender."
    )
    record = read(text)

    assert record.name == "50 MW Westtown Dam Project"
    assert record.native_names == (("zh", "西镇水坝项目"),)
    assert [each.name for each in record.guarantors] == ["Government of Kenya"]
    assert [each.name for each in record.insurers] == ["Sinosure"]
    assert (record.reference_rate, record.margin, record.rate) == ("6-month LIBOR", 3, None)
    assert record.collateral == "secured by an escrow account with the lender."


SIGNED = "On May 3, 2012, the Chinese Government and the Government of Kenya signed a"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        # what a project gets of a larger sum is its own
        (f"{SIGNED} grant agreement of RMB 90 million, RMB 12 million of which was allocated for the dam.", 12_000_000),
        # a sum in brackets repeats the one before, also in two more currencies
        (f"{SIGNED}n RMB 600 million ($90 million or KES 8,000,000,000) loan agreement for the dam.", 600_000_000),
        # a contract's or a loan's number is no sum
        (f"{SIGNED} loan agreement (Contract No. 14) worth $70 million for the dam.", 70_000_000),
        (f"{SIGNED} $80 million loan agreement [ID# 2100401932011] for the dam.", 80_000_000),
        # a part of the financing is a share
        (
            "In 2012, ICBC and BNP Paribas signed a $99 million loan. ICBC gave 70% of the financing ($69 million).",
            69_000_000,
        ),
        # what is outstanding under a loan is not the loan
        (f"{SIGNED} loan agreement for the dam. The amount outstanding under the loan was $57 million.", None),
        # lenders that are listed behind a sum lend it together
        ("In May 2016, Example Mining Ltd. signed a $300 million loan agreement with ICBC and Bank of China.", None),
        ("In May 2016, Example Mining Ltd. signed a $300 million facility with 13 leading international banks.", None),
        # what is sent to another record is not this one's
        (f"{SIGNED} $70 million loan agreement (captured via Project ID#123).", None),
        (
            "The Chinese Government made a donation in 2012. The commitment made is unclear; it cost $5 million.",
            None,
        ),
    ],
)
def test_the_sum_that_is_the_record_s_own(text: str, amount: int | None) -> None:
    """Each kind of sum beside the record's own is told apart from it."""
    assert values(text).get("amount") == amount


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Construction began in May 2015. By May 2018, 67% of the works had been completed.", "Implementation"),
        ("Construction began in May 2015. In May 2018, two of the five sections were opened.", "Implementation"),
        ("Construction began in May 2015. Once completed, the dam will be the largest.", "Implementation"),
        ("In May 2015, China National Complete Engineering Corporation began construction.", "Implementation"),
        ("Construction began in May 2015. The dam was completed in May 2018.", "Completion"),
    ],
)
def test_a_part_that_is_finished_completes_nothing(text: str, status: str) -> None:
    """Shares of the works, some of several sections, what is only hoped for and names are no completion."""
    signed = (
        "On May 3, 2012, China Eximbank and the Government of Kenya signed a $50 million loan agreement for a dam. "
    )

    assert values(signed + text)["status"] == status


@pytest.mark.parametrize(
    ("text", "commitment"),
    [
        # a deed that tells only the year happened on the first day of that year that the text tells
        (
            "In 2010, the Chinese Government provided a grant for a hospital. Works began on March 4, 2010.",
            "2010-03-04",
        ),
        # what is told next happened on the day of the deed before
        (
            (
                "On May 3, 2012, ICBC agreed to lend $9 million. The loan that was issued has a maturity of 15 years. "
                "In 2010, China Eximbank agreed in principle to lend $5 million."
            ),
            "2012-05-03",
        ),
    ],
)
def test_the_day_of_the_commitment(text: str, commitment: str) -> None:
    """The day is as fine as the text tells it."""
    assert values(text)["commitment"] == commitment


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (f"{SIGNED} $50 million loan agreement for a dam. In 2014, the loan agreement was cancelled.", "Cancelled"),
        (f"{SIGNED} $50 million loan agreement for a dam. In 2014, the loan was suspended.", "Suspended"),
        (
            "On May 3, 2012, China Eximbank expressed interest in the dam and signed a memorandum of understanding.",
            "Pipeline: Pledge",
        ),
    ],
)
def test_what_was_given_up_or_only_wished_for(told: str, status: str) -> None:
    """A loan cancelled or suspended before works, and interest without a paper that binds (TUFF 3.0, field Status)."""
    assert values(told)["status"] == status


@pytest.mark.parametrize(
    ("part", "amount", "why"), [("85%", 80_750_000, "EPC85"), ("100%", 95_000_000, "EPC100"), ("30%", None, None)]
)
def test_a_loan_is_estimated_by_its_part_of_the_contract(part: str, amount: int | None, why: str | None) -> None:
    """Where only the contract's sum and the part that the loan pays for are told, the sum is computed and marked."""
    text = f"{SIGNED} loan agreement for a dam. It was to finance {part} of the cost of a $95 million contract."
    found = values(text)

    assert (found.get("amount"), found.get("estimated")) == (amount, why)


def test_a_bank_that_lends_beside_is_no_receiver() -> None:
    """The other lender of a loan is told as such."""
    found = read(
        "In 2010, ICBC and the World Bank co-financed a loan to Kenya for a dam. ICBC contributed $40 million."
    )

    assert [agency.name for agency in found.cofinanciers] == ["World Bank"]
    assert "World Bank" not in [agency.name for agency in found.receivers]


def test_a_name_ends_before_the_sentence_does() -> None:
    """The stop of the sentence is no part of a name, that of an abbreviation is."""
    text = f"{SIGNED} $9 million loan agreement. The loan is guaranteed by Kenya Power and Lighting Company."

    assert [agency.name for agency in read(text).guarantors] == ["Kenya Power and Lighting Company"]
