"""Patterns made of the small words that a language's room `deeds` has under `grammar`."""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.language import load

# A space of a template that is neither optional nor one of a set.
_SPACE = re.compile(r"(?<![\[\\^]) (?![?*+{\]])")


@lru_cache(maxsize=1024)
def pattern(code: str, template: str) -> re.Pattern[str]:
    """A pattern from a template in which `<name>` stands for any word of that list, the longest first.

    In a language that writes its words together, the template's boundaries of words and single spaces fall away.
    """
    if not load(code).boundaries:
        template = _SPACE.sub(" ?", template.replace(r"\b", ""))
    return re.compile(re.sub(r"<(\w+)>", lambda found: either(code, found[1]), template))


@lru_cache(maxsize=1024)
def either(code: str, name: str) -> str:
    """Any word of a list, as a pattern."""
    forms = sorted(listed(code, name), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, forms)) + ")" if forms else "(?!)"


@lru_cache(maxsize=1024)
def listed(code: str, name: str) -> tuple[str, ...]:
    """The words of a list."""
    grammar = load(code).room("deeds").get("grammar")
    return tuple(map(str, grammar.get(name, ()))) if grammar else ()
