"""Official statistics: fetched on request into dated snapshots, then read offline.

    query -> requests -> (get) -> pages -> snapshot in the archive -> observations (claims.official)

A file for every protocol: `worldbank`, `comtrade`, `sdmx` (2.1 and 3.0; the IMF is one of its sources) and `table` for
a CSV of one's own.  Nothing here opens a connection by itself but `web.get`, and any callable may stand in for it.
"""

from khorgos.statistics.query import Query
from khorgos.statistics.snapshots import Snapshot, Snapshots
from khorgos.statistics.taking import observations, take, take_table

__all__ = ["Query", "Snapshot", "Snapshots", "observations", "take", "take_table"]
