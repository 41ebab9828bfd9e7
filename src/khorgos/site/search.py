"""The search index of the site: words to facts, in small scripts that a page loads as they are needed.

Scripts, not data files: a page that was opened from a folder may load the one and not the other.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from khorgos.site.entry import Entry

# So many facts have their titles in one file.
BLOCK = 200
_WORD = re.compile(r"[a-z0-9]+|[^\W_a-z0-9\u2e80-\u9fff]+|[\u2e80-\u9fff]", re.IGNORECASE)


def words(text: str) -> list[str]:
    """The words of a text in lower case; Chinese in pairs of signs that stand side by side."""
    found, last = [], ("", -1)
    for match in _WORD.finditer(text.casefold()):
        word = match[0]
        if word >= "\u2e80":
            if last[1] == match.start():
                found.append(last[0] + word)
            last = word, match.end()
        else:
            found.append(word)
    return found


def files(entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """The index files by path: words by their first two letters (as hexadecimal code points), titles by blocks."""
    shards: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for number, entry in enumerate(entries):
        for word in dict.fromkeys(words(" ".join((entry.title, *entry.values, entry.date)))):
            shards[shard(word)].setdefault(word, []).append(number)
    for name, told in sorted(shards.items()):
        yield f"search/w-{name}.js", _script("words", name, dict(sorted(told.items())))
    for block in range(0, len(entries), BLOCK):
        told_lines = [
            [each.id, each.title, " · ".join(each.values), each.sources] for each in entries[block : block + BLOCK]
        ]
        yield f"search/t-{block // BLOCK}.js", _script("titles", str(block // BLOCK), told_lines)
    yield "search/shards.js", _script("shards", "", sorted(shards))


def shard(word: str) -> str:
    """The file of a word."""
    return "-".join(f"{ord(sign):x}" for sign in word[:2])


def _script(kind: str, name: str, told: object) -> bytes:
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f'khorgos("{kind}","{name}",{written})\n'.encode()
