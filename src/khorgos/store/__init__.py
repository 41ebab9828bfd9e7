"""The ledger: documents, their claims, what was rejected and what people judged, in one SQL database.

SQLite by default, PostgreSQL by URL; the original bytes lie in an archive beside it.  docs/ledger.md has every table.
"""

from khorgos.store.archive import Archive
from khorgos.store.ledger import Added, Ledger, own_files
from khorgos.store.query import Filters

__all__ = ["Added", "Archive", "Filters", "Ledger", "own_files"]
