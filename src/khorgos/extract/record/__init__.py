"""Project records: a title, a press sentence or a long narrative read as a coder of TUFF would write it down.

1. sentences with their sums, dates and words, 2. what each sum is, 3. the sentence of the record's own commitment,
4. each field from what the sentences tell, with the words behind it.
"""

from khorgos.extract.record.build import records
from khorgos.extract.record.report import Records

__all__ = ["Records", "records"]
