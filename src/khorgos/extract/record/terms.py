"""The terms of a loan: rate, maturity, grace, fees; each with the words that give it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import QuantityMention
from khorgos.extract.record.grammar import either, pattern
from khorgos.extract.record.lines import Line

# What is added to a reference rate: "LIBOR plus 3%".
_OVER = r"\b<references>\b[^.;(=]{0,12}(?:\b<plus>\b|\+)[^.;(=]{0,12}$"
_DIGIT = re.compile(r"\d")
# What a percentage in a sentence about a loan may be; the nearest noun decides.
_RATES = ("default", "commitment_fee", "management_fee", "insurance_fee", "margin", "interest")
_YEARS = {"years": Decimal(1), "months": Decimal(1) / 12}
# A number and its noun stand so close ("a maturity of 20 years", "20 years maturity").
_NEAR = 34


@dataclass(slots=True)
class Term:
    """A term of a loan: its field, its value in percent or years, and the stretch that bears it."""

    field: str
    value: Decimal
    start: int
    end: int
    line: Line


def terms(view: Annotated, lines: list[Line]) -> list[Term]:
    """The terms told, in order; only in sentences that have a term's noun."""
    found: list[Term] = []
    any_noun = pattern(view.pack.code, r"\b(?:<interest>|<maturity>|<grace>|<free>)\b")
    for line in lines:
        if any_noun.search(view.low, line.start, line.end):
            found += _of_line(view, line)
    return found


def _of_line(view: Annotated, line: Line) -> list[Term]:
    found = _free(view, line)
    mentions = within(view.quantities, line.start, line.end)
    for mention in mentions:
        unit = mention.quantity.unit.code
        if unit == "percent":
            found += _percent(view, line, mention, mentions)
        elif unit in _YEARS:
            found += _length(view, line, mention, mentions)
    return found


def _free(view: Annotated, line: Line) -> list[Term]:
    shape = pattern(view.pack.code, r"\b(?:<free>)\b")
    return [Term("rate", Decimal(0), *hit.span(), line) for hit in shape.finditer(view.low, line.start, line.end)][:1]


def _percent(view: Annotated, line: Line, mention: QuantityMention, all_: list[QuantityMention]) -> list[Term]:
    name = _noun(view, line, mention, all_, _RATES)
    field = {"default": "default_rate", "interest": "rate"}.get(name, name)
    digit = _DIGIT.search(view.text, mention.start, mention.end)  # "plus" may be the number's own word
    over = pattern(view.pack.code, _OVER)
    if over.search(view.low, line.start, digit.start() if digit else mention.start):
        field = "margin"
    return [_term(field, mention, mention.quantity.low, line)] if field else []


def _length(view: Annotated, line: Line, mention: QuantityMention, all_: list[QuantityMention]) -> list[Term]:
    field = _noun(view, line, mention, all_, ("availability", "grace", "maturity"))
    if field not in ("grace", "maturity"):
        return []
    value = mention.quantity.low * _YEARS[mention.quantity.unit.code]
    return [_term(field, mention, value, line)]


def _term(field: str, mention: QuantityMention, value: Decimal, line: Line) -> Term:
    return Term(field, value.normalize(), *mention.grounded, line)


def _noun(
    view: Annotated, line: Line, mention: QuantityMention, all_: list[QuantityMention], names: tuple[str, ...]
) -> str:
    """Which noun a number belongs to: the one right behind it, else the one right before it."""
    code = view.pack.code
    stop = min([m.start for m in all_ if m.start >= mention.end] + [mention.end + _NEAR, line.end])
    floor = max([m.end for m in all_ if m.end <= mention.start] + [mention.start - _NEAR, line.start])
    behind, ahead = view.low[mention.end : stop], view.low[floor : mention.start]
    either_ = "|".join(f"(?P<{name}>{either(code, name)})" for name in names)
    edge = r"\b" if view.pack.boundaries else ""
    after = re.match(rf"[ -]?(?:\([^)]*\) ?)?(?:[\w'/-]+ ){{0,3}}?(?:\w+ \()?(?:{either_}){edge}", behind)
    before = list(re.finditer(rf"{edge}(?:{either_}){edge}[^,;]*$", ahead))
    told = next((name for found in before for name in names if found[name]), "")
    if told and (view.pack.nouns_first or (after and pattern(code, r"\b<and>\b").search(after[0]))):
        return told  # "a maturity of 7 years and a grace period": what "and" joins begins a new term
    return str(after.lastgroup) if after and not re.match(r"[,;]", behind) else told
