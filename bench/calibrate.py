"""Count how often claims proved right, by group, and write the table that confidences are taken from.

    python bench/calibrate.py ../shared/bench [--write] [--folds 5]

The groups are those of `referee.standing` and `referee.excerpts.grammar_group`.  A claim is right where every core
field is, by the news scorer; optional ones are not counted.  --folds measures the table on texts that it was not made
from: the texts are cut into so many parts, each part is judged by the others' table.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from khorgos.annotate import annotate
from khorgos.documents import from_text
from khorgos.extract import scene_of
from khorgos.extract.scene import Scene
from khorgos.referee.doubt import described
from khorgos.referee.excerpts import SPEND, grammar_group
from khorgos.referee.judging import Referee
from khorgos.referee.merging import merge
from khorgos.referee.reread import RefereeReread
from khorgos.referee.standing import standing
from khorgos.values import Context

TABLE = Path(__file__).parents[1] / "src" / "khorgos" / "reference" / "confidence.json"
Outcome = tuple[str, bool]
# The ridge was chosen among 5, 20 and 60 on the development reports; what few sentences have is left out.
RIDGE, FEWEST, MOST = 20.0, 6, 4
LENGTH = "characters"


def scorer(bench: Path) -> Any:
    """The news scorer as a module."""
    spec = importlib.util.spec_from_file_location("news_score", bench / "news" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def recorded(bench: Path) -> dict[str, list[Any]]:
    """The recorded readings by document."""
    lines = (bench / "second_reader" / "news_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row["claims"] for row in map(json.loads, lines)}


def scene_for(report: dict[str, Any]) -> Scene:
    """A report as the grammar reads it."""
    published = dt.date.fromisoformat(report["published"]) if report["published"] else None
    context = Context(published=published, language=report["language"])
    return scene_of(annotate(from_text(report["text"], context)))


def outcomes(score: Any, report: dict[str, Any], claims: Sequence[Any], groups: Sequence[str]) -> Iterator[Outcome]:
    """Each claim's group and whether it is right; those that hit optional gold are left out."""
    gold = report["claims"]
    rows = [claim.as_dict() for claim in claims]
    back = {j: i for i, j in score.match(gold, rows, report["text"]).items()}
    for number, row in enumerate(rows):
        truth = gold[back[number]] if number in back else None
        if truth is None or not truth.get("optional"):
            yield groups[number], truth is not None and right(score, truth, row)


def right(score: Any, truth: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether every core field is right."""
    fields = (score.field(truth, row, name) for name in score.CORE[truth["kind"]])
    return all(not counts or value >= 0.99 for counts, value in fields)


def of_grammar(score: Any, report: dict[str, Any], scene: Scene) -> list[Outcome]:
    """The grammar's claims."""
    return list(outcomes(score, report, scene.claims, [grammar_group(claim) for claim in scene.claims]))


def of_two(score: Any, report: dict[str, Any], scene: Scene, rows: list[Any]) -> list[Outcome]:
    """The claims of both readers, and of the model alone."""
    scene.reread = RefereeReread(scene.view.pack.code)
    judged = Referee(scene).judge(rows)
    both = merge(scene.claims, judged.claims, scene.reread, scene.view.pack.code)
    groups = [standing(scene.view, claim, judged.rejected, readers=2) for claim in both]
    found = list(outcomes(score, report, both, groups))
    return found + list(
        outcomes(score, report, judged.claims, [f"single-model.{claim.kind}" for claim in judged.claims])
    )


def errors(score: Any, report: dict[str, Any], scene: Scene) -> dict[int, int]:
    """How many claims the grammar has wrong or misses in each sentence, by the sentence's beginning."""
    gold, rows = report["claims"], [claim.as_dict() for claim in scene.claims]
    matched = score.match(gold, rows, report["text"])
    back = {j: i for i, j in matched.items()}
    places = [
        rows[j]["span"][0]
        for j in range(len(rows))
        if not (j in back and (gold[back[j]].get("optional") or right(score, gold[back[j]], rows[j])))
    ]
    places += [
        score.spans(report["text"], claim)[0][0]
        for i, claim in enumerate(gold)
        if i not in matched and not claim.get("optional") and score.spans(report["text"], claim)
    ]
    found = [scene.view.sentence_at(place) for place in places]
    return Counter(sentence.start for sentence in found if sentence is not None)


def fitted(sentences: Sequence[tuple[Counter[str], int]]) -> dict[str, float]:
    """The weights of a ridge regression of errors on what a sentence holds, without counts that few sentences have."""
    import numpy as np

    seen = Counter(name for counts, _ in sentences for name, count in counts.items() if count and name != LENGTH)
    names = sorted(name for name, count in seen.items() if count >= FEWEST)
    given = np.array([[counts[name] for name in names] for counts, _ in sentences], dtype=float)
    wrong = np.array([min(error, MOST) for _, error in sentences], dtype=float)
    weights = np.linalg.solve(given.T @ given + RIDGE * np.eye(len(names)), given.T @ wrong)
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


def thresholds(weights: dict[str, float], sentences: Sequence[tuple[Counter[str], int]]) -> dict[str, float]:
    """From how many expected errors a character on sentences are sent, for each share of all characters."""
    worth = []
    for counts, _ in sentences:
        size = counts[LENGTH]
        errors_ = max(0.0, sum(weights.get(name, 0.0) * count for name, count in counts.items()))
        worth.append((errors_ / max(1, size), size))
    worth.sort(reverse=True)
    whole = sum(size for _, size in worth)
    found: dict[str, float] = {}
    for spend, share in SPEND.items():
        sent = 0
        for least, size in worth:
            sent += size
            if sent > share * whole:
                found[spend] = least
                break
    return found


def tally(found: Sequence[Outcome]) -> dict[str, tuple[int, int]]:
    """Right and all, by group and by every wider group."""
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for group, good in found:
        while group:
            counts[group][good] += 1
            group = group.rpartition(".")[0]  # noqa: PLW2901 - from the narrow group to the wide
    return {group: (count[True], count.total()) for group, count in sorted(counts.items())}


def measured(bench: Path) -> tuple[dict[str, list[Outcome]], dict[str, list[tuple[Counter[str], int]]]]:
    """Outcomes by document, and its sentences with the grammar's errors in them."""
    score, rows = scorer(bench), recorded(bench)
    by_document: dict[str, list[Outcome]] = {}
    sentences: dict[str, list[tuple[Counter[str], int]]] = {}
    for name, report in score.load_gold(str(bench / "news")).items():
        scene = scene_for(report)
        by_document[name] = of_grammar(score, report, scene)
        wrong = errors(score, report, scene)
        sizes = {s.start: s.end - s.start for s in scene.view.sentences}
        sentences[name] = [
            (counts | Counter({LENGTH: sizes[start]}), wrong.get(start, 0))
            for start, counts in described(scene).items()
        ]
        if name in rows:
            by_document[name] += of_two(score, report, scene, rows[name])
    return by_document, sentences


def held_out(by_document: dict[str, list[Outcome]], folds: int) -> list[tuple[float, bool]]:
    """Confidence and outcome of every claim of two readers, by a table made from the other parts of the texts."""
    names = sorted(by_document)
    found: list[tuple[float, bool]] = []
    for part in range(folds):
        table = tally([o for n, name in enumerate(names) if n % folds != part for o in by_document[name]])
        for name in names[part::folds]:
            found += [(_share(table, g), good) for g, good in by_document[name] if not g.startswith("single")]
    return found


def _share(table: dict[str, tuple[int, int]], group: str) -> float:
    while group and group not in table:
        group = group.rpartition(".")[0]
    right_, seen = table.get(group, (0, 0))
    return (right_ + 1) / (seen + 2)


def main() -> None:
    """Count, print the curve, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    given = parser.parse_args()
    by_document, sentences = measured(given.bench)
    table: dict[str, Any] = {
        "claims": tally([outcome for found in by_document.values() for outcome in found]),
    }
    everything = [one for found in sentences.values() for one in found]
    table["doubt"] = fitted(everything)
    table["least"] = thresholds(table["doubt"], everything)
    if given.write:
        TABLE.write_text(
            json.dumps(table, indent=1, sort_keys=True)
            .replace("[\n   ", "[")
            .replace(",\n   ", ", ")
            .replace("\n  ]", "]")
            + "\n"
        )
    for low, high in ((0.0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.975), (0.975, 0.99), (0.99, 1.01)):
        inside = [(c, good) for c, good in held_out(by_document, given.folds) if low <= c < high]
        if inside:
            mean, share = sum(c for c, _ in inside) / len(inside), sum(good for _, good in inside) / len(inside)
            print(f"confidence {low:.3f} to {high:.3f}: {len(inside):4} claims, said {mean:.3f}, right {share:.3f}")


if __name__ == "__main__":
    main()
