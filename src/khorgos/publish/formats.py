"""The formats there are.  Adding one is a module with `write(edition, out)` and a line here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from khorgos.errors import InputFault
from khorgos.publish.edition import Edition, LeftOut


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, the ending of its files, what it holds, the module that writes it."""

    name: str
    ending: str
    holds: str
    module: str


FORMATS = {
    each.name: each
    for each in (
        Format("csv", ".csv", "facts as one table", "tables"),
        Format("xlsx", ".xlsx", "facts, claims, projects and reports as sheets, every column explained", "spreadsheet"),
        Format("datapackage", ".zip", "the same tables as a Frictionless data package", "package"),
        Format("jsonld", ".jsonld", "reports, claims, facts and verdicts in the terms of schema.org", "linked"),
        Format("markdown", ".md", "facts to read, each with its passages", "markdown"),
        Format("iati", ".xml", "project records as IATI 2.03 activities", "iati"),
        Format("sdmx", ".csv", "figures as SDMX-CSV 2.0 data", "sdmx"),
        Format("sdmx-ml", ".xml", "figures as SDMX-ML 3.0 data", "sdmx_ml"),
        Format("sdmx-structure", ".xml", "the structure of these data as SDMX-ML 3.0", "sdmx_structure"),
        Format("ftm", ".jsonl", "projects, bodies, events and reports as FollowTheMoney entities", "ftm"),
        Format("ftm-statements", ".jsonl", "the same, every value a statement with its report", "ftm_statements"),
        Format("geojson", ".geojson", "project records at the cities or capitals of where the work happens", "geojson"),
    )
}


def publish(edition: Edition, name: str, out: BinaryIO) -> list[LeftOut]:
    """Write an edition in a format; what had no place in it, in the order of the rows.

    Rows are written one after another, so that memory does not grow with them; the same edition gives the same bytes.
    Raises InputFault for a format that there is not.
    """
    if name not in FORMATS:
        raise InputFault("no such format.", place="publish", value=name, mend=f"One of {', '.join(FORMATS)}.")
    write = import_module(f"khorgos.publish.{FORMATS[name].module}").write
    left: Iterator[LeftOut] = write(edition, out)
    return list(left)
