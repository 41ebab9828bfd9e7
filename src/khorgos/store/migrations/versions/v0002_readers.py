"""How sure a claim is, and whether it was accepted without a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_VIEW = """
CREATE VIEW current_claims AS
SELECT claims.* FROM claims JOIN readings ON readings.id = claims.reading WHERE readings.superseded_by IS NULL
"""


def upgrade() -> None:
    """Two columns; the view of current claims is made again, so that it has them in every database."""
    op.execute("DROP VIEW IF EXISTS current_claims")
    op.add_column("claims", sa.Column("confidence", sa.Float))
    op.add_column("claims", sa.Column("accepted", sa.Text))
    op.execute(_VIEW)
