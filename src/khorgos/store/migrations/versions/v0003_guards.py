"""The guards of append-only tables on PostgreSQL; SQLite has them from the first version on."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_APPEND_ONLY = ("claims", "claim_parties", "rejected", "judgements")
_REFUSE = """
CREATE FUNCTION khorgos_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = 'append-only: ' || TG_TABLE_NAME; END $$
"""


def upgrade() -> None:
    """Refuse UPDATE, DELETE and TRUNCATE, whoever asks."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(_REFUSE)
    for table in _APPEND_ONLY:
        for act in ("UPDATE", "DELETE", "TRUNCATE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION khorgos_append_only()"
            )
