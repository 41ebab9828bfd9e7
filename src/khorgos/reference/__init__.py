"""Reference knowledge as dated and sourced tables: countries, groups, mechanisms, organisations, places."""

from khorgos.reference.groups import group, members_at
from khorgos.reference.mechanisms import mechanism
from khorgos.reference.tables import Name, capital, country_name, names

__all__ = ["Name", "capital", "country_name", "group", "mechanism", "members_at", "names"]
