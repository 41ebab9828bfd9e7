"""The ledger: adding readings, whole or not at all, and asking for what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from khorgos.check import check_records, check_texts
from khorgos.claims.fact import Fact
from khorgos.claims.finding import Finding
from khorgos.claims.judgement import Judgement, Ruling, rejected
from khorgos.claims.printing import Printing
from khorgos.claims.record import Record
from khorgos.copies import Families, Report, families
from khorgos.errors import InputFault, KhorgosError, LedgerFault
from khorgos.pipeline import Reading, check_printings
from khorgos.reconcile import Change
from khorgos.reconcile import reconcile as reconcile_printings
from khorgos.store import (
    blocks,
    browsing,
    copying,
    correcting,
    deleting,
    fetching,
    heirs,
    history,
    judging,
    kept,
    recording,
    refresh,
    sketches,
    words,
    writing,
)
from khorgos.store.archive import Archive, digest
from khorgos.store.code import code_version
from khorgos.store.connect import BUSY_SECONDS, connect, path_of, shown, told
from khorgos.store.derived import FactFilters, printings_of
from khorgos.store.fetching import Kept
from khorgos.store.history import Moment
from khorgos.store.migrate import upgrade, version_of
from khorgos.store.nearby import LedgerIndex
from khorgos.store.query import Filters, select_claims, select_printings
from khorgos.store.recording import RecordFilters
from khorgos.store.schema import CLAIM_PARTIES, CLAIMS, DOCUMENTS, FAMILIES, READINGS, REJECTED, VERSION
from khorgos.values import Context

_SAME = select(READINGS.c.id).where(
    READINGS.c.document == bindparam("this"),
    READINGS.c.code_version == bindparam("version"),
    READINGS.c.context == bindparam("said"),
    READINGS.c.superseded_by.is_(None),
)


class Added(StrEnum):
    """What became of a report that was given to the ledger."""

    NEW = "new"
    READ_AGAIN = "read again"
    KNOWN = "known"
    FAILED = "failed"
    DELETED = "deleted before"


class Ledger:
    """A ledger at a path (SQLite) or a PostgreSQL URL; made where there is none, migrated where it is older.

    Use it with `with`, or call `close`.  Raises LedgerFault where it cannot be opened, is of a newer version, or is
    held by another program for longer than `busy` seconds.
    """

    def __init__(self, place: str | Path = "khorgos.db", *, create: bool = True, busy: float = BUSY_SECONDS) -> None:
        self.place = str(place)
        path = path_of(place)
        if path is not None:
            _check(path, create=create)
        self.archive = Archive(_archive_of(path), self._buried)
        self._engine = connect(place, busy)
        self._searches: str | None = None
        try:
            self._open()
        except KhorgosError:
            self.close()
            raise

    def _open(self) -> None:
        with told(self.place):
            with self._engine.connect() as connection:
                ready = version_of(connection) == VERSION
            if not ready:
                with self._writing() as connection:
                    upgrade(connection, shown(self.place))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # -- adding

    def knows(self, data: bytes, context: Context | None = None) -> bool:
        """Whether this code has already read these bytes in this context into the ledger."""
        asked = {"this": digest(data)[:32], "version": code_version(), "said": told_with(context)}
        with told(self.place), self._engine.connect() as connection:
            return connection.execute(_SAME, asked).first() is not None

    def add(self, reading: Reading, data: bytes, name: str, context: Context | None = None) -> Added:
        """Keep a reading with the bytes it was read from; a reading of older code stays, marked as superseded.

        The bytes are filed first, then all rows come in one transaction: stopped anywhere, the ledger holds the
        document whole or not at all, and adding it again completes it.
        """
        return self.add_all([(reading, data, name)], context)[0]

    def add_all(self, readings: Sequence[tuple[Reading, bytes, str]], context: Context | None = None) -> list[Added]:
        """The same for several at once, each with its bytes and name: all of them are kept, or none.

        That is several times quicker than one by one, which waits for the disk every time.  Bytes that were deleted
        from this ledger are not kept.
        """
        names = [digest(data) for _, data, _ in readings]
        buried = self._all_buried(names)
        self.archive.put_all([data for (_, data, _), sha in zip(readings, names, strict=True) if sha not in buried])
        said = told_with(context)
        outcomes = []
        with told(self.place), self._writing() as connection:
            batch = writing.Batch(connection, said)
            for (reading, data, name), sha in zip(readings, names, strict=True):
                if sha in buried:
                    outcomes.append(Added.DELETED)
                    continue
                before = writing.current(connection, reading.document.id)
                if before and (before.code_version, before.context) == (code_version(), said):
                    outcomes.append(Added.KNOWN)
                    continue
                batch.put(reading, {"sha": sha, "name": name, "size": len(data)})
                outcomes.append(Added.READ_AGAIN if before else Added.NEW)
            batch.flush()
        return outcomes

    def fail(self, fault: KhorgosError, data: bytes | None, name: str) -> Added:
        """Keep a report that could not be read, with the reason; its bytes are filed if there are any."""
        if data and self._all_buried([digest(data)]):
            return Added.DELETED
        sha = self.archive.put(data) if data else None
        row = {
            "id": sha[:32] if sha else writing.id_without_bytes(name),
            "sha": sha,
            "name": name,
            "size": None if data is None else len(data),
            "state": "failed",
            "error": fault.sentence(),
        }
        with told(self.place), self._writing() as connection:
            if writing.current(connection, str(row["id"])) is None:
                writing.put_document(connection, row)
        return Added.FAILED

    # -- asking

    def claims(self, filters: Filters | None = None) -> list[dict[str, Any]]:
        """The current claims that the filters let through, as rows of `claims`; `body` is the whole claim.

        Each row has `parties` (codes in order) and `document_name`, `document_outlet`, `document_published` beside.
        """
        with told(self.place), self._engine.connect() as connection:
            query = select_claims(filters or Filters(), search=self._search(connection))
            rows = [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001 - its public name
            parties = _parties(connection, [row["number"] for row in rows])
        for row in rows:
            row["body"] = json.loads(row["body"])
            row["parties"] = parties.get(row["number"], [])
        return rows

    def documents(self, state: str | None = None) -> list[dict[str, Any]]:
        """The documents without their texts, in the order in which they were added."""
        columns = [column for column in DOCUMENTS.c if column.name != "text"]
        query = select(*columns).order_by(DOCUMENTS.c.added_at, DOCUMENTS.c.name)
        if state:
            query = query.where(DOCUMENTS.c.state == state)
        with told(self.place), self._engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001

    def failed(self) -> list[dict[str, Any]]:
        """The documents that could not be read, with the reason in `error`."""
        return self.documents("failed")

    def text(self, document: str) -> str:
        """The text of a document, by its id; raises LedgerFault where there is none."""
        with told(self.place), self._engine.connect() as connection:
            found = connection.execute(select(DOCUMENTS.c.text).where(DOCUMENTS.c.id == document)).scalar()
            row = connection.execute(select(DOCUMENTS.c.error).where(DOCUMENTS.c.id == document)).first()
        if found is None:
            reason = "the ledger has no such document." if row is None else f"there is no text ({row.error})."
            raise LedgerFault(reason, place=shown(self.place), value=document)
        return str(found)

    def counts(self) -> dict[str, int]:
        """How many rows each table has, claims and rejections of superseded readings included."""
        tables = (DOCUMENTS, READINGS, CLAIMS, REJECTED)
        with told(self.place), self._engine.connect() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
            }

    # -- looking about

    def state(self) -> str:
        """A word that changes whenever claims or rulings do; what was derived is good as long as it stays."""
        with told(self.place), self._engine.connect() as connection:
            return browsing.state(connection)

    def document(self, key: str) -> dict[str, Any]:
        """A row of `documents` with its `segments` and what was `rejected`; raises LedgerFault where there is none."""
        with told(self.place), self._engine.connect() as connection:
            found = browsing.document(connection, key)
        if found is None:
            raise LedgerFault("the ledger has no such document.", place=shown(self.place), value=key)
        return found

    def facets(self, filters: Filters | None = None) -> dict[str, dict[str, int]]:
        """How many of the claims that the filters let through have each kind, indicator, outlet, party and year."""
        with told(self.place), self._engine.connect() as connection:
            searches = self._search(connection)
            return browsing.facets(connection, filters or Filters(), search=searches)

    def count(self, filters: Filters | None = None) -> int:
        """How many claims the filters let through, whatever their limit."""
        with told(self.place), self._engine.connect() as connection:
            searches = self._search(connection)
            return browsing.count(connection, filters or Filters(), search=searches)

    def newest_claims(self, filters: Filters, limit: int) -> list[dict[str, Any]]:
        """The claims that came last of those that the filters let through, the newest first, with `read_at`."""
        with told(self.place), self._engine.connect() as connection:
            return browsing.newest(connection, filters, limit, search=self._search(connection))

    def claims_by_document(self, documents: Sequence[str]) -> dict[str, int]:
        """How many current claims each of these documents has."""
        with told(self.place), self._engine.connect() as connection:
            return browsing.claims_by_document(connection, documents)

    def read_at(self) -> dict[str, str]:
        """When each report was last read, by the document's id."""
        with told(self.place), self._engine.connect() as connection:
            return browsing.read_at(connection)

    def outlets(self) -> list[dict[str, Any]]:
        """Every outlet with its number of documents and claims, and its first and last day of publication."""
        with told(self.place), self._engine.connect() as connection:
            return browsing.outlets(connection)

    # -- deriving

    def facts(self, *, id: str | None = None, **asked: Any) -> list[Fact]:  # noqa: A002 - what it is called everywhere
        """The facts that the current claims and the standing rulings give, in order of kind and key.

        They are those that were kept, brought up to date first.  What may be asked is told by `store.FactFilters`:
        kind, indicator, parties, period, disputed, several, limit and offset; `id` is the beginning of the id of one
        of its claims, which may be one of an older reading.
        """
        filters = FactFilters(**asked)
        if id:
            found = self._facts_named(id)
            return filters.choose(found, self.printings_of(claim for fact in found for claim in fact.claims))
        with self._keeping() as connection:
            return kept.chosen(connection, filters)

    def count_facts(self, **asked: Any) -> int:
        """How many facts there are of those that `facts` gives, whatever the limit."""
        with self._keeping() as connection:
            return kept.count(connection, FactFilters(**asked))

    def fact(self, claim: str) -> Fact:
        """The fact that holds a claim, by the claim's id or its beginning; the claim may be one of an older reading.

        Raises InputFault where there is none, or where the beginning is that of several facts' claims.
        """
        found = self._facts_named(claim) if claim else []
        if len(found) != 1:
            said = "the ledger gives no such fact." if not found else "the id is the beginning of several."
            raise InputFault(said, place="ID", value=claim, mend="List them: khorgos facts --all.")
        return found[0]

    def facts_of(self, documents: Iterable[str]) -> list[Fact]:
        """The facts that some reports tell of, in order of kind and key."""
        with self._keeping() as connection:
            return kept.told_by(connection, documents)

    def facts_holding(self, claims: Iterable[str]) -> dict[str, Fact]:
        """The fact that holds each of these claims, by the claim's id; a claim that nothing holds has none."""
        with self._keeping() as connection:
            homes = kept.homes(connection, claims)
            found = kept.of_ids(connection, homes.values())
        return {claim: found[home] for claim, home in homes.items()}

    def rebuild(self) -> list[Fact]:
        """All facts made anew from documents and rulings, and kept: the same, byte for byte, as those kept before."""
        with told(self.place), self._engine.connect() as connection:
            state = refresh.newest(connection)
        printings = {printing.id: printing for printing in self.printings()}
        facts = reconcile_printings(list(printings.values()), self.judgements())
        with told(self.place), self._writing() as connection:
            refresh.clear(connection)
            kept.put(connection, facts, printings)
            refresh.note(connection, state)
        return facts

    def facts_astray(self) -> list[str]:
        """The ids of facts that are kept otherwise than claims and rulings give them: none, unless rows were lost."""
        held = {fact.id: fact for fact in self.facts()}
        whole = {fact.id: fact for fact in reconcile_printings(self.printings(), self.judgements())}
        return sorted(name for name in held.keys() | whole.keys() if held.get(name) != whole.get(name))

    def changes(self, since: str) -> list[Change]:
        """What became of facts since a moment (ISO 8601): reports added or read again, rulings made or withdrawn."""
        with self._viewing() as connection:
            return history.since(connection, since)

    def history(self, claim: str) -> list[Moment]:
        """What became of the fact that holds a claim, from its first printing here on."""
        with self._viewing() as connection:
            return list(history.moments(connection, claim))

    def printings_of(self, claims: Iterable[str]) -> dict[str, Printing]:
        """Claims by their ids, also those of older readings, in the form in which they are compared."""
        with told(self.place), self._engine.connect() as connection:
            return {printing.id: printing for printing in LedgerIndex(connection).of_claims(claims, ever=True)}

    def fill_blocks(self) -> None:
        """Give keys to the claims that have none yet (`khorgos facts` does it by itself)."""
        filled = True
        while filled:
            with told(self.place), self._writing() as connection:
                filled = bool(blocks.fill(connection))

    def fill_copies(self) -> int:
        """Compare the reports that were not compared yet with all others; how many there were.

        `khorgos add` does it, and whoever asks for facts.
        """
        count = 0
        with told(self.place), self._engine.connect() as connection:
            waiting = sketches.wanting(connection)
        while waiting:
            with told(self.place), self._writing() as connection:
                done, moved = sketches.fill(connection)
                refresh.stale(connection, moved)
            count, waiting = count + done, bool(done)
        return count

    def find_copies(self) -> tuple[Families, dict[str, Report]]:
        """Which reports copy which, found anew over the whole ledger and kept as `families`; the reports by id."""
        printings, languages = self.printings(), self._texts()[1]
        with told(self.place), self._engine.connect() as connection:
            reports = copying.reports(connection)
            wires = copying.wires(printings, languages)
            found = families(reports, partial(copying.body, connection), wires)
        self.put_families(found.of, {name: kind.value for name, kind in found.how.items()})
        return found, {report.document: report for report in reports}

    def put_families(self, families: Mapping[str, str], how: str | Mapping[str, str]) -> None:
        """Which family of copies a report belongs to, by the reports' ids; replaces all that was put before.

        `how` says what found them, for all or for each; the earliest printing needs no finding.  Reports that come
        later are compared as they come.
        """
        self.fill_copies()
        rows = [
            {"document": name, "family": family, "how": how if isinstance(how, str) else how.get(name)}
            for name, family in sorted(families.items())
        ]
        with told(self.place), self._writing() as connection:
            before = {row.document: row.family for row in connection.execute(select(FAMILIES))}
            connection.execute(delete(FAMILIES))
            if rows:
                connection.execute(insert(FAMILIES), rows)
            names = before.keys() | families.keys()
            refresh.stale(connection, (n for n in names if before.get(n, n) != families.get(n, n)))

    def findings(self, printings: Sequence[Printing] | None = None) -> list[Finding]:
        """What the ledger's claims say about each other, and beside their documents; then its project records.

        `printings` are its claims, where they are at hand already.
        """
        printings = self.printings() if printings is None else printings
        texts, languages = self._texts()
        found = check_printings(printings, facts=self.facts()) + check_texts(texts, languages, printings)
        return found + check_records([recording.record_of(row["body"]) for row in self.records()])

    def printings(self, rows: Iterable[dict[str, Any]] | None = None) -> list[Printing]:
        """The current claims in the form in which they are compared, without those that a person rejected.

        `rows` are those that `claims` gives, where they are at hand already.
        """
        without = rejected(self.judgements())
        if rows is not None:
            return printings_of(row for row in rows if row["id"] not in without)
        with told(self.place), self._engine.connect() as connection:
            lean = connection.execute(select_printings()).mappings()
            return printings_of(
                dict(row) | {"body": json.loads(row["body"])} for row in lean if row["id"] not in without
            )

    # -- judging

    def judge(self, judgement: Judgement) -> int:
        """Add a ruling; its number.  Raises InputFault where it is unsigned or names a claim that is not there."""
        with told(self.place), self._writing() as connection:
            return judging.put(connection, judgement)

    def edit(self, claim: str, given: Mapping[str, str], by: str, reason: str = "", *, final: bool = False) -> int:
        """Rule that a claim says something else, and write what (`store.correcting`); the number of the ruling.

        Raises InputFault where nothing is changed, ValueFault for odd values, and InputFault where the passage does
        not bear a value and no reason is given.
        """
        with told(self.place), self._writing() as connection:
            row = correcting.current(connection, claim)
            correction = correcting.corrected(row, row["language"] or "en", given)
            if correction.own and not reason.strip():
                raise InputFault(
                    "the passage does not bear this.", place="edit", value=", ".join(correction.own),
                    mend="Take it from the passage, or give the reason why it is so: it is kept as your own.",
                )  # fmt: skip
            other = correcting.put(connection, row, correction)
            return judging.put(connection, Judgement(Ruling.EDIT, claim, other, by=by, reason=reason, final=final))

    def withdraw(self, number: int, by: str, reason: str = "") -> int:
        """Take a ruling back; it stays in the ledger, beside the row that takes it back."""
        with told(self.place), self._writing() as connection:
            return judging.withdraw(connection, number, by, reason)

    def rulings(self) -> list[dict[str, Any]]:
        """The rulings that stand, as rows of `judgements`."""
        with told(self.place), self._engine.connect() as connection:
            return judging.standing(connection)

    def verdicts(self) -> dict[str, dict[str, Any]]:
        """The standing verdict (accept, reject, unsure) on each claim that has one, by the claim's id."""
        with told(self.place), self._engine.connect() as connection:
            return judging.verdicts(connection)

    def every_ruling(self) -> list[dict[str, Any]]:
        """Every ruling and withdrawal that was ever made, the newest first, as rows of `judgements`."""
        with told(self.place), self._engine.connect() as connection:
            return judging.everything(connection)

    def judgements(self) -> list[Judgement]:
        """The rulings that stand, on the claims that stand where those ruled on stood."""
        with told(self.place), self._engine.connect() as connection:
            return judging.standing_at(connection)

    # -- project records

    def add_records(self, records: Iterable[Record]) -> int:
        """Keep project records, all or none of those given; how many were new.  One that is there already is passed."""
        with told(self.place), self._writing() as connection:
            return recording.put(connection, records)

    def records(self, filters: RecordFilters | None = None) -> list[dict[str, Any]]:
        """The current records that the filters let through, as rows of `records`; `body` is the whole record."""
        with told(self.place), self._engine.connect() as connection:
            return recording.chosen(connection, filters or RecordFilters())

    # -- what servers answered

    def keep_answer(self, answer: Kept, data: bytes | None) -> None:
        """Keep what a server answered, its body filed in the archive first; one that was deleted is not filed again."""
        sha = digest(data) if data else None
        if data and not self._all_buried([digest(data)]):
            self.archive.put(data)
        with told(self.place), self._writing() as connection:
            fetching.put(connection, answer, sha, len(data) if data else None)

    def last_answer(self, address: str) -> tuple[Kept, bytes] | None:
        """The newest whole page of an address with its bytes; None where there is none, or its bytes are gone."""
        with told(self.place), self._engine.connect() as connection:
            row = fetching.newest(connection, address)
        if row is None:
            return None
        try:
            data = self.archive.get(row["sha"])
        except LedgerFault:
            return None
        return Kept(row["asked"], row["address"], row["fetched_at"], row["status"], row["headers"]), data

    def fetches(self, address: str | None = None) -> list[dict[str, Any]]:
        """Rows of `fetches`, all or those of an address, in the order in which they came."""
        with told(self.place), self._engine.connect() as connection:
            return fetching.of(connection, address)

    # -- tables with rooms of their own

    @contextmanager
    def connected(self, *, writes: bool = False) -> Iterator[Connection]:
        """A connection for the rooms of tables that are no claims (store.people); `writes` in one transaction."""
        with told(self.place), self._writing() if writes else self._engine.connect() as connection:
            yield connection

    # -- within

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        """A transaction of its own, for the other parts of this room; faults of the database are LedgerFaults."""
        with told(self.place), self._writing() if writes else self._engine.connect() as connection:
            yield connection

    def _all_buried(self, shas: Iterable[str]) -> dict[str, dict[str, Any]]:
        with told(self.place), self._engine.connect() as connection:
            return deleting.standing(connection, shas)

    def _buried(self, sha: str) -> str | None:
        row = self._all_buried([sha]).get(sha)
        return deleting.sentence(row) if row else None

    @contextmanager
    def _viewing(self) -> Iterator[Connection]:
        """A connection to a ledger whose claims all have keys, and whose reports were compared."""
        self.fill_copies()
        with told(self.place), self._engine.connect() as connection:
            wanting = blocks.wanting(connection)
        if wanting:
            self.fill_blocks()
        with told(self.place), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _keeping(self) -> Iterator[Connection]:
        """A connection to a ledger whose facts are those of its claims and rulings."""
        self.fill_copies()
        with told(self.place), self._engine.connect() as connection:
            fresh = refresh.fresh(connection)
        if not fresh and not self._refreshed():
            self.rebuild()
        with told(self.place), self._engine.connect() as connection:
            yield connection

    def _refreshed(self) -> bool:
        self.fill_blocks()
        with told(self.place), self._writing() as connection:
            return refresh.refresh(connection)

    def _facts_named(self, claim: str) -> list[Fact]:
        with self._keeping() as connection:
            return kept.begin(connection, claim) or kept.holding(connection, heirs.of_older(connection, claim))

    def _texts(self) -> tuple[dict[str, str], dict[str, str]]:
        """The texts and the languages of all documents, by id."""
        query = select(DOCUMENTS.c.id, DOCUMENTS.c.text, DOCUMENTS.c.language).where(DOCUMENTS.c.text.is_not(None))
        with told(self.place), self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return {row.id: row.text for row in rows}, {row.id: row.language or "en" for row in rows}

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        engine = self._engine.execution_options(writes=True)
        with engine.begin() as connection:
            yield connection

    def _search(self, connection: Connection) -> str:
        """How words are looked for here (`store.words`)."""
        if self._searches is None:
            self._searches = words.means(connection)
        return self._searches


def own_files(place: str | Path) -> list[Path]:
    """The files and folders of the ledger at a place, whether they are there yet or not."""
    path = path_of(place)
    files = [path.with_name(path.name + tail) for tail in ("", "-wal", "-shm", "-journal")] if path else []
    return [*files, _archive_of(path)]


def _archive_of(path: Path | None) -> Path:
    return (path or Path("khorgos.db")).with_suffix(".archive")


def _check(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LedgerFault(
            "the ledger is a file, and this is a folder.", place=str(path), mend=f"Give {path / 'khorgos.db'}."
        )
    if not path.exists() and not create:
        raise LedgerFault(
            "there is no ledger here.", place=str(path), mend="Make one with `khorgos add reports/`, or give --ledger."
        )
    if not path.parent.is_dir():
        raise LedgerFault("there is no such folder.", place=str(path.parent), mend="Make it, or give another --ledger.")


def _parties(connection: Connection, numbers: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for at in range(0, len(numbers), 500):  # SQLite takes a thousand parameters everywhere
        query = select(CLAIM_PARTIES).where(CLAIM_PARTIES.c.claim.in_(numbers[at : at + 500]))
        for row in connection.execute(query.order_by(CLAIM_PARTIES.c.claim, CLAIM_PARTIES.c.position)):
            found.setdefault(row.claim, []).append(row.party)
    return found


def told_with(context: Context | None) -> str:
    """What was given with a report, as `readings.context` keeps it."""
    context = context or Context()
    given = {
        "published": context.published.isoformat() if context.published else None,
        "language": context.language,
        "outlet": context.outlet,
        "reader": context.reader,
        "today": context.today.isoformat() if context.today else None,
    }
    return json.dumps({name: value for name, value in given.items() if value}, ensure_ascii=False)
