"""The ledger: documents, their claims, what was rejected and what people judged, in one SQL database.

SQLite by default, PostgreSQL by URL; the original bytes lie in an archive beside it.  docs/ledger.md has every table.
"""

from khorgos.records.body import record_of
from khorgos.store.archive import Archive
from khorgos.store.counting import Counts
from khorgos.store.derived import FactFilters
from khorgos.store.fetching import Kept
from khorgos.store.findings import FindingFilters
from khorgos.store.history import Moment
from khorgos.store.ledger import Added, Ledger, own_files
from khorgos.store.query import Filters
from khorgos.store.recording import RecordFilters
from khorgos.store.reports import DocumentFilters

__all__ = [
    "Added",
    "Archive",
    "Counts",
    "DocumentFilters",
    "FactFilters",
    "Filters",
    "FindingFilters",
    "Kept",
    "Ledger",
    "Moment",
    "RecordFilters",
    "own_files",
    "record_of",
]
