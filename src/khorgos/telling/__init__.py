"""How claims and facts are told to people, the same words everywhere: number chip, subject, parties, voice.

The terminal, the desk and what is published all speak with these.
"""

from khorgos.telling.chip import SIGNS, chip, chip_of, number
from khorgos.telling.titles import party_name, spoken, title
from khorgos.telling.words import HEADINGS, clip, one_line, voice, what, when, who

__all__ = [
    "HEADINGS", "SIGNS", "chip", "chip_of", "clip", "number", "one_line", "party_name", "spoken", "title", "voice",
    "what", "when", "who",
]  # fmt: skip
