"""Tables of figures to claims: a number of a cell, what its headings, its caption and its row say of it."""

from khorgos.extract.table.reading import extract

__all__ = ["extract"]
