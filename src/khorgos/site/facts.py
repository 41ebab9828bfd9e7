"""A fact's own files: its page, tables beside it, its card, and a way from each of its claims' ids."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from khorgos.publish import Edition, Telling
from khorgos.publish.columns import CLAIMS, claim_rows
from khorgos.publish.pictures import of_fact
from khorgos.publish.tables import write_table
from khorgos.site.cards import card
from khorgos.site.entry import Entry
from khorgos.site.pages import Pages, Social, drawn, line
from khorgos.site.topics import Gathered
from khorgos.telling import clip

File = tuple[str, bytes]
# So many related reports and facts are named.
_RELATED = 6


def fact_files(edition: Edition, pages: Pages, gathered: Gathered, cards: str) -> Iterator[File]:
    """Those of every fact of the edition, in their order."""
    known = {each.id: each for each in gathered.entries}
    for entry, telling in zip(gathered.entries, edition.facts(), strict=True):
        has_card = cards == "all" or (cards == "several" and (entry.sources > 1 or entry.disputed))
        yield from _of_one(edition, pages, gathered, (entry, telling), known, has_card=has_card)


def _of_one(
    edition: Edition, pages: Pages, gathered: Gathered, one: tuple[Entry, Telling], known: dict[str, Entry],
    *, has_card: bool,
) -> Iterator[File]:  # fmt: skip
    entry, telling = one
    path, picture = f"facts/{entry.id}.html", f"cards/{entry.id}.png" if has_card else ""
    social = Social(clip(entry.title, 120), clip(f"{line(entry)} — {telling.passage}", 280), picture)
    shown = [drawn(of_fact(edition, telling, kind, language=pages.language)) for kind in ("fact", "voices")]
    yield path, pages.render(
        "fact.html", path, social, entry=entry, fact=telling.fact, printings=telling.printings,
        charts=[each for each in shown if each], topics=gathered.topics_in(entry),
        beside=[(known[other], relation) for other, relation in entry.beside if other in known],
        related=_related(gathered, entry), documents=edition.documents, place_of=edition.place_of,
    )  # fmt: skip
    yield f"facts/{entry.id}.json", _json(edition, telling)
    yield f"facts/{entry.id}.csv", _csv(edition, telling)
    for claim in entry.claims:
        if claim != entry.id:
            there = f"facts/{claim}.html"
            yield there, pages.render("moved.html", there, social, entry=entry)
    if has_card:
        outlets = dict.fromkeys(each.source.outlet for each in telling.printings if each.source.outlet)
        yield picture, card(edition.about, entry, pages.sources(entry.sources), ", ".join(map(str, outlets)))


def _related(gathered: Gathered, entry: Entry) -> list[Entry]:
    """Facts of the same series, else of the same reports, those that most tell before others."""
    series = [topic for topic in gathered.topics_in(entry) if topic.sort == "series"]
    near = series[0].entries if series else [each for name in entry.documents[:3] for each in gathered.reports[name]]
    others = dict.fromkeys(each for each in near if each.id != entry.id)
    return sorted(others, key=lambda each: (-each.sources, each.id))[:_RELATED]


def _json(edition: Edition, telling: Telling) -> bytes:
    """The fact with its claims as the ledger has them."""
    claims = [dict(each.said) | {"document_address": edition.place_of(each.document)} for each in telling.printings]
    told = telling.fact.as_dict() | {"address": edition.about.address("facts", telling.fact.id), "claims": claims}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(edition: Edition, telling: Telling) -> bytes:
    out = io.BytesIO()
    write_table(CLAIMS, claim_rows(edition, telling), out)
    return out.getvalue()
