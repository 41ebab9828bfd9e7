"""What the site gathers of all facts before it writes a page: lines, topics, and what their charts are drawn of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from khorgos import charts
from khorgos.charts.chart import Chart, Passport
from khorgos.claims.printing import Printing
from khorgos.publish import Edition, Telling
from khorgos.records.lists import lists
from khorgos.site.entry import Entry, entry_of, topics_of
from khorgos.telling import title

# What charts need of a claim; the rest is not held.
_LEAN = (
    "kind", "id", "indicator", "measure", "value", "value_high", "unit", "bound", "period", "status", "parties",
    "attribution", "detail",
)  # fmt: skip
# Indicators whose figures may be lists of projects by status.
_LISTS = ("projects", "contracts_signed", "investment")
_LADDERS = 3
# Kinds that happen; a figure speaks of a period, a statement is said.
DATED = ("event", "agreement", "mechanism", "project")


@dataclass(slots=True)
class Topic:
    """A topic: its slug, name, and facts in their order; of a series, its claims."""

    key: str
    name: str
    entries: list[Entry] = field(default_factory=list)
    printings: list[Printing] = field(default_factory=list)
    flows: list[charts.Flow] = field(default_factory=list)

    @property
    def sort(self) -> str:
        """What kind of topic it is: "indicator", "series" or "party"."""
        return self.key.partition("-")[0]


@dataclass(slots=True)
class Gathered:
    """All facts as lines, by topic and by report; the claims on mechanisms, meetings and lists of projects."""

    entries: list[Entry] = field(default_factory=list)
    topics: dict[str, Topic] = field(default_factory=dict)
    reports: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    mechanisms: list[tuple[Printing, ...]] = field(default_factory=list)
    events: list[Printing] = field(default_factory=list)
    listed: dict[str, list[Printing]] = field(default_factory=lambda: defaultdict(list))

    @staticmethod
    def of(edition: Edition, language: str) -> Gathered:
        """Those of an edition; series that have one fact only are no topic."""
        found = Gathered()
        for telling in edition.facts():
            found.take(telling, language)
        lonely = [key for key, topic in found.topics.items() if topic.sort == "series" and len(topic.entries) < 2]
        for key in lonely:
            del found.topics[key]
        return found

    def take(self, telling: Telling, language: str) -> None:
        """Add a fact."""
        entry = entry_of(telling, language)
        self.entries.append(entry)
        for name in entry.documents:
            self.reports[name].append(entry)
        for key, name in topics_of(telling, language):
            topic = self.topics.setdefault(key, Topic(key, name))
            topic.entries.append(entry)
            if topic.sort == "series":
                topic.printings += [lean(each) for each in telling.printings]
            elif topic.sort == "indicator":
                topic.flows += charts.flows_of([(telling.first, telling.fact.disputed)])
        if telling.fact.kind == "mechanism":
            self.mechanisms.append(telling.printings)
        elif telling.fact.kind == "event":
            self.events.append(telling.first)
        elif telling.first.word("indicator") in _LISTS:
            for each in telling.printings:
                self.listed[each.document].append(lean(each))

    def topics_in(self, entry: Entry) -> list[Topic]:
        """The topics of a fact that have a page."""
        return [self.topics[key] for key in entry.topics if key in self.topics]


def lean(printing: Printing) -> Printing:
    """A claim with what charts need of it."""
    return replace(printing, said={name: printing.said[name] for name in _LEAN if name in printing.said})


def pictures(gathered: Gathered, topic: Topic, base: str, language: str) -> list[Chart]:
    """The charts of a topic: of a series its time, of an indicator flows; of projects their ladders."""
    found: list[Chart | None] = []
    if topic.sort == "series":
        passport = Passport.of(topic.printings, address=base)
        found.append(charts.over_time(topic.name, topic.printings, passport, language))
    elif topic.sort == "indicator":
        days = max((each.printed for each in topic.entries), default="")
        if len({(each.source, each.target) for each in topic.flows}) > 1:
            found.append(charts.flows(topic.name, topic.flows, Passport("", (), days, base), language))
    if topic.key == "indicator-projects":
        told = [each for report in gathered.listed.values() for each in lists(report)]
        for whole, parts in told[:_LADDERS]:
            passport = Passport.of((whole, *parts), whole.id, base)
            found.append(charts.ladder(title(dict(whole.said), language), whole, parts, passport, language))
    return [each for each in found if each]


def happenings(entries: list[Entry]) -> list[charts.Happening]:
    """What stands on the timeline."""
    return [
        charts.Happening(each.id, each.kind, each.date, each.title, "", each.sources)
        for each in entries
        if each.kind in DATED
    ]
