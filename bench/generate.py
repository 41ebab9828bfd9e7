"""Write plausible reports of our own: invented outlets, persons and numbers, from templates, the same for a seed.

    python bench/generate.py COUNT FOLDER [--seed N]

They serve timings and tests of the ledger; nothing in them is true, and nothing measures how well claims are read.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from pathlib import Path

OUTLETS = ("Example Wire", "Steppe Courier", "Dry Port Daily", "Silk Line News", "The Gauge")
COUNTRIES = (
    ("Kazakhstan", "Astana"),
    ("Kyrgyzstan", "Bishkek"),
    ("Tajikistan", "Dushanbe"),
    ("Turkmenistan", "Ashgabat"),
    ("Uzbekistan", "Tashkent"),
    ("Mongolia", "Ulaanbaatar"),
    ("Azerbaijan", "Baku"),
)
PARTNERS = (("China", "Chinese"), ("Russia", "Russian"), ("Japan", "Japanese"), ("Germany", "German"))
PERSONS = ("Aidar Sample", "Nodira Specimen", "Timur Placeholder", "Lola Instance", "Marat Template")
ROLES = ("deputy minister of trade", "head of the customs committee", "director of the transport institute")
GOODS = ("wheat", "copper", "natural gas", "machinery", "textiles", "dried fruit", "fertilizers")
WORKS = ("railway", "solar power plant", "logistics centre", "water pipeline", "cement plant", "highway")
BOUNDS = ("", "about ", "more than ", "nearly ", "over ", "at least ")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")

TRADE = (
    "Trade between {country} and {partner} reached {bound}{billions} billion USD in {year}, up {share} percent.",
    "{country}'s exports of {goods} to {partner} {moved} by {share} percent to ${millions} million in {year}.",
    "In the first {months} months of {year}, two-way trade stood at {billions} billion U.S. dollars.",
    "{partner} was the second-largest trading partner of {country} in {year}, according to the statistics office.",
)
PROJECTS = (
    "The two countries are implementing {count} joint projects worth {bound}{billions} billion USD.",
    "{partner} will lend {millions} million USD for a {works} near {capital}, to be completed in {later}.",
    "Construction of the {works} in {country} began in {month} {year} and costs {bound}${millions} million.",
    "Of {count} projects on the list, {part} have been completed and the rest are under way.",
)
TALK = (
    '"We expect trade to grow by {share} percent next year," said {person}, {role} of {country}.',
    "{person}, {role} of {country}, said that {count} {partner_adjective} companies work in the country.",
    "According to {person}, freight between the two countries rose to {millions} thousand tons in {year}.",
)
MEETINGS = (
    "The {ordinal} meeting of the intergovernmental commission was held in {capital} on {month} {day}, {year}.",
    "In {capital}, the two sides signed a memorandum of understanding on {goods} on {month} {day}, {year}.",
    "The delegations agreed to hold the next summit in {capital} in {later}.",
)
TITLES = (
    "{country}, {partner} step up cooperation in {goods}",
    "{partner_adjective} partners to build {works} in {country}",
    "Trade of {country} with {partner} grows by {share} pct",
)


def report(number: int, seed: int = 1) -> str:
    """The text of one report: title, dateline, four to eight sentences in paragraphs, credit."""
    dice = random.Random(f"{seed}:{number}")
    facts = _facts(dice)
    body = [dice.choice(group) for group in (TRADE, PROJECTS, TALK, MEETINGS)]
    body += [dice.choice(dice.choice((TRADE, PROJECTS, TALK))) for _ in range(dice.randint(0, 4))]
    paragraphs = [sentence.format(**facts | _numbers(dice)) for sentence in body]
    dateline = f"{facts['capital'].upper()}, {facts['published']} ({facts['outlet']}) -- "
    return "\n\n".join([dice.choice(TITLES).format(**facts), dateline + paragraphs[0], *paragraphs[1:]]) + "\n"


def write(count: int, folder: Path, seed: int = 1) -> list[Path]:
    """Write `count` reports into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"report-{number:05d}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(report(number, seed), encoding="utf-8")
    return paths


def _facts(dice: random.Random) -> dict[str, object]:
    country, capital = dice.choice(COUNTRIES)
    partner, partner_adjective = dice.choice(PARTNERS)
    day = dt.date(2015, 1, 1) + dt.timedelta(days=dice.randrange(3650))
    return {
        "country": country,
        "capital": capital,
        "partner": partner,
        "partner_adjective": partner_adjective,
        "outlet": dice.choice(OUTLETS),
        "published": f"{day:%B} {day.day}, {day.year}",
        "year": day.year - 1,
        "later": day.year + dice.randint(1, 5),
        "person": dice.choice(PERSONS),
        "role": dice.choice(ROLES),
        "works": dice.choice(WORKS),
        "goods": dice.choice(GOODS),
    } | _numbers(dice)


def _numbers(dice: random.Random) -> dict[str, object]:
    count = dice.randint(8, 90)
    return {
        "bound": dice.choice(BOUNDS),
        "billions": round(dice.uniform(1, 90), dice.choice((0, 1, 2))),
        "millions": dice.randint(11, 990),
        "share": round(dice.uniform(0.5, 60), 1),
        "moved": dice.choice(("rose", "fell", "grew")),
        "count": count,
        "part": dice.randint(1, count - 1),
        "months": dice.choice(("two", "three", "four", "six", "nine")),
        "month": dice.choice(MONTHS),
        "day": dice.randint(1, 28),
        "ordinal": dice.choice(("second", "third", "fifth", "12th", "20th")),
    }


def main() -> None:
    """Write reports."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{len(write(given.count, given.folder, given.seed))} reports in {given.folder}")


if __name__ == "__main__":
    main()
