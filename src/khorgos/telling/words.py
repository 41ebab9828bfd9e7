"""What a claim says, in the few words that a table has room for.  Claims come as plain rows (`as_dict`)."""

from __future__ import annotations

from typing import Any

HEADINGS = {
    "figure": "Figures",
    "project": "Projects",
    "event": "Events",
    "mechanism": "Mechanisms",
    "agreement": "Agreements",
    "statement": "Statements",
}

_INDICATORS = {"investment_stock": "investment stock", "contracts_signed": "contracts signed"}
_ARROWS = {"exports": "→", "imports": "←"}


def what(claim: dict[str, Any]) -> str:
    """The subject: an indicator with its measure and detail, a name, a title, or the words said."""
    kind = claim["kind"]
    if kind == "figure":
        return _figure(claim)
    if kind == "statement":
        return one_line(claim["quote"])
    name = str(claim.get("name") or claim.get("title") or "")
    aliases = claim.get("aliases") or []
    name += f" ({', '.join(aliases)})" if aliases else ""
    notes = [claim.get(key) for key in ("type", "paper", "sector", "location", "place", "status")]
    return " · ".join([name, *(str(note) for note in notes if note)])


def who(claim: dict[str, Any]) -> str:
    """The parties, with an arrow where there is a direction: "CHN → KAZ"; of a statement, whose words."""
    kind = claim["kind"]
    if kind == "statement":
        role, body = str(claim.get("role") or ""), str(claim.get("affiliation") or "")
        return ", ".join(part for part in (role, "" if body in role else body) if part)
    if kind == "project":
        return _project(claim)
    if kind == "mechanism":
        return " + ".join(", ".join(claim[key]) for key in ("members", "partners") if claim.get(key))
    parties = claim.get("parties") or claim.get("participants") or []
    if kind == "figure" and len(parties) == 2:
        return f" {_ARROWS.get(claim['indicator'], '↔')} ".join(parties)
    return ", ".join(parties)


def when(claim: dict[str, Any]) -> str:
    """The period or date, as written in the ledger; of a project, its start and end."""
    if claim["kind"] == "project":
        ends = [claim.get("start"), claim.get("end")]
        return f"{ends[0] or '..'}/{ends[1] or '..'}" if any(ends) else ""
    return str(claim.get("period") or claim.get("date") or claim.get("founded") or "")


def voice(claim: dict[str, Any], outlet: str | None = None) -> str:
    """Who says so: "said · Izimov → GDToday"; the chain ends with the outlet that printed it, where known."""
    chain = claim.get("attribution", {})
    links = [
        chain.get("speaker") or claim.get("speaker"),
        chain.get("agency"),
        chain.get("outlet"),
        claim.get("said_to"),
        outlet,
    ]
    named = list(dict.fromkeys(str(link) for link in links if link))
    return "said · " + " → ".join(named or ["the report"])


def one_line(text: str) -> str:
    """A text without line breaks and odd spaces."""
    return " ".join(text.split())


def clip(text: str, width: int) -> str:
    """A text cut to a width, with an ellipsis where something is left out."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _figure(claim: dict[str, Any]) -> str:
    indicator, measure = claim["indicator"], claim["measure"]
    name = _INDICATORS.get(indicator, indicator)
    if indicator == "other" and claim.get("detail"):
        name = ""
    notes = [claim.get("detail"), "" if measure == "level" else measure, claim.get("status"), claim.get("basis")]
    return " · ".join(part for part in (name, *notes) if part)


def _project(claim: dict[str, Any]) -> str:
    sides = [", ".join(claim.get(key) or []) for key in ("financiers", "recipients")]
    built = f" (built by {', '.join(claim['implementers'])})" if claim.get("implementers") else ""
    return " → ".join(side for side in sides if side) + built
