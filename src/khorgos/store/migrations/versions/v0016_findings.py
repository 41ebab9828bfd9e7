"""Findings as they were made last, with the claims they speak of: derived, and made again at will."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Two tables that are filled when findings are asked for, and one of what must be checked again."""
    op.create_table(
        "findings",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("check", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("findings_order", "findings", ["rank", "check", "id"])
    op.create_index("findings_check", "findings", ["check", "severity"])
    op.create_index("findings_scope", "findings", ["scope", "subject"])
    op.create_table(
        "finding_claims",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("finding", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("finding_claims_finding", "finding_claims", ["finding"])
    op.create_table(
        "unchecked",
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
    )
