"""Reference knowledge as dated and sourced tables: countries, groups, mechanisms, organisations, places."""

from khorgos.reference.register import Name, NameKind, group, mechanism, names

__all__ = ["Name", "NameKind", "group", "mechanism", "names"]
