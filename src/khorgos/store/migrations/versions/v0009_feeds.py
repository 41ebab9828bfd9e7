"""Feeds that are watched, and which of their entries were taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Two tables; nothing in them is anybody's word."""
    op.create_table(
        "feeds",
        sa.Column("address", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Text),
        sa.Column("news_at", sa.Text),
        sa.Column("error", sa.Text),
    )
    op.create_table(
        "feed_entries",
        sa.Column("feed", sa.Text, sa.ForeignKey("feeds.address"), primary_key=True),
        sa.Column("entry", sa.Text, primary_key=True),
        sa.Column("sha", sa.Text, primary_key=True),
        sa.Column("address", sa.Text),
        sa.Column("document", sa.Text),
        sa.Column("taken_at", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("error", sa.Text),
    )
