"""A ledger's database and archive, opened: what everything else asks them through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from khorgos.errors import KhorgosError, LedgerFault
from khorgos.store import deleting
from khorgos.store.archive import Archive
from khorgos.store.connect import BUSY_SECONDS, connect, path_of, shown, told
from khorgos.store.migrate import upgrade, version_of
from khorgos.store.schema import VERSION


class Opened:
    """The database and the archive at a place, made where there are none, migrated where they are older."""

    def __init__(self, place: str | Path = "khorgos.db", *, create: bool = True, busy: float = BUSY_SECONDS) -> None:
        self.place = str(place)
        path = path_of(place)
        if path is not None:
            _check(path, create=create)
        self.archive = Archive(_archive_of(path), self._buried)
        self._engine = connect(place, busy)
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
    def _writing(self) -> Iterator[Connection]:
        engine = self._engine.execution_options(writes=True)
        with engine.begin() as connection:
            yield connection


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
