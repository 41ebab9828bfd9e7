"""What others publish, taken back: figures, claims and records of SDMX, FollowTheMoney and data packages.

Every reader gives, one after another, reports with what is told of them (`Report`: bytes that open as a document whose
claims are those of the file) and project records, or what is wrong with a row.  IATI stands in `records.activities`.
"""

from khorgos.receive.item import Report

__all__ = ["Report"]
