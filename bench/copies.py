"""How well copies are told, on texts edited as newsrooms do, and how long a hundred thousand reports take.

    python bench/copies.py quality FOLDER [--seed N]      a folder of JSON files with "text"
    python bench/copies.py languages [COUNT]              wires told in English, Russian and Chinese
    python bench/copies.py speed [COUNT …]

Of every text of the folder with 600 characters and three paragraphs five printings are made: word for word with other
quotes and line ends; cut from the end; another title and the first sentence told anew; paragraphs moved and one left
out; numbers rounded and "about" lost everywhere.  Its longest paragraph is lifted into another text.  All other pairs
are no copies, as far as nobody copied within the folder.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import re
import time
from collections.abc import Iterator
from itertools import accumulate, combinations
from pathlib import Path

from khorgos.copies import Index, Kind, Report, families, translations
from many import resident

_NUMBER = re.compile(r"\b(\d+)\.(\d+)\b")
_ABOUT = re.compile(r"\b(?:about|nearly|almost|more than|over|some|approximately)\s+(?=[$€\d])", re.IGNORECASE)
_LEADS = (
    "Fresh figures on cooperation were made public this week.",
    "Officials gave an account of the state of affairs on Tuesday.",
    "The following was learned by our correspondent in the capital.",
)


def exact(text: str, _dice: random.Random) -> str:
    """Other quotes, other line ends."""
    return re.sub(r"\n+", "\r\n\r\n", text.replace('"', "\u201c").replace("'", "\u2019")) + "\n"


def cut(text: str, dice: random.Random) -> str:
    """The end left out, by paragraphs, up to six tenths of it."""
    paragraphs, wanted = text.split("\n\n"), len(text) * dice.uniform(0.4, 0.7)
    kept = [paragraph for at, paragraph in enumerate(paragraphs) if len("".join(paragraphs[:at])) < wanted]
    return "\n\n".join(kept)


def retitled(text: str, dice: random.Random) -> str:
    """Another title and another first sentence."""
    _, _, rest = text.partition(". ")
    return f"{dice.choice(_LEADS)}\n\n{rest}"


def moved(text: str, dice: random.Random) -> str:
    """Paragraphs in another order, one left out, a sentence of our own between."""
    paragraphs = text.split("\n\n")
    dice.shuffle(paragraphs)
    return "\n\n".join([*paragraphs[1:], dice.choice(_LEADS)] if len(paragraphs) > 2 else paragraphs)


def rounded(text: str, _dice: random.Random) -> str:
    """Numbers rounded and bounds lost everywhere."""
    return _NUMBER.sub(lambda found: str(round(float(found[0]))), _ABOUT.sub("", text))


EDITS = {"exact": exact, "cut": cut, "retitled": retitled, "moved": moved, "rounded": rounded}


def made(texts: dict[str, str], seed: int) -> tuple[dict[str, str], dict[str, str], set[frozenset[str]]]:
    """All texts with their printings; the text that each was made from; the pairs that share a lifted passage alone."""
    dice, all_texts, home, lifted = random.Random(seed), dict(texts), {name: name for name in texts}, {}
    names = sorted(texts)
    for name in [name for name in names if len(texts[name]) >= 600 and texts[name].count("\n\n") >= 2]:
        for how, edit in EDITS.items():
            all_texts[f"{name} {how}"], home[f"{name} {how}"] = edit(texts[name], dice), name
        paragraph = max(texts[name].split("\n\n"), key=len)
        others = [each for each in names if each != name and len(texts[each]) >= 2 * len(paragraph)]
        if len(paragraph) >= 200 and len(paragraph) * 2 <= len(texts[name]) and others:
            into = dice.choice(others)
            all_texts[f"{name} lifted"], home[f"{name} lifted"] = f"{texts[into]}\n\n{paragraph}", into
            lifted[f"{name} lifted"] = name
    return all_texts, home, {frozenset(pair) for pair in lifted.items()}


def quality(folder: Path, seed: int) -> None:
    """Print precision and recall of families and of lifted passages."""
    loaded = {}
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(told, dict) and isinstance(told.get("text"), str):
            loaded[path.stem] = told["text"]
    texts, home, passages = made(loaded, seed)
    found = families([Report(name) for name in texts], texts.__getitem__)
    together = {frozenset(pair) for members in found.members().values() for pair in combinations(members, 2)}
    wanted = {frozenset(pair) for pair in combinations(sorted(texts), 2) if home[pair[0]] == home[pair[1]]}
    for how in (*EDITS, "lifted"):
        own = {pair for pair in wanted if any(name.endswith(how) for name in pair) and any(n in loaded for n in pair)}
        print(f"{how:9} {len(own & together):5} of {len(own):5} in one family with what they were made from")
    true = len(wanted & together)
    print(f"families: precision {true / len(together):.4f}, recall {true / len(wanted):.4f}", end=" ")
    print(f"({len(wanted)} pairs of {len(texts)} texts, {len(loaded)} of them unedited)")
    partial = {frozenset((copy.document, copy.of)) for copy in found.copies if copy.kind is Kind.PARTIAL}
    told = {pair for pair in partial if len({home[name] for name in pair}) > 1}
    kin = {frozenset(pair) for pair in combinations(sorted(texts), 2)} & told
    right = {pair for pair in kin if _shares(pair, home, passages)}
    reached = {name for pair in right for name in pair}
    hit = sum(any(name.endswith("lifted") and name in reached for name in pair) for pair in passages)
    print(f"lifted passages: {hit} of {len(passages)} found, {len(right)} of {len(told)} that are told are right")
    for pair in sorted(map(sorted, together - wanted))[:20]:
        print("wrong:", *pair)


def _shares(pair: frozenset[str], home: dict[str, str], passages: set[frozenset[str]]) -> bool:
    """Whether a text with a lifted passage stands beside a printing of the text that it was lifted from."""
    return any(home[one] == home[next(n for n in passage if n != lifted)]
               for passage in passages for lifted in pair if lifted in passage and lifted.endswith("lifted")
               for one in pair - {lifted})  # fmt: skip


STATES = {
    "KAZ": ("Kazakhstan", "Казахстана", "哈萨克斯坦"),
    "UZB": ("Uzbekistan", "Узбекистана", "乌兹别克斯坦"),
    "KGZ": ("Kyrgyzstan", "Киргизии", "吉尔吉斯斯坦"),
    "TJK": ("Tajikistan", "Таджикистана", "塔吉克斯坦"),
}
TOLD = {
    "en": (
        "Trade between {state} and China reached {0} billion USD in 2022.",
        "Exports of {state} to China came to {1} billion USD in 2022.",
        "Imports of {state} from China came to {2} billion USD in 2022.",
        "Investment from China in {state} reached {3} million USD in 2022.",
    ),
    "ru": (
        "Товарооборот {state} и Китая достиг {0} млрд долларов США в 2022 году.",
        "Экспорт {state} в Китай составил {1} млрд долларов США в 2022 году.",
        "Импорт {state} из Китая составил {2} млрд долларов США в 2022 году.",
        "Инвестиции Китая в экономику {state} достигли {3} млн долларов США в 2022 году.",
    ),
    "zh": (
        "2022年，{state}与中国的贸易额达到{0}亿美元。",
        "2022年，{state}对中国的出口额为{1}亿美元。",
        "2022年，{state}从中国的进口额为{2}亿美元。",
        "2022年，中国对{state}的投资达到{3}亿美元。",
    ),
}


def wired(dice: random.Random, count: int) -> Iterator[tuple[str, str, dt.date, str]]:
    """The wire, language, day and text of reports: each wire in three languages within two days, and one that follows.

    The follower is of the same state a day later and tells one of the wire's numbers again.
    """
    for number in range(count):
        code, day = dice.choice(sorted(STATES)), dt.date(2023, 5, 1) + dt.timedelta(dice.randint(0, 25))
        values = [dice.randint(101, 9999) for _ in range(4)]
        other = [values[0], *(dice.randint(101, 9999) for _ in range(3))]
        for language in TOLD:
            yield f"{number}", language, day + dt.timedelta(dice.randint(0, 2)), tell(language, code, values)
        language = dice.choice(sorted(TOLD))
        yield f"{number} next", language, day + dt.timedelta(1), tell(language, code, other)


def tell(language: str, code: str, values: list[int]) -> str:
    """A wire in a language: tens of millions, and the last in millions, as the language says them."""
    if language == "zh":  # in hundreds of millions
        shown = [f"{value / 10:.1f}" for value in values[:3]] + [f"{values[3] / 100:.2f}"]
    else:
        shown = [f"{value / 100:.2f}".replace(".", "," if language == "ru" else ".") for value in values[:3]]
        shown.append(str(values[3]))
    state = STATES[code][("en", "ru", "zh").index(language)]
    return "\n\n".join(sentence.format(*shown, state=state) for sentence in TOLD[language])


def languages(count: int) -> None:
    """Print precision and recall of pairs across languages, as the grammar reads the reports."""
    from khorgos import read
    from khorgos.store.copying import wires
    from khorgos.store.derived import printings_of

    home, spoken, rows = {}, {}, []
    for wire, _, day, text in wired(random.Random(1), count):
        reading = read(text, published=day)
        name = reading.document.id
        home[name], spoken[name] = wire, reading.document.language.value
        own = {"document": name, "document_outlet": None, "document_published": day.isoformat()}
        rows += [own | {"body": claim.as_dict()} for claim in reading.claims]
    found = {frozenset((copy.document, copy.of)) for copy in translations(wires(printings_of(rows), spoken))}
    wanted = {frozenset(pair) for pair in combinations(sorted(home), 2)
              if home[pair[0]] == home[pair[1]] and spoken[pair[0]] != spoken[pair[1]]}  # fmt: skip
    hit = len(found & wanted)
    print(f"across languages: precision {hit / len(found):.4f}, recall {hit / len(wanted):.4f}", end=" ")
    print(f"({len(wanted)} pairs of {len(home)} reports)")


SYLLABLES = "ba de fi go ku la me ni po ra se ti vo ze sha tor lin mar".split()
WORDS = [one + two + three for one in SYLLABLES for two in SYLLABLES for three in ("", "n", "st", "lo", "ra")]
WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))


def spoken(dice: random.Random) -> str:
    """A report of nonsense of some 300 words, as unevenly common as those of a language."""
    paragraphs = []
    for _ in range(dice.randint(5, 9)):
        sentences = [" ".join(dice.choices(WORDS, cum_weights=WEIGHTS, k=dice.randint(12, 30))) for _ in range(2)]
        paragraphs.append(" ".join(f"{each.capitalize()} about {dice.randint(2, 99)}.5 percent." for each in sentences))
    return "\n\n".join(paragraphs)


def speed(counts: list[int]) -> None:
    """Print the seconds for so many reports of nonsense, a tenth of them reworked copies of the one before."""
    for count in counts:
        kept: dict[str, str] = {}
        dice = random.Random(count)
        for number in range(count):
            text = kept[str(number - 1)] if number % 10 == 1 else spoken(dice)
            kept[str(number)] = rounded(moved(text, dice), dice) if number % 10 == 1 else text
        before = resident(os.getpid())
        index, start, found = Index(kept.__getitem__), time.process_time(), 0
        for name in kept:
            found += any(copy.kind is not Kind.PARTIAL for copy in index.add(name))
        spent = time.process_time() - start
        print(
            f"{count:7,} reports: {spent:.1f} s on one core, {count / spent:,.0f} a second, {found:,} copies, ", end=""
        )
        print(f"{(resident(os.getpid()) - before) / 1e6:.0f} MB for the index", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    acts = parser.add_subparsers(dest="act", required=True)
    good = acts.add_parser("quality")
    good.add_argument("folder", type=Path)
    good.add_argument("--seed", type=int, default=1)
    spoken_ = acts.add_parser("languages")
    spoken_.add_argument("count", type=int, nargs="?", default=100)
    fast = acts.add_parser("speed")
    fast.add_argument("counts", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    given = parser.parse_args()
    if given.act == "quality":
        quality(given.folder, given.seed)
    elif given.act == "languages":
        languages(given.count)
    else:
        speed(given.counts)


if __name__ == "__main__":
    main()
