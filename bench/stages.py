"""Where the time of `read` goes, by stage: a table of CPU shares, measured by sampling so that nothing is slowed.

    python bench/stages.py ../shared/bench [--extra timebank.jsonl] [--rounds 20] [--functions 40] [--growth]

Every millisecond of CPU time the stack is looked at; a sample counts for every module of the package on it (`within`)
and for the innermost one (`own`).  --functions lists functions too; --growth reads one report 1, 10 and 100 times in
one document and gives microseconds a word, which must not grow.
"""

from __future__ import annotations

import argparse
import datetime as dt
import signal
import time
from collections import Counter
from pathlib import Path
from types import FrameType

from report import english, ordinary

PACKAGE = "/khorgos/"


class Samples:
    """Stacks seen: how often each module and function was on one, and how often it was the innermost."""

    def __init__(self) -> None:
        self.count = 0
        self.own: Counter[str] = Counter()
        self.within: Counter[str] = Counter()
        self.functions_own: Counter[str] = Counter()
        self.functions: Counter[str] = Counter()

    def take(self, _: int, frame: FrameType | None) -> None:
        """Count one stack."""
        modules: list[str] = []
        functions: list[str] = []
        while frame is not None:
            code = frame.f_code
            _before, found, module = code.co_filename.rpartition(PACKAGE)
            if found:
                modules.append(module)
                functions.append(f"{module}:{code.co_firstlineno} {code.co_qualname}")
            frame = frame.f_back
        if modules:
            self.count += 1
            self.own[modules[0]] += 1
            self.functions_own[functions[0]] += 1
            self.within.update(set(modules))
            self.functions.update(set(functions))

    def rows(self, within: Counter[str], own: Counter[str], most: int) -> list[str]:
        """The commonest, in percent of all samples."""
        share = 100 / max(1, self.count)
        return [f"{n * share:6.1f} {own[name] * share:6.1f}  {name}" for name, n in within.most_common(most)]


def work(texts: list[tuple[str, str | None]]) -> None:
    """Read every text."""
    from khorgos.documents import from_text
    from khorgos.pipeline import read
    from khorgos.values import Context

    for text, published in texts:
        date = dt.date.fromisoformat(published) if published else None
        read(from_text(text, Context(published=date, language="en")))


def sampled(texts: list[tuple[str, str | None]], rounds: int) -> tuple[Samples, float]:
    """The samples of several rounds, and the CPU seconds of the quickest round."""
    samples, best = Samples(), float("inf")
    work(texts)
    signal.signal(signal.SIGPROF, samples.take)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    for _ in range(rounds):
        begun = time.process_time()
        work(texts)
        best = min(best, time.process_time() - begun)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return samples, best


def growth(texts: list[tuple[str, str | None]]) -> list[str]:
    """Microseconds of CPU a word for ever longer documents, made of different reports one behind another."""
    rows = []
    whole = "\n\n".join(text for text, _ in texts).split(" ")
    while len(whole) < 100_000:
        whole += whole
    work([(" ".join(whole[:1000]), texts[0][1])])
    for words in (1_000, 10_000, 100_000):
        text = " ".join(whole[:words])
        begun = time.process_time()
        work([(text, texts[0][1])])
        rows.append(f"{words:>8,} words: {(time.process_time() - begun) / words * 1e6:6.1f} microseconds a word")
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--extra", type=Path, nargs="*", default=[], help="timebank.jsonl: ordinary news")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--modules", type=int, default=40)
    parser.add_argument("--functions", type=int, default=0)
    parser.add_argument("--growth", action="store_true")
    given = parser.parse_args()
    texts = ordinary(given.extra) or english(given.bench)
    if given.growth:
        print("\n".join(growth(texts)))
        return
    samples, best = sampled(texts, given.rounds)
    words = sum(len(text.split()) for text, _ in texts)
    print(f"{words:,} words, {best:.3f} CPU seconds, {words / best:,.0f} words a second; {samples.count:,} samples")
    print("within    own  (percent)")
    print("\n".join(samples.rows(samples.within, samples.own, given.modules)))
    if given.functions:
        print("\n".join(samples.rows(samples.functions, samples.functions_own, given.functions)))


if __name__ == "__main__":
    main()
