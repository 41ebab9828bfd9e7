"""An index that misled: SQLite looked for current readings by it, one by one through all of them."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Without it they are found from their document or claim."""
    op.drop_index("readings_superseded", "readings")
