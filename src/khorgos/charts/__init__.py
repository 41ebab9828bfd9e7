"""Charts and maps, one definition each: data in, a Vega-Lite definition with its words and passport out.

The desk, the site, the poster and `khorgos chart` draw the same.  `KINDS` names them; each builder gives a `Chart`, or
None where there is nothing to draw.  `render.render` makes SVG, PNG, PDF or a definition that stands alone of it.
"""

from khorgos.charts.chart import Chart, Passport
from khorgos.charts.dots import fact
from khorgos.charts.flows import Flow, flows, flows_of, flows_of_records
from khorgos.charts.ladder import ladder
from khorgos.charts.matrix import Membership, matrix, memberships
from khorgos.charts.money import columns, money
from khorgos.charts.over_time import over_time
from khorgos.charts.places import recipients, shaded
from khorgos.charts.timeline import Happening, timeline
from khorgos.charts.voices import voices

# What `khorgos chart` can draw, and of what.
KINDS = {
    "figure": "a figure over time with its claims",
    "fact": "one fact: each claim by the day of its printing",
    "voices": "who says what about a number",
    "ladder": "a list of projects: the whole, its parts, what is not accounted for",
    "money": "money by year and status",
    "mechanisms": "who is in which mechanism, since when, with meetings",
    "timeline": "what happened when",
    "flows": "flows between parties",
    "map": "where projects are, without a tile server",
}

__all__ = [
    "KINDS", "Chart", "Flow", "Happening", "Membership", "Passport", "columns", "fact", "flows", "flows_of",
    "flows_of_records", "ladder", "matrix", "memberships", "money", "over_time", "recipients", "shaded", "timeline",
    "voices",
]  # fmt: skip
