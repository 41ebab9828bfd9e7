"""Files that hold many reports, taken apart one by one: ZIP, gzip, WARC, feeds, tables of texts.

`items` gives the reports of any file in order, a file that is one report included, with bounded memory; what cannot be
had of a file is an item too, with its fault.
"""

from khorgos.sources.identity import Identity, identity
from khorgos.sources.item import MAX_BYTES, Item
from khorgos.sources.opened import items

__all__ = ["MAX_BYTES", "Identity", "Item", "identity", "items"]
