"""Blocks of claims that are compared, and families of copies: derived, and made again at will."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Three tables that `khorgos facts` fills when it is asked; nothing in them is anybody's word."""
    op.create_table(
        "blocks",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Text, primary_key=True),
        sa.Column("claim", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "derived",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "families",
        sa.Column("document", sa.Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("how", sa.Text),
    )
    op.create_index("families_family", "families", ["family"])
