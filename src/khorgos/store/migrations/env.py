"""Run by Alembic for every migration; the connection is the ledger's own and comes in the configuration."""

from __future__ import annotations

from alembic import context

from khorgos.store.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
