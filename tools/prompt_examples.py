"""Make the worked examples of the model reader from the golden corpus.

    python tools/prompt_examples.py [--check]

Short texts with their claims, some languages and kinds each, go to `src/khorgos/models/examples.json`: the wheel has no
corpus.  --check fails where the file is not what the corpus gives.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src" / "khorgos" / "models" / "examples.json"
# Of each language the texts that show most kinds, and one without any claim.
CHOSEN = {
    "en": ("interview-corridor", "summit-astana", "projects-list", "none-garden"),
    "ru": ("trade-ru", "none-weather-ru", "summit-astana"),
    "zh": ("trade-zh", "summit-astana"),
}
LONGEST = 2500


def example(slug: str) -> dict[str, Any]:
    """A corpus text with its claims."""
    folder = ROOT / "corpus" / slug
    case = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    path = folder / case.get("document", "document.txt")
    claims = [{name: value for name, value in claim.items() if name != "optional"} for claim in case["claims"]]
    published = case.get("published") or "no date"
    return {"text": f"[{published}]\n{path.read_text(encoding='utf-8').strip()}", "claims": claims}


def made() -> str:
    """The file's content."""
    found = {language: [example(slug) for slug in slugs] for language, slugs in CHOSEN.items()}
    short = {name: [one for one in rows if len(one["text"]) <= LONGEST] for name, rows in found.items()}
    return json.dumps(short, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the file, or check it."""
    if "--check" in sys.argv[1:]:
        return 0 if TARGET.read_text(encoding="utf-8") == made() else 1
    TARGET.write_text(made(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
