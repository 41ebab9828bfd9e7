"""Pages of the site: the desk's templates and words, addresses that lead from file to file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from khorgos.charts.chart import Chart
from khorgos.charts.render import inline
from khorgos.publish import About
from khorgos.site.entry import Entry
from khorgos.web.rendering import environment

# Pixels of the two sizes in which overviews are drawn: for a page, for a telephone.
WIDE, NARROW = 720, 330
# Pictures of one fact have one size that does for both.
ONE = 420


@dataclass(frozen=True, slots=True)
class Social:
    """What a network shows of a page that is linked: title, a sentence, and the card's file ("" for none).

    Without a title the page's own heading is shown, which its template has in the reader's language.
    """

    title: str
    told: str = ""
    card: str = ""


class Pages:
    """Renders pages in a language; each knows how to lead from where it lies to the others."""

    def __init__(self, about: About, language: str) -> None:
        self.about = about
        self.language = language

    def render(self, template: str, path: str, social: Social, **shown: Any) -> bytes:
        """A page that will lie at `path` (from the site's root)."""
        up = "../" * path.count("/")
        html = self._environment.get_template(f"site/{template}")
        told = {
            "about": self.about, "language": self.language, "up": up, "path": path, "social": social,
            "base": self.about.base.rstrip("/"), **shown,
        }  # fmt: skip
        written: str = html.render(told)
        return written.encode()

    def sources(self, number: int) -> str:
        """How many sources, in words."""
        return str(self._environment.get_template("site/bits.html").module.count(number))

    @cached_property
    def _environment(self) -> Any:
        return environment(self.language)


def drawn(chart: Chart | None, *, both: bool = False, titled: bool = False) -> list[tuple[str, Markup]]:
    """A chart as SVG with its class: one size, or one for pages and one for telephones; nothing for no chart.

    `titled` where its page has another heading.
    """
    if chart is None:
        return []
    sizes = (("for-wide", WIDE), ("for-narrow", NARROW)) if both else (("for-all", ONE),)
    # Written by our own drawer from texts that it escapes.
    return [(name, Markup(inline(chart, width=width, titled=titled))) for name, width in sizes]  # noqa: S704


def line(entry: Entry) -> str:
    """A fact in one line of plain text: its title and values."""
    return entry.title + (f": {' · '.join(entry.values)}" if entry.values else "")
