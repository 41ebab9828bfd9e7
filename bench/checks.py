"""Score what the checks find against checks.json: arithmetic within a text, and whether it holds.

    python bench/checks.py NEWS_DIR CLAIMS.jsonl CHECKS.jsonl [--json] [--errors]

CLAIMS is what `predict.py news` gives, CHECKS what `predict.py news-checks` gives.  An entry of checks.json is *right*
where a finding of its kind (sum, shares, scale) speaks of all of its claims, as the set's own scorer matches them, and
comes out as it says ("holds-rounded" is "holds").  A *false fail* is a finding that fails in a text that checks.json
has, and that checks.json does not call failing; failing findings in other texts are counted apart, since nobody has
said what is true there.  `alone` is the same with the annotated claims instead of those that were read: the arithmetic
without the reader's errors.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

# Annotated claim -> read claim, by their places in the two lists, for every document.
Matched = dict[str, dict[int, int]]
FAMILIES = {
    "sum": {"parts-sum", "portfolio-count", "portfolio-value", "halves-of-trade", "year-parts", "group-members"},
    "shares": {"shares", "share-of-whole"},
    "scale": {"unit-slip", "project-size", "conversion", "share-of-economy"},
}
RESULTS = {"ok": "holds", "info": "open", "warn": "fails", "error": "fails"}


def family(check: str) -> str:
    """The set's name for a kind of check; the check's own code where the set has none."""
    return next((name for name, codes in FAMILIES.items() if check in codes), check)


def score(gold: list[dict[str, Any]], matched: Matched, found: list[dict[str, Any]]) -> dict[str, Any]:
    """How many entries are right, which are not, and how many findings fail that should not."""
    named = {entry["id"] for entry in gold}
    failing = [entry for entry in gold if entry["expect"] == "fails"]
    wrong = [entry for entry in gold if not any(_right(entry, matched, each) for each in found)]
    fails = [each for each in found if each["result"] == "fails" and each["check"] in FAMILIES]
    false = [
        each
        for each in fails
        if _documents(each) & named and not any(_covers(entry, matched, each) for entry in failing)
    ]
    return {
        "entries": len(gold),
        "right": len(gold) - len(wrong),
        "wrong": [f"{entry['id']}: {entry['check']} {entry['note']}" for entry in wrong],
        "false_fails": [f"{each['claims']}: {each['told']}" for each in false],
        "fails_elsewhere": len([each for each in fails if not _documents(each) & named]),
    }


def _right(entry: dict[str, Any], matched: Matched, found: dict[str, Any]) -> bool:
    wanted = entry["expect"].split("-")[0]
    return found["check"] == entry["check"] and found["result"] == wanted and _covers(entry, matched, found)


def _covers(entry: dict[str, Any], matched: Matched, found: dict[str, Any]) -> bool:
    ours = matched.get(entry["id"], {})
    spoken_of = {each["index"] for each in found["claims"] if each["id"] == entry["id"]}
    return all(index in ours and ours[index] in spoken_of for index in entry["indices"])


def _documents(found: dict[str, Any]) -> set[str]:
    return {each["id"] for each in found["claims"]}


def matched_by(scorer: ModuleType, news: Path, claims: Path) -> Matched:
    """Annotated claim -> read claim, for every document, as the set's scorer matches them."""
    read = {line["id"]: line["claims"] for line in map(json.loads, claims.read_text(encoding="utf-8").splitlines())}
    texts = {report["id"]: report for report in _reports(news)}
    return {name: scorer.match(report["claims"], read.get(name, []), report["text"]) for name, report in texts.items()}


def alone(news: Path) -> tuple[Matched, list[dict[str, Any]]]:
    """The findings about the annotated claims themselves, every claim matched with itself."""
    from khorgos.claims.printing import Printing, Source
    from khorgos.pipeline import check_printings
    from khorgos.reference.standing import stands_for

    printings, place = [], {}
    for report in _reports(news):
        day = dt.date.fromisoformat(report["published"]) if report.get("published") else None
        for index, said in enumerate(report["claims"]):
            name = f"{report['id']} {index}"
            place[name] = {"id": report["id"], "index": index}
            row = {"measure": "level"} | said | {"id": name} | _place(report["text"], said.get("evidence", ""))
            printings.append(Printing.of(row, Source(report["id"], published=day), stands_for))
    matched = {report["id"]: {index: index for index in range(len(report["claims"]))} for report in _reports(news)}
    return matched, rows(check_printings(printings), place)


def _place(text: str, evidence: str) -> dict[str, Any]:
    """Where the evidence stands, and its line for its sentence: the annotation has neither."""
    at = text.find(evidence)
    if at < 0:
        return {}
    first, last = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return {"span": [at, at + len(evidence)], "sentence": text[first : last if last > 0 else None]}


def rows(findings: list[Any], place: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Findings as `news-checks` gives them."""
    return [
        {
            "check": family(finding.check),
            "code": finding.check,
            "result": RESULTS[finding.severity.value],
            "told": finding.told,
            "sum": finding.sum,
            "claims": [place[claim] for claim in finding.claims],
        }
        for finding in findings
        # Findings about records speak of no claims.
        if all(claim in place for claim in finding.claims)
    ]


def _reports(news: Path) -> list[dict[str, Any]]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(news.glob("*.json"))]
    return [each for each in found if isinstance(each, dict) and "claims" in each]


def scorer_of(news: Path) -> ModuleType:
    """The set's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("news_score", news / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(news: Path, claims: Path, checks: Path) -> dict[str, dict[str, Any]]:
    """Both scores: of the whole product, and of the arithmetic alone."""
    gold = json.loads((news / "checks.json").read_text(encoding="utf-8"))
    found = [json.loads(line) for line in checks.read_text(encoding="utf-8").splitlines()]
    return {
        "read": score(gold, matched_by(scorer_of(news), news, claims), found),
        "alone": score(gold, *alone(news)),
    }


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("claims", type=Path)
    parser.add_argument("checks", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="also which are wrong, and the false fails")
    given = parser.parse_args()
    told = measure(given.news, given.claims, given.checks)
    if given.json:
        print(json.dumps(told, ensure_ascii=False))
        return
    for name, one in told.items():
        false, elsewhere = len(one["false_fails"]), one["fails_elsewhere"]
        print(f"{name}: {one['right']} of {one['entries']} right, {false} false fails, {elsewhere} fail elsewhere")
        if given.errors:
            print(*(f"  {each}" for each in (*one["wrong"], *one["false_fails"])), sep="\n")


if __name__ == "__main__":
    main()
