"""Project records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_VIEW = """
CREATE VIEW current_records AS
SELECT records.* FROM records WHERE number IN (SELECT MAX(number) FROM records GROUP BY source, record)
"""


def upgrade() -> None:
    """The table of records, its indexes, the view of current ones and the guards."""
    texts = ("name", "recipients", "funders", "sector", "flow_type", "status", "commitment", "amount")
    op.create_table(
        "records",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in texts),
        sa.Column("amount_number", sa.Float),
        sa.Column("currency", sa.Text),
        sa.Column("year", sa.Integer),
        sa.Column("added_at", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("records_source", "records", ["source", "record"])
    op.create_index("records_year", "records", ["year"])
    op.execute(_VIEW)
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER records_no_{act.lower()} BEFORE {act} ON records BEGIN "
                "SELECT RAISE(ABORT, 'append-only: records'); END"
            )
    elif op.get_bind().dialect.name == "postgresql":
        for act in ("UPDATE", "DELETE", "TRUNCATE"):
            op.execute(
                f"CREATE TRIGGER records_no_{act.lower()} BEFORE {act} ON records "
                "FOR EACH STATEMENT EXECUTE FUNCTION khorgos_append_only()"
            )
