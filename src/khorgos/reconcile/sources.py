"""How many independent sources stand behind claims.

Claims are joined where their documents are copies of one another (one story family), or where they name the same
speaker, agency or outlet as the source; an outlet's own report is joined to those that cite it.  What remains apart is
independent: five outlets quoting one agency are one source.
"""

from __future__ import annotations

from collections.abc import Iterable

from khorgos.claims.printing import Printing
from khorgos.reconcile.union import Union


def independent(printings: Iterable[Printing]) -> int:
    """The number of independent sources behind claims."""
    union: Union[str] = Union()
    nodes = []
    for printing in printings:
        node = f"document {printing.source.family or printing.document}"
        nodes.append(node)
        for origin in _origins(printing):
            union.join(node, f"origin {origin}")
    return len({union.find(node) for node in nodes})


def _origins(printing: Printing) -> list[str]:
    """Who the claim comes from as far as the text says; its own outlet where nobody is named."""
    said = printing.said.get("attribution") or {}
    named = [str(said[link]).casefold() for link in ("outlet", "agency", "speaker") if said.get(link)]
    if named:
        return named
    return [printing.source.outlet.casefold()] if printing.source.outlet else []
