"""One ledger in the formats that others use: facts, claims and project records -> bytes.

`publish(edition, "iati", out)` writes a format and tells what had no place in it; `FORMATS` names them all.
"""

from khorgos.publish.edition import About, Edition, LeftOut, Recorded, Telling
from khorgos.publish.formats import FORMATS, Format, publish

__all__ = ["FORMATS", "About", "Edition", "Format", "LeftOut", "Recorded", "Telling", "publish"]
