"""Facts for people: a line for every fact, and one fact with all that stands behind it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from khorgos.cli.finding_table import show_findings
from khorgos.cli.table import COLOURS, WARN
from khorgos.telling import HEADINGS, chip_of, clip, one_line, voice, what, who

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text

    from khorgos.claims.fact import Fact
    from khorgos.claims.finding import Finding

Rows = dict[str, dict[str, Any]]
_COLUMNS = ("id", "kind", "what", "parties", "period", "values", "sources", "claims", "disputed")


def show_facts(out: Console, facts: Sequence[Fact], rows: Rows) -> None:
    """Facts by kind: what, who, when, the values with how many sources each has, and a mark where they conflict."""
    from rich.table import Table
    from rich.text import Text

    out.print(f"{len(facts)} {'fact' if len(facts) == 1 else 'facts'}")
    for kind, heading in HEADINGS.items():
        chosen = [fact for fact in facts if fact.kind == kind]
        if not chosen:
            continue
        out.print()
        out.print(Text.assemble(("● ", COLOURS[kind]), (heading, f"bold {COLOURS[kind]}"), (f" {len(chosen)}", "dim")))
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
        table.add_column("id", width=8, style="dim")
        table.add_column("what", ratio=1, overflow="fold")
        table.add_column("when", no_wrap=True)
        table.add_column("value", justify="right", no_wrap=True)
        for fact in chosen:
            first = rows[fact.claims[0]]["body"]
            lead = Text("\n").join([Text(clip(what(dict(first) | dict(fact.key)), 120)), Text(who(first), style="dim")])
            table.add_row(fact.id[:8], lead, Text(_when(fact)), _values(fact))
        out.print(table)


def show_fact(out: Console, fact: Fact, rows: Rows, findings: Sequence[Finding] = ()) -> None:
    """One fact: its values, every claim with who says so and its sentence, how they stand to each other and why."""
    from rich.text import Text

    first = rows[fact.claims[0]]["body"]
    out.print(Text(what(dict(first) | dict(fact.key)), style="bold"))
    out.print(Text(" · ".join(part for part in (who(first), _when(fact), f"fact {fact.id}") if part), style="dim"))
    out.print(_values(fact))
    for line in _standing(fact):
        out.print(Text(line, style="dim"))
    for claim in fact.claims:
        row = rows[claim]
        out.print()
        out.print(Text.assemble(f"“{one_line(row['body']['sentence'])}”"))
        day = row["document_published"] or "no date"
        out.print(Text(f"{voice(row['body'], row['document_outlet'])} · {day} · claim {claim}", style="dim"))
    ours = set(fact.claims)
    # Of many printings nearly all pairs stand to each other in the same way: that is said once.
    told = Counter(
        (link.relation.value, {link.left, link.right} <= ours, "; ".join(link.reasons)) for link in fact.links
    )
    for (relation, within, reasons), times in told.items():
        mark = {"conflict": ("▲ ", WARN), "drift": ("▲ ", WARN)}.get(relation, ("· ", "dim"))
        often = (f" ({times} pairs)", "dim") if times > 1 else ""
        out.print(Text.assemble(mark, f"{relation}{'' if within else ' (beside)'}: {'; '.join(reasons)}", often))
    show_findings(out, findings, {})


def _standing(fact: Fact) -> list[str]:
    """By which rule the first value comes first, who ruled, and which sides tell it."""
    rule = [f"first by: {fact.precedence}"] if len(fact.values) > 1 and fact.precedence else []
    sides = f" ({', '.join(fact.verified.sides)})" if fact.verified.sides else ""
    told = f"told by {fact.verified.level}{sides} · source quality {fact.quality} of 5"
    return [*rule, *fact.rulings, told]


def _when(fact: Fact) -> str:
    said = dict(fact.key)
    return str(said.get("period") or said.get("date") or "")


def _values(fact: Fact) -> Text:
    """The clusters of values with their sources, the best first: "70.2 bn USD  3 sources  ▲ 18.2 bn USD 1"."""
    from rich.text import Text

    sources = f"{fact.sources} {'source' if fact.sources == 1 else 'sources'}"
    if not fact.values:
        return Text(f"{sources} of {len(fact.claims)}", style="dim")
    if fact.has_history:
        lines = [Text.assemble((f"{cluster.at}  ", "dim"), chip_of(cluster.value)) for cluster in fact.values]
        marked = Text("\n▲ conflict", style=WARN) if fact.disputed else Text("")
        return Text("\n").join([*lines, Text(f"{sources} of {len(fact.claims)}", style="dim")]) + marked
    first, *others = fact.values
    text = Text.assemble((chip_of(first.value), "bold"), (f"  {sources} of {len(fact.claims)}", "dim"))
    if others and fact.disputed:
        text.append(f"\n▲ {', '.join(chip_of(cluster.value) for cluster in others)}", style=WARN)
    if any(relation == "drift" for _, relation in fact.beside):
        text.append("\n▲ same value, other period", style=WARN)
    return text


def facts_csv(facts: Sequence[Fact]) -> str:
    """Facts as CSV, one a row."""
    from khorgos.telling.forms import table_text

    return table_text(_COLUMNS, [_row(fact) for fact in facts])


def _row(fact: Fact) -> dict[str, Any]:
    said = dict(fact.key)
    subject = said.get("indicator") or said.get("name") or said.get("title") or said.get("speaker") or ""
    return {
        "id": fact.id,
        "kind": fact.kind,
        "what": " ".join(str(part) for part in (subject, said.get("measure"), said.get("detail")) if part),
        "parties": "; ".join(said.get("parties") or said.get("recipients") or ()),
        "period": _when(fact),
        "values": "; ".join(cluster.value for cluster in fact.values),
        "sources": fact.sources,
        "claims": " ".join(fact.claims),
        "disputed": "yes" if fact.disputed else "no",
    }
