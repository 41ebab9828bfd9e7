"""Run a real small model over the golden corpus and say what it got right, before and after the referee.

    ollama serve & ollama pull qwen2.5:7b
    python docs/small_model.py http://127.0.0.1:11434/v1 qwen2.5:7b

    llama-server -m model.gguf --port 8080
    python docs/small_model.py http://127.0.0.1:8080/v1

Any OpenAI-compatible endpoint will do.  It is no part of the tests: what a model answers is its own.  Of each text with
claims it prints how many the model alone and both readers got right (every field that the corpus gives), of how many
expected and made, and why rows were refused.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

from khorgos.documents import Document, open_bytes
from khorgos.models import Limits, ModelReader, Settings
from khorgos.pipeline import Reading, read
from khorgos.values import Context

CORPUS = Path(__file__).parents[1] / "corpus"


def gate() -> Any:
    """The corpus's own gate: its way of comparing claims is used here too."""
    spec = importlib.util.spec_from_file_location("gate", CORPUS / "gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def document(case: Path, expected: dict[str, Any]) -> Document:
    """The text of a case."""
    source = case / expected["document"] if "document" in expected else next(case.glob("document.*"))
    day = expected.get("published")
    published = dt.date.fromisoformat(day) if day else None
    return open_bytes(source.read_bytes(), Context(published=published), source.name)


def right(same: Any, expected: list[dict[str, Any]], reading: Reading) -> int:
    """How many expected claims were made as they are expected."""
    made = reading.rows()
    hits = 0
    for claim in expected:
        match = next((row for row in made if same(claim, row)), None)
        if match is not None:
            made.remove(match)
            hits += 1
    return hits


def main() -> None:
    """Read every text of the corpus with the model alone and with both readers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("model", nargs="?", default="")
    given = parser.parse_args()
    rules = gate()
    second = ModelReader(Settings(given.url, given.model, Limits(seconds=600, concurrency=1)))
    total: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for case in rules.cases():
        expected = json.loads((case / "claims.json").read_text(encoding="utf-8"))
        text = document(case, expected)
        line = [f"{case.name:<28}"]
        for reader in ("model", "both"):
            reading = read(text, second, reader=reader)
            good = right(rules.same, expected["claims"], reading)
            total.update({f"{reader} right": good, f"{reader} made": len(reading.claims)})
            line.append(f"{reader} {good} of {len(expected['claims'])} ({len(reading.claims)} made)")
            if reader == "model":
                refused.update(rejected.code for rejected in reading.rejected)
        total["expected"] += len(expected["claims"])
        print("  ".join(line), flush=True)
    second.close()
    print(dict(total))
    print("refused by the referee:", dict(refused))
    print(second.spent)


if __name__ == "__main__":
    main()
