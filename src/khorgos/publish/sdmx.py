"""Figures as SDMX-CSV 2.0 data (sdmx.org), under a structure of our own that `sdmx-structure` writes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from khorgos.publish.edition import Edition, LeftOut
from khorgos.publish.observations import ATTRIBUTES, DIMENSIONS, STRUCTURE, observations
from khorgos.telling.forms import guarded


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """The observations, one a row."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text)
    names = [*DIMENSIONS, "TIME_PERIOD", "OBS_VALUE", *ATTRIBUTES]
    table.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *names])
    for found in observations(edition):
        if isinstance(found, LeftOut):
            yield found
        else:
            # Codes and numbers go out as they are; the one cell of free text is kept from being run.
            cells = [guarded(found[name]) if name == "PASSAGE" else found[name] for name in names]
            table.writerow(["dataflow", STRUCTURE, "I", *cells])
    text.detach()
