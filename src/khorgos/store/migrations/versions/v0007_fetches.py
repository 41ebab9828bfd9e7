"""What servers answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """The table of answers, its indexes and its guards."""
    op.create_table(
        "fetches",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("fetched_at", sa.Text, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("sha", sa.Text),
        sa.Column("size", sa.Integer),
        sa.Column("error", sa.Text),
    )
    op.create_index("fetches_address", "fetches", ["address", "number"])
    op.create_index("fetches_sha", "fetches", ["sha"])
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER fetches_no_{act.lower()} BEFORE {act} ON fetches BEGIN "
                "SELECT RAISE(ABORT, 'append-only: fetches'); END"
            )
    elif op.get_bind().dialect.name == "postgresql":
        for act in ("UPDATE", "DELETE", "TRUNCATE"):
            op.execute(
                f"CREATE TRIGGER fetches_no_{act.lower()} BEFORE {act} ON fetches "
                "FOR EACH STATEMENT EXECUTE FUNCTION khorgos_append_only()"
            )
