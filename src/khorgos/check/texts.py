"""What findings say, in plain English: every sentence stands here once, so that translations can come.

`say("portfolio.rest", rest="17")` fills the sentence of that name; the names in braces are what it needs.
"""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # 1, 2: lists of projects
    "count.rest": "{rest} not accounted for",
    "count.more": "the parts are {more} more than the whole",
    "count.whole": "the parts make the whole",
    "count.told": "{parts} of {whole}: {said}",
    "count.part": "{number} {status}",
    "sums.fit": "the parts fit the whole",
    "sums.short": "the parts leave a rest, or are not all told",
    "sums.more": "the parts are {gap} more than the whole",
    # 3, 4, 6: growth
    "growth.follows": "the growth follows from the levels",
    "growth.away": "printed {given}, the levels give {ratio}",
    "fold.implies": "implies {most}{implied} in {year}",
    "fold.follows": "the fold follows from the levels",
    "fold.away": "printed {given}-fold, the levels give {ratio}",
    "average.yearly": "as growth a year over {years} years it follows from the levels",
    "average.whole": "as growth over the whole {years} years it follows from the levels",
    "average.away": "printed {given}; the levels give {yearly} a year, {whole} over the {years} years",
    # 5: shares and ranks
    "shares.whole": "the shares make the whole",
    "shares.more": "together more than the whole, unless they overlap",
    "share.follows": "the share follows from the part and the whole",
    "share.away": "printed {given}, the part is {ratio} of the whole",
    "rank.turned": "rank {low} has the smaller value of the two, rank {high} the larger",
    # 7: flows that add up
    "trade.halves": "exports and imports make the turnover",
    "trade.away": "exports and imports make {total}, the turnover is given as {given}",
    "parts.make": "the parts make the whole",
    "parts.rounded": "the parts make the whole, after rounding",
    "stretch.make": "the {stretches} make the year",
    "stretch.away": "the {stretches} make {total}, the year is given as {given}",
    "to-date.more": "a part of the year is given as more than the year",
    "members.make": "the members make the group",
    "members.away": "the members make {total}, the group is given as {given}",
    # 8: stocks
    "stock.follows": "the stock is not less than that of the year before with the flow",
    "stock.less": "the stock is {gap} less than that of the year before with the flow",
    "cumulative.less": "what has come together since {since} is less than the single year {year}",
    # 9, 10: dates and status
    "dates.turned": "{name}: begins after its end",
    "dates.after-end": "{name}: committed after its end",
    "dates.late": "{name}: committed after its start",
    "status.not-over": "{name}: told as completed, its end lies after the report's day",
    "status.no-end": "{name}: completed, no end is given",
    "status.begun": "{name}: told as {status}, its start lies before the report's day",
    "status.ended": "{name}: has an end and is told as {status}",
    "status.dated": "{name}: has a start or an end and is told as {status}",
    "status.uncommitted": "{name}: told as {status}, no commitment is given",
    # 11, 12: loans
    "terms.outside": "{name}: {terms} outside what loans have",
    "terms.free": "{name}: interest-free, and the rate is {rate}",
    "terms.not-free": "{name}: the rate is 0, and it is not told as interest-free",
    "terms.element": "{name}: the grant element is given as {given}, the terms give {found}",
    "terms.follow": "{name}: the grant element follows from the terms",
    "terms.class": "{name}: told as {given}, by its terms it is {found}",
    "instrument.currency": "{name}: {instrument} is lent in {usual}, this one in {currency}",
    "instrument.funder": "{name}: {instrument} is given by {usual}, this one by {funders}",
    # 13, 14, 15: sizes
    "conversion.holds": "the two sums are one at the year's average rate",
    "conversion.away": "the two sums stand at {rate}, the year's average rate is {average}",
    "slip.told": "{small} and {large} lie {factor}: a slip of scale, perhaps",
    "slip.factor-10": "ten times apart",
    "slip.factor-1000": "a thousand times apart",
    "slip.factor-10000": "ten thousand times apart",
    "slip.factor-100000000": "a hundred million times apart",
    "slip.factor-rate": "apart by the rate of exchange",
    "size.large": "{name}: larger than any single project, look at it",
    "size.small": "{name}: hardly a project's sum, look at it",
    "size.economy": "{name}: {share} of the recipient's economy of {year}, look at it",
    "size.unit": "{name}: {cost} a {unit} lies outside what {count} others cost",
    # 16, 17: the same thing in several reports
    "value.other": "same key, other value",
    "drift.period": "{number}: same value, other period",
    "drift.where": "{period} in {outlet}",
    # 18, 19, 26: sources
    "source.one": "printed in {count} reports that go back to one source",
    "source.circle": "the reports quote each other in a circle: {outlets}",
    "source.single": "single source: told by {count} reports, none of them official",
    "copy.told": "one report is a copy of the other: {share} of its wording",
    # 20, 21: official statistics and revisions
    "official.same": "the official series has {official}: {gap} apart",
    "official.mirror": "the other side's statistics have {official}, {ratio} of what is printed",
    "official.usual": "usual between two customs",
    "official.wide": "wider than usual between two customs",
    "official.known": "these two are known to differ",
    "official.reasons": "may come from: {reasons}",
    "reason.edition": "a later edition of the series",
    "reason.rounding": "rounding",
    "reason.valuation": "imports counted with freight and insurance (CIF), exports without (FOB)",
    "reason.transit": "goods in transit and their country of origin",
    "reason.currency": "the rate of exchange",
    "reason.services": "services counted with goods, or not",
    "reason.definition": "another definition of the same word",
    "reason.period": "another period",
    "reason.slip": "a slip of scale",
    "revision.told": "{source} gave {earlier}, later {later}: {gap}",
    # 22, 23, 24, 25
    "members.outside": "{name}: {outside} took part and was no member then: an observer, a guest or the host, perhaps",
    "members.count": "{name}: {given} members are told, the register has {found} on that day",
    "members.count-holds": "{name}: as many members as the register has",
    "duplicate.pair": "{one} and {other}: one project twice, perhaps",
    "duplicate.sum": "names {alike} alike, {why}",
    "umbrella.more": "{name}: the records under it make more than the whole",
    "umbrella.fit": "{name}: the records under it fit the whole",
    "umbrella.counted": "{name}: a framework record, and counted in totals",
    "evidence.moved": "the passage does not stand in the document at its place",
    "evidence.number": "the passage does not bear the number",
    "evidence.speaker": "the speaker is not named in the document",
    # tolerances
    "room.one-percent": "1 %",
    "room.two-percent": "2 %",
    "room.five-percent": "5 %",
    "room.twenty-percent": "20 %",
    "room.digit": "half a digit",
    "room.points": "3 points: revision, rate of exchange",
    "room.fold": "N or N + 1",
    "room.two-points": "2 points",
    "room.half-point": "half a digit and half a point",
    "room.yearly": "0.15 points a year",
    "room.rounding": "rounding of the parts and the whole",
    "room.rate": "5 % holds, up to 10 % worth knowing",
    "room.slip": "3 % of the factor",
    "room.size": "{low} to {high}",
    "room.economy": "30 % of the recipient's GDP",
    "room.unit": "1st to 99th percentile",
    "room.terms": "rate 0 to 15 %, grace < maturity ≤ 40 years, fees ≤ 5 %",
    "room.element": "1 point",
    "room.copy": "80 % shared or 90 % contained",
    "room.official": "1 % holds, up to 5 % worth knowing",
    "room.mirror": "0.8 to 1.25 is usual",
    "room.revision": "10 %",
    "room.year": "a year",
    "room.duplicate": "names 85 % alike; sums within 2 % or a year apart",
}


def say(text: str, /, **given: object) -> str:
    """The sentence of this name with what it needs filled in."""
    return TEXTS[text].format(**given)
