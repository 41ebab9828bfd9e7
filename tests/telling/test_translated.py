"""Titles in Russian and Chinese: every indicator, measure and group has its word; directions and times are told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from khorgos.claims import INDICATORS
from khorgos.telling import party_name, spoken, title
from khorgos.telling.translated import LANGUAGES, _words

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("said", "russian", "chinese"),
    [
        (
            {"indicator": "trade", "parties": ["CHN", "Central Asia"], "period": "2022"},
            "Китай — Центральная Азия: товарооборот, 2022 год",
            "2022年中国与中亚贸易额",
        ),
        (
            {"indicator": "exports", "parties": ["CHN", "KAZ"], "period": "2023-Q1", "measure": "change"},
            "Китай → Казахстан: экспорт: изменение, 1-й квартал 2023 года",
            "2023年第1季度中国对哈萨克斯坦出口额增减",
        ),
        (
            {"indicator": "projects", "parties": ["KAZ", "CHN"], "status": "completed"},
            "Казахстан — Китай: проекты (завершено)",
            "哈萨克斯坦与中国项目（已完成）",
        ),
        (
            {"indicator": "other", "detail": "tea", "period": "2015/2022"},
            "Tea, 2015 год – 2022 год",
            "2015年至2022年tea",
        ),
        ({"indicator": "imports", "parties": ["UZB", "CHN"]}, "Узбекистан ← Китай: импорт", "乌兹别克斯坦自中国进口额"),
    ],
)
def test_titles(said: dict[str, object], russian: str, chinese: str) -> None:
    """Figures by their sides, subject and time."""
    claim = {"kind": "figure", "measure": "level", **said}
    assert title(claim, "ru") == russian
    assert title(claim, "zh") == chinese


def test_days_and_names() -> None:
    """Times and countries as they stand alone."""
    assert spoken("2023-05-18", "ru") == "18 мая 2023 года"
    assert spoken("2023-05", "ru") == "май 2023 года"
    assert spoken("1992/..", "zh") == "自1992年起"
    assert party_name("KGZ", "zh") == "吉尔吉斯斯坦"
    assert party_name("Example Bank", "ru") == "Example Bank"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there(language: str) -> None:
    """No indicator is left in English; both languages have the same tables."""
    words = _words(language)
    assert words["subjects"].keys() == set(INDICATORS)
    other = _words("ru" if language == "zh" else "zh")
    assert {name for name in words if not name.startswith("months")} == {
        name for name in other if not name.startswith("months")
    }
    assert words["groups"].keys() == other["groups"].keys()


def test_names_are_those_of_the_source() -> None:
    """The table of names is what the tool writes."""
    pytest.importorskip("babel")
    done = subprocess.run([sys.executable, ROOT / "tools" / "party_names.py", "--check"], check=False)
    assert done.returncode == 0
