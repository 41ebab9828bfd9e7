"""The six kinds of claim, their evidence and attribution, what was rejected, and project records."""

from khorgos.claims.agreement import Agreement
from khorgos.claims.alternative import Alternative
from khorgos.claims.base import Claim
from khorgos.claims.event import EVENT_TYPES, Event
from khorgos.claims.evidence import NOBODY, Attribution, Evidence, Ground, Rereader
from khorgos.claims.figure import BASES, INDICATORS, MEASURES, Figure
from khorgos.claims.mechanism import Mechanism
from khorgos.claims.project import Project
from khorgos.claims.record import Agency, Passage, Record, Relation
from khorgos.claims.rejected import Rejected
from khorgos.claims.statement import MODES, Statement

KINDS: dict[str, type[Claim]] = {kind.kind: kind for kind in (Figure, Project, Event, Mechanism, Agreement, Statement)}

__all__ = [
    "BASES",
    "EVENT_TYPES",
    "INDICATORS",
    "KINDS",
    "MEASURES",
    "MODES",
    "NOBODY",
    "Agency",
    "Agreement",
    "Alternative",
    "Attribution",
    "Claim",
    "Event",
    "Evidence",
    "Figure",
    "Ground",
    "Mechanism",
    "Passage",
    "Project",
    "Record",
    "Rejected",
    "Relation",
    "Rereader",
    "Statement",
]
