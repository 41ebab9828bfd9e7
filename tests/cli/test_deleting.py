"""khorgos archive delete: the bytes go, a tombstone stays, and whoever asks is told."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from khorgos.cli import main
from khorgos.errors import LedgerFault
from khorgos.store import Ledger
from khorgos.store.deletions import Deletions

ONE = "ASTANA, May 18, 2023 -- Trade between Kazakhstan and China reached 31.2 billion USD in 2022.\n"
TWO = "ASTANA, May 19, 2023 -- Trade between Kazakhstan and China reached 31.4 billion USD in 2022, officials said.\n"
SIGNED = ["--by", "A. Editor", "--reason", "withdrawn by the outlet"]


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> str:
    """The id of the first of two reports in a ledger."""
    monkeypatch.chdir(tmp_path)
    Path("one.txt").write_text(ONE)
    Path("two.txt").write_text(TWO)
    assert main(["add", "one.txt", "two.txt"]) == 0
    capsys.readouterr()
    with Ledger("khorgos.db") as ledger:
        return next(row["id"] for row in ledger.documents() if row["name"] == "one.txt")


def rows(query: str) -> list[tuple]:
    """What the ledger answers."""
    raw = sqlite3.connect("khorgos.db")
    found = raw.execute(query).fetchall()
    raw.close()
    return found


def stored(document: str) -> Path:
    """Where its bytes lie."""
    (sha,) = rows(f"SELECT sha FROM documents WHERE id = '{document}'")[0]
    return Path("khorgos.archive", sha[:2], sha[2:])


def test_bytes_text_and_claims_go_and_a_tombstone_stays(document: str, capsys) -> None:
    """The facts lose its claims at once; name, day and the tombstone stay; its claims can be seen as what they were."""
    with Ledger("khorgos.db") as ledger:
        (before,) = ledger.facts(indicator="trade")
    assert main(["archive", "delete", document[:12], *SIGNED, "--yes"]) == 0

    assert "1 claims are withdrawn" in capsys.readouterr().err
    assert not stored(document).exists()
    assert rows(f"SELECT state, text, title, published, name FROM documents WHERE id = '{document}'") == [
        ("deleted", None, None, "2023-05-18", "one.txt")
    ]
    assert rows("SELECT count(*) FROM segments WHERE document = '" + document + "'") == [(0,)]
    ((act, by, reason, sha),) = rows("SELECT act, made_by, reason, sha FROM deletions")
    assert (act, by, reason, sha[:32]) == ("deleted", "A. Editor", "withdrawn by the outlet", document)
    with Ledger("khorgos.db") as ledger:
        (after,) = ledger.facts(indicator="trade")
        assert (len(before.claims), len(after.claims)) == (2, 1)
        assert {row["document"] for row in ledger.claims()} != {document}
        assert len(rows("SELECT id FROM claims WHERE document = '" + document + "'")) == 1


def test_whoever_asks_is_told(document: str) -> None:
    """The bytes and the text are said to have been deleted, by whom and why; the rest of the archive is well."""
    assert main(["archive", "delete", "--document", document, *SIGNED, "--yes"]) == 0
    with Ledger("khorgos.db") as ledger:
        sha = next(iter(Deletions(ledger).standing()))
        for ask in (lambda: ledger.archive.get(sha), lambda: ledger.text(document)):
            with pytest.raises(LedgerFault, match=r"deleted on .* by A\. Editor: withdrawn by the outlet"):
                ask()
        assert "deleted on" in ledger.document(document)["error"]
        assert all(row["documents"] for row in ledger.outlets())
    assert main(["archive", "verify"]) == 0
    assert main(["archive", "export", "out"]) == 0
    assert TWO.encode() in [path.read_bytes() for path in Path("out").iterdir()]
    assert ONE.encode() not in [path.read_bytes() for path in Path("out").iterdir()]
    assert main(["reread"]) == 0


def test_the_same_bytes_come_back_only_when_told_to(document: str, capsys) -> None:
    """Adding says that it was deleted and keeps nothing; --again adds it, and both acts stay on record."""
    assert main(["archive", "delete", document, *SIGNED, "--yes"]) == 0
    capsys.readouterr()
    assert main(["add", "one.txt", "two.txt"]) == 0
    shown = capsys.readouterr()
    assert "1 known, 1 deleted before" in shown.out
    assert "one.txt: deleted on" in shown.err
    assert not stored(document).exists()
    assert main(["add", "one.txt", "--again"]) == 0

    assert stored(document).read_bytes() == ONE.encode()
    assert rows(f"SELECT state, error FROM documents WHERE id = '{document}'") == [("read", None)]
    assert [act for (act,) in rows("SELECT act FROM deletions")] == ["deleted", "added again"]
    with Ledger("khorgos.db") as ledger:
        assert len(ledger.facts(indicator="trade")[0].claims) == 2
    assert main(["archive", "deleted"]) == 0
    assert "added again" in capsys.readouterr().out


def test_the_library_keeps_nothing_either(document: str) -> None:
    """`Ledger.add` of deleted bytes says so."""
    from khorgos import read

    assert main(["archive", "delete", document, *SIGNED, "--yes"]) == 0
    with Ledger("khorgos.db") as ledger:
        assert ledger.add(read(ONE), ONE.encode(), "one.txt") == "deleted before"
    assert not stored(document).exists()


@pytest.mark.parametrize(
    "arguments",
    [[], ["3f9"], ["ffffffffffff"], ["{}"], ["{}", "--yes", "--by", " ", "--reason", "x"]],
)
def test_nothing_is_deleted_by_mistake(document: str, arguments: list[str]) -> None:
    """Not without a name, by too short a hash, unsigned, or where nobody can be asked."""
    given = [each.format(document) for each in arguments]
    assert main(["archive", "delete", *given, *([] if "--by" in given else SIGNED)]) != 0
    assert stored(document).exists()
    assert rows("SELECT count(*) FROM deletions") == [(0,)]


def test_stopped_between_it_is_completed(document: str, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tombstone stands and the file is still there, verify tells it and the same command takes it."""
    with monkeypatch.context() as stopped:
        stopped.setattr("khorgos.store.archive.Archive.remove", lambda _self, _sha: None)
        assert main(["archive", "delete", document, *SIGNED, "--yes"]) == 0
    assert main(["archive", "verify"]) == 1
    assert "were deleted, and are there" in capsys.readouterr().err
    assert main(["archive", "delete", document, *SIGNED, "--yes"]) == 0
    assert main(["archive", "verify"]) == 0
    assert rows("SELECT count(*) FROM deletions") == [(1,)]


def test_tombstones_are_not_changed(document: str) -> None:
    """Whoever asks: the table is append-only."""
    assert main(["archive", "delete", document, *SIGNED, "--yes"]) == 0
    raw = sqlite3.connect("khorgos.db")
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        raw.execute("UPDATE deletions SET reason = 'none'")
    raw.close()
