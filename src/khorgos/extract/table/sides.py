"""Whose number it is: the parties of caption and title, narrowed and joined by those of row and column."""

from __future__ import annotations

from collections.abc import Sequence

from khorgos.extract.table.head import Head
from khorgos.values import Party, Span
from khorgos.values.party import PartyKind

# A figure is one party's, or what passes between two.
_PAIR = 2
Named = list[tuple[Party, Span]]


def sides(labels: Sequence[Head], above: Sequence[Head], roles: Sequence[Head]) -> tuple[Named, str]:
    """The parties of a number in order, the one who reports first; none, with the reason, where they are not clear.

    `labels` are the heads of its row and column, `above` those of the whole table, the nearest first, `roles` the
    headings over the label columns ("Partner").
    """
    base: Named = next((found for head in above if (found := head.parties())), [])
    partners = any(head.has("partner") for head in roles) and not any(head.has("reporter") for head in roles)
    if not base and partners and _named(labels):
        return [], "whose partners these are is not said"
    for head in labels:
        for party, span in head.parties():
            joined = _joined(base, party, span, bool(head.concepts("indicators")))
            if joined is None:
                return [], "whether it is one party's number or the pair's is not said"
            base = joined
    if len(base) > _PAIR:
        return [], "more parties than a figure can have"
    return base, "" if base else "nobody is named whose figure it could be"


def _named(labels: Sequence[Head]) -> bool:
    return any(head.parties() for head in labels)


def _joined(base: Named, party: Party, span: Span, tells: bool) -> Named | None:
    """A party of a row or column beside those of the caption: a member in place of its group, itself, or a partner.

    One of a pair comes first where its heading `tells` what is counted: "Exports of China".
    """
    for at, (known, _) in enumerate(base):
        if known == party:
            if len(base) == 1:
                return base
            return [(party, span), *base[:at], *base[at + 1 :]] if tells else None
        if known.kind is PartyKind.GROUP and set(party.countries) & set(known.members):
            return [*base[:at], (party, span), *base[at + 1 :]]
    return [*base, (party, span)]
