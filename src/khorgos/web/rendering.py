"""Templates and the languages of the interface."""

from __future__ import annotations

import gettext
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request

from khorgos import telling
from khorgos.web import words

HERE = Path(__file__).parent
LANGUAGES = {"en": "English", "ru": "Русский", "zh": "中文"}


def chosen_language(request: Request) -> str:
    """The language asked for in the address, kept in a cookie, or wanted by the browser; English otherwise."""
    wanted = [request.query_params.get("lang"), request.cookies.get("lang")]
    wanted += [part.split(";")[0].strip()[:2] for part in request.headers.get("accept-language", "").split(",")]
    return next((code for code in wanted if code in LANGUAGES), "en")


@lru_cache(maxsize=8)
def environment(language: str) -> Environment:
    """The templates in a language; what is not translated is shown in English."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    translated = gettext.translation("desk", HERE / "locale", [language], fallback=True)
    made.install_gettext_translations(translated, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(LANGUAGES=LANGUAGES, HEADINGS=telling.HEADINGS, vendor=has_vendor())
    made.filters.update(_filters(language))
    return made


def has_vendor() -> bool:
    """Whether the browser files were built in (hatch_build.py)."""
    return (HERE / "static" / "vendor" / "built-from").is_file()


def _filters(language: str) -> dict[str, Any]:
    return {
        "chip": telling.chip,
        "chip_of": telling.chip_of,
        "clip": telling.clip,
        "number": telling.number,
        "one_line": telling.one_line,
        "voice": telling.voice,
        "what": telling.what,
        "when": telling.when,
        "who": telling.who,
        "day": partial(words.day, language=language),
        "heading": partial(telling.title, language=language),
    }
