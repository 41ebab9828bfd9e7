"""What a project claim lends to the record beside it.

The claim names the project and the country, which it was read for; what else it says (who pays, who builds, the sum,
how far it has come) fills what the record's own sentences leave open.
"""

from __future__ import annotations

from collections.abc import Iterable

from khorgos.claims import Project
from khorgos.claims.record import AMOUNT_KINDS
from khorgos.extract.record import course
from khorgos.extract.record.bodies import Body
from khorgos.extract.record.draft import Draft
from khorgos.extract.record.sums import Sum
from khorgos.reference.tables import country_name
from khorgos.values import Party
from khorgos.values.party import PartyKind

FLOWS = {"loan": "Loan", "grant": "Grant", "equity": "Equity/FDI"}
# How far a project has come, by the claim's words; "signed" and "approved" commit only where money is lent or given.
_COURSE = {
    "planned": "Pipeline: Pledge", "signed": "Pipeline: Commitment", "approved": "Pipeline: Commitment",
    "under construction": "Implementation", "under implementation": "Implementation", "completed": "Completion",
    "suspended": "Suspended", "cancelled": "Cancelled",
}  # fmt: skip
_SIGNED = frozenset({"signed", "approved"})
_MONEY = frozenset({"Loan", "Grant"})


def name_and_place(draft: Draft, project: Project) -> None:
    """The project's name and where the work happens, before the record's own sentences are asked."""
    span = project.evidence.span
    draft.put("name", project.name, span.start, span.end, "claim")
    draft.put("recipients", project.recipients, span.start, span.end, "claim")
    draft.put("location", project.location, span.start, span.end, "claim")


def givers(draft: Draft, project: Project) -> None:
    """Who pays, where no sentence tells of a loan or grant signed."""
    span = project.evidence.span
    draft.bodies("financiers", _bodies(project.financiers, span.start, span.end))


def rest(draft: Draft, project: Project) -> None:
    """What the record's own sentences left open."""
    span = project.evidence.span
    givers(draft, project)
    draft.bodies("implementers", _bodies(project.implementers, span.start, span.end))
    draft.put("flow_type", FLOWS.get(project.flow_type or ""), span.start, span.end, "claim")
    for name in ("start", "end"):
        grounds = project.evidence.grounds_of(name)
        if grounds and f"planned_{name}" not in draft.fields:
            period, (start, end) = getattr(project, name), (grounds[0].span.start, grounds[-1].span.end)
            field = f"planned_{name}" if course.ahead(draft.view, period) else name
            draft.put(field, period, start, end, "claim", grounds[0].anchor)


def money(draft: Draft, project: Project, told: list[Sum]) -> None:
    """The claim's sum, where the record's own sentences give none, and what it is if they tell that."""
    grounds = project.evidence.grounds_of("value")
    if project.money is not None and grounds:
        draft.put("money", project.money, grounds[0].span.start, grounds[0].span.end, "claim")
        kind = next((each.kind for each in told if each.mention.start == grounds[0].span.start), "")
        draft.fields["amount_kind"] = kind if kind in AMOUNT_KINDS else None


def status(draft: Draft, project: Project, *, bound: bool) -> None:
    """The status that the claim gives; `bound` where a sentence tells of a loan or grant signed."""
    span = project.evidence.span
    draft.put("status", _status(draft, project, bound=bound), span.start, span.end, "claim")


def _status(draft: Draft, project: Project, *, bound: bool) -> str | None:
    if project.status in _SIGNED and draft.fields.get("flow_type") not in _MONEY:
        return "Pipeline: Pledge"  # a commercial contract commits nobody's money (TUFF 3.0)
    if project.status == "planned" and bound:
        return "Pipeline: Commitment"
    if project.status == "completed" and course.ahead(draft.view, project.end):
        return None
    return _COURSE.get(project.status or "")


def _bodies(parties: Iterable[Party], start: int, end: int) -> list[Body]:
    return [_body(party, start, end) for party in parties]


def _body(party: Party, start: int, end: int) -> Body:
    if party.kind is PartyKind.COUNTRY:
        return Body(start, end, country_name(party.code, "en") or party.code, "government", party.code)
    country = party.countries[0] if len(party.countries) == 1 else None
    return Body(start, end, party.code, "", country, code=party.code)
