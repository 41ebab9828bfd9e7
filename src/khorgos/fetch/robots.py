"""What a host lets robots fetch: robots.txt by RFC 9309, with the crawl delay that many hosts still give."""

from __future__ import annotations

import re
from dataclasses import dataclass

AGENT = "khorgos"
# RFC 9309, 2.5: a parser reads at least 500 KiB.
LARGEST = 512_000


@dataclass(frozen=True, slots=True)
class Robots:
    """Rules for one agent: (pattern, allowed) pairs, and the seconds to wait between requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether a path (with its query) may be fetched: the longest pattern decides, and of equals the allowing."""
        found = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)]
        return max(found)[1] if found else True


NOBODY = Robots((("/", False),))
EVERYBODY = Robots()


def parse(text: str, agent: str = AGENT) -> Robots:
    """The rules for an agent: those of the groups that name it, else those for all."""
    groups = _groups(text)
    ours = [group for names, group in groups if agent in names] or [group for names, group in groups if "*" in names]
    rules = tuple((value, name == "allow") for group in ours for name, value in group if name != "delay" and value)
    delays = [float(value) for group in ours for name, value in group if name == "delay"]
    return Robots(rules, max(delays, default=0.0))


def _groups(text: str) -> list[tuple[set[str], list[tuple[str, str]]]]:
    groups: list[tuple[set[str], list[tuple[str, str]]]] = []
    naming = False
    for line in text[:LARGEST].splitlines():
        name, mark, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not mark:
            continue
        if name == "user-agent":
            if not naming:
                groups.append((set(), []))
            groups[-1][0].add(value.lower().partition("/")[0])
            naming = True
        elif groups and name in ("allow", "disallow"):
            naming = False
            groups[-1][1].append((name, value))
        elif groups and name == "crawl-delay" and re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value):
            naming = False
            groups[-1][1].append(("delay", value))
    return groups


def _matches(pattern: str, path: str) -> bool:
    """Whether a pattern with "*" and an end mark "$" fits the beginning of a path; linear, whatever stands in it."""
    ends = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for part in parts[:-1] if ends else parts:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    if not ends:
        return True
    return path.endswith(parts[-1]) and len(path) - len(parts[-1]) >= at if parts else at == len(path)
