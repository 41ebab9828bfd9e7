"""Splink beside, on the same records of the made-up world: what it can express of the task, in one run.

    pip install splink
    python bench/splink_beside.py [--claims N] [--seed N]

Splink (probabilistic record linkage in DuckDB) is given the claims as a table: indicator, parties, unit, period, value.
It blocks on indicator and parties, or on unit and value, learns its weights by expectation maximisation, and clusters
at a match probability of 0.5.  It has no notion of what a rounded or bounded number stands for: its levels for the
value are "the same", "within 10 percent" and "else".  Not expressible, and so not compared: how two values stand to
each other and why, causes of conflicts, independent sources, rulings.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from khorgos.reconcile import reconcile
from world import World, made, pairs


def table(world: World) -> pd.DataFrame:
    """The claims as Splink wants them."""
    rows = [
        {
            "unique_id": each.id, "indicator": each.word("indicator"), "unit": each.word("unit"),
            "parties": " ".join(sorted(each.parties)), "reporter": each.parties[0], "period": str(each.period),
            "value": float(each.said["value"]),
        }
        for each in world.printings
    ]  # fmt: skip
    return pd.DataFrame(rows)


def value_levels() -> cl.CustomComparison:
    """The same value, within 10 percent, else."""
    apart = "abs(value_l - value_r) / greatest(abs(value_l), abs(value_r))"
    return cl.CustomComparison(
        output_column_name="value",
        comparison_levels=[
            {"sql_condition": "value_l IS NULL OR value_r IS NULL", "label_for_charts": "null", "is_null_level": True},
            {"sql_condition": "value_l = value_r", "label_for_charts": "same"},
            {"sql_condition": f"{apart} <= 0.1", "label_for_charts": "within 10 percent"},
            {"sql_condition": "ELSE", "label_for_charts": "else"},
        ],
    )


def clustered(frame: pd.DataFrame) -> pd.DataFrame:
    """Each claim with its cluster."""
    exact = [cl.ExactMatch(name) for name in ("indicator", "parties", "reporter", "period")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*exact, value_levels()],
        blocking_rules_to_generate_predictions=[block_on("indicator", "parties"), block_on("unit", "value")],
    )
    api = DuckDBAPI()
    linker = Linker(api.register(frame), settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("indicator", "parties", "period")], recall=0.95
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("indicator", "parties"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("period", "value"))
    found = linker.inference.predict(threshold_match_probability=0.5)
    return linker.clustering.cluster_pairwise_predictions_at_threshold(found, 0.5).as_pandas_dataframe()


def scored(world: World, clusters: pd.DataFrame) -> tuple[float, float]:
    """Precision and recall of the pairs of claims in one cluster."""
    home = dict(zip(clusters["unique_id"], clusters["cluster_id"], strict=True))
    together = Counter(home.values())
    right = Counter((home[name], number) for name, number in world.truth.items())
    true = Counter(world.truth.values())
    hit = sum(n * (n - 1) // 2 for n in right.values())
    return tuple(hit / max(1, sum(n * (n - 1) // 2 for n in of.values())) for of in (together, true))  # type: ignore[return-value]


def main() -> None:
    """Both in one run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    world = made(given.claims, given.seed)
    reconcile(world.printings[:100])
    begun, wall = time.process_time(), time.perf_counter()
    facts = reconcile(world.printings)
    ours, ours_wall = time.process_time() - begun, time.perf_counter() - wall
    frame = table(world)
    begun, wall = time.process_time(), time.perf_counter()
    clusters = clustered(frame)
    theirs, theirs_wall = time.process_time() - begun, time.perf_counter() - wall
    print("| | seconds of processor | seconds | precision | recall |")
    print("| --- | --- | --- | --- | --- |")
    for name, cpu, clock, (precision, recall) in (
        ("Khorgos", ours, ours_wall, pairs(world, facts)),
        ("Splink", theirs, theirs_wall, scored(world, clusters)),
    ):
        print(f"| {name} | {cpu:.1f} | {clock:.1f} | {precision:.4f} | {recall:.4f} |")


if __name__ == "__main__":
    main()
