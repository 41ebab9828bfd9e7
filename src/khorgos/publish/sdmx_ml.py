"""Figures as SDMX-ML 3.0 structure-specific data, one observation after another.

Written with lxml rather than by pysdmx, which reads it back in the tests: there numbers pass through binary floats
(14000000000 is written 1.4e+10) and all rows are held at once (pysdmx 1.21, measured 2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from khorgos.publish.edition import Edition, LeftOut
from khorgos.publish.observations import AGENCY, ATTRIBUTES, DIMENSIONS, FLOW, STRUCTURE, observations

_URN = f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={STRUCTURE}"
_BASE = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
_MESSAGE, _COMMON, _SPECIFIC = f"{_BASE}/message", f"{_BASE}/common", f"{_BASE}/data/structurespecific"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
# The type of the data set lives in a name space that the structure itself makes.
_OWN = f"{_URN}:ObsLevelDim:AllDimensions"
_NAMES = {"mes": _MESSAGE, "com": _COMMON, "ss": _SPECIFIC, "xsi": _XSI, "ns1": _OWN}


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """The message."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(f"{{{_MESSAGE}}}StructureSpecificData", nsmap=_NAMES):
            file.write(_header(edition))
            data = {f"{{{_SPECIFIC}}}structureRef": FLOW, f"{{{_XSI}}}type": "ns1:DataSetType", "action": "Information"}
            with file.element(f"{{{_MESSAGE}}}DataSet", data):
                for found in observations(edition):
                    if isinstance(found, LeftOut):
                        yield found
                    else:
                        told = {name: found[name] for name in (*DIMENSIONS, "TIME_PERIOD", "OBS_VALUE", *ATTRIBUTES)}
                        file.write("\n")
                        file.write(etree.Element("Obs", {name: text for name, text in told.items() if text}))
                file.write("\n")
    out.write(b"\n")


def _header(edition: Edition) -> etree._Element:
    header = etree.Element(f"{{{_MESSAGE}}}Header", nsmap=_NAMES)
    made = edition.about.moment
    for name, text in (("ID", f"{FLOW}-{made[:10]}"), ("Test", "false"), ("Prepared", made)):
        etree.SubElement(header, f"{{{_MESSAGE}}}{name}").text = text
    etree.SubElement(header, f"{{{_MESSAGE}}}Sender", id=AGENCY)
    told = {"structureID": FLOW, "namespace": _URN, "dimensionAtObservation": "AllDimensions"}
    structure = etree.SubElement(header, f"{{{_MESSAGE}}}Structure", told)
    etree.SubElement(structure, f"{{{_COMMON}}}Structure").text = _URN
    return header
