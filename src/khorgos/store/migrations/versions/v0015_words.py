"""An index of the words of claims on PostgreSQL; SQLite has its search table from the first version on."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """The index; `store.words` asks for the same expression."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE INDEX claims_words ON claims USING gin (to_tsvector('simple'::regconfig, "
            "coalesce(title, '') || ' ' || evidence || ' ' || sentence || ' ' || coalesce(speaker, '')))"
        )
