"""The page of a paginated document on which a claim's passage begins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_VIEW = """
CREATE VIEW current_claims AS
SELECT claims.* FROM claims JOIN readings ON readings.id = claims.reading WHERE readings.superseded_by IS NULL
"""


def upgrade() -> None:
    """A column; the view of current claims is made again, so that it has it in every database."""
    op.execute("DROP VIEW IF EXISTS current_claims")
    op.add_column("claims", sa.Column("page", sa.Integer))
    op.execute(_VIEW)
