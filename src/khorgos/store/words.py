"""Looking for words in claims: the search table of SQLite (FTS5), an index of words on PostgreSQL, or plain looking.

Both cut at spaces and letters alone, without a language's endings: a report is in any of three languages, and each word
is looked for as a beginning.  Scripts without spaces are looked for as they stand.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, bindparam, cast, func, literal_column, or_, text

from khorgos.store.schema import CLAIMS

# Scripts that write no spaces between words: neither database can cut them into words.
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
# What PostgreSQL's index is made of; a query must ask for the same expression to use it.
CLAIM_WORDS = (
    "to_tsvector('simple'::regconfig, coalesce(claims.title, '') || ' ' || claims.evidence || ' ' || "
    "claims.sentence || ' ' || coalesce(claims.speaker, ''))"
)


# By which means words are found; "" where each row is looked through.
TABLE, INDEX = "fts5", "tsvector"


def means(connection: Connection) -> str:
    """By which means words are found in this database."""
    if connection.dialect.name == "postgresql":
        return INDEX
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'claims_text'").first()
    return TABLE if found else ""


def says(words: str, *, search: str, number: Any = CLAIMS.c.number) -> ColumnElement[bool]:
    """Whether a claim's title, evidence, sentence or speaker has all these words, each also as a beginning.

    `number` stands for the number of the claim.
    """
    found = re.findall(r"\w+", words)
    if found and search and not _NO_SPACES.search(words):
        return number.in_(_in_table(found)) if search == TABLE else _in_index(found)
    columns = (CLAIMS.c.title, CLAIMS.c.evidence, CLAIMS.c.sentence, cast(CLAIMS.c.speaker, Text))
    return and_(*(contains(word, *columns) for word in found or [words]))


def contains(part: str, *columns: Any) -> ColumnElement[bool]:
    """Whether one of the columns has a part, in capitals or not."""
    return or_(*(column.icontains(part, autoescape=True) for column in columns))


def _in_table(found: list[str]) -> Any:
    wanted = " ".join(f'"{word}"*' for word in found)
    match = text("SELECT rowid FROM claims_text WHERE claims_text MATCH :wanted")
    return match.bindparams(bindparam("wanted", wanted, Text)).columns(CLAIMS.c.number)


def _in_index(found: list[str]) -> ColumnElement[bool]:
    wanted = " & ".join(f"{word}:*" for word in found)
    return literal_column(CLAIM_WORDS).bool_op("@@")(func.to_tsquery("simple", wanted))
