"""Whose figures a sentence gives by its grammar: the country that has, counts, hosts or earns what is told.

"Romania teaches 36,500 foreigners" is about Romania alone, whoever was spoken of before; "Romania sent 200" is not, for
a sender is a partner.  "Peru's customs counted" and "the country imported" tell a host too; "the country" is the one
named last.
"""

from __future__ import annotations

from khorgos.annotate.mentions import PartyMention, QuantityMention
from khorgos.extract.cell import runs_of
from khorgos.extract.discourse import Discourse
from khorgos.extract.line import Line
from khorgos.values import Party
from khorgos.values.party import PartyKind

# An adverbial of so many words may stand before who opens a clause ("Last year the sultanate").
_ADVERBIAL = 4


def host_of(line: Line, quantity: QuantityMention, discourse: Discourse | None) -> Party | None:
    """The country that has what a quantity measures, by the verb or office behind its name; None where none is told."""
    for run in reversed(runs_of(line)):
        if len(run) == 1 and run[0].end <= quantity.start and has(line, run[0]):
            return run[0].party
    return _the_country(line, quantity, discourse)


def has(line: Line, mention: PartyMention) -> bool:
    """Whether a country opens its clause and has, counts or hosts what follows, itself or by an office."""
    if mention.party.kind is not PartyKind.COUNTRY or mention.form == "demonym" or not opens(line, mention.start):
        return False
    return bool(line.grammar.holds.match(line.view.low, mention.end))


def topic_of_paragraph(line: Line, mention: PartyMention) -> bool:
    """Whether a sentence that opens a paragraph is about one country: "Georgia did best. Its faculties ..."."""
    if mention.party.kind is not PartyKind.COUNTRY or mention.form == "demonym" or mention.start != line.start:
        return False
    first = line.view.text[max(0, line.start - 1) : line.start] in ("", "\n")
    return first and line.view.text[mention.end : mention.end + 2].strip().islower()


def opens(line: Line, at: int) -> bool:
    """Whether a clause, or what follows a few words at its head, opens at a place."""
    lead = line.low(line.clause_start(at), at).split()
    return not lead or (len(lead) <= _ADVERBIAL and not line.grammar.partner.search(" ".join(lead)))


def _the_country(line: Line, quantity: QuantityMention, discourse: Discourse | None) -> Party | None:
    """The country that "the country" at the head of a clause stands for."""
    if discourse is None or runs_of(line):
        return None
    for anaphor in line.room("anaphora"):
        ahead = anaphor.concept == "country" and anaphor.end <= quantity.start and opens(line, anaphor.start)
        if ahead and line.grammar.holds.match(line.view.low, anaphor.end):
            return next(iter(discourse.last_before(anaphor.start)), None)
    return None
