"""What has a history: stocks, lists of projects, ranks, which are held at a day and follow on one another."""

from __future__ import annotations

from khorgos.claims.printing import Printing

# What is counted at a day and not over a stretch: its values of several days are a history.
STOCKS = frozenset({"investment_stock", "projects"})


def is_history(printing: Printing) -> bool:
    """Whether values of unlike dates are one thing's history."""
    return printing.measured[0] in STOCKS or printing.measured[1] == "rank"
