"""The referee: what a reader outside claims is kept only if the document bears it; two readers are brought together.

excerpts   what of a document a second reader is given
row        a row of a reader outside brought to values
passage    where the quoted words stand         amounts, times   which words bear value and period
judging    row -> Claim or Rejected             matching, merging   two readers' claims -> one list
standing   how a claim stands between two readers; its confidence is measured
"""

from khorgos.referee.excerpts import SPEND, Excerpt
from khorgos.referee.judging import Judged, Referee
from khorgos.referee.reading import Answer, SecondReader, Sent, mark, read_twice

__all__ = ["SPEND", "Answer", "Excerpt", "Judged", "Referee", "SecondReader", "Sent", "mark", "read_twice"]
