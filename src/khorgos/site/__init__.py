"""A ledger as a web site of plain files: no server, and no script to read it.

`write_site(edition, folder)` writes pages, tables, feeds, pictures and a search index; the same edition gives the same
bytes.
"""

from khorgos.site.build import Plan, Written, write_site

__all__ = ["Plan", "Written", "write_site"]
