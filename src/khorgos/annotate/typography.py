"""One character for one: typographic variants folded so that patterns need one form and offsets stay true."""

from __future__ import annotations

import re
import unicodedata

_FOLD: dict[str, str] = {}
for _group, _to in (
    ("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    ("\u2018\u2019\u201b\u02bc\u2032\u02bb\u0060\u00b4", "'"),
    ("\u201c\u201d\u201f\u2033\u00ab\u00bb\u201e\u300c\u300d\u300e\u300f", '"'),
    ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63", "-"),
    ("\u0130", "I"),
    ("\u00d7", "x"),
    ("\u00b5", "\u03bc"),
    ("\u2126", "\u03a9"),
    ("\u00ba", "\u00b0"),
):
    _FOLD.update(dict.fromkeys(_group, _to))
# Full-width forms (digits, Latin letters, percent, comma …) fold by Unicode's own compatibility mapping.
for _code in range(0xFF01, 0xFF5F):
    _FOLD[chr(_code)] = unicodedata.normalize("NFKC", chr(_code))
# Few characters of a text are folded: to look for these is quicker than to translate every one.
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLD))}]")


def fold(text: str) -> str:
    """The text with spaces, quotation marks, hyphens and full-width forms folded; always of the same length."""
    return _FOLDED.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    return _FOLD[found[0]]
