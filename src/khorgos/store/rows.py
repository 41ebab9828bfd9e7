"""A reading as rows of the ledger's tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from khorgos.claims import Claim
from khorgos.documents import Document
from khorgos.pipeline import Reading
from khorgos.store.flat import flat, parties_of


def document_row(document: Document) -> dict[str, Any]:
    """What a document says of itself."""
    return {
        "address": document.address,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "language": document.language.value,
        "language_how": document.language.how,
        "published": document.published.value if document.published else None,
        "published_how": document.published.how if document.published else None,
        "title": document.title.value if document.title else None,
        "outlet": document.outlet.value if document.outlet else None,
        "authors": json.dumps(document.authors, ensure_ascii=False),
        "text": document.text,
        "kind": document.about.kind.value,
        "agency": document.about.agency.value if document.about.agency else None,
        "about": json.dumps(document.about.as_dict(), ensure_ascii=False),
    }


def segment_rows(document: Document) -> list[dict[str, Any]]:
    """The blocks of a document, numbered from 0."""
    return [
        {
            "document": document.id,
            "position": position,
            "kind": segment.kind.value,
            "start": segment.span.start,
            "end": segment.span.end,
        }
        for position, segment in enumerate(document.segments)
    ]


def claim_row(claim: Claim, reading: int, code_version: str) -> dict[str, Any]:
    """One row of `claims`."""
    row = flat(claim)
    del row["parties"]
    return row | {
        "reading": reading,
        "code_version": code_version,
        "value_number": _float(row["value"]),
        "value_high_number": _float(row["value_high"]),
        "body": json.dumps(claim.as_dict(), ensure_ascii=False, separators=(",", ":")),
    }


def party_rows(claim: Claim, number: int) -> Iterator[dict[str, Any]]:
    """One row of `claim_parties` for every party, numbered from 0 over all roles."""
    for position, (role, party) in enumerate(parties_of(claim)):
        yield {
            "claim": number,
            "position": position,
            "role": role,
            "party": party.code,
            "kind": party.kind.value,
            "countries": " ".join(party.countries) or None,
        }


def rejected_rows(reading: Reading, number: int) -> list[dict[str, Any]]:
    """What was not kept."""
    return [
        {
            "reading": number,
            "document": reading.document.id,
            "kind": rejected.kind,
            "code": rejected.code,
            "reason": rejected.reason,
            "start": rejected.span.start,
            "end": rejected.span.end,
            "text": rejected.text,
        }
        for rejected in reading.rejected
    ]


def once(claims: tuple[Claim, ...]) -> list[Claim]:
    """Claims without repetitions of an id: the same words saying the same thing are one claim."""
    return list({claim.id: claim for claim in claims}.values())


def _float(number: str | None) -> float | None:
    return None if number is None else float(number)
