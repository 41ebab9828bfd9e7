"""What was deleted from the archive, by whom and why."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """The table of tombstones, its index and its guards."""
    op.create_table(
        "deletions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("sha", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("document", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("size", sa.Integer),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("deletions_sha", "deletions", ["sha"])
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER deletions_no_{act.lower()} BEFORE {act} ON deletions BEGIN "
                "SELECT RAISE(ABORT, 'append-only: deletions'); END"
            )
    elif op.get_bind().dialect.name == "postgresql":
        for act in ("UPDATE", "DELETE", "TRUNCATE"):
            op.execute(
                f"CREATE TRIGGER deletions_no_{act.lower()} BEFORE {act} ON deletions "
                "FOR EACH STATEMENT EXECUTE FUNCTION khorgos_append_only()"
            )
