"""What follows from a project record by rule: TUFF's derived fields, money in dollars, totals that refuse.

Pure functions of `claims.Record`; each names the field of AidData's GCDF 3.0 field guide (2023-11) or the stage of
TUFF 3.0 that it follows.  Where the manual contradicts itself, docs/projects.md says which side we took.
"""

from khorgos.records.dates import deviation_days, first_repayment, last_repayment
from khorgos.records.dollars import constant_dollars, nominal_dollars
from khorgos.records.flow import flow_class, infrastructure, recommended, rescue, simplified
from khorgos.records.liability import public_liability
from khorgos.records.loan import concessional, grant_element, short_term, threshold
from khorgos.records.portfolio import Portfolio, portfolio
from khorgos.records.scores import completeness, implementation, loan_detail, source_quality, source_types

__all__ = [
    "Portfolio",
    "completeness",
    "concessional",
    "constant_dollars",
    "deviation_days",
    "first_repayment",
    "flow_class",
    "grant_element",
    "implementation",
    "infrastructure",
    "last_repayment",
    "loan_detail",
    "nominal_dollars",
    "portfolio",
    "public_liability",
    "recommended",
    "rescue",
    "short_term",
    "simplified",
    "source_quality",
    "source_types",
    "threshold",
]
