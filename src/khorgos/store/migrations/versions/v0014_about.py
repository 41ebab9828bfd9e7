"""What a report says of itself beside its text: its kind, the agency whose text it is, all of it with reasons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Three columns; documents read before have none until they are read again."""
    for name in ("kind", "agency", "about"):
        op.add_column("documents", sa.Column(name, sa.Text))
