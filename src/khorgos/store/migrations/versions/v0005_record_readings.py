"""Which reading of a report tells which project record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_VIEW = """
CREATE VIEW current_records AS
SELECT records.* FROM records WHERE number IN (SELECT MAX(number) FROM records GROUP BY source, record)
AND (
    NOT EXISTS (SELECT 1 FROM record_readings WHERE record_readings.record = records.id)
    OR EXISTS (
        SELECT 1 FROM record_readings JOIN readings ON readings.id = record_readings.reading
        WHERE record_readings.record = records.id AND readings.superseded_by IS NULL
    )
)
"""


def upgrade() -> None:
    """The table, its guards, and the view without the records that only superseded readings tell."""
    op.create_table(
        "record_readings",
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.id"), primary_key=True),
        sa.Column("record", sa.Text, sa.ForeignKey("records.id"), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_index("record_readings_record", "record_readings", ["record"])
    op.execute("DROP VIEW current_records")
    op.execute(_VIEW)
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER record_readings_no_{act.lower()} BEFORE {act} ON record_readings BEGIN "
                "SELECT RAISE(ABORT, 'append-only: record_readings'); END"
            )
    elif op.get_bind().dialect.name == "postgresql":
        for act in ("UPDATE", "DELETE", "TRUNCATE"):
            op.execute(
                f"CREATE TRIGGER record_readings_no_{act.lower()} BEFORE {act} ON record_readings "
                "FOR EACH STATEMENT EXECUTE FUNCTION khorgos_append_only()"
            )
