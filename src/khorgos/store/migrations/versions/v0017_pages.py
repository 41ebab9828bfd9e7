"""What lists, their order and their counts are asked by: a page takes as long in a large ledger as in a small one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_INDEXES = {
    "documents_published": ("documents", ["published", "name", "id"]),
    "documents_listed": (
        "documents", ["added_at", "name", "id", "outlet", "language", "state", "published", "title"],
    ),
    "claims_counted": ("claims", ["kind", "indicator", "first_day", "reading", "document"]),
    "claims_said": ("claims", ["speaker", "agency", "outlet", "reading", "document"]),
    "claims_waiting": ("claims", ["accepted", "readers", "confidence", "reading"]),
    "readings_superseded": ("readings", ["superseded_by"]),
    "claim_parties_countries": ("claim_parties", ["countries"]),
    "judgements_other": ("judgements", ["other"]),
    "facts_order": ("facts", ["kind", "sorting", "id", "documents", "disputed"]),
    "facts_weight": ("facts", ["disputed", "sources", "id", "documents"]),
    "facts_days": ("facts", ["first_day", "id", "kind"]),
    "facts_open": ("facts", ["open", "id"]),
}  # fmt: skip


def upgrade() -> None:
    """Two columns of facts, which are made again for it, and indexes; some take the place of shorter ones."""
    op.add_column("facts", sa.Column("first_day", sa.Text))
    op.add_column("facts", sa.Column("open", sa.Integer, nullable=False, server_default="0"))
    op.execute("DELETE FROM derived WHERE name LIKE 'facts%'")
    op.drop_index("documents_published", "documents")
    op.drop_index("claims_kind_indicator", "claims")
    op.drop_index("facts_order", "facts")
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, columns)
