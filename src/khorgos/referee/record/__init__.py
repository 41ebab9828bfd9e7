"""Project records read twice: what a second reader writes down is kept field by field, as far as the text bears it.

row       a row of a reader outside brought to values        judging   row -> Record, with what was refused
bodies    where the text names a body                        merging   two readers' records -> one list
reading   a text or report with its records, read twice
"""

from khorgos.referee.record.judging import JudgedRecords, RecordReferee
from khorgos.referee.record.reading import RecordsTwice, read_records_twice

__all__ = ["JudgedRecords", "RecordReferee", "RecordsTwice", "read_records_twice"]
