"""Patterns made of the small words that a language's room `deeds` has under `grammar`."""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.language import load


@lru_cache(maxsize=128)
def pattern(code: str, template: str) -> re.Pattern[str]:
    """A pattern from a template in which `<name>` stands for any word of that list, the longest first."""
    return re.compile(re.sub(r"<(\w+)>", lambda found: either(code, found[1]), template))


@lru_cache(maxsize=128)
def either(code: str, name: str) -> str:
    """Any word of a list, as a pattern."""
    forms = sorted(listed(code, name), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, forms)) + ")" if forms else "(?!)"


@lru_cache(maxsize=128)
def listed(code: str, name: str) -> tuple[str, ...]:
    """The words of a list."""
    grammar = load(code).room("deeds").get("grammar")
    return tuple(map(str, grammar.get(name, ()))) if grammar else ()
