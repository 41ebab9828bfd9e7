"""The records of a report: one for each project that it tells of, and those of the commitments beside it.

A report is woken by a project that somebody pays for or builds, or by a loan or grant that it tells was signed; other
reports cost nothing, and a woken one costs only those who ask for its records.  Each record is read from the sentences
of its own: those that name its project, and what stands between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from khorgos.annotate import Annotated
from khorgos.claims import Claim, Project, Record
from khorgos.extract.record import build
from khorgos.extract.record.deed import GIVEN, PROVIDED, SIGNED, Deed, deeds, own
from khorgos.extract.record.grammar import listed
from khorgos.extract.record.lines import ROOMS, Line, lines
from khorgos.values import Dimension

# A report is about the project that one of its first sentences names.
_FIRST = 3
# In the types of bodies that lend (reference/agencies.yaml).
_LENDERS = ("Bank", "Intergovernmental")
# A word of a name that tells it apart is longer than "of", "the".
_LETTERS = 4


@dataclass(slots=True)
class _Told:
    """A project with the claims that are about it and the places that name it."""

    project: Project
    places: list[int] = field(default_factory=list)
    claims: list[Project] = field(default_factory=list)


class Records:
    """The records of a report read in one or more parts (views with their claims), worked out when first asked for.

    Only parts that are woken are kept, and only until then.  Pickled, it is the records alone.
    """

    __slots__ = ("_made", "_parts")

    def __init__(
        self, parts: Iterable[tuple[Annotated, Sequence[Claim]]] = (), made: tuple[Record, ...] | None = None
    ) -> None:
        woken = [(view, _projects(claims)) for view, claims in parts if any(view.pack.room(room) for room in ROOMS)]
        self._parts = [(view, projects) for view, projects in woken if projects or _lends(view)]
        self._made = made

    def all(self) -> tuple[Record, ...]:
        """Every record, in the order in which the report first names their projects."""
        # In this order: another thread that asks at the same time may take the parts away, but not before it is done.
        parts, made = self._parts, self._made
        if made is None:
            made = self._made = tuple(record for view, projects in parts for record in _of_part(view, projects))
            self._parts = []
        return made

    def __reduce__(self) -> tuple[type[Records], tuple[tuple[()], tuple[Record, ...]]]:
        return Records, ((), self.all())

    def __eq__(self, other: object) -> bool:
        return self.all() == other.all() if isinstance(other, Records) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.all())


def _projects(claims: Iterable[Claim]) -> list[Project]:
    return [claim for claim in claims if isinstance(claim, Project) and _pays(claim)]


def _of_part(view: Annotated, projects: list[Project]) -> tuple[Record, ...]:
    found = lines(view)
    if not projects:
        return _unnamed(view, found)
    told = _grouped(view, projects)
    read = [_records(view, scope, each) for each, scope in zip(told, _scopes(found, told), strict=True) if scope]
    return tuple({record.id: record for records in read for record in records}.values())


def _pays(project: Project) -> bool:
    """Whether a coder would write it down: it is known what it costs, or who pays or builds."""
    return bool(project.money or project.financiers or project.implementers)


def _lends(view: Annotated) -> bool:
    """Whether it may tell of a loan, grant or gift: it has a sum of money, and a paper or a word of giving."""
    money = any(each.quantity.unit.dimension is Dimension.MONEY for each in view.quantities)
    return money and bool(view.room("papers") or any(word in view.low for word in listed(view.pack.code, "gifts")))


def _unnamed(view: Annotated, found: list[Line]) -> tuple[Record, ...]:
    """What a report tells that names no project: a loan or grant that was signed, with its sum."""
    body = _body(found)
    deed = own(deeds(body))
    given = deed is not None and deed.rank == GIVEN and deed.line.has("goods") and bool(deed.line.sums)
    if deed is None or not (deed.rank >= SIGNED or given or _approved(deed)):
        return ()
    records = build.told(view, body)
    main = records[0]
    banks = [each for each in main.financiers if any(kind in (each.type or "") for kind in _LENDERS)]
    if deed.rank < SIGNED and not (given or banks):
        return ()
    kinds = ("committed", "share", "value") if given else ("committed", "share")
    return records if main.money and main.financiers and main.amount_kind in kinds else ()


def _approved(deed: Deed) -> bool:
    """Whether a loan or grant was approved or lent, which commits a bank's money."""
    return deed.rank == PROVIDED and deed.line.has("loan", "grant") and deed.verb.concept in ("agree", "provide")


def _records(view: Annotated, scope: list[Line], told: _Told) -> tuple[Record, ...]:
    main, *others = build.told(view, _body(scope), project=told.project)
    return (replace(main, claims=tuple(claim.id for claim in told.claims)), *others)


def _body(scope: list[Line]) -> list[Line]:
    """The lines without headlines, which say in short, without who and when, what the sentences below say."""
    body = [line for line in scope if not line.title] or scope
    return [replace(line, number=number) for number, line in enumerate(body)]


def _grouped(view: Annotated, projects: list[Project]) -> list[_Told]:
    """The projects apart: a claim without a sum of its own belongs to one of the same name or the same works."""
    told: list[_Told] = []
    for project in projects:
        same = next((each for each in told if _same(each.project, project)), None)
        if same is None:
            told.append(same := _Told(project))
        same.claims.append(project)
        same.places += _places(view, project)
    return told


def _same(one: Project, other: Project) -> bool:
    if one.money and other.money and one.money != other.money:
        return False
    if one.money == other.money is not None or not _words(one.name).isdisjoint(_words(other.name)):
        return True
    return one.recipients == other.recipients and one.sector == other.sector and not (one.money and other.money)


@lru_cache(maxsize=1024)
def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in name.casefold().replace("-", " ").split() if len(word) > _LETTERS)


def _places(view: Annotated, project: Project) -> list[int]:
    """Where a text names a project: its claim's passages, and wherever its name stands."""
    evidence = project.evidence
    found = [evidence.span.start, *(ground.span.start for ground in evidence.grounds_of("value"))]
    text, at = view.document.text, -1
    printed = next((ground.text for ground in evidence.grounds_of("name")), project.name)
    while (at := text.find(printed, at + 1)) >= 0:
        found.append(at)
    return found


def _scopes(found: list[Line], told: Sequence[_Told]) -> list[list[Line]]:
    """The lines of each project: those that name it and, in their paragraphs, those that name none.

    What names none at all belongs to the project that the report opens with.
    """
    named = _named(found, told)
    topic = next((owner for row in named[:_FIRST] for owner in row), None)
    scopes: list[list[Line]] = [[] for _ in told]
    last: list[int] = []
    paragraph = None
    for line, owners in zip(found, named, strict=True):
        if line.paragraph != paragraph:
            last, paragraph = [], line.paragraph
        last = owners or ([topic] if topic is not None and (topic in last or not last) else last)
        for owner in last:
            scopes[owner].append(line)
    return scopes


def _named(found: list[Line], told: Sequence[_Told]) -> list[list[int]]:
    """Which projects each line names, by their numbers."""
    starts = [line.start for line in found]
    named: list[list[int]] = [[] for _ in found]
    for owner, each in enumerate(told):
        lines_ = {bisect_right(starts, at) - 1: at for at in sorted(each.places, reverse=True)}
        for index, at in lines_.items():
            if index >= 0 and at < found[index].end:
                named[index].append(owner)
    return named
