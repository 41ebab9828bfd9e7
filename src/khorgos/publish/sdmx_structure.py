"""The structure of the figures as an SDMX-ML 3.0 message: concepts, code lists, data structure, dataflow."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, BinaryIO

from khorgos.errors import InputFault
from khorgos.publish.edition import Edition, LeftOut
from khorgos.publish.observations import AGENCY, ATTRIBUTES, CODES, DIMENSIONS, FLOW, VERSION

if TYPE_CHECKING:
    from pysdmx.model import Codelist, Component, Concept, DataStructureDefinition

_SCHEME = "CS_FIGURES"


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """The message; it is the same for every edition but for the time in its head.

    Raises InputFault where pysdmx, which writes it, is not installed.
    """
    if find_spec("pysdmx") is None or find_spec("xmltodict") is None:
        raise InputFault("structures need pysdmx.", place="publish sdmx-structure", mend="pip install 'khorgos[sdmx]'.")
    import datetime as dt

    from pysdmx.io import write_sdmx
    from pysdmx.io.format import Format
    from pysdmx.model import ConceptScheme, Dataflow
    from pysdmx.model.message import Header

    lists = {name: _codelist(name, codes) for name, codes in CODES.items()}
    concepts = [_concept(name, means) for name, means in _means().items()]
    scheme = ConceptScheme(_SCHEME, agency=AGENCY, version=VERSION, name="Concepts", items=concepts)
    structure = _structure(lists)
    flow = Dataflow(FLOW, agency=AGENCY, version=VERSION, name=edition.about.title, structure=structure)
    made = (
        dt.datetime.fromisoformat(edition.about.made) if edition.about.made else dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    )
    header = Header(id=FLOW, prepared=made)
    told = write_sdmx([*lists.values(), scheme, structure, flow], Format.STRUCTURE_SDMX_ML_3_0, header=header)
    out.write(str(told).encode())
    return iter(())


def _means() -> dict[str, str]:
    return DIMENSIONS | {"TIME_PERIOD": "Period", "OBS_VALUE": "Value, unrounded"} | ATTRIBUTES


def _codelist(name: str, codes: dict[str, str]) -> Codelist:
    from pysdmx.model import Code, Codelist

    items = [Code(code, name=means) for code, means in codes.items()]
    return Codelist(f"CL_{name}", agency=AGENCY, version=VERSION, name=DIMENSIONS[name], items=items)


def _concept(name: str, means: str) -> Concept:
    from pysdmx.model import Concept

    return Concept(name, name=name.replace("_", " ").capitalize(), description=means)


def _structure(lists: dict[str, Codelist]) -> DataStructureDefinition:
    from pysdmx.model import Component, Components, DataStructureDefinition, DataType, ItemReference, Role

    def component(name: str, role: Role, dtype: DataType, level: str | None = None) -> Component:
        coded = lists.get(name)
        return Component(
            name,
            required=role is not Role.ATTRIBUTE,
            role=role,
            concept=ItemReference("Concept", AGENCY, _SCHEME, VERSION, name),
            local_dtype=None if coded else dtype,
            local_codes=coded,
            attachment_level=level,
        )

    parts = [component(name, Role.DIMENSION, DataType.STRING) for name in DIMENSIONS]
    parts.append(component("TIME_PERIOD", Role.DIMENSION, DataType.PERIOD))
    parts.append(component("OBS_VALUE", Role.MEASURE, DataType.DECIMAL))
    parts += [component(name, Role.ATTRIBUTE, DataType.STRING, "O") for name in ATTRIBUTES]
    return DataStructureDefinition(
        FLOW, agency=AGENCY, version=VERSION, name="Figures from reports", components=Components(parts)
    )
