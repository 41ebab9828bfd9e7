"""The words that bear a claimed value: in the passage, with scale and unit where they govern it from before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import QuantityMention
from khorgos.claims import Ground, Rereader
from khorgos.extract.line import line_of
from khorgos.referee.passage import Passage
from khorgos.referee.reread import measures_alike
from khorgos.values import Bound, Quantity, Span
from khorgos.values.unit import COUNT, Dimension

# A unit is left out ("a package of 150 million") only so many sentences after it was named.
_ELIDED = 6
_MAY_BE_LEFT_OUT = frozenset({Dimension.MONEY, Dimension.MASS, Dimension.LENGTH, Dimension.POWER, Dimension.VOLUME})
# A number with a scale word from here on ("150 million") may stand for money without its unit.
_SCALED = 1_000_000
# A Chinese number that ends so has no measure word: "2万" may be money, "2万个" is a count.
_SCALES = "万亿萬億"


@dataclass(frozen=True, slots=True)
class Borne:
    """A quantity as the document bears it, with its grounds."""

    quantity: Quantity
    grounds: tuple[Ground, ...]


def borne(
    view: Annotated,
    reread: Rereader,
    mentions: list[QuantityMention],
    passage: Passage,
    wanted: Quantity,
    bound: Bound | None,
) -> Borne | None:
    """The words that bear the value, unit and bound; None where none do."""
    inside = [m for m in mentions if m.start < passage.end and m.end > passage.start]
    own = {(q.low, q.high) for m in inside for q in reread.quantities(view.document.text[m.start : m.end])}
    own |= {(m.quantity.low, m.quantity.high) for m in inside}
    for start, end in _slices(inside, passage):
        ground = _ground(view, "value", start, end)
        own_words = passage.start <= start  # else numbers before the passage are read too, which are not its own
        for quantity in reread.quantities(ground.text):
            if _is(quantity, wanted, bound) and (own_words or (quantity.low, quantity.high) in own):
                return Borne(quantity, (ground,))
    fallen = _fallen(view, reread, inside, wanted, bound) if wanted.low < 0 else None
    return fallen or _elided(view, reread, mentions, inside, wanted, bound)


def _fallen(
    view: Annotated, reread: Rereader, inside: list[QuantityMention], wanted: Quantity, bound: Bound | None
) -> Borne | None:
    """A fall whose word stands before another number: "slid by 21 percent, and mergers by 16 percent"."""
    rise = replace(wanted, low=-wanted.high, high=-wanted.low)
    for mention in inside:
        sentence = view.sentence_at(mention.start)
        if sentence is None or mention.direction:
            continue
        words = within(view.room("actions"), sentence.start, mention.start)
        words = [word for word in words if word.concept in ("up", "down")]
        alone = reread.quantities(view.document.text[mention.start : mention.end])
        if words and words[-1].concept == "down" and any(_is(quantity, rise, bound) for quantity in alone):
            ground = _ground(view, "value", words[-1].start, mention.end)
            found = next((q for q in reread.quantities(ground.text) if _is(q, wanted, bound)), None)
            if found:
                return Borne(found, (ground,))
    return None


def readings(view: Annotated, reread: Rereader, mentions: list[QuantityMention], passage: Passage) -> list[Quantity]:
    """What the passage can be read as giving, most telling first; for the reason of a rejection."""
    inside = [m.quantity for m in mentions if m.start < passage.end and m.end > passage.start]
    return list(dict.fromkeys([*inside, *reread.quantities(view.document.text[passage.start : passage.end])]))


def nearest(wanted: Quantity, found: Iterable[Quantity]) -> Quantity | None:
    """The reading that is most like what was claimed: the same number, the same unit, then the nearest number."""

    def far(quantity: Quantity) -> tuple[bool, bool, bool, float]:
        gap = abs(float(quantity.low) - float(wanted.low)) / max(abs(float(wanted.low)), 1e-9)
        return gap > 0, quantity.unit != wanted.unit, not measures_alike(quantity, wanted), gap

    return min(found, key=far, default=None)


def _slices(inside: list[QuantityMention], passage: Passage) -> Iterator[tuple[int, int]]:
    """The numbers of the passage each for itself, then with the words before that may give a sign, then all of it."""
    for mention in inside:
        yield mention.grounded
    for mention in inside:
        yield min(passage.start, mention.grounded[0]), mention.grounded[1]
    yield passage.start, passage.end


def _elided(
    view: Annotated,
    reread: Rereader,
    mentions: list[QuantityMention],
    inside: list[QuantityMention],
    wanted: Quantity,
    bound: Bound | None,
) -> Borne | None:
    """A number whose unit was named before: "50 million euros … a package of 150 million"."""
    if wanted.unit.dimension not in _MAY_BE_LEFT_OUT:
        return None
    bare = replace(wanted, unit=COUNT)
    for mention in inside:
        if mention.noun or mention.ordinal or not _bare(view, mention, wanted):
            continue
        ground = _ground(view, "value", *mention.grounded)
        quantity = next((q for q in reread.quantities(ground.text) if _is(q, bare, bound)), None)
        owner = _owner(view, mentions, mention, wanted) if quantity else None
        if quantity and owner and owner.quantity.unit == wanted.unit:
            return Borne(replace(quantity, unit=wanted.unit), (ground, _ground(view, "unit", *owner.grounded)))
    return None


def _bare(view: Annotated, mention: QuantityMention, wanted: Quantity) -> bool:
    """Whether no noun follows that the number would count: it ends with a scale word, or a small word stands behind."""
    printed = view.text[slice(*mention.grounded)]
    if mention.quantity.low >= _SCALED and any(letter.isalpha() for letter in printed):
        return view.pack.boundaries or printed[-1] in _SCALES
    if wanted.unit.is_money or not view.pack.boundaries:
        return False
    line = line_of(view, view.sentence_at(mention.start) or view.sentences[0], view.quantities, view.parties)
    return bool(line.grammar.ellipsis.match(view.low, mention.end))


def _owner(
    view: Annotated, mentions: list[QuantityMention], mention: QuantityMention, wanted: Quantity
) -> QuantityMention | None:
    """The last quantity before, else the first behind in its sentence, that is measured in such a unit."""
    here = view.sentence_index(mention.start) or 0
    alike = [m for m in mentions if measures_alike(m.quantity, wanted) and m is not mention]
    before = [m for m in alike if m.start < mention.start and here - (view.sentence_index(m.start) or 0) <= _ELIDED]
    behind = [m for m in alike if m.start > mention.start and view.sentence_index(m.start) == here]
    return before[-1] if before else (behind[0] if behind else None)


def _is(quantity: Quantity, wanted: Quantity, bound: Bound | None) -> bool:
    same = quantity.low == wanted.low and quantity.high == wanted.high and quantity.unit == wanted.unit
    return same and (bound is None or quantity.bound is bound)


def _ground(view: Annotated, name: str, start: int, end: int) -> Ground:
    return Ground(name, Span(start, end), view.document.text[start:end])
