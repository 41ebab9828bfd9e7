"""What each sum of a text is: lent or given, one lender's share, a contract, a cost, a disbursement, another record's.

The noun that a sum belongs to decides ("a $90 million commercial contract", "the cost was $81 million"); where it has
none, the verb before it does ("provided RMB 5 million").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import QuantityMention
from khorgos.extract.record import lenders
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
# Conversions in brackets reach so far behind their sum.
_ASIDE = 60
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
# A pointer to another record stands so close behind what is unknown of it ("of an unknown value (see Project …").
_AWAY = 30
_LENT = frozenset({"loan", "sign", "provide", "funding"})
_INNER = r"[^,;.()]{0,30}\b<under>\b[^,;.()]{0,30}"
_BRACKET = re.compile(r" ?[(\[][^)\]]*[)\]]")
_CONVERTED = re.compile(r"[^()]{0,12}[(\[][^()]*")
_OF_WHICH = r"(?: ?\([^)]*\))? <of_which> (?:<are> )?(?:\w+ )?<allocated>\b"
_DRAWN = r"\b<drew>\W+(?:<filler>\W+)*$|\b<of_which> (?:<filler> )*$"
_WORTH = r"\b(?:<valued>)\W+(?:<filler>\W+)*$"
_PERCENT_OF = r"% of the (?:<total> )?(?:<financing>)\W{0,3}$"
_CONTRIBUTED = r"\b<contributed>\W+(?:<filler> )*$"
_SHARED = r"\b<takes_part> (?:<articles> )?$"
_CONTRIBUTION = r"(?: \([^)]*\))? <contribution>\b"
_ARCHIVED = re.compile(r" ?\d{1,6}(?![\w-])")
# "Captured via #12, #13 and #14"; a pointer further on is another noun's.
_NUMBERS = r"#\s?\d+(?:(?:, <and> |, | <and> )[\w ]{0,12}#\s?\d+)*"
_CAPTURES = r"\bid ?#?\d+ <captures> (?:the|a|an)\b[^.;]{0,40}$"


@dataclass(slots=True)
class Sum:
    """A sum of money with what it is; `elsewhere` where the text says that another record has it.

    `anothers` is set where the record's own number is known and the text gives another one.
    """

    mention: QuantityMention
    line: Line
    kind: str
    elsewhere: bool = False
    anothers: bool = False
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
            if mention.conversion or (last and _converts(view, last, mention)):
                continue
            found.append(_sum(view, line, mention, number))
            last = mention
    return found


def unknown(view: Annotated, lines: list[Line]) -> bool:
    """Whether the text says that what was given is not known: "the monetary value of the donation is unknown"."""
    told = pattern(view.pack.code, _UNKNOWN)
    for line in lines[:_TOLD_EARLY]:
        found = told.search(view.low, line.start, line.end)
        sent_away = any(hit.start < found.end() + _AWAY for hit in line.all("elsewhere")) if found else False
        if found and not sent_away and not line.has("disbursed", "insured", "outstanding"):
            return True
    return False


def _converts(view: Annotated, last: QuantityMention, mention: QuantityMention) -> bool:
    """Whether a sum only repeats the one before in another currency: "RMB 249 million ($37.6 million or KES 3 bn)"."""
    between = view.text[last.end : mention.start]
    other = last.quantity.unit != mention.quantity.unit
    return other and len(between) <= _ASIDE and _CONVERTED.fullmatch(between) is not None


def _sum(view: Annotated, line: Line, mention: QuantityMention, number: str | None) -> Sum:
    kind, noun = _kind(view, line, mention)
    if kind != "share" and _revised(view, line, mention):
        return Sum(mention, line, "revised", noun="revised")
    found = Sum(mention, line, kind, noun=noun)
    found.elsewhere = _elsewhere(view, line, mention)
    found.own = _marked(line, mention) or bool(number and _numbered(view, line, mention, number))
    found.anothers = bool(number) and found.elsewhere and not found.own
    banks = lenders.named(view, line, mention)
    givers = lenders.giver(view, line, mention) if kind == "share" else banks
    found.givers = givers
    found.foreign = bool(givers) and not any(each.chinese for each in givers)
    several = line.has("sign") and lenders.several(view, mention, banks)
    if kind == "committed" and noun in _LENT and (several or lenders.syndicated(view, line, mention)):
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
    pointer = _of(view, _NUMBERS).search(view.low, mention.end, stop)
    return bool(pointer and re.search(rf"#\s?{number}\b", pointer.group()))


def _kind(view: Annotated, line: Line, mention: QuantityMention) -> tuple[str, str]:
    if _share(view, line, mention):
        return "share", "share"
    if _part(view, line, mention):
        return "part", "part"
    if _of(view, _SHARED).search(view.low, max(line.start, mention.start - _PART), mention.start):
        return "syndicate", "share"
    noun = _behind(view, line, mention) or _before(view, line, mention)
    if noun is not None:
        return _NOUNS[noun.concept], noun.concept
    if line.has("goods") and _of(view, _WORTH).search(view.low, max(line.start, mention.start - _PART), mention.start):
        return "value", "goods"
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
    if _of(view, _PERCENT_OF).search(view.low, max(line.start, mention.start - 60), mention.start):
        return not line.has("contract", "disbursed")
    after = view.low[mention.end : mention.end + 40]
    if not (_of(view, _CONTRIBUTED).search(before) or _of(view, _CONTRIBUTION).match(after)):
        return False
    noun = _behind(view, line, mention)
    if noun is not None and noun.concept == "equity":
        return False
    named = bodies(view, line.start, line.end)
    return line.has("loan", "syndicate") or any(each.type in lenders.BANKS and each.chinese for each in named)


def _part(view: Annotated, line: Line, mention: QuantityMention) -> bool:
    """Whether it is what a project gets of a larger sum: "RMB 9 million of which went to", "drew $2 million"."""
    if _of(view, _OF_WHICH).match(view.low, mention.end):
        return True
    ahead = view.low[max(line.start, mention.start - _PART) : mention.start]
    return bool(_of(view, _DRAWN).search(ahead)) and not line.has("disbursed")


def _behind(view: Annotated, line: Line, mention: QuantityMention) -> Hit | None:
    """The noun that follows a sum; of a chain of nouns the last one that the sum's phrase reaches."""
    start = mention.end
    bracket = _BRACKET.match(view.text, start)
    if bracket:
        start = bracket.end()
    stop = min(start + _BEHIND, line.end)
    barrier = _of(view, _STOPS).search(view.low, start, stop)
    stop = barrier.start() if barrier else stop
    following = [m for m in line.sums if m.start >= start]
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
    ahead = [hit for hit in ahead if not _aside(view.text[floor : mention.start], hit.start - floor)]
    if not ahead:
        return None
    head = ahead[-1]
    for hit in reversed(ahead[:-1]):
        # "The amount outstanding under the loan": what stands before "under" is the head.
        if not _of(view, _INNER).fullmatch(view.low, hit.end, head.start):
            break
        head = hit
    return head


def _aside(text: str, at: int) -> bool:
    """Whether a place stands in brackets that close again: "a loan agreement (Contract No. 3) worth"."""
    return any(found.start() < at < found.end() for found in _BRACKET.finditer(text))


def _verb(line: Line, mention: QuantityMention) -> Hit | None:
    """The last verb before a sum, else one in the passive right behind it."""
    words = line.all(*_VERBS)
    earlier = [hit for hit in words if hit.end <= mention.start]
    behind = [hit for hit in words if 0 <= hit.start - mention.end <= _PASSIVE]
    return behind[0] if behind and not earlier else earlier[-1] if earlier else None


def _elsewhere(view: Annotated, line: Line, mention: QuantityMention) -> bool:
    """Whether the words behind a sum, up to the next sum, send the reader to another record."""
    stop = min([m.start for m in line.sums if m.start > mention.end] + [line.end, mention.end + 400])
    pointers = [
        hit for hit in line.all("elsewhere", "linked") if mention.end <= hit.start < stop and _points(view, hit)
    ]
    if pointers:
        return (
            pointers[0].concept == "elsewhere"
        )  # what is linked stands beside this record, and says nothing of the sum
    ahead = view.low[max(line.start, mention.start - 60) : mention.start]
    return bool(_of(view, _CAPTURES).search(ahead))


def _points(view: Annotated, hit: Hit) -> bool:
    """Whether a pointer gives no number, or an archive's: the lender's own numbers are longer or have letters."""
    return view.low[hit.end - 1] != "#" or _ARCHIVED.match(view.low, hit.end) is not None


def _of(view: Annotated, template: str) -> re.Pattern[str]:
    return pattern(view.pack.code, template)
