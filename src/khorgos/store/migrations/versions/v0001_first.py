"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_APPEND_ONLY = ("claims", "claim_parties", "rejected", "judgements")
_VIEW = """
CREATE VIEW current_claims AS
SELECT claims.* FROM claims JOIN readings ON readings.id = claims.reading WHERE readings.superseded_by IS NULL
"""


def upgrade() -> None:
    """Create every table, its indexes, the view of current claims, the search table and the guards."""
    _documents()
    _claims()
    _aside()
    op.execute(_VIEW)
    if op.get_bind().dialect.name == "sqlite":
        _search()
        _guards()


def _text(name: str, *, needed: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=not needed)


def _number(name: str, refers: str | None = None, *, needed: bool = True) -> sa.Column[int]:
    keys = [sa.ForeignKey(refers)] if refers else []
    return sa.Column(name, sa.Integer, *keys, nullable=not needed)


def _key(name: str = "id") -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=True)


def _document(*, key: bool = False) -> sa.Column[str]:
    return sa.Column("document", sa.Text, sa.ForeignKey("documents.id"), nullable=False, primary_key=key)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Text, primary_key=True),
        _text("sha"),
        _text("name", needed=True),
        _text("address"),
        _number("size", needed=False),
        *map(_text, ("media_type", "encoding", "language", "language_how", "published", "published_how")),
        *map(_text, ("title", "outlet", "authors", "text")),
        _text("added_at", needed=True),
        _text("state", needed=True),
        _text("error"),
    )
    op.create_index("documents_state", "documents", ["state"])
    op.create_index("documents_published", "documents", ["published"])
    op.create_table(
        "segments",
        _document(key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        _text("kind", needed=True),
        _number("start"),
        _number("end"),
    )
    op.create_table(
        "readings",
        _key(),
        _document(),
        _text("code_version", needed=True),
        _text("context", needed=True),
        _text("read_at", needed=True),
        _number("superseded_by", "readings.id", needed=False),
        sqlite_autoincrement=True,
    )
    op.create_index("readings_document", "readings", ["document"])


def _claims() -> None:
    op.create_table(
        "claims",
        _key("number"),
        _text("id", needed=True),
        _number("reading", "readings.id"),
        _document(),
        _text("kind", needed=True),
        *map(_text, ("type", "title", "indicator", "measure", "value")),
        sa.Column("value_number", sa.Float),
        _text("value_high"),
        sa.Column("value_high_number", sa.Float),
        *map(_text, ("unit", "bound", "period", "first_day", "last_day", "status", "detail", "basis", "place")),
        *map(_text, ("speaker", "agency", "outlet", "rule")),
        _text("readers", needed=True),
        _text("code_version", needed=True),
        _number("evidence_start"),
        _number("evidence_end"),
        _text("evidence", needed=True),
        _text("sentence", needed=True),
        _text("body", needed=True),
        sa.UniqueConstraint("reading", "id", name="claims_once_per_reading"),
    )
    op.create_index("claims_id", "claims", ["id"])
    op.create_index("claims_document", "claims", ["document"])
    op.create_index("claims_kind_indicator", "claims", ["kind", "indicator"])
    op.create_index("claims_days", "claims", ["first_day", "last_day"])
    op.create_table(
        "claim_parties",
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.number"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        _text("role", needed=True),
        _text("party", needed=True),
        _text("kind", needed=True),
        _text("countries"),
    )
    op.create_index("claim_parties_party", "claim_parties", ["party"])


def _aside() -> None:
    op.create_table(
        "rejected",
        _key("number"),
        _number("reading", "readings.id"),
        _document(),
        _text("kind", needed=True),
        _text("code", needed=True),
        _text("reason", needed=True),
        _number("start"),
        _number("end"),
        _text("text", needed=True),
    )
    op.create_index("rejected_code", "rejected", ["code"])
    op.create_index("rejected_document", "rejected", ["document"])
    op.create_table(
        "judgements",
        _key(),
        _text("made_at", needed=True),
        _text("made_by", needed=True),
        _text("verdict", needed=True),
        _text("subject", needed=True),
        *map(_text, ("other", "reason", "body")),
        _number("withdraws", "judgements.id", needed=False),
    )
    op.create_index("judgements_subject", "judgements", ["subject"])


def _search() -> None:
    # FTS5 is compiled into nearly every SQLite; where it is not, searching falls back on LIKE.
    options = {row[0] for row in op.get_bind().execute(sa.text("PRAGMA compile_options"))}
    if "ENABLE_FTS5" not in options:
        return
    op.execute(
        "CREATE VIRTUAL TABLE claims_text USING fts5(title, evidence, sentence, speaker, "
        "content='claims', content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER claims_text_new AFTER INSERT ON claims BEGIN "
        "INSERT INTO claims_text (rowid, title, evidence, sentence, speaker) "
        "VALUES (new.number, new.title, new.evidence, new.sentence, new.speaker); END"
    )


def _guards() -> None:
    for table in _APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, 'append-only: {table}'); END"
            )
