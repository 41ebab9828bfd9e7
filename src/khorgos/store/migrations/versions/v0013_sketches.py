"""What reports are found by when copies of them come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """A table that `khorgos add` fills; derived, and made again at will."""
    op.create_table(
        "sketches",
        sa.Column("mark", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("reading", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
