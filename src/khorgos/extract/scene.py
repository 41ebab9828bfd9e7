"""What every extractor works with: the annotated text, what was last spoken of, who speaks, and how claims are made."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import Mention
from khorgos.claims import Attribution, Claim, Evidence, Ground, Rejected, Rereader
from khorgos.documents.about import Kind
from khorgos.errors import GroundingFault, ValueFault
from khorgos.extract.attribution import Sources, Speech, sources_of
from khorgos.extract.discourse import Discourse
from khorgos.values import Period, Span

C = TypeVar("C", bound=Claim)


@dataclass(slots=True)
class Scene:
    """One document being read.

    `claims` and `rejected` fill as extractors make claims; `speeches` is set by the statements' extractor, which
    runs first, so that the others know who speaks; `sources` are gathered from them when first asked for.  `tabled` are
    the cells whose numbers were read as a table's, in order of place.
    """

    view: Annotated
    reread: Rereader
    discourse: Discourse
    speeches: list[Speech] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    sources: Sources | None = None
    tabled: list[Span] = field(default_factory=list)

    def ground(self, name: str, mention: Mention, anchor: Period | None = None) -> Ground:
        """The words of a mention as the ground of a field."""
        return self.ground_at(name, *mention.grounded, anchor)

    def ground_at(self, name: str, start: int, end: int, anchor: Period | None = None) -> Ground:
        """The words at a place as the ground of a field."""
        document, span = self.view.document, Span(start, end)
        return Ground(name, span, document.text[start:end], anchor, document.page_of(span))

    def evidence(self, start: int, end: int, grounds: Sequence[Ground] = ()) -> Evidence:
        """The passage start..end as evidence, with its sentence."""
        text = self.view.document.text
        sentence = self.view.sentence_at(start)
        begin, stop = (sentence.start, max(sentence.end, end)) if sentence else (start, end)
        return Evidence(
            self.view.document.id,
            Span(start, end),
            text[start:end],
            Span(begin, stop),
            text[begin:stop],
            tuple(grounds),
            self.view.document.page_of(Span(start, end)),
            recognised=self.view.document.recognised,
        )

    def attribution(self, start: int, end: int) -> Attribution:
        """Who is said to say what stands at start..end."""
        if self.sources is None:
            self.sources = sources_of(self.view, self.speeches)
        found = self.sources.at(start, end)
        issuer = self.view.document.outlet if self.view.document.about.kind.value == Kind.OFFICIAL else None
        if issuer is None or found.as_dict():
            return found
        # What nobody else is said to say in its own release, that body says.
        spans = (("agency", issuer.span),) if issuer.span is not None else ()
        return Attribution(agency=issuer.value, spans=spans)

    def claim(
        self,
        kind: type[C],
        start: int,
        end: int,
        /,
        *,
        grounds: Sequence[Ground] = (),
        evidence: Evidence | None = None,
        rule: str,
        **fields: Any,
    ) -> C | None:
        """Make a claim from the passage start..end and keep it; a claim that the text does not bear is rejected."""
        attribution = fields.pop("attribution", None) or self.attribution(start, end)
        try:
            claim = kind(
                evidence=evidence or self.evidence(start, end, grounds),
                attribution=attribution,
                rule=rule,
                reread=self.reread,
                **fields,
            )
        except (GroundingFault, ValueFault) as fault:
            code = "not-grounded" if isinstance(fault, GroundingFault) else "no-value"
            self.reject(kind.kind, start, end, code, fault.sentence())
            return None
        self.claims.append(claim)
        return claim

    def in_table(self, at: int) -> bool:
        """Whether a character stands in a cell whose number was read as a table's."""
        index = bisect_right(self.tabled, at, key=lambda span: span.start) - 1
        return index >= 0 and at < self.tabled[index].end

    def reject(self, kind: str, start: int, end: int, code: str, reason: str) -> None:
        """Keep what was not kept: a place, a code to count by, and the reason in words."""
        self.rejected.append(Rejected(kind, Span(start, end), self.view.document.text[start:end], code, reason))
