"""The story in one page: a document is read into claims.

    bytes -> Document -> mentions -> claims        read(document) -> Reading
                         a second reader -> claims -> referee        read(document, second) -> Reading
                         a second reader -> records -> referee       read_records(reading, second) -> Reading
                                     claims -> facts         reconcile(readings, judgements) -> facts
                           claims and facts -> findings      check(readings) -> findings

No file, clock, network or environment is touched here; what a reading depends on is in the document and the Context.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from khorgos.annotate import annotate
from khorgos.check import check as check_report
from khorgos.check import check_costs, check_facts, check_records, check_texts
from khorgos.claims import Claim, Record, Rejected
from khorgos.claims.fact import Fact
from khorgos.claims.finding import Finding
from khorgos.claims.judgement import Judgement
from khorgos.claims.printing import Printing, Source
from khorgos.documents import Document, parts
from khorgos.documents.document import READ
from khorgos.documents.told import MEDIA_TYPE as TOLD
from khorgos.extract import scene_of
from khorgos.extract.record import Records
from khorgos.extract.scene import Scene
from khorgos.language import codes
from khorgos.reconcile import reconcile as reconcile_printings
from khorgos.referee import SecondReader, Sent, mark, read_twice
from khorgos.referee.record import read_records_twice
from khorgos.referee.told import told_claims
from khorgos.reference.standing import stands_for
from khorgos.values import Span

if TYPE_CHECKING:
    import pandas as pd

# The code of the rejection of a whole report whose language nobody here reads.
NO_PACK = "no-language-pack"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document says: its claims in order of place, and what was rejected with the reason.

    `sent` tells how much of it a second reader was given, and what that one could not read; None without one.
    `telling` works out its records, which `records` gives.
    """

    document: Document
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]
    sent: Sent | None = None
    telling: Records = field(default_factory=Records, repr=False)

    @property
    def records(self) -> tuple[Record, ...]:
        """The project records beside its project claims, and those of loans and grants signed.

        They are worked out when they are first asked for: most who read a report want its claims.
        """
        return self.telling.all()

    def of(self, kind: str) -> tuple[Claim, ...]:
        """The claims of one kind ("figure", "event", …)."""
        return tuple(claim for claim in self.claims if claim.kind == kind)

    def rejections(self) -> dict[str, int]:
        """How many were rejected, by code."""
        return dict(Counter(rejected.code for rejected in self.rejected))

    def rows(self) -> list[dict[str, Any]]:
        """The claims as plain JSON values."""
        return [claim.as_dict() for claim in self.claims]

    def to_dataframe(self) -> pd.DataFrame:
        """The claims as a pandas DataFrame (needs the `dataframe` extra)."""
        import pandas as pd

        return pd.DataFrame(self.rows())


def read(
    document: Document, second: SecondReader | None = None, *, reader: str = "both", spend: str = "all"
) -> Reading:
    """Read a document into claims.

    1. annotate: find typed, normalised mentions in what is not boilerplate.
    2. extract: build claims of the six kinds, each grounded in its passage.
    3. with a second reader (`models` makes one of a language model): what it says is held to the text and brought
       together with the grammar's claims (`reader` "both"), or stands alone ("model"); `spend` "low", "normal" or
       "all" says how much of the text it is given.

    Where it tells of a project or a loan, its records are written down on demand, each field with its sentence.
    """
    if document.media_type == TOLD:  # others read it: an imported file tells what they found
        told, lost = told_claims(document)
        return Reading(document, tuple(told), tuple(lost))
    found = parts(document)  # blocks in another language are read with that language's words
    if not found:
        return Reading(document, (), (_no_pack(document),))
    own, *others = found
    scene = scene_of(annotate(own))  # 1, 2
    apart = [scene_of(annotate(part)) for part in others]
    if second is None:
        return _joined(document, scene, scene.claims, scene.rejected, apart)
    twice = read_twice(scene, second, reader=reader, spend=spend)  # 3
    return replace(_joined(document, scene, twice.claims, twice.rejected, apart), sent=twice.sent)


def read_records(reading: Reading, second: SecondReader, *, reader: str = "both") -> Reading:
    """The reading with its project records read by a second reader too; one that tells of no project as it is.

    Field by field as in `referee.record`; what was refused stands among the rejected.
    """
    if not (reading.records or reading.of("project")):
        return reading
    own, *_ = parts(reading.document)
    twice = read_records_twice(annotate(own), reading.records, second, reader=reader)
    sent = reading.sent or Sent()
    return replace(
        reading,
        telling=Records(made=tuple(twice.records)),
        rejected=(*reading.rejected, *twice.rejected),
        sent=replace(sent, missing=(*sent.missing, *twice.sent.missing)),
    )


def _joined(
    document: Document, scene: Scene, claims: Iterable[Claim], rejected: Iterable[Rejected], apart: list[Scene]
) -> Reading:
    """One reading of a document that was read language by language."""
    parts_ = [(scene.view, tuple(claims)), *((each.view, tuple(each.claims)) for each in apart)]
    told = [claim for _, own in parts_ for claim in own]
    lost = [*rejected, *(each for scene in apart for each in scene.rejected)]
    lost += [] if document.language.value in codes() else [_no_pack(document)]
    if apart:
        told.sort(key=lambda claim: claim.evidence.span.start)
    return Reading(document, tuple(told), tuple(lost), telling=Records(parts_))


def _no_pack(document: Document) -> Rejected:
    """That a report is in a language that nobody here reads: it is kept with its text, and read when a pack comes."""
    first = next((each.span for each in document.segments if each.kind in READ), Span(0, 0))
    told = f"there is no language pack for {document.language.value}, its language by {document.language.how}"
    mend = f"packs: {', '.join(codes())}; if it is in one of these, give the language"
    return Rejected("document", first, first.of(document.text), NO_PACK, f"{told}: it is kept, not read ({mend}).")


def accepted(reading: Reading, share: float | None) -> Reading:
    """The reading with its claims marked that nobody need look at: at least this share of their like proved right.

    Without a share nothing is marked.  The grammar's own claims get their measured confidence here.
    """
    if share is None:
        return reading
    return replace(reading, claims=tuple(mark(claim, share) for claim in reading.claims))


def reconcile(readings: Iterable[Reading], judgements: Sequence[Judgement] = ()) -> list[Fact]:
    """The facts that the claims of several readings speak of: grouped, related, their independent sources counted.

    The order of the readings does not matter; a document that is given twice counts once.
    """
    return reconcile_printings([printing for reading in readings for printing in printings(reading)], judgements)


def check(readings: Iterable[Reading], judgements: Sequence[Judgement] = ()) -> list[Finding]:
    """What the claims of reports say about each other: within every report, across them, and beside their texts."""
    read = list(readings)
    told = [printing for reading in read for printing in printings(reading)]
    texts = {reading.document.id: reading.document.text for reading in read}
    languages = {reading.document.id: reading.document.language.value for reading in read}
    records = [record for reading in read for record in reading.records]
    return check_printings(told, judgements) + check_texts(texts, languages, told) + check_records(records)


def check_printings(
    told: Sequence[Printing], judgements: Sequence[Judgement] = (), facts: Sequence[Fact] | None = None
) -> list[Finding]:
    """The same for claims that are printings already (a ledger's), without texts; `facts` are theirs, if known."""
    by_document: dict[str, list[Printing]] = {}
    for printing in told:
        by_document.setdefault(printing.document, []).append(printing)
    within = [finding for each in by_document.values() for finding in check_report(each)]
    within += check_costs(told)
    return within + check_facts(reconcile_printings(told, judgements) if facts is None else facts, told)


def replay(finding: Finding, told: Sequence[Printing], judgements: Sequence[Judgement] = ()) -> Finding | None:
    """The finding made again from nothing but the claims that it names; None where they no longer give it."""
    named = [printing for printing in told if printing.id in finding.claims]
    return next((again for again in check_printings(named, judgements) if again.id == finding.id), None)


def printings(reading: Reading) -> list[Printing]:
    """The claims of a reading as they are compared, with their report."""
    document = reading.document
    outlet, agency = document.outlet, document.about.agency
    source = Source(
        document.id,
        outlet.value if outlet else None,
        document.published_date(),
        agency=agency.value if agency else None,
    )
    return [Printing.of(claim.as_dict(), source, stands_for) for claim in reading.claims]
