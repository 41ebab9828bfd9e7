"""Mechanisms of cooperation: states down, mechanisms across, each cell a bar in time, meetings as ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from khorgos.charts.canvas import Canvas
from khorgos.charts.chart import WIDTH, Chart, Passport, Spec
from khorgos.charts.look import breadth, fitted, wrapped
from khorgos.charts.points import year
from khorgos.charts.words import say
from khorgos.claims.printing import Printing
from khorgos.reference.standing import registered, stands_for
from khorgos.telling import party_name

_ROW, _SIZE, _GAP = 22, 12, 14
# So many mechanisms stand side by side; those with most members before others.
_MOST = 7
# A group of more is one row: the European Union would fill the page with states that nobody named.
_LARGE = 12


@dataclass(slots=True)
class Membership:
    """A mechanism as reports tell it: since when, who is in it and how ("members", "partners"), its meetings' days.

    `claims` has the claim that gives each state its place, `founded` and `meetings` are ISO 8601.
    """

    name: str
    founded: str = ""
    roles: dict[str, str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    meetings: list[str] = field(default_factory=list)


def memberships(mechanisms: Iterable[Sequence[Printing]], events: Iterable[Printing]) -> list[Membership]:
    """From the facts about mechanisms (each with its claims) and the events: by name, groups as their members."""
    found: dict[str, Membership] = {}
    for claims in mechanisms:
        key = _key(claims)
        one = found.setdefault(key, Membership(str(claims[0].said["name"])))
        for claim in claims:
            one.founded = one.founded or claim.word("founded")
            _join(one, claim)
    for event in events:
        key, day = _known(event.word("mechanism") or event.word("name")), event.word("date")
        if day and key in found:
            found[key].meetings.append(day)
    return sorted(found.values(), key=lambda one: one.name)


def _key(claims: Sequence[Printing]) -> str:
    """One name for a mechanism: the registered one of any name that its claims give it, else the first."""
    names = [str(name) for claim in claims for name in (claim.said["name"], *(claim.said.get("aliases") or ()))]
    return next((known for name in names if (known := _known(name))), names[0])


def _known(name: str) -> str:
    """The registered name of what a name begins with ("C5+1 mechanism"); "" where the register has none."""
    words = name.split()
    heads = (" ".join(words[:size]) for size in range(len(words), 0, -1))
    return next((known for head in heads if (known := registered(head))), "")


def _join(one: Membership, claim: Printing) -> None:
    for role in ("members", "partners"):
        for party in claim.said.get(role) or ():
            for state in _states(party):
                one.roles.setdefault(state, role)
                one.claims.setdefault(state, claim.id)


def matrix(
    title: str, mechanisms: Sequence[Membership], passport: Passport, language: str = "en", until: str = ""
) -> Chart | None:
    """The matrix up to the day `until` (else the latest day that is told); None where no one is in anything."""
    shown = sorted(mechanisms, key=lambda one: (-len(one.roles), one.name))[:_MOST]
    shown = sorted((one for one in shown if one.roles), key=lambda one: (one.founded or "9999", one.name))
    if not shown:
        return None
    states = sorted({state for one in shown for state in one.roles}, key=lambda code: _order(code, shown, language))
    listed = "; ".join(_told(one, language) for one in shown)
    told = say("matrix told", language, title=title, list=listed)
    left = len([one for one in mechanisms if one.roles]) - len(shown)
    notes = (say("matrix marks", language), *((say("more mechanisms", language, n=left),) if left else ()))
    return Chart(
        "mechanisms", title, told, passport.told(language),
        lambda width: _drawn(shown, states, width or WIDTH, language, until), below=8, notes=notes,
    )  # fmt: skip


def _order(code: str, shown: Sequence[Membership], language: str) -> tuple[int, str]:
    """Who is in most stands above."""
    return -sum(code in one.roles for one in shown), party_name(code, language)


def _told(one: Membership, language: str) -> str:
    parts = [f"{one.name} ({one.founded})" if one.founded else one.name]
    for role in ("members", "partners"):
        names = [party_name(code, language) for code, has in one.roles.items() if has == role]
        if names:
            parts.append(say(role, language, list=", ".join(sorted(names))))
    return ": ".join([parts[0], "; ".join(parts[1:])])


def _states(party: str) -> list[str]:
    """The members of a group that is not too large to be shown state by state; the party itself else."""
    found = sorted(stands_for(party))
    return found if len(found) <= _LARGE else [party]


def _drawn(shown: Sequence[Membership], states: Sequence[str], width: float, language: str, until: str) -> Spec:
    canvas = Canvas()
    size = _SIZE if width > 480 else 10
    names = {code: party_name(code, language) for code in states}
    left = min(width * 0.28, max(breadth(name, size) for name in names.values()) + 10)
    wide = (width - left - _GAP * (len(shown) - 1)) / len(shown)
    heads = {one.name: wrapped(one.name, wide, size)[:4] for one in shown}
    top = max(map(len, heads.values())) * 14 + 22
    span = _span(shown, until)
    bottom = top + len(states) * _ROW
    for row, code in enumerate(states):
        y = top + row * _ROW + _ROW / 2
        canvas.text(0, y, fitted(names[code], left - 4, size), size=size)
        canvas.line(0, y + _ROW / 2, width, y + _ROW / 2)
    for at, one in enumerate(shown):
        x = left + at * (wide + _GAP)
        for line, text in enumerate(heads[one.name]):
            canvas.text(x, 8 + line * 14, fitted(text, wide, size), size=size, bold=True)
        _column(canvas, one, states, (x, wide, top), span)
    return {"width": width, "height": bottom, "layer": canvas.layers()}


def _span(shown: Sequence[Membership], until: str) -> tuple[float, float]:
    """The decimal years that every column runs over."""
    founded = [year(one.founded) for one in shown if one.founded]
    met = [year(day) for one in shown for day in one.meetings]
    known = [each for each in (*founded, *met) if each is not None]
    last = max([*known, year(until, end=True) or 0.0])
    return (min(known, default=last - 10) - 0.5, max(last, min(known, default=0) + 1))


def _column(
    canvas: Canvas, one: Membership, states: Sequence[str], place: tuple[float, float, float],
    span: tuple[float, float],
) -> None:  # fmt: skip
    """One mechanism: its time over it, a bar for each state that is in it, ticks for its meetings."""
    x, wide, top = place
    unit = wide / (span[1] - span[0])
    since = year(one.founded)
    start = x + ((since - span[0]) * unit if since is not None else 0)
    # One end of the scale is enough where both would not fit.
    canvas.text(x, top - 8, one.founded[:4] if since is not None else "?", "soft", size=10)
    if wide > 70:
        canvas.text(x + wide, top - 8, f"{span[1]:.0f}", "soft", align="right", size=10)
    for row, code in enumerate(states):
        role = one.roles.get(code)
        if role is None:
            continue
        y = top + row * _ROW + _ROW / 2
        partner = role == "partners"
        canvas.box(
            start, y - 5, x + wide, y + 5, "mechanism", fill=0.0 if partner else 0.75 if since is not None else 0.35,
            dashed=partner or since is None, told=f"{one.name}: {code} ({role})",
        )  # fmt: skip
        for day in one.meetings:
            met = x + ((year(day) or span[0]) - span[0]) * unit
            canvas.box(met - 1, y - 9, met + 1, y + 9, "event", told=f"{one.name}: {day}")
