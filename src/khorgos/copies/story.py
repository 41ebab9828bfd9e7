"""Story families: what was printed from one text, its earliest printing, and the agency that all of them carry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from khorgos.copies.index import Copy, Index, Kind
from khorgos.copies.translated import Wire, translations


@dataclass(frozen=True, slots=True)
class Report:
    """A report as far as families need it: when it was printed (ISO day, "" unknown), and the agencies it names."""

    document: str
    published: str = ""
    agencies: frozenset[str] = frozenset()


@dataclass(slots=True)
class Families:
    """`of` gives each copied or copying report its family: the id of the family's earliest printing.

    `how` says by what a report came into it, `copies` has every pair that was found, lifted passages included: those
    alone make no family, since the rest of such a report is its own.
    """

    of: dict[str, str] = field(default_factory=dict)
    how: dict[str, Kind] = field(default_factory=dict)
    copies: list[Copy] = field(default_factory=list)

    def members(self) -> dict[str, list[str]]:
        """The families with more than one member, each by its id, its members in order of printing."""
        found: dict[str, list[str]] = defaultdict(list)
        for document, family in self.of.items():
            found[family].append(document)
        return dict(found)


def families(reports: Iterable[Report], text: Callable[[str], str], wires: Sequence[Wire] = ()) -> Families:
    """The families of reports; the same whatever their order.  `wires` tell what may be compared across languages."""
    ordered = sorted(reports, key=lambda report: (report.published or "9999", report.document))
    index, found = Index(text), Families()
    for report in ordered:
        found.copies += index.add(report.document)
    found.copies += translations(wires)
    rank = {report.document: number for number, report in enumerate(ordered)}
    home = {report.document: report.document for report in ordered}
    for copy in found.copies:
        if copy.kind is not Kind.PARTIAL:
            _join(home, rank, copy)
    counts = Counter(_root(home, name) for name in home)
    found.of = {name: _root(home, name) for name in home if counts[_root(home, name)] > 1}
    for copy in found.copies:
        if copy.kind is not Kind.PARTIAL:
            found.how.setdefault(copy.document, copy.kind)
    return found


def carried(members: Iterable[Report]) -> frozenset[str]:
    """The agencies that every member of a family names."""
    named = [report.agencies for report in members]
    return frozenset.intersection(*named) if named else frozenset()


def _join(home: dict[str, str], rank: dict[str, int], copy: Copy) -> None:
    one, other = _root(home, copy.document), _root(home, copy.of)
    early, late = sorted((one, other), key=rank.__getitem__)
    home[late] = early


def _root(home: dict[str, str], name: str) -> str:
    while home[name] != name:
        home[name] = home[home[name]]
        name = home[name]
    return name
