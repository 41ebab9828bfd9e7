"""The rules of TUFF's derived fields, each with its golden record."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.claims import Agency, Record, Relation
from khorgos.errors import ValueFault
from khorgos.records import (
    completeness,
    concessional,
    constant_dollars,
    deviation_days,
    first_repayment,
    flow_class,
    grant_element,
    implementation,
    infrastructure,
    last_repayment,
    loan_detail,
    nominal_dollars,
    portfolio,
    public_liability,
    recommended,
    rescue,
    short_term,
    simplified,
    source_quality,
    source_types,
    threshold,
)
from khorgos.records.arrangement import (
    cancelled_half_drawn,
    cooperation_agreement,
    facility,
    forgiven,
    framework,
    into_fund,
    joint,
    requested_again,
    rescheduled,
    rolled_over,
    swap,
    syndicate,
    two_currencies,
)
from khorgos.records.estimates import by_contract, by_debt_ratio, by_disbursement, by_units
from khorgos.records.loan import all_in_rate
from khorgos.reference.rates import deflators, per_dollar, source_of
from khorgos.reference.tables import mapping
from khorgos.values import Party, Period, Quantity

EXIM = Agency("Export-Import Bank of China", "State-owned Policy Bank", "Chinese", "CHN")
BUILDER = Agency("Example Builders", "Private Sector", "Chinese")
MINISTRY = Agency("Ministry of Finance", "Government Agency", "Recipient")


def made(**altered: object) -> Record:
    """A completed loan with every field that a rule looks at."""
    fields: dict[str, object] = {
        "document": "made",
        "name": "Northtown Bridge",
        "status": "Completion",
        "flow_type": "Loan",
        "intent": "Development",
        "recipients": (Party.country("KAZ"),),
        "location": "Northtown",
        "sector": "210",
        "financiers": (EXIM,),
        "receivers": (MINISTRY,),
        "implementers": (BUILDER,),
        "money": Quantity.parse("700000000 CNY"),
        "amount_kind": "committed",
        "commitment": Period.parse("2015-06-09"),
        "start": Period.parse("2016"),
        "end": Period.parse("2018-03"),
        "rate": Decimal(2),
        "maturity": Decimal(20),
        "grace": Decimal(5),
    }
    return Record(**(fields | altered))


@pytest.mark.parametrize(
    ("rate", "maturity", "grace", "discount", "element"),
    [(0, 20, 10, 10, 75.7), (2, 20, 5, 10, 53.9), (2, 20, 5, 5, 26.8), (12, 20, 5, 10, 0), (0, 60, 59, 90, 100)],
)
def test_grant_element(rate: float, maturity: float, grace: float, discount: float, element: float) -> None:
    """The manual's interest-free loan (about 75), a concessional loan at both discounts, and both bounds."""
    assert grant_element(rate, maturity, grace, discount) == pytest.approx(element, abs=0.05)


@given(st.floats(0, 20), st.integers(1, 40), st.integers(0, 39), st.floats(1, 15))
def test_grant_element_is_the_cash_flow(rate: float, maturity: int, grace: int, discount: float) -> None:
    """The closed form is what discounting every half-yearly payment gives, within the bounds."""
    if grace >= maturity:
        return
    count, first, period = 2 * (maturity - grace), 2 * grace, (1 + discount / 100) ** 0.5 - 1
    left, worth = 1.0, 0.0
    for at in range(1, 2 * maturity + 1):
        paid = left * rate / 200 + (1 / count if at > first else 0)
        left -= 1 / count if at > first else 0
        worth += paid / (1 + period) ** at

    assert grant_element(rate, maturity, grace, discount) == pytest.approx(
        min(max(100 * (1 - worth), 0), 100), abs=1e-6
    )


@pytest.mark.parametrize("terms", [(2, 0, 0, 10), (2, 5, 6, 10), (-1, 5, 1, 10), (2, 5, 1, 0)])
def test_no_loan_has_such_terms(terms: tuple[float, ...]) -> None:
    """Nonsense is refused, not bounded."""
    with pytest.raises(ValueFault, match="no loan has such terms"):
        grant_element(*terms)


@pytest.mark.parametrize(
    ("year", "group", "official", "expected"),
    [
        (2017, "UMIC", True, (25, 10)),
        (2018, "LDC", True, (45, 9)),
        (2018, "Low income", True, (45, 9)),
        (2019, "Lower middle income", True, (15, 7)),
        (2021, "UMIC", True, (10, 6)),
        (2021, "UMIC", False, (25, 10)),
        (2021, None, True, None),
    ],
)
def test_thresholds(year: int, group: str | None, official: bool, expected: tuple[int, int] | None) -> None:
    """Up to 2017 one threshold; from 2018 by income group, and by private borrowers."""
    found = threshold(year, group, official=official)

    assert (found and (found.element, found.discount)) == expected


def test_an_unknown_group_is_told() -> None:
    """A group that is none is refused with those that are."""
    with pytest.raises(ValueFault, match="LDC, LIC, LMIC or UMIC"):
        threshold(2020, "rich")


@pytest.mark.parametrize(
    ("altered", "group", "expected"),
    [
        ({}, "LMIC", "ODA-like"),
        ({}, None, "OOF-like"),
        ({"intent": "Commercial"}, "LMIC", "OOF-like"),
        ({"instruments": ("export_buyers_credit",)}, "LMIC", "OOF-like"),
        ({"instruments": ("pbc",)}, "LMIC", "OOF-like"),
        ({"instruments": ("gcl",)}, "LMIC", "ODA-like"),
        ({"rate": Decimal(9)}, "LMIC", "OOF-like"),
        ({"rate": None}, "LMIC", "Vague (Official Finance)"),
        ({"flow_type": "Grant"}, "LIC", "ODA-like"),
        ({"flow_type": "Debt forgiveness"}, "LIC", "ODA-like"),
        ({"flow_type": "Vague TBD"}, "LIC", "Vague (Official Finance)"),
        ({"flow_type": "Contract"}, "LIC", None),
    ],
)
def test_flow_class(altered: dict[str, object], group: str | None, expected: str | None) -> None:
    """Development intent, a country on the list and soft terms make ODA-like; some instruments never are."""
    assert flow_class(made(**altered), group) == expected


def test_missing_grace_counts_as_none() -> None:
    """A loan without a told grace is judged with none."""
    assert concessional(made(grace=None), "LMIC") is concessional(made(grace=Decimal(0)), "LMIC")


def test_terms_that_no_loan_has_lose_no_record() -> None:
    """A grace longer than the maturity, as a source prints it, leaves the grant element open; nothing is raised."""
    assert concessional(made(grace=Decimal(30), maturity=Decimal(20)), "LMIC") is None


@pytest.mark.parametrize(
    ("status", "umbrella", "expected"),
    [
        ("Pipeline: Pledge", False, False),
        ("Pipeline: Commitment", False, True),
        ("Implementation", False, True),
        ("Completion", False, True),
        ("Suspended", False, False),
        ("Cancelled", False, False),
        ("Completion", True, False),
        (None, False, False),
    ],
)
def test_recommended(status: str | None, umbrella: bool, expected: bool) -> None:
    """Committed, under way or completed, and no umbrella; an amount is not needed."""
    assert recommended(made(status=status, umbrella=umbrella, money=None)) is expected


def test_simplified() -> None:
    """Technical assistance, scholarships and forgiveness are grants; what GCDF leaves out has no simple type."""
    assert [simplified(each) for each in ("Free-standing technical assistance", "Vague TBD", "Loan", "Equity/FDI")] == [
        "Grant",
        "Vague",
        "Loan",
        None,
    ]


def test_rescue_and_short_term() -> None:
    """A drawing on a swap line or budget support by loan is a rescue; a year or less is short."""
    assert rescue(made(instruments=("swap",)))
    assert rescue(made(sector="510"))
    assert not rescue(made(sector="510", flow_type="Grant"))
    assert [short_term(made(maturity=Decimal(years))) for years in ("1", "1.5")] == [True, False]
    assert short_term(made(maturity=None)) is None


def test_infrastructure() -> None:
    """The words that point to building, by the table's own examples."""
    table = mapping("tuff.yaml")["infrastructure"]

    assert [each for each in table["means"] if not infrastructure(each)] == []
    assert [each for each in table["not"] if infrastructure(each)] == []


STATE = Agency("Example Railways", "State-owned Company", "Recipient")
VEHICLE = Agency("Example Toll Road", "Special Purpose Vehicle/Joint Venture", "Recipient")
PRIVATE = Agency("Example Mining", "Private Sector", "Recipient")


@pytest.mark.parametrize(
    ("altered", "share", "expected"),
    [
        ({}, None, "Central government debt"),
        ({"receivers": (STATE,), "indirect_receivers": (MINISTRY,)}, None, "Central government debt"),
        ({"receivers": (PRIVATE,), "guarantors": (MINISTRY,)}, None, "Central government-guaranteed debt"),
        ({"receivers": (STATE,)}, None, "Other public sector debt"),
        ({"receivers": (PRIVATE,), "guarantors": (STATE,)}, None, "Other public sector debt"),
        ({"receivers": (VEHICLE,)}, "Majority", "Other public sector debt"),
        ({"receivers": (VEHICLE,)}, "Minority", "Potential public sector debt"),
        ({"receivers": (VEHICLE,)}, "None", "Private debt"),
        ({"receivers": (VEHICLE,)}, None, "Unallocable"),
        ({"receivers": (PRIVATE,)}, None, "Private debt"),
        ({"receivers": (PRIVATE,), "guarantors": (Agency("Sinosure", "Government Agency", "Chinese"),)}, None,
         "Private debt"),
        ({"receivers": ()}, None, "Unallocable"),
        ({"flow_type": "Grant"}, None, None),
    ],
)  # fmt: skip
def test_public_liability(altered: dict[str, object], share: str | None, expected: str | None) -> None:
    """The first class of the cascade that holds; a lender's own state does not answer for the debt."""
    assert public_liability(made(**altered), share) == expected


@pytest.mark.parametrize(
    ("types", "score"),
    [
        ([], None),
        (["Media Report"], 1),
        (["Media Report", "Social media"], 2),
        (["Media Report", "Academic Journal Article"], 3),
        (["Official", "Media Report"], 4),
        (["Official", "Other Official"], 5),
    ],
)
def test_source_quality(types: list[str], score: int | None) -> None:
    """By the best kind of source and, for official ones, their number."""
    assert source_quality(types) == score


@pytest.mark.parametrize(
    ("altered", "score"),
    [
        ({}, 5),
        ({"proxies": ("commitment",)}, 4),
        ({"money": None}, 4),
        ({"flow_type": "Vague TBD"}, 4),
        ({"financiers": ()}, 4),
        ({"implementers": ()}, 4),
        ({"implementers": (), "receivers": ()}, 4),
        ({"proxies": ("commitment",), "money": None, "flow_type": None, "financiers": (), "receivers": ()}, 0),
    ],
)
def test_completeness(altered: dict[str, object], score: int) -> None:
    """Five, and one less for each of five lacks."""
    assert completeness(made(**altered)) == score


@pytest.mark.parametrize(
    ("altered", "score"),
    [
        ({}, 5),
        ({"end": None, "planned_end": Period.parse("2018")}, 4),
        ({"status": "Implementation", "end": None, "planned_end": Period.parse("2018")}, 5),
        ({"sector": "998", "location": None, "start": None, "implementers": (), "end": None}, 0),
        ({"status": "Pipeline: Commitment"}, None),
        ({"umbrella": True}, None),
    ],
)
def test_implementation(altered: dict[str, object], score: int | None) -> None:
    """The planned end counts while works go on, the actual one when they are done."""
    assert implementation(made(**altered)) == score


@pytest.mark.parametrize(
    ("altered", "score"),
    [
        ({}, 5),
        ({"grace": None}, 4),
        ({"rate": None, "maturity": None, "grace": None}, 2),
        ({"rate": None, "maturity": None, "grace": None, "instruments": ("gcl",)}, 3),
        ({"instruments": ("gcl",)}, 5),
        ({"flow_type": "Grant"}, None),
        ({"status": "Cancelled"}, None),
    ],
)
def test_loan_detail(altered: dict[str, object], score: int | None) -> None:
    """Six tests, no more than five points."""
    assert loan_detail(made(**altered)) == score


def test_deviation() -> None:
    """Planned less actual: positive is early; months and years have no days to differ by."""
    days = [Period.parse(text) for text in ("2020-03-10", "2020-03-01", "2020-03")]

    assert deviation_days(days[0], days[1]) == 9
    assert deviation_days(days[1], days[0]) == -9
    assert deviation_days(days[0], days[2]) is None


@pytest.mark.parametrize(
    ("commitment", "grace", "first", "last"),
    [
        ("2015-06-09", "5", "2020-06-09", "2035-06-09"),
        ("2016-02-29", "5", "2021-02-28", "2036-02-29"),
        ("2015-06", "0.5", "2015-12", "2035-06"),
        ("2015", "5", "2020", "2035"),
        ("2015", "0.5", None, "2035"),
    ],
)
def test_repayments(commitment: str, grace: str, first: str | None, last: str) -> None:
    """Commitment and grace, commitment and maturity, as exact as the commitment is."""
    record = made(commitment=Period.parse(commitment), grace=Decimal(grace))
    found = first_repayment(record), last_repayment(record)

    assert (found[0] and str(found[0]), str(found[1])) == (first, last)


def test_nominal_dollars() -> None:
    """At the average rate of the commitment year; China's was 6.2275 yuan in 2015."""
    assert float(nominal_dollars(made()) or 0) == pytest.approx(700e6 / 6.2275, rel=1e-3)
    assert nominal_dollars(made(money=None)) is None


def test_no_rate_no_dollars() -> None:
    """A currency and year that the table lacks are told, with the years that it has."""
    with pytest.raises(ValueFault, match="no average rate to the US dollar for 1955"):
        nominal_dollars(made(commitment=Period.parse("1955")))
    with pytest.raises(ValueFault, match="no commitment date"):
        nominal_dollars(made(commitment=None))


def test_constant_dollars() -> None:
    """In the base year constant and nominal are the same; a given table takes the shipped one's place."""
    base = made(commitment=Period.parse("2020"))
    table = {("CHN", 2015): Decimal(50), ("CHN", 2021): Decimal(100)}
    expected = (nominal_dollars(made()) or 0) / (Decimal(50) / 100 * per_dollar("CNY", 2021) / per_dollar("CNY", 2015))

    assert constant_dollars(base) == nominal_dollars(base)
    assert constant_dollars(made(), base=2021, table=table) == expected
    with pytest.raises(ValueFault, match="no GDP deflator for 2021"):
        constant_dollars(made(), base=2021)


def test_rates_have_a_source() -> None:
    """Each rate names its source; neighbouring years of a calm currency are close; deflators are positive."""
    assert source_of("CNY", 2015) == "WB"
    assert source_of("CNY", 2024) == "ECB"
    assert float(per_dollar("CNY", 2021) / per_dollar("CNY", 2022)) == pytest.approx(1, abs=0.06)
    assert min(deflators().values()) > 0


def test_portfolio_adds_only_like_things() -> None:
    """Pledges, umbrellas, contracts and what was cancelled are left out by name; yuan and dollars stay apart."""
    records = [
        made(),
        made(),
        made(name="Southtown", money=Quantity.parse("100 USD")),
        made(name="Kuma", money=Quantity.parse("5 TMT"), commitment=Period.parse("2003")),
        made(name="Plan", status="Pipeline: Pledge"),
        made(name="Frame", umbrella=True),
        made(name="Works", flow_type="Contract"),
        made(name="Cost", amount_kind="total"),
        made(name="Bare", money=None),
    ]
    total = portfolio(records)

    assert (total.records, total.with_amount) == (4, 3)
    assert dict(total.by_currency) == {"CNY": 700_000_000, "USD": 100, "TMT": 5}
    assert total.dollars == (nominal_dollars(made()) or 0) + 100
    assert sum(len(ids) for _, ids in total.left_out) == 4
    assert [reason for reason, _ in total.unconverted] == ["TMT: no average rate to the US dollar for 2003."]


def test_pledges_are_never_added_to_the_rest() -> None:
    """Pledges may be added up alone only."""
    assert portfolio([made(status="Pipeline: Pledge")], ("Pipeline: Pledge",)).records == 1
    with pytest.raises(ValueFault, match="pledges are not added"):
        portfolio([], ("Pipeline: Pledge", "Completion"))


def test_syndicate() -> None:
    """Known shares are taken; else the total is split over the known lenders and marked; without a total none."""
    lenders = [EXIM, Agency("Example Bank")]
    equal = syndicate(made(), lenders)
    known = syndicate(made(), lenders, {EXIM.name: Decimal(1)})

    assert [(each.amount, each.estimated) for each in equal] == [(350_000_000, "EQUAL")] * 2
    assert [each.amount for each in known] == [1, None]
    assert [each.money for each in syndicate(made(money=None), lenders)] == [None, None]


def test_linked_records() -> None:
    """Two currencies are two records; half drawn and cancelled are two records of two statuses."""
    both = two_currencies(made(), [Quantity.parse("5 USD"), Quantity.parse("7 CNY")])
    cancelled, drawn = cancelled_half_drawn(made(), Quantity.parse("1000 CNY"))

    assert [(each.currency, each.relations[0].record) for each in both] == [("USD", "CNY"), ("CNY", "USD")]
    assert (cancelled.status, cancelled.amount) == ("Cancelled", 700_000_000)
    assert (drawn.status, drawn.amount, drawn.relations[0].record) == ("Completion", 1000, cancelled.id)


def test_facilities() -> None:
    """An undrawn line is no commitment; children carry the amounts only where all are known."""
    line, one, two = made(name="Line"), made(name="A"), made(name="B")
    known, unknown = facility(line, [one, two], all_known=True), facility(line, [one], all_known=False)

    assert [each.status for each in facility(line, [], all_known=True)] == ["Pipeline: Pledge"]
    assert [each.umbrella for each in facility(line, [one], all_known=True)] == [False]
    assert [each.umbrella for each in facility(line, [one], all_known=False, central_bank=True)] == [False]
    assert [(each.umbrella, each.amount is None) for each in known] == [(True, False), (False, False), (False, False)]
    assert [(each.umbrella, each.amount is None) for each in unknown] == [(True, False), (False, True)]


def test_cooperation_agreements() -> None:
    """Without a purpose an umbrella that is committed; one project is a normal record; several are children."""
    signed = made(status=None)

    assert [(each.umbrella, each.status) for each in cooperation_agreement(signed, [])] == [
        (True, "Pipeline: Commitment")
    ]
    assert [each.umbrella for each in cooperation_agreement(signed, [made()])] == [False]
    assert [each.umbrella for each in cooperation_agreement(signed, [made(), made(name="B")])] == [True, False, False]


@pytest.mark.parametrize(
    ("told", "outlets", "score"),
    [
        ((("Source Type", "Media Report | Government Source"),), (), 4),
        ((), ("Example Wire",), 1),
        ((), ("World Bank",), 4),
        ((), ("World Bank", "Asian Development Bank"), 5),
        ((), (None,), None),
    ],
)
def test_source_quality_follows_the_table_or_the_outlets(
    told: tuple[tuple[str, str], ...], outlets: tuple[str | None, ...], score: int | None
) -> None:
    """The table's own types of sources count; a report counts by who published it; an unknown outlet says nothing."""
    assert source_quality(source_types(Record(document="example", details=told), outlets)) == score


def test_a_framework_is_a_pledge_until_a_loan_follows() -> None:
    """Alone a pledge; with one loan that loan; with several an umbrella above them (TUFF 3.0 on frameworks)."""
    agreement, one, two = made(name="Framework"), made(name="A"), made(name="B")

    assert [(each.status, each.umbrella) for each in framework(agreement, [])] == [("Pipeline: Pledge", False)]
    assert framework(agreement, [], several_meant=True)[0].umbrella
    assert [each.name for each in framework(agreement, [one])] == ["A"]
    assert [(each.name, each.umbrella) for each in framework(agreement, [one, two])] == [
        ("Framework", True),
        ("A", False),
        ("B", False),
    ]


def test_of_a_swap_the_drawings_are_records() -> None:
    """The line itself is none; each drawing says that it is one."""
    drawn = swap(made(name="Line"), [made(name="A"), made(name="B")])

    assert [each.name for each in drawn] == ["A", "B"]
    assert all("swap" in each.instruments and each.relations[0].kind == "linked" for each in drawn)


def test_changed_terms_are_a_record_without_amounts() -> None:
    """A rescheduling keeps the loan's parties, has the new terms, and goes back to the loan."""
    loan = made()
    new = rescheduled(loan, Period.parse("2021-05"), maturity=Decimal(25))

    assert (new.flow_type, new.money, new.maturity, str(new.commitment)) == ("Debt rescheduling", None, 25, "2021-05")
    assert (new.relations[-1].kind, new.relations[-1].record) == ("predecessor", loan.id)


def test_a_suspended_loan_that_is_asked_for_again() -> None:
    """The old record stays, suspended; the new one is only a pledge and not added up."""
    old, new = requested_again(made(), Period.parse("2021"))

    assert (old.status, new.status) == ("Suspended", "Pipeline: Pledge")
    assert not recommended(old)
    assert not recommended(new)


def test_the_all_in_rate() -> None:
    """Reference rate and margin together: 6-month LIBOR of 0.358 and a margin of 4 percent."""
    assert all_in_rate(Decimal("0.358"), Decimal(4)) == Decimal("4.358")


def test_what_several_pay_into_is_an_umbrella() -> None:
    """A project of several funders keeps the total above a child for each; so does money put into a fund."""
    for parent, *children in (
        joint(made(number="1"), [made(name="A"), made(name="B")]),
        into_fund(made(number="1"), [made(name="A")]),
    ):
        assert (parent.umbrella, recommended(parent)) == (True, False)
        assert {(each.umbrella, each.relations) for each in children} == {(False, (Relation("parent", "1"),))}


def test_a_debt_forgiven_is_not_counted_beside_its_loan() -> None:
    """An umbrella where the loan is a record or may be one; counted where it surely is none."""
    relief = made(flow_type="Debt forgiveness")
    assert [
        recommended(each)
        for each in (
            forgiven(relief, made(number="7")),
            forgiven(relief, None),
            forgiven(relief, None, may_be_recorded=False),
        )
    ] == [False, False, True]
    assert forgiven(relief, made(number="7")).relations == (Relation("predecessor", "7"),)


def test_short_debt_that_is_renewed_counts_once() -> None:
    """Of a deposit renewed twice the first is added, and each renewal goes back to the one before."""
    chain = rolled_over([made(number=each) for each in ("1", "2", "3")])
    total = portfolio(chain)
    assert [each.relations for each in chain] == [(), (Relation("predecessor", "1"),), (Relation("predecessor", "2"),)]
    assert (total.records, [len(ids) for _, ids in total.left_out]) == (1, [2])


@pytest.mark.parametrize(
    ("record", "amount", "why"),
    [
        (lambda: by_contract(made(money=None, instruments=("pbc",)), Quantity.parse("100 USD")), 85, "EPC85"),
        (lambda: by_contract(made(money=None, instruments=("gcl",)), Quantity.parse("100 CNY")), 100, "EPC100"),
        (lambda: by_contract(made(money=None, flow_type="Grant"), Quantity.parse("100 CNY")), 100, "EPC100"),
        (lambda: by_debt_ratio(made(money=None), Quantity.parse("100 USD"), Decimal("0.7")), 70, "DEBTRATIO"),
        (lambda: by_units(made(money=None), Decimal(20), Quantity.parse("60000 USD")), 1_200_000, "UNITPRICE"),
        (lambda: by_disbursement(made(money=None), Quantity.parse("40 USD")), 40, "DISB"),
        (lambda: by_disbursement(made(money=None, status="Implementation"), Quantity.parse("4 USD")), None, None),
        (lambda: by_units(made(), Decimal(20), Quantity.parse("60000 USD")), 700_000_000, None),
    ],
)
def test_estimates(record: Callable[[], Record], amount: int | None, why: str | None) -> None:
    """Each way of computing a sum says which it was; a sum that is told stays, and so does a lack that must."""
    found = record()
    assert (found.amount, found.estimated) == (amount, why)


@pytest.mark.parametrize(
    "call",
    [
        lambda: by_contract(made(money=None, instruments=("lease",)), Quantity.parse("100 USD")),
        lambda: by_debt_ratio(made(money=None), Quantity.parse("100 USD"), Decimal(70)),
        lambda: by_units(made(money=None), Decimal(0), Quantity.parse("1 USD")),
    ],
)
def test_no_estimate_without_a_rule(call: Callable[[], Record]) -> None:
    """What the manual gives no rule for is refused with what may be given."""
    with pytest.raises(ValueFault):
        call()
