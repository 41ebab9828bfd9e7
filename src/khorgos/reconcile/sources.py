"""How many independent sources stand behind claims, how good they are, and which sides tell the same.

Claims are joined where their documents are copies of one another (one story family), or where they name the same
speaker, agency or outlet as the source, or print the same agency's text; an outlet's own report is joined to those
that cite it.  What remains apart is
independent: five outlets quoting one agency are one source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khorgos.claims.fact import Verified
from khorgos.claims.printing import Printing
from khorgos.reconcile.origins import Rank, body, origins
from khorgos.reconcile.union import Union
from khorgos.reference.standing import stands_for

# Who gives, of kinds that say so.
_DONORS = "financiers"
_OFFICIAL = 4
_TWICE = 5


def independent(printings: Iterable[Printing]) -> int:
    """The number of independent sources behind claims."""
    union: Union[str] = Union()
    nodes = []
    for printing in printings:
        node = f"document {printing.source.family or printing.document}"
        nodes.append(node)
        for origin in _names(printing):
            union.join(node, f"origin {origin}")
    return len({union.find(node) for node in nodes})


def rank(printing: Printing) -> Rank:
    """The rank of the best source that a claim names; media where it names none."""
    return min((origin.rank for origin in origins(printing)), default=Rank.MEDIA)


def quality(printings: Iterable[Printing]) -> int:
    """TUFF's source quality, 1 to 5, of what is named: 5 two or more official bodies, 4 one, 1 only media."""
    named = {o.name for printing in printings for o in origins(printing) if o.rank < Rank.MEDIA}
    return _TWICE if len(named) > 1 else _OFFICIAL if named else 1


def verified(printings: Sequence[Printing]) -> Verified:
    """Which sides tell it: offices of the states that take part, other official bodies, or media only."""
    found = [origin for printing in printings for origin in origins(printing) if origin.rank < Rank.MEDIA]
    involved = frozenset().union(*(printing.all_sides for printing in printings), *map(_givers, printings))
    sides = {origin.country for origin in found if origin.country in involved}
    givers = frozenset().union(*map(_givers, printings))
    return Verified(
        sides=tuple(sorted(side for side in sides if side)),
        donor=bool(sides & givers),
        recipient=bool(givers) and bool(sides - givers),
        third=any(origin.country not in involved for origin in found),
    )


def _givers(printing: Printing) -> frozenset[str]:
    return frozenset().union(*(stands_for(name) for name in printing.said.get(_DONORS, ())))


def _names(printing: Printing) -> list[str]:
    """Who the claim comes from as far as the text says; else the agency whose text it is, else its own outlet."""
    named = [origin.name for origin in origins(printing)]
    if named:
        return named
    own = printing.source.agency or printing.source.outlet
    return [body(own, cited=True).name] if own else []
