"""Posters and briefs: what reports say of a subject on one page, or two, with its conflicts, sources and passport.

`poster` and the three briefs make a `Sheet` of an edition; `typeset` makes PDF, PNG and SVG of it, `word` DOCX.
"""

from khorgos.posters.brief import fact_check, mechanism, topic
from khorgos.posters.poster import poster
from khorgos.posters.sheet import Sheet

__all__ = ["Sheet", "fact_check", "mechanism", "poster", "topic"]
