"""XML as strangers write it: read without entities, without a network, and never as a tree that outgrows memory."""

from __future__ import annotations

import html
from typing import Any

# What a parser of strangers' XML may do.  Entities are left as they stand (a billion laughs stay one line), outer
# files and DTDs are not fetched, and libxml2's own limits on depth and size stay on.
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def text_of(element: Any) -> str:
    """The text of an element with all in it; entities that HTML knows are their characters, others stay as written."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(text_of_flat(child))
        elif child.text and child.text.startswith("&"):
            parts.append(html.unescape(child.text))
        parts.append(child.tail or "")
    return "".join(parts)


def text_of_flat(element: Any) -> str:
    """The text of an element however deep it nests, without recursion."""
    return "".join(element.itertext(with_tail=False)) if element is not None else ""


def local(element: Any) -> str:
    """The name of an element without its namespace; nothing for comments, instructions and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
