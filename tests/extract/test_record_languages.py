"""Project records from Russian and Chinese texts: the same fields by the same rules, with those languages' words."""

from __future__ import annotations

from typing import Any

import pytest

from khorgos.annotate import annotate
from khorgos.documents import from_text
from khorgos.extract.record import records
from khorgos.values import Context

RU_LOAN = (
    "Душанбе, 20 ноября. ЕАБР предоставит Таджикистану кредит в размере 150 млн долларов сроком на 15 лет под 3,5 % "
    "годовых с льготным периодом 5 лет. Средства направят на реконструкцию Нурекской ГЭС. Кредитное соглашение "
    "подписали 20 ноября 2023 года. Подрядчиком является компания China Road and Bridge Corporation. Строительство "
    "началось в мае 2024 года, работы планируется завершить в 2028 году."
)
RU_CHINA = (
    "4 мая 2017 года Эксимбанк Китая и правительство Кыргызстана подписали соглашение о льготном кредите на 400 млн "
    "юаней для реконструкции автодороги Бишкек - Ош. Кредит предоставлен под 2 % годовых сроком на 20 лет. Общая "
    "стоимость проекта составляет 90 млн долларов. Дорога открыта для движения 3 октября 2020 года."
)
RU_GIFT = (
    "Правительство Китая безвозмездно передало Таджикистану 50 автобусов на сумму 5 млн долларов. "
    "Церемония передачи состоялась 2 марта 2021 года."
)
ZH_LOAN = (
    "2017年5月4日，中国进出口银行与吉尔吉斯斯坦政府签署优惠贷款协议，金额为4亿元人民币，用于比什凯克至奥什公路改造项目。"
    "贷款年利率2%，期限20年，宽限期5年。项目总投资9000万美元。项目于2018年8月开工，2020年10月3日竣工通车。"
)
ZH_GRANT = (
    "中国政府向塔吉克斯坦提供2亿元人民币无偿援助，用于建设议会大厦。双方于2019年6月签署经济技术合作协定。"
    "项目2020年8月开工，预计2024年竣工。"
)
ZH_GIFT = "2021年3月，中国驻斐济大使馆向当地中学捐赠价值50万元人民币的电脑。"
ZH_ADB = "亚洲开发银行批准向哈萨克斯坦提供5亿美元贷款，用于建设环城公路，期限为25年，含宽限期5年。"


def values(language: str, text: str) -> dict[str, Any]:
    """What the main record of a text says; agencies by their names."""
    found = records(annotate(from_text(text, Context(language=language))))[0].values()
    return {name: _names(value) for name, value in found.items()}


def _names(value: Any) -> Any:
    whole = isinstance(value, list) and value and isinstance(value[0], dict) and "name" in value[0]
    return [each["name"] for each in value] if whole else value


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", RU_LOAN, {"amount": 150_000_000, "currency": "USD", "flow_type": "Loan", "sector": "230"}),
        ("ru", RU_LOAN, {"rate": 3.5, "maturity": 15, "grace": 5, "recipients": ["TJK"], "financiers": ["ЕАБР"]}),
        ("ru", RU_LOAN, {"commitment": "2023-11-20", "start": "2024-05", "planned_end": "2028"}),
        ("ru", RU_LOAN, {"status": "Implementation", "implementers": ["China Road and Bridge Corporation"]}),
        ("ru", RU_CHINA, {"amount": 400_000_000, "currency": "CNY", "commitment": "2017-05-04", "end": "2020-10-03"}),
        ("ru", RU_CHINA, {"financiers": ["Эксимбанк Китая"], "receivers": ["правительство Кыргызстана"]}),
        ("ru", RU_CHINA, {"instruments": ["gcl"], "rate": 2, "maturity": 20, "status": "Completion", "sector": "210"}),
        ("ru", RU_GIFT, {"flow_type": "Grant", "amount": 5_000_000, "amount_kind": "value", "recipients": ["TJK"]}),
        ("zh", ZH_LOAN, {"amount": 400_000_000, "currency": "CNY", "flow_type": "Loan", "instruments": ["gcl"]}),
        (
            "zh",
            ZH_LOAN,
            {"rate": 2, "maturity": 20, "grace": 5, "financiers": ["中国进出口银行"], "recipients": ["KGZ"]},
        ),
        ("zh", ZH_LOAN, {"commitment": "2017-05-04", "start": "2018-08", "end": "2020-10-03", "status": "Completion"}),
        ("zh", ZH_GRANT, {"amount": 200_000_000, "flow_type": "Grant", "sector": "150", "commitment": "2019-06"}),
        ("zh", ZH_GRANT, {"start": "2020-08", "planned_end": "2024", "status": "Implementation"}),
        ("zh", ZH_GIFT, {"amount": 500_000, "amount_kind": "value", "flow_type": "Grant", "sector": "110"}),
        ("zh", ZH_ADB, {"amount": 500_000_000, "maturity": 25, "grace": 5, "financiers": ["亚洲开发银行"]}),
    ],
)
def test_fields_of_a_record(language: str, text: str, expected: dict[str, object]) -> None:
    """Each field is read in the language of the text, what is only planned and what it costs in all kept apart."""
    found = values(language, text)

    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(("language", "text"), [("ru", RU_LOAN), ("ru", RU_CHINA), ("zh", ZH_LOAN), ("zh", ZH_GRANT)])
def test_every_value_has_its_words(language: str, text: str) -> None:
    """The words behind each field stand in the text."""
    for passage in records(annotate(from_text(text, Context(language=language))))[0].passages:
        assert text[passage.ground.span.start : passage.ground.span.end] == passage.ground.text
