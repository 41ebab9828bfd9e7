"""Who pays, who receives and who builds."""

from __future__ import annotations

import re
from collections.abc import Container

from khorgos.annotate import Annotated, within
from khorgos.extract.record.bodies import Body, bodies, names
from khorgos.extract.record.deed import Deed
from khorgos.extract.record.grammar import listed, pattern
from khorgos.extract.record.lines import Line
from khorgos.extract.record.sums import Sum
from khorgos.language.pack import Hit

_FINANCIAL = frozenset({"bank", "fund", "igo"})
# A verb stands so close behind its doer.
_ADJACENT = 14
# Between the last of the builders and what is told of them stand at most so many words.
_GAP = 6
_RESPONSIBLE = r"\b(?:<are>) (?:<responsible>|(?:(?:<articles>) (?:[\w'-]+ ){0,3})?(?:<contractors>)\b)"
# Place, day and agency before a report's first words: whoever they name signs nothing.
_DATELINE = re.compile(
    r"[^\W\d_a-zа-яё]{3}[^\n()\d]{0,40},[^\n()\d]{0,20}\d[^\n()]{0,20}"
    r"(?: ?\([^()\n]{2,40}\))? ?(?:--|—|–) ?"
)
_BRACKETS = re.compile(r" ?[(\[][^()\[\]]*[)\]]")
# The giver opens its sentence within so many characters.
_OPENS = 8
_STATE = frozenset({"government", "embassy", "ministry", "agency"})


def financiers(
    view: Annotated, lines: list[Line], deed: Deed | None, money: Sum | None, receiving: Container[str] = ()
) -> list[Body]:
    """The giver: who does the record's own deed, else a bank or a state body there, else the first that pays.

    What is counterpart funding of a receiving country is nobody's gift.
    """
    found = _payers(view, lines, deed, money)
    return [each for each in found if each.chinese or each.country is None or each.country not in receiving]


def _payers(view: Annotated, lines: list[Line], deed: Deed | None, money: Sum | None) -> list[Body]:
    if deed is not None:
        found = _doers(view, deed) or _in_line(view, deed.line, money)
        if found:
            return found
    words = ("provide", "give", "agree", "sign", "loan", "grant", "funding")
    for line in lines:
        if line.has(*words) and (found := _in_line(view, line, None)):
            return found
    return []


def _doers(view: Annotated, deed: Deed) -> list[Body]:
    """The bodies right before the verb of giving, several banks where "and" joins them."""
    line, verb = deed.line, deed.verb
    if verb.concept == "sign" or pattern(view.pack.code, r"<gets>\b").match(view.low, verb.start):
        return []
    start = max(line.start, view.text.rfind(", ", line.start, max(line.start, verb.start - 90)) + 1)
    named = _distinct(_plain(view, start, verb.start))
    if not named or verb.start - named[-1].end > _ADJACENT + len(named[-1].short):
        return []
    last = named[-1]
    if not (
        _may_give(view, last) and (last.start - line.start < _OPENS or last.type in _FINANCIAL | _STATE | {"known"})
    ):
        return []
    group = [last]
    for each in reversed(named[:-1]):
        if group[0].start - each.end > _ADJACENT or not (each.type in _FINANCIAL and _may_give(view, each)):
            break
        group.insert(0, each)
    return group


def _may_give(view: Annotated, body: Body) -> bool:
    """Whether it is of the giver's side: of China in a text that names China, else of whatever country; no person."""
    if pattern(view.pack.code, r"\b<envoys>\b").search(view.low, max(0, body.start - 30), body.end):
        return False
    return body.chinese or (body.country is None and body.type not in _FINANCIAL) or not _names_china(view)


def _names_china(view: Annotated) -> bool:
    """Whether it names China or a payer of China; a builder of China may be paid by anybody."""
    return any(each.party.code == "CHN" for each in view.parties) or any(
        each.country == "CHN" and each.type in _FINANCIAL | _STATE for each in view.organisations
    )


def _in_line(view: Annotated, line: Line, money: Sum | None) -> list[Body]:
    china = _names_china(view)
    named = [each for each in bodies(view, line.start, line.end) if each.chinese or not china]
    for kinds in (_FINANCIAL, _STATE):
        found = [each for each in named if each.type in kinds]
        if found:
            return [_nearest(found, money)] if money and money.line is line and money.kind == "share" else found[:1]
    party = next((m for m in within(view.parties, line.start, line.end) if m.party.code == "CHN"), None)
    return [Body(party.start, party.end, "China", "government", "CHN")] if party else []


def _nearest(found: list[Body], money: Sum) -> Body:
    return min(found, key=lambda each: min(abs(each.start - money.mention.end), abs(money.mention.start - each.end)))


def receivers(view: Annotated, deed: Deed | None, givers: list[Body]) -> list[Body]:
    """The other side of the record's own sentence: who signs with the giver, or to whom it gives."""
    if deed is None:
        return []
    line, code = deed.line, view.pack.code
    taken = [(each.start, each.end) for each in givers]
    sides = _signers(view, line, deed.verb) if deed.line.has("sign") else []
    to = pattern(code, r"\b(?:<to>) (?:the )?")
    for found in to.finditer(view.low, line.start, line.end):
        nexts = [each for each in bodies(view, found.end(), line.end) if each.start <= found.end() + 4]
        sides += nexts[:1]
    named = [each for each in sides if not any(each.start < stop and begin < each.end for begin, stop in taken)]
    named = [each for each in named if not any(_same(each, giver) for giver in givers)]
    named = [each for each in named if not (each.chinese and each.type in _FINANCIAL | _STATE)]
    if not named:
        named = [each for each in bodies(view, line.start, line.end) if not each.chinese]
        named = [each for each in named if not any(_same(each, giver) for giver in givers)]
    return named[:1]


def _signers(view: Annotated, line: Line, verb: Hit) -> list[Body]:
    """The names before the verb and those behind "with" or "between"."""
    lead = _DATELINE.match(view.text, line.start, verb.start)
    begin = lead.end() if lead else line.start
    found = [Body(*span, view.document.text[slice(*span)], country=None) for span in names(view, begin, verb.start)]
    known = {each.start: each for each in bodies(view, begin, line.end)}
    with_ = pattern(view.pack.code, r"\b(?:<with>) (?:the )?").search(view.low, verb.end, line.end)
    if with_:
        span = next(names(view, with_.end(), line.end), None)
        if span and span[0] <= with_.end() + 4:
            found.append(Body(*span, view.document.text[slice(*span)]))
    # A dateline's place and a capital sign nothing; a state's capital stands for it with a verb of its own.
    places = {(m.start, m.end) for m in (*view.places, *view.parties)}
    plain = [known.get(each.start, each) for each in found if (each.start, each.end) not in places]
    no = listed(view.pack.code, "no_body")
    whole = list(known.values())
    return [
        each
        for each in plain
        if each.name.split()[0] not in no
        and not any(w is not each and w.start < each.end and each.start < w.end for w in whole)
    ] or [each for each in whole if each.end <= verb.start]


def implementers(view: Annotated, lines: list[Line]) -> list[Body]:
    """Who builds: the bodies told to be responsible, else those of a commercial contract, else those behind "by"."""
    for way in (_responsible, _contracted, _by, _called):
        found = [each for line in lines for each in way(view, line)]
        if found:
            return _distinct(found)
    return []


def _responsible(view: Annotated, line: Line) -> list[Body]:
    if not line.has("contractor"):
        return []
    found = pattern(view.pack.code, _RESPONSIBLE).search(view.low, line.start, line.end)
    if not found:
        return []
    aside = pattern(view.pack.code, r"\b<aside>\b")
    if aside.search(found[0]) or pattern(view.pack.code, r"[^,;.]{0,60}\b<aside>\b").match(view.low, found.end()):
        return []
    return _chain(view, _plain(view, line.start, found.start()), found.start())


def _chain(view: Annotated, named: list[Body], end: int) -> list[Body]:
    """The names that stand together right before a place: commas, "and" and brackets between them, nothing else."""
    chain: list[Body] = []
    for each in reversed(named):
        owned = pattern(view.pack.code, r"[,-][^,;]*\b<owned>[^,;]*$").search(
            view.low, max(0, each.start - 90), each.start
        )
        if owned:
            # "X, a subsidiary of Y, was the contractor": X it was.
            end = owned.start()
            continue
        gap = _BRACKETS.sub(" ", view.text[each.end : end])
        gap = pattern(view.pack.code, r"\b(?:<between_names>)\b").sub(" ", gap.lower())
        if chain and re.search(r"\w", gap):
            break
        if not chain and len(gap.split()) > _GAP:
            return []
        if each.type not in _STATE and not each.name.lower().startswith("government"):
            chain.insert(0, each)
        end = each.start
    return chain


def _contracted(view: Annotated, line: Line) -> list[Body]:
    if not line.has("contract"):
        return []
    found = pattern(view.pack.code, r"\b(?:<contracts>)\b[^.;]*?\b(?:<with>) (?:the )?").search(
        view.low, line.start, line.end
    )
    if not found:
        return []
    named = _plain(view, found.end(), min(found.end() + 160, line.end))
    chinese = [each for each in named if each.chinese]
    return (chinese or named)[:1]


def _by(view: Annotated, line: Line) -> list[Body]:
    found = pattern(view.pack.code, r"\b(?:<built>) by (?:the )?").search(view.low, line.start, line.end)
    if not found:
        return []
    return _plain(view, found.end(), min(found.end() + 120, line.end))[:1]


def _called(view: Annotated, line: Line) -> list[Body]:
    """The body that the word for a builder is told to be: "the contractor is X"."""
    found = pattern(view.pack.code, r"\b(?:<builder>)\W{0,3}(?:<are>)?\W{0,3}(?:<company>\W{1,2})?").search(
        view.low, line.start, line.end
    )
    near = _plain(view, found.end(), min(found.end() + 120, line.end))[:1] if found else []
    return near if found and near and near[0].start - found.end() < 4 else []


def _plain(view: Annotated, start: int, end: int) -> list[Body]:
    """Every name of a stretch that can be a body's, known or not."""
    known = {each.start: each for each in bodies(view, start, end)}
    aside = [found.span() for found in _BRACKETS.finditer(view.text, start, end)]
    no = listed(view.pack.code, "no_body")
    found = []
    for begin, stop in names(view, start, end):
        body = known.get(begin) or Body(begin, stop, view.document.text[begin:stop], country=_of(view, begin, stop))
        inside = any(first < body.start < last for first, last in aside)
        if body.name.split() and body.name.split()[0] not in no and not inside:
            found.append(body)
    return found


def _of(view: Annotated, start: int, end: int) -> str | None:
    parties = within(view.parties, start, end)
    return parties[0].party.code if parties else None


def _distinct(found: list[Body]) -> list[Body]:
    """Each body once: an abbreviation of one named before is the same."""
    kept: list[Body] = []
    for each in found:
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    return kept


def _same(one: Body, other: Body) -> bool:
    a, b = one.name.lower(), other.name.lower()
    return (
        a == b
        or a == other.short.lower()
        or b == one.short.lower()
        or a in b
        or b in a
        or _initials(a) == b
        or _initials(b) == a
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name) if word not in ("and", "of", "the", "for"))
