"""Clean text to mentions: typed, normalised pieces with their places."""

from __future__ import annotations

from khorgos.annotate import names, period, person, quantity, quotation, sentence
from khorgos.annotate.annotated import Annotated, dealt, within
from khorgos.annotate.mentions import ConceptMention
from khorgos.annotate.typography import fold
from khorgos.documents import Document
from khorgos.language import load
from khorgos.values import Period

__all__ = ["Annotated", "annotate", "dealt", "within"]


def annotate(document: Document) -> Annotated:
    """Find every mention in what is to be read of a document.

    1. fold typography, 2. sentences, 3. lexicon concepts, 4. names, 5. quantities, 6. periods, 7. quotations,
    8. persons.  Later steps may use earlier ones.
    """
    pack = load(document.language.value)
    text = fold(document.text)
    published = Period.parse(document.published.value) if document.published else None
    view = Annotated(document, pack, text, text.lower(), published)  # 1
    view.sentences = sentence.find(view)  # 2
    view.concepts = {  # 3
        room: [ConceptMention(start, end, form, room, concept) for start, end, concept, form in places]
        for room, places in pack.found(text, view.low).items()
    }
    names.find(view)  # 4
    view.quantities = quantity.find(view)  # 5
    view.periods = period.find(view)  # 6
    view.quotations = quotation.find(view)  # 7
    view.persons = person.find(view)  # 8
    return view
