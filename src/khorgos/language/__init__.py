"""Language knowledge as data: one folder a language, loaded and matched here."""

from khorgos.language.pack import Concept, Hit, Pack, codes, load

__all__ = ["Concept", "Hit", "Pack", "codes", "load"]
