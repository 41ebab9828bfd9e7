"""What each sum of a text is: lent or given, one lender's share, a contract, a cost, a disbursement, another record's.

The noun that a sum belongs to decides ("a $90 million commercial contract", "the cost was $81 million"); where it has
none, the verb before it does ("provided RMB 5 million").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import QuantityMention
from khorgos.extract.record.bodies import Body, bodies
from khorgos.extract.record.grammar import listed, pattern
from khorgos.extract.record.lines import Line
from khorgos.language.pack import Hit

# Nouns that say what a sum is, and what kind of sum they make it.
_NOUNS = {
    "loan": "committed", "grant": "committed", "funding": "committed", "contract": "contract", "cost": "total",
    "equity": "equity", "disbursed": "disbursed", "outstanding": "outstanding", "insured": "insured",
    "facility": "facility", "goods": "value",
}  # fmt: skip
_VERBS = {"provide": "committed", "agree": "pledged", "give": "value", "share": "share", "sign": "committed"}
# The verb for a part stands so close before it.
_PART = 40
# A verb in the passive stands so close behind its sum ("was granted by").
_PASSIVE = 10
# A noun stands so close behind its sum, or before it.
_BEHIND, _AHEAD = 90, 75
# What may stand between a sum and its noun: no new clause, no other sum.
_STOPS = r"[;:]|, |\b<stops>\b"
_STOPS_AHEAD = r"[;]|, |\b<stops_ahead>\b"
_LINKS = r"\b<links>\W*(?:<filler>\W*)*$|: ?$"
# The word for a change stands so close before the sum it leads to.
_TO = 8
_BLANKS = frozenset({"", "to", "from"})
# That the worth is unknown is told among the first sentences; later ones speak of other things.
_UNKNOWN = r"\b<worth>\b[^.;]{0,90}\b<are> (?:\w+ )?<unknown>\b|\b<unknown> <worth>\b"
_TOLD_EARLY = 12
_BANKS = frozenset({"bank", "fund", "igo"})
_LENT = frozenset({"loan", "sign", "provide", "funding"})
_BRACKET = re.compile(r" ?[(\[][^)\]]*[)\]]")
_CONVERTED = re.compile(r"[^()]{0,12}[(\[][^()]*")
_CONTRIBUTED = r"\b<contributed>\W+(?:<filler> )*$"
_CONTRIBUTION = r"(?: \([^)]*\))? <contribution>\b"
_FROM = r"(?: \([^)]*\))? <contribution> (?:<givers>) (?:the )?"
_CAPTURES = r"\bid ?#?\d+ <captures> (?:the|a|an)\b[^.;]{0,40}$"


@dataclass(slots=True)
class Sum:
    """A sum of money with what it is; `elsewhere` where the text says that another record has it."""

    mention: QuantityMention
    line: Line
    kind: str
    elsewhere: bool = False
    joint: bool = False
    own: bool = False
    foreign: bool = False
    givers: list[Body] = field(default_factory=list)
    noun: str = ""


def sums(view: Annotated, lines: list[Line], number: str | None = None) -> list[Sum]:
    """Every sum of the text with what it is, conversions left out; `number` is the record's own in its archive."""
    found = []
    for line in lines:
        last: QuantityMention | None = None
        for mention in line.sums:
            if not (mention.conversion or (last and _converts(view, last, mention))):
                found.append(_sum(view, line, mention, number))
            last = mention
    return found


def unknown(view: Annotated, lines: list[Line]) -> bool:
    """Whether the text says that what was given is not known: "the monetary value of the donation is unknown"."""
    told = pattern(view.pack.code, _UNKNOWN)
    early = (line for line in lines[:_TOLD_EARLY] if not line.has("disbursed", "elsewhere"))
    return any(told.search(view.low, line.start, line.end) for line in early)


def _converts(view: Annotated, last: QuantityMention, mention: QuantityMention) -> bool:
    """Whether a sum only repeats the one before in another currency: "RMB 249 million ($37.6 million)"."""
    between = view.text[last.end : mention.start]
    other = last.quantity.unit != mention.quantity.unit
    return other and len(between) <= 40 and _CONVERTED.fullmatch(between) is not None


def _sum(view: Annotated, line: Line, mention: QuantityMention, number: str | None) -> Sum:
    kind, noun = _kind(view, line, mention)
    if kind != "share" and _revised(view, line, mention):
        return Sum(mention, line, "revised", noun="revised")
    found = Sum(mention, line, kind, noun=noun)
    found.elsewhere = _elsewhere(view, line, mention)
    found.own = _marked(line, mention) or bool(number and _numbered(view, line, mention, number))
    lenders = _lenders(view, line, mention)
    givers = _giver(view, line, mention) if kind == "share" else lenders
    found.givers = givers
    found.foreign = bool(givers) and not any(each.chinese for each in givers)
    several = _several(lenders) and line.has("sign")
    if kind == "committed" and noun in _LENT and (several or _syndicated(view, line, mention)):
        found.kind = "syndicate"
    found.joint = any(hit.end <= mention.start for hit in line.all("total"))
    return found


def _revised(view: Annotated, line: Line, mention: QuantityMention) -> bool:
    """Whether it is the face value as it became: "was subsequently downsized to"."""
    words = [hit for hit in line.all("revised") if hit.end <= mention.start]
    if not (words and line.has("face")):
        return False
    return mention.start - words[-1].end <= _TO and view.low[words[-1].end : mention.start].strip() in _BLANKS


def _marked(line: Line, mention: QuantityMention) -> bool:
    """Whether the text says that this record has it: "captured in this project"."""
    stop = min([m.start for m in line.sums if m.start > mention.end] + [line.end])
    floor = max([m.end for m in line.sums if m.end <= mention.start] + [line.start])
    return any(floor <= hit.start < stop for hit in line.all("own"))


def _numbered(view: Annotated, line: Line, mention: QuantityMention, number: str) -> bool:
    """Whether the words behind a sum, up to the next, or "#123 captures the" before it, give the record's number."""
    stop = min([m.start for m in line.sums if m.start > mention.end] + [line.end])
    floor = max([m.end for m in line.sums if m.end <= mention.start] + [line.start])
    captures = pattern(view.pack.code, rf"#{number}\b[^.;#]{{0,30}}\b<captures>\b[^#]*$")
    if captures.search(view.low, floor, mention.start):
        return True
    return bool(re.search(rf"#{number}\b(?! <?)", view.low[mention.end : stop]))


def _kind(view: Annotated, line: Line, mention: QuantityMention) -> tuple[str, str]:
    share = _share(view, line, mention)
    if share:
        return "share", "share"
    noun = _behind(view, line, mention) or _before(view, line, mention)
    if noun is not None:
        return _NOUNS[noun.concept], noun.concept
    verb = _verb(line, mention)
    if verb is None:
        return "", ""
    if verb.concept == "share" and (line.has("equity") or mention.start - verb.end > _PART):
        return "", ""
    between = view.low[verb.end : mention.start].split()
    joined = verb.concept == "share" and between[:1] == [listed(view.pack.code, "to")[0]]
    # "Contributed to a $250 million loan" gives the whole.
    return ("syndicate" if joined else _VERBS[verb.concept]), verb.concept


def _share(view: Annotated, line: Line, mention: QuantityMention) -> bool:
    """Whether it is one lender's part: "contributed $90 million", "a $40 million contribution from"."""
    before = view.low[max(line.start, mention.start - 25) : mention.start]
    after = view.low[mention.end : mention.end + 40]
    if not (_of(view, _CONTRIBUTED).search(before) or _of(view, _CONTRIBUTION).match(after)):
        return False
    noun = _behind(view, line, mention)
    if noun is not None and noun.concept == "equity":
        return False
    named = bodies(view, line.start, line.end)
    return line.has("loan", "syndicate") or any(each.type in _BANKS and each.chinese for each in named)


def _behind(view: Annotated, line: Line, mention: QuantityMention) -> Hit | None:
    """The noun that follows a sum; of a chain of nouns the last one that the sum's phrase reaches."""
    start = mention.end
    bracket = _BRACKET.match(view.text, start)
    if bracket:
        start = bracket.end()
    stop = min(start + _BEHIND, line.end)
    barrier = _of(view, _STOPS).search(view.low, start, stop)
    stop = barrier.start() if barrier else stop
    following = [m for m in line.sums if m.start > mention.start]
    if following:
        stop = min(stop, following[0].start)
    chain = [hit for hit in line.all(*_NOUNS) if start <= hit.start < stop]
    return _head(view, chain)


def _head(view: Annotated, chain: list[Hit]) -> Hit | None:
    """The head of a chain of nouns: what a phrase ends with, before any "of" ("loan agreement", not "cost")."""
    head: Hit | None = None
    whole = next((hit for hit in chain if hit.concept == "facility"), None)
    if whole is not None and not any(hit.end < whole.start for hit in chain):
        return whole
    for hit in chain:
        if head is not None and _of(view, r"\b<inner>\b").search(view.low, head.end, hit.start):
            break
        if head is None or hit.concept in listed(view.pack.code, "heads"):
            head = hit
    return head


def _before(view: Annotated, line: Line, mention: QuantityMention) -> Hit | None:
    """The noun before a sum that a link joins it to: "a loan worth", "the cost was"."""
    floor = max(line.start, mention.start - _AHEAD)
    earlier = [m.end for m in line.sums if m.end <= mention.start]
    floor = max([floor, *earlier])
    if not _of(view, _LINKS).search(view.low, floor, mention.start):
        return None
    ahead = [hit for hit in line.all(*_NOUNS) if floor <= hit.start and hit.end <= mention.start]
    ahead = [hit for hit in ahead if not _of(view, _STOPS_AHEAD).search(view.low, hit.end, mention.start)]
    return ahead[-1] if ahead else None


def _verb(line: Line, mention: QuantityMention) -> Hit | None:
    """The last verb before a sum, else one in the passive right behind it."""
    words = line.all(*_VERBS)
    earlier = [hit for hit in words if hit.end <= mention.start]
    behind = [hit for hit in words if 0 <= hit.start - mention.end <= _PASSIVE]
    return behind[0] if behind and not earlier else earlier[-1] if earlier else None


def _elsewhere(view: Annotated, line: Line, mention: QuantityMention) -> bool:
    """Whether the words behind a sum, up to the next sum, send the reader to another record."""
    stop = min([m.start for m in line.sums if m.start > mention.end] + [line.end, mention.end + 400])
    pointers = [hit for hit in line.all("elsewhere") if mention.end <= hit.start < stop]
    if not pointers:
        ahead = view.low[max(line.start, mention.start - 60) : mention.start]
        return bool(_of(view, _CAPTURES).search(ahead))
    return True


def _syndicated(view: Annotated, line: Line, mention: QuantityMention) -> bool:
    start, stop = max(line.start, mention.start - 160), min(mention.end + 100, line.end)
    return bool(_of(view, r"\b(?:<syndicated>|<lenders>)\b").search(view.low, start, stop))


def _lenders(view: Annotated, line: Line, mention: QuantityMention) -> list[Body]:
    """The banks that a sum's part of the sentence names: from the sum before to the next."""
    start = max([m.end for m in line.sums if m.end <= mention.start] + [line.start])
    stop = min([m.start for m in line.sums if m.start > mention.end] + [line.end])
    return [each for each in bodies(view, start, stop) if each.type in _BANKS]


def _giver(view: Annotated, line: Line, mention: QuantityMention) -> list[Body]:
    """Whose part a share is: "a $40 million contribution from X" that of X, else of the last body named before it."""
    behind = _of(view, _FROM).match(view.low, mention.end)
    if behind:
        return bodies(view, behind.end(), min(behind.end() + 70, line.end))[:1]
    return bodies(view, line.start, mention.start)[-1:]


def _several(lenders: list[Body]) -> bool:
    """Whether several banks lend together, one of the giver's side at least; a bank of another country may borrow."""
    banks = [each for each in lenders if each.type == "bank" and each.country in (None, "CHN")]
    return len({each.key for each in banks}) > 1 and any(each.chinese for each in banks)


def _of(view: Annotated, template: str) -> re.Pattern[str]:
    return pattern(view.pack.code, template)
