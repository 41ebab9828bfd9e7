"""What servers answered is kept, and never changed."""

import pytest
from sqlalchemy.exc import DBAPIError

from khorgos.store import Kept, Ledger

PAGE = Kept("https://a.example/", "https://a.example/news", "2023-05-18T10:00:00+00:00", 200, (("ETag", '"1"'),))


def test_answers_are_kept_with_headers_and_bytes(ledger: Ledger) -> None:
    """Rows in order; the newest whole page of an address comes back with its bytes; what failed is kept beside."""
    ledger.keep_answer(PAGE, b"first")
    ledger.keep_answer(Kept("https://a.example/", "https://a.example/news", "2023-05-19T10:00:00+00:00", 304), None)
    ledger.keep_answer(Kept("https://a.example/", "https://a.example/", "2023-05-20", error="no answer."), None)

    assert [row["status"] for row in ledger.fetches()] == [200, 304, 0]
    assert len(ledger.fetches("https://a.example/")) == 3
    assert len(ledger.fetches("https://a.example/news")) == 2
    kept, data = ledger.last_answer("https://a.example/news") or (None, b"")
    assert (data, kept and kept.headers) == (b"first", [("ETag", '"1"')])
    assert ledger.last_answer("https://b.example/") is None


def test_answers_are_append_only(ledger: Ledger, raw) -> None:
    """Nobody changes what a server answered."""
    ledger.keep_answer(PAGE, b"first")
    for sql in ("UPDATE fetches SET status = 404", "DELETE FROM fetches"):
        with pytest.raises(DBAPIError, match="append-only"):
            raw(ledger, sql)


def test_bytes_that_are_gone_are_asked_for_again(ledger: Ledger) -> None:
    """An archived body that is gone or changed is no page that could be compared with."""
    ledger.keep_answer(PAGE, b"first")
    ledger.archive.path(ledger.fetches()[0]["sha"]).write_bytes(b"other")

    assert ledger.last_answer("https://a.example/news") is None
