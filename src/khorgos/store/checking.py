"""Keeping the findings of a ledger true to its claims, facts, texts and records: what was touched is checked again.

What comes out is what checking everything gives (`Checking.whole`); tests hold the two together.  What is to be checked
again is noted when facts are brought up to date (`mark`), and checked when somebody asks for findings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, or_, select

from khorgos.check import check, check_copies, check_costs, check_evidence, check_facts
from khorgos.claims.fact import Fact, Relation
from khorgos.claims.finding import Finding
from khorgos.claims.judgement import rejected
from khorgos.claims.printing import Printing
from khorgos.store import checking_records, findings, judging, kept
from khorgos.store.batches import parts
from khorgos.store.code import checks_version
from khorgos.store.findings import Made, Scope
from khorgos.store.nearby import LedgerIndex
from khorgos.store.schema import CLAIMS, DERIVED, DOCUMENTS, FACTS, FAMILIES, UNCHECKED

_NAME = "findings"
# Stands for every subject of a scope.
ALL = "*"
# So many reports or facts are checked at once: their rows fit into memory many times over.
_AT_ONCE = 500
# Sizes that a project's costs are told by (`check.plausible`).
_SIZES = ("km", "MW")


def mark(connection: Connection, documents: Iterable[str] = (), facts: Iterable[str] = ()) -> None:
    """Have reports and facts checked again, by their ids, when findings are asked for."""
    if not keeps(connection):
        return  # all will be checked
    for scope, subjects in ((Scope.REPORT, documents), (Scope.FACT, facts)):
        for some in parts(sorted(set(subjects))):
            there = UNCHECKED.c.scope == scope.value, UNCHECKED.c.subject.in_(some)
            connection.execute(delete(UNCHECKED).where(*there))
            connection.execute(insert(UNCHECKED), [{"scope": scope.value, "subject": name} for name in some])


def keeps(connection: Connection) -> bool:
    """Whether findings are kept, brought up to date or not."""
    return _last(connection) is not None


def fresh(connection: Connection) -> bool:
    """Whether the findings that are kept are those of today's facts, reports and records."""
    waiting = connection.execute(select(UNCHECKED).limit(1)).first()
    return _last(connection) == checking_records.newest(connection) and not waiting


def forget(connection: Connection) -> None:
    """Have everything checked again when findings are asked for."""
    connection.execute(delete(DERIVED).where(DERIVED.c.name == _NAME))


def refresh(connection: Connection) -> None:
    """Check again what was marked, and the records that came since; everything, where other code checked it."""
    if fresh(connection):  # another program did it while this one waited for its turn
        return
    last, newest = _last(connection), checking_records.newest(connection)
    checking = Checking(connection)
    if last is None:
        findings.clear(connection)
        for scope, made in checking.whole():
            findings.put(connection, scope, made)
    else:
        documents, facts = _marked(connection, Scope.REPORT), _marked(connection, Scope.FACT)
        for scope, made in checking.again(documents, facts, last):
            findings.drop(connection, scope, made)
            findings.put(connection, scope, made)
    _note(connection, newest)


def astray(connection: Connection) -> Iterator[str]:
    """The ids of findings that are kept otherwise than checking everything gives them; none where all is well."""
    there = findings.Unmet(connection)
    for scope, made in Checking(connection).whole():
        yield from there.meet(scope, made)
    yield from there.left()


class Checking:
    """What is to be said of a ledger's reports, facts and records: pairs of a scope and, by subject, its findings."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._without = rejected(judging.standing_at(connection))

    def whole(self) -> Iterator[Made]:
        """All findings, a few hundred reports or facts at a time."""
        for some in self._pages(DOCUMENTS):
            yield self._reports(some)
        yield from self._all_facts()
        families = self._connection.execute(select(FAMILIES.c.family).distinct().order_by(FAMILIES.c.family))
        for kin in parts([str(name) for name in families.scalars()]):
            yield self._copies(kin)
        yield self._costs()
        yield from checking_records.whole(self._connection)

    def again(self, documents: Collection[str], facts: Collection[str], record: int) -> Iterator[Made]:
        """The findings of what changed; a subject of which there is nothing to say any more has none.

        `documents` and `facts` are ids, `record` the newest record, by its number, that was checked before.
        """
        for some in parts(sorted(documents)):
            yield self._reports(some)
        if ALL in facts:
            findings.drop_all(self._connection, Scope.FACT)
            yield from self._all_facts()
        else:
            for some in parts(sorted(facts)):
                yield self._facts(some)
        for some in parts(sorted(self._families(documents))):
            yield self._copies(some)
        if self._costly(documents):
            yield self._costs()
        yield from checking_records.again(self._connection, documents, record)

    def _pages(self, table: Table) -> Iterator[Sequence[str]]:
        """The ids of a table's rows, page by page."""
        last = ""
        while page := self._page(table, last):
            yield page
            last = page[-1]

    def _page(self, table: Table, after: str) -> list[str]:
        query = select(table.c.id).where(table.c.id > after).order_by(table.c.id).limit(_AT_ONCE)
        return [str(name) for name in self._connection.execute(query).scalars()]

    def _told(self, documents: Iterable[str]) -> dict[str, list[Printing]]:
        """The claims of reports, by the report's id, in the order in which they stand in it."""
        found: dict[str, list[Printing]] = {name: [] for name in documents}
        for printing in LedgerIndex(self._connection, without=self._without).of_reports(found):
            found[printing.document].append(printing)
        return {name: sorted(told, key=_place) for name, told in found.items()}

    def _texts(self, documents: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
        """The texts and the languages of documents, by id."""
        columns = (DOCUMENTS.c.id, DOCUMENTS.c.text, DOCUMENTS.c.language)
        texts, languages = {}, {}
        for some in parts(sorted(documents)):
            for row in self._connection.execute(select(*columns).where(DOCUMENTS.c.id.in_(some))):
                if row.text is not None:
                    texts[row.id], languages[row.id] = row.text, row.language or "en"
        return texts, languages

    def _reports(self, documents: Iterable[str]) -> Made:
        told = self._told(documents)
        texts, languages = self._texts(name for name, claims in told.items() if claims)
        return Scope.REPORT, {
            name: [*check(claims), *check_evidence(texts, languages, claims)] for name, claims in told.items()
        }

    def _all_facts(self) -> Iterator[Made]:
        for some in self._pages(FACTS):
            yield self._facts(some)

    def _facts(self, names: Iterable[str]) -> Made:
        found: dict[str, list[Finding]] = {name: [] for name in names}
        facts = kept.of_ids(self._connection, found)
        beside = kept.of_ids(self._connection, (name for fact in facts.values() for name in _drifted(fact)))
        wanted = {name: _needed(fact, beside) for name, fact in facts.items()}
        index = LedgerIndex(self._connection, without=self._without)
        by_id = {each.id: each for each in index.of_claims(claim for needed in wanted.values() for claim in needed)}
        for name, fact in facts.items():
            others = [beside[other] for other in _drifted(fact)]
            found[name] = check_facts([fact], [by_id[claim] for claim in wanted[name]], others)
        return Scope.FACT, found

    def _families(self, documents: Collection[str]) -> set[str]:
        """The families in which these reports are, or were when they were checked."""
        found = findings.subjects(self._connection, Scope.COPIES, documents)
        for some in parts(sorted(documents)):
            where = or_(FAMILIES.c.document.in_(some), FAMILIES.c.family.in_(some))
            found |= set(self._connection.execute(select(FAMILIES.c.family).where(where)).scalars())
        return found

    def _copies(self, families: Collection[str]) -> Made:
        found: dict[str, list[Finding]] = {}
        query = select(FAMILIES.c.document, FAMILIES.c.family).where(FAMILIES.c.family.in_(families))
        members = {name: {name} for name in families}
        for row in self._connection.execute(query):
            members[row.family].add(row.document)
        for name, documents in members.items():
            several = documents if len(documents) > 1 else ()
            told = self._told(several)
            claims = [claim for document in sorted(told) for claim in told[document]]
            found[name] = check_copies(self._texts(several)[0], claims)
        return Scope.COPIES, found

    def _costly(self, documents: Collection[str]) -> bool:
        """Whether one of these reports ever told what a project costs, and how large it is."""
        return any(self._sized(CLAIMS.c.document.in_(some)) for some in parts(sorted(documents)))

    def _sized(self, *where: ColumnElement[bool]) -> list[str]:
        # Of few reports: by the index of kinds SQLite would go through all figures.
        kind = func.coalesce(CLAIMS.c.kind, "") if where else CLAIMS.c.kind
        sizes = select(CLAIMS.c.document).where(kind == "figure", CLAIMS.c.unit.in_(_SIZES), *where)
        query = select(CLAIMS.c.document).where(kind == "project", CLAIMS.c.document.in_(sizes), *where)
        return sorted(self._connection.execute(query.distinct()).scalars())

    def _costs(self) -> Made:
        told = []
        for some in parts(self._sized()):
            for claims in self._told(some).values():
                told += [claim for claim in claims if claim.kind == "project" or claim.word("unit") in _SIZES]
        return Scope.COSTS, {"": check_costs(told)}


def _place(printing: Printing) -> tuple[int, str]:
    return (printing.said.get("span") or (0, 0))[0], printing.id


def _drifted(fact: Fact) -> list[str]:
    """The facts beside it that tell its value for another period; the first of two says so."""
    return [other for other, relation in fact.beside if relation == Relation.DRIFT.value and fact.id < other]


def _needed(fact: Fact, beside: Mapping[str, Fact]) -> list[str]:
    """The claims that the checks of a fact look at."""
    ends = {end for link in fact.links for end in (link.left, link.right)}
    return sorted({*fact.claims, *ends, *(beside[name].id for name in _drifted(fact))})


def _marked(connection: Connection, scope: Scope) -> set[str]:
    return set(map(str, connection.execute(select(UNCHECKED.c.subject).where(UNCHECKED.c.scope == scope)).scalars()))


def _last(connection: Connection) -> int | None:
    """The newest record that was checked, by its number; None where nothing was checked by this code."""
    query = select(DERIVED.c.last).where(DERIVED.c.name == _NAME, DERIVED.c.version == checks_version())
    found = connection.execute(query).scalar()
    return None if found is None else int(found)


def _note(connection: Connection, record: int) -> None:
    connection.execute(delete(DERIVED).where(DERIVED.c.name == _NAME))
    connection.execute(insert(DERIVED), {"name": _NAME, "version": checks_version(), "last": record})
    connection.execute(delete(UNCHECKED))
