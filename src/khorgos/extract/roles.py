"""Whose money it is: the party that gives, lends or invests, by the words around its name.

"Peruvian firms", "investment from Peru", "Peru, which put in" tell a source; "in Peru", "into Peru" a host, who has the
money of others.  A source that is named alone leaves the host to whom the report is about.
"""

from __future__ import annotations

from khorgos.extract.cell import runs_of
from khorgos.extract.line import Line
from khorgos.values import Party

# How far before a party the words stand that tell its part.
_MODIFIES = 14


def acts(line: Line, party: Party) -> bool:
    """Whether a party gives or invests."""
    if invests(line, party):
        return True
    run = next((run for run in runs_of(line) if run[0].party == party), None)
    return run is not None and bool(line.grammar.gives.match(line.view.low, run[-1].end))


def invests(line: Line, party: Party) -> bool:
    """Whether money is told to come from a party: "investment from Peru", "Peruvian firms", "Peru put in"."""
    for run in runs_of(line):
        if any(mention.party == party for mention in run):
            lead = line.low(max(line.start, run[0].start - _MODIFIES), run[0].start)
            if line.grammar.comes_from.search(lead):
                return True
            if line.grammar.investors.match(line.view.low, run[-1].end):
                return True
            return (
                run[-1].form != "demonym"
                and not line.grammar.hosts.search(lead)
                and bool(line.grammar.puts_in.match(line.view.low, run[-1].end))
            )
    return False
