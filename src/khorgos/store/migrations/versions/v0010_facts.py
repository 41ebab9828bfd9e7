"""Facts as they were made last, with what they are asked by: derived, and made again at will."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TEXT as POSTGRES_TEXT

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Three tables that `khorgos facts` fills when it is asked, and one of the reports that it must look at again."""
    op.create_table(
        "facts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("indicator", sa.Text),
        sa.Column("value", sa.Text),
        sa.Column("disputed", sa.Integer, nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("sources", sa.Integer, nullable=False),
        sa.Column("sorting", sa.Text().with_variant(POSTGRES_TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("facts_order", "facts", ["kind", "sorting", "id"])
    op.create_index("facts_indicator", "facts", ["indicator"])
    op.create_table(
        "fact_claims",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("fact", sa.Text, nullable=False),
        sa.Column("first_day", sa.Text),
        sa.Column("last_day", sa.Text),
        sqlite_with_rowid=False,
    )
    op.create_index("fact_claims_fact", "fact_claims", ["fact"])
    op.create_table(
        "fact_parties",
        sa.Column("fact", sa.Text, primary_key=True),
        sa.Column("party", sa.Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("fact_parties_party", "fact_parties", ["party"])
    op.create_table("stale", sa.Column("document", sa.Text, primary_key=True))
