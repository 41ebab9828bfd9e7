"""Who lends a sum: the banks beside it, whether several lend together, and whose part a share is."""

from __future__ import annotations

import re
from itertools import pairwise

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import QuantityMention
from khorgos.extract.record.bodies import Body, bodies
from khorgos.extract.record.grammar import pattern
from khorgos.extract.record.lines import Line

BANKS = frozenset({"bank", "fund", "igo"})
_BRACKET = re.compile(r" ?[(\[][^)\]]*[)\]]")
_MANY_LENDERS = r"\b(?:<syndicated>|<lenders>|(?:<numbers>|\d+) (?:[\w-]+ ){0,3}(?:<banks>))\b"
_JOINED = r"(?: ?[(\[][^()\[\]]*[)\]])?(?:, | (?:<and> )(?:the )?|, (?:<and> )(?:the )?)"
_FROM = r"(?: \([^)]*\))? <contribution> (?:<givers>) (?:the )?"


def several(view: Annotated, mention: QuantityMention, lenders: list[Body]) -> bool:
    """Whether several of the banks beside a sum lend it."""
    return _of_one_side(mention, lenders) or _together(view, mention, lenders)


def syndicated(view: Annotated, line: Line, mention: QuantityMention) -> bool:
    """Whether words around a sum say that several lend it: "syndicated", "13 leading banks"."""
    start, stop = max(line.start, mention.start - 160), min(mention.end + 100, line.end)
    return bool(_of(view, _MANY_LENDERS).search(view.low, start, stop))


def named(view: Annotated, line: Line, mention: QuantityMention) -> list[Body]:
    """The banks that a sum's part of the sentence names: from the sum before to the next."""
    start = max([m.end for m in line.sums if m.end <= mention.start] + [line.start])
    bracket = _BRACKET.match(view.text, mention.end)
    aside = bracket.end() if bracket else mention.end
    stop = min([m.start for m in line.sums if m.start > aside] + [line.end])
    return [each for each in bodies(view, start, stop) if each.type in BANKS]


def giver(view: Annotated, line: Line, mention: QuantityMention) -> list[Body]:
    """Whose part a share is: "a $40 million contribution from X" that of X, else of the last body named before it."""
    behind = _of(view, _FROM).match(view.low, mention.end)
    if behind:
        return bodies(view, behind.end(), min(behind.end() + 70, line.end))[:1]
    return bodies(view, line.start, mention.start)[-1:]


def _together(view: Annotated, mention: QuantityMention, lenders: list[Body]) -> bool:
    """Whether banks that a list joins behind a sum lend together: "a loan agreement with X Bank and Y Bank"."""
    behind = [each for each in lenders if each.type == "bank" and each.start > mention.end]
    return any(
        (one.chinese or other.chinese)
        and one.key != other.key
        and _of(view, _JOINED).fullmatch(view.low, one.end, other.start)
        for one, other in pairwise(behind)
    )


def _of_one_side(mention: QuantityMention, lenders: list[Body]) -> bool:
    """Whether several banks lend together, one of the giver's side at least.

    A bank of another country may borrow, and so does one of an unknown country that signs beside the lender: "China
    Eximbank and X Bank signed a $90 million loan agreement".
    """
    banks = [each for each in lenders if each.type == "bank" and (each.chinese or _behind(each, mention))]
    return len({each.key for each in banks}) > 1 and any(each.chinese for each in banks)


def _behind(body: Body, mention: QuantityMention) -> bool:
    return body.country is None and body.start > mention.end


def _of(view: Annotated, template: str) -> re.Pattern[str]:
    return pattern(view.pack.code, template)
