"""The site, file by file: gathered once over all facts, then written one after another."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from khorgos import charts
from khorgos.charts.chart import Passport
from khorgos.charts.words import say
from khorgos.errors import InputFault
from khorgos.publish import Edition
from khorgos.site import changes as changed
from khorgos.site import search
from khorgos.site.facts import fact_files
from khorgos.site.feeds import feeds
from khorgos.site.files import assets, list_files, sitemap
from khorgos.site.pages import Pages, Social, drawn
from khorgos.site.projects import project_files
from khorgos.site.topics import DATED, Gathered, Topic, happenings, pictures

# So many facts stand on a page of a list.
PAGE = 300
# So many stand on the first page.
_FRONT = 12

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a site is made.

    `language` of its words; `cards`: which facts have a social card ("all"; "several": those told by several sources or
    in conflict; "none"); `since`: the folder of an earlier edition that it is compared with.
    """

    language: str = "en"
    cards: str = "all"
    since: Path | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: files, bytes, facts."""

    files: int
    size: int
    facts: int


def write_site(edition: Edition, folder: Path, plan: Plan | None = None) -> Written:
    """Write the site into a folder, whole or not at all; an earlier site there is replaced.

    Raises InputFault for a folder that holds something else, an earlier edition that is none, and where what draws the
    charts is not installed.
    """
    plan = plan or Plan()
    if find_spec("vl_convert") is None:
        raise InputFault(
            "the site's charts are drawn by vl-convert, which is not installed.", place="publish site",
            mend="pip install 'khorgos[charts]'",
        )  # fmt: skip
    _may_be_replaced(folder)
    before = changed.earlier(plan.since) if plan.since else None
    folder.parent.mkdir(parents=True, exist_ok=True)
    waiting = Path(tempfile.mkdtemp(prefix=".waiting-", dir=folder.parent))
    try:
        written = _write_all(edition, waiting, plan, before)
        waiting.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        waiting.replace(folder)
    except BaseException:
        shutil.rmtree(waiting, ignore_errors=True)
        raise
    return written


def _may_be_replaced(folder: Path) -> None:
    if folder.exists() and not (folder.is_dir() and (not any(folder.iterdir()) or (folder / changed.FILE).is_file())):
        raise InputFault(
            "there is something else already.", place=str(folder), mend="Name an empty folder, or that of a site."
        )


def _write_all(edition: Edition, folder: Path, plan: Plan, before: dict[str, Any] | None) -> Written:
    pages = Pages(edition.about, plan.language)
    gathered = Gathered.of(edition, plan.language)
    files = size = 0
    known: list[str] = []
    for path, body in _files(edition, pages, gathered, plan, before):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        files, size = files + 1, size + len(body)
        if path.endswith(".html"):
            known.append(path)
    for path, body in sitemap(edition.about, known):
        (folder / path).write_bytes(body)
        files, size = files + 1, size + len(body)
    return Written(files, size, len(gathered.entries))


def _files(
    edition: Edition, pages: Pages, gathered: Gathered, plan: Plan, before: dict[str, Any] | None
) -> Iterator[File]:
    """Every file of the site, the way its parts are linked."""
    projects = [recorded.record.id for recorded in edition.records()]
    yield from assets()
    yield from _front(edition, pages, gathered, len(projects))
    yield from _all_facts(pages, gathered)
    yield from _topics(pages, gathered)
    yield from _overviews(edition, pages, gathered)
    yield from fact_files(edition, pages, gathered, plan.cards)
    yield from _reports(edition, pages, gathered)
    yield from project_files(edition, pages)
    yield from _changes(pages, gathered, before)
    yield from search.files(gathered.entries)
    yield "search.html", pages.render("search.html", "search.html", Social(""))
    yield changed.FILE, changed.edition_file(gathered.entries, edition.about.made)


def _front(edition: Edition, pages: Pages, gathered: Gathered, projects: int) -> Iterator[File]:
    about, entries = edition.about, gathered.entries
    several = sorted((each for each in entries if each.sources > 1), key=lambda each: (-each.sources, each.id))
    shown = charts.timeline(
        say("title timeline", pages.language), happenings(entries), _passport(edition), pages.language
    )
    yield "index.html", pages.render(
        "index.html", "index.html", Social(about.title),
        counts=Counter(each.kind for each in entries), reports=len(edition.documents), projects=projects,
        several=several[:_FRONT], disputed=[each for each in entries if each.disputed][:_FRONT],
        chart=drawn(shown, both=True), topics=_listed_topics(gathered),
    )  # fmt: skip
    for ending, body in zip((".atom", ".json"), feeds(about, "all", about.title, "index.html", entries), strict=True):
        yield f"feeds/all{ending}", body


def _passport(edition: Edition) -> Passport:
    names = Counter(str(row["outlet"]) for row in edition.documents.values() if row.get("outlet"))
    days = [str(row.get("published") or "") for row in edition.documents.values()]
    ordered = tuple(sorted(names, key=lambda name: (-names[name], name)))
    return Passport("", ordered, max(days, default=""), edition.about.base)


def _listed_topics(gathered: Gathered) -> dict[str, list[Topic]]:
    found: dict[str, list[Topic]] = {"indicator": [], "series": [], "party": []}
    for topic in gathered.topics.values():
        found[topic.sort].append(topic)
    return {sort: sorted(each, key=lambda one: (-len(one.entries), one.key)) for sort, each in found.items()}


def _all_facts(pages: Pages, gathered: Gathered) -> Iterator[File]:
    """All facts by kind, in pages."""
    for kind in dict.fromkeys(each.kind for each in gathered.entries):
        chosen = [each for each in gathered.entries if each.kind == kind]
        yield from list_files(pages, f"kinds/{kind}", kind, chosen, PAGE, template="kind.html")


def _topics(pages: Pages, gathered: Gathered) -> Iterator[File]:
    listed = _listed_topics(gathered)
    yield "topics/index.html", pages.render("topics.html", "topics/index.html", Social(""), topics=listed)
    for topic in gathered.topics.values():
        found = pictures(gathered, topic, pages.about.base, pages.language)
        shown = [drawn(chart, both=True, titled=len(found) > 1) for chart in found]
        path = f"topics/{topic.key}"
        yield from list_files(
            pages, path, topic.name, topic.entries, PAGE, template="topic.html", charts=shown, topic=topic
        )
        both = feeds(pages.about, topic.key, topic.name, f"{path}.html", topic.entries)
        for ending, body in zip((".atom", ".json"), both, strict=True):
            yield f"feeds/{topic.key}{ending}", body


def _overviews(edition: Edition, pages: Pages, gathered: Gathered) -> Iterator[File]:
    """Mechanisms and timeline."""
    language, passport = pages.language, _passport(edition)
    found = charts.memberships(gathered.mechanisms, gathered.events)
    title = say("title mechanisms", language)
    chart = charts.matrix(title, found, passport, language, passport.day)
    lines = [each for each in gathered.entries if each.kind == "mechanism"]
    yield "mechanisms.html", pages.render(
        "overview.html", "mechanisms.html", Social(title, chart.told[:200] if chart else ""),
        heading=title, chart=drawn(chart, both=True), years=[("", lines)],
    )  # fmt: skip
    title = say("title timeline", language)
    dated = sorted((each for each in gathered.entries if each.kind in DATED and each.year), key=_by_date)
    years = sorted({each.year for each in dated})
    chart = charts.timeline(title, happenings(gathered.entries), passport, language)
    yield "timeline.html", pages.render(
        "overview.html", "timeline.html", Social(title, chart.told[:200] if chart else ""), heading=title,
        chart=drawn(chart, both=True), years=[(year, [each for each in dated if each.year == year]) for year in years],
    )  # fmt: skip


def _by_date(each: Any) -> tuple[str, str]:
    return each.date, each.id


def _reports(edition: Edition, pages: Pages, gathered: Gathered) -> Iterator[File]:
    """A page for each report: what it tells, and reports that tell of the same; not its text, which is its outlet's."""
    told = {name: row for name, row in edition.documents.items() if name in gathered.reports}
    yield (
        "documents/index.html",
        pages.render("documents.html", "documents/index.html", Social(""), reports=list(told.values())),
    )
    for name, row in told.items():
        entries = gathered.reports[name]
        counted = Counter(other for entry in entries for other in entry.documents if other != name and other in told)
        related = [told[other] for other, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:8]]
        path = f"documents/{name}.html"
        heading = str(row.get("title") or row.get("outlet") or name)
        yield path, pages.render(
            "document.html", path, Social(heading), report=row, heading=heading, entries=entries, related=related,
            place=_public(edition, name),
        )  # fmt: skip


def _public(edition: Edition, name: str) -> str:
    """A report's address on the web; "" for one that came from a folder."""
    place = edition.place_of(name)
    return place if str(edition.document(name).get("address") or "") == place else ""


def _changes(pages: Pages, gathered: Gathered, before: dict[str, Any] | None) -> Iterator[File]:
    found = changed.changes(gathered.entries, before) if before else None
    yield "changes.html", pages.render("changes.html", "changes.html", Social(""), changes=found)
