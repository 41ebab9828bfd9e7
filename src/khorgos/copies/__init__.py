"""Which reports are copies of one another: word for word, reworked, with lifted passages, or a wire in two languages.

`Index` takes reports one by one and tells what each copies; `families` groups what was printed from one text, and
`changes` tells what a copy made of its original's claims.
"""

from khorgos.copies.changes import Changed, changes
from khorgos.copies.index import Copy, Index, Kind
from khorgos.copies.story import Families, Report, families
from khorgos.copies.translated import Wire, translation, translations

__all__ = [
    "Changed",
    "Copy",
    "Families",
    "Index",
    "Kind",
    "Report",
    "Wire",
    "changes",
    "families",
    "translation",
    "translations",
]
