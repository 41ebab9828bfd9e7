"""The traps of numbers and currencies that reports set, row by row, in English, Russian and Chinese."""

from __future__ import annotations

import datetime as dt

import pytest

from khorgos.annotate import annotate
from khorgos.annotate.quantity import readings
from khorgos.documents import from_text
from khorgos.language import load
from khorgos.values import Context, Quantity

SCALES = [
    ("zh", "5万人", "50000 count"),
    ("zh", "3百万元", "3000000 CNY"),
    ("zh", "2千万元", "20000000 CNY"),
    ("zh", "10.5亿美元", "1050000000 USD"),
    ("zh", "3万亿元", "3000000000000 CNY"),
    ("zh", "新台币3兆元", "3000000000000 TWD"),
    ("zh", "400兆瓦", "400 MW"),
    ("zh", "十五个项目", "15 count"),
    ("zh", "１２３万吨", "1230000 t"),
    ("ru", "12 тыс. вагонов", "12000 count"),
    ("ru", "5 млн тонн", "5000000 t"),
    ("ru", "3 млрд рублей", "3000000000 RUB"),
    ("ru", "$2 млрд. 842 млн.", "2842000000 USD"),
    ("ru", "2 млрд 842 млн долларов", "2842000000 USD"),
    ("ru", "от 2 до 3 млрд рублей", "2000000000..3000000000 RUB"),
    ("ru", "миллиард рублей", "1000000000 RUB"),
    ("ru", "1,6 трлн долларов", "1600000000000 USD"),
    ("ru", "полтора миллиарда тенге", "1500000000 KZT"),
    ("ru", "полмиллиона долларов", "500000 USD"),
    ("en", "40 lakh rupees", "4000000 INR"),
    ("en", "5 crore rupees", "50000000 INR"),
    ("en", "Rs 2 lakh crore", "2000000000000 INR"),
    ("en", "Rs 1,23,45,678", "12345678 INR"),
    ("en", "$5k", "5000 USD"),
    ("en", "$5m", "5000000 USD"),
    ("en", "5 mn euros", "5000000 EUR"),
    ("en", "5 mln euros", "5000000 EUR"),
    ("en", "$5MM", "5000000 USD"),
    ("en", "$5bn", "5000000000 USD"),
    ("en", "$5b", "5000000000 USD"),
    ("en", "$5tn", "5000000000000 USD"),
    ("en", "5 trn yen", "5000000000000 JPY"),
    ("en", "a dozen trucks", "12 count"),
    ("en", "half a billion dollars", "500000000 USD"),
    ("en", "two-thirds of exports", "66.67 percent"),
    ("en", "4–5 billion dollars", "4000000000..5000000000 USD"),
    ("en", "an eighth of a mile", "0.125 mi"),
    ("en", "a tenth of a second", "0.1 seconds"),
    ("en", "Dues have gone up to $8,400.", "8400 USD"),
]
UNITS = [
    ("en", "5m of pipe", "5 m"),
    ("en", "100 b/d", "100 bbl/d"),
    ("en", "5 mt of wheat", "5 t"),
    ("en", "11 bcm", "11000000000 m3"),
    ("en", "500 TEU", "500 TEU"),
    ("en", "5 MW", "5 MW"),
    ("en", "5 MWh", "5 MWh"),
    ("en", "5 GW", "5 GW"),
    ("en", "5%", "5 percent"),
    ("en", "5 percentage points", "5 pp"),
    ("en", "50 basis points", "50 bp"),
    ("en", "5 jin", "2.5 kg"),
    ("en", "6 li", "3 km"),
    ("zh", "10斤", "5 kg"),
    ("zh", "5公斤", "5 kg"),
    ("zh", "1500亩", "100 ha"),
    ("ru", "10 центнеров", "1 t"),
    ("ru", "0,8 процентного пункта", "0.8 pp"),
    ("ru", "5 МВт·ч", "5 MWh"),
]
BOUNDS = [
    ("zh", "430余家企业", ">430 count"),
    ("zh", "430多家企业", ">430 count"),
    ("zh", "20多亿美元", ">2000000000 USD"),
    ("zh", "近40%", "~40 percent"),
    ("zh", "约20亿元", "~2000000000 CNY"),
    ("ru", "более 20 проектов", ">20 count"),
    ("ru", "свыше 5 млрд рублей", ">5000000000 RUB"),
    ("ru", "почти 40 %", "~40 percent"),
    ("ru", "порядка 30 компаний", "~30 count"),
    ("ru", "около 10 %", "~10 percent"),
    ("en", "at least 5 firms", ">=5 count"),
    ("en", "up to 5%", "<=5 percent"),
    ("en", "nearly 5%", "~5 percent"),
    ("en", "more than 5%", ">5 percent"),
]
SEPARATORS = [
    ("en", "1,234 tonnes", "1234 t"),
    ("ru", "1,234 тонны", "1.234 t"),
    ("en", "1.200.000 tonnes", "1200000 t"),
    ("en", "$29.652.276.92", "29652276.92 USD"),
    ("en", "420 000 000 dollars", "420000000 USD"),
    ("en", "CHF 1'234'567", "1234567 CHF"),
    ("en", "٢٥ workers", "25 count"),
    ("en", "２５ workers", "25 count"),
    ("ru", "1 234 567 рублей", "1234567 RUB"),
    ("ru", "1\u202f234,5 км", "1234.5 km"),
    ("ru", "420\u00a0000\u00a0000 долларов", "420000000 USD"),
]
FOLDS = [
    ("zh", "增长3倍", "4 times"),
    ("zh", "增长到3倍", "3 times"),
    ("zh", "翻一番", "2 times"),
    ("zh", "翻两番", "4 times"),
    ("ru", "вырос в 3 раза", "3 times"),
    ("ru", "вырос на 300 %", "300 percent"),
    ("ru", "удвоился", "2 times"),
    ("en", "a three-fold rise", "3 times"),
    ("en", "exports tripled", "3 times"),
]
CURRENCIES = [
    ("en", "A$5 million", "5000000 AUD"),
    ("en", "C$5 million", "5000000 CAD"),
    ("en", "HK$5 million", "5000000 HKD"),
    ("en", "NT$5 million", "5000000 TWD"),
    ("en", "S$5 million", "5000000 SGD"),
    ("en", "$5 million", "5000000 USD"),
    ("en", "US$5 million", "5000000 USD"),
    ("en", "$5 million USD", "5000000 USD"),
    ("en", "SDR 5 million", "5000000 XDR"),
    ("en", "5 million tenge", "5000000 KZT"),
    ("en", "5 million tugrik", "5000000 MNT"),
    ("en", "5 million toman", "50000000 IRR"),
    ("en", "5 million somoni", "5000000 TJS"),
    ("en", "5 million so'm", "5000000 UZS"),
    ("en", "5 million CNH", "5000000 CNY"),
    ("ru", "500 тг", "500 KZT"),
    ("ru", "5 млн сумов", "5000000 UZS"),
    ("ru", "5 млн сомони", "5000000 TJS"),
    ("zh", "20元", "20 CNY"),
    ("zh", "人民币20亿元", "2000000000 CNY"),
    ("zh", "RMB20亿", "2000000000 CNY"),
    ("zh", "CN¥20亿", "2000000000 CNY"),
    ("zh", "3亿港元", "300000000 HKD"),
    ("zh", "3亿美元", "300000000 USD"),
]
# The same word, settled by the state that the text names.
SHARED = [
    ("en", "Kyrgyzstan gave 5 million som.", "KGS"),
    ("en", "Uzbekistan gave 5 million som.", "UZS"),
    ("en", "Turkmenistan gave 5 million manats.", "TMT"),
    ("en", "Azerbaijan gave 5 million manats.", "AZN"),
    ("en", "Russia gave 5 million roubles.", "RUB"),
    ("en", "Belarus gave 5 million roubles.", "BYN"),
    ("en", "Russia wrote to Belarus, which gave 5 million roubles.", "BYN"),
    ("en", "Senegal got 5 million CFA francs.", "XOF"),
    ("en", "Cameroon got 5 million CFA francs.", "XAF"),
    ("en", "Rwanda gave 5 million francs.", "RWF"),
    ("en", "Iraq gave 5 million dinars.", "IQD"),
    ("en", "Kuwait gave 5 million dinars.", "KWD"),
    ("en", "Pakistan gave 5 million rupees.", "PKR"),
    ("en", "India gave 5 million rupees.", "INR"),
    ("en", "Mexico gave 5 million pesos.", "MXN"),
    ("en", "Chile gave 5 million pesos.", "CLP"),
    ("en", "The Philippines gave 5 million pesos.", "PHP"),
    ("en", "Egypt gave 5 million pounds.", "EGP"),
    ("en", "Britain gave 5 million pounds.", "GBP"),
    ("en", "South Sudan gave 5 million pounds.", "SSP"),
    ("en", "Romania gave 5 million lei to women.", "RON"),
    ("en", "Uganda gave 5 million shillings.", "UGX"),
    ("en", "Norway gave 5 million kroner.", "NOK"),
    ("en", "Iceland gave 5 million kronur.", "ISK"),
    ("en", "Oman gave 5 million rials.", "OMR"),
    ("en", "Japan lent ¥5 million.", "JPY"),
    ("en", "China lent ¥5 million.", "CNY"),
    ("ru", "Киргизия дала 5 млн сомов.", "KGS"),
    ("ru", "Азербайджан дал 5 млн манатов.", "AZN"),
    ("ru", "Белоруссия дала 5 млн рублей.", "BYN"),
    ("ru", "Россия дала 5 млн рублей.", "RUB"),
    ("ru", "Пакистан дал 5 млн рупий.", "PKR"),
    ("ru", "Ирак дал 5 млн динаров.", "IQD"),
    ("zh", "日本提供¥5亿。", "JPY"),
    ("zh", "中国提供¥5亿。", "CNY"),
    ("zh", "巴基斯坦提供5亿卢比。", "PKR"),
    ("zh", "白俄罗斯提供5亿卢布。", "BYN"),
    ("zh", "智利提供5亿比索。", "CLP"),
]
DATED = [
    ("en", "Azerbaijan gave 5 million manats.", "2005-12-31", "AZM"),
    ("en", "Azerbaijan gave 5 million manats.", "2006-01-01", "AZN"),
    ("en", "Turkmenistan gave 5 million manats.", "2008-06-01", "TMM"),
    ("en", "Belarus gave 5 million roubles.", "2016-06-30", "BYR"),
    ("en", "Belarus gave 5 million roubles.", "1999-06-30", "BYB"),
    ("en", "Turkey gave 5 million lira.", "2004-06-30", "TRL"),
    ("en", "Ghana gave 5 million cedis.", "2007-06-30", "GHC"),
    ("en", "Zambia gave 5 million kwacha.", "2012-06-30", "ZMK"),
    ("en", "Russia gave 5 million roubles.", "1997-06-30", "RUR"),
    ("en", "Russia gave 5 million roubles.", "2020-06-30", "RUB"),
    ("en", "Turkey gave 5 million TRY.", "2004-06-30", "TRY"),
    ("ru", "Белоруссия дала 5 млн рублей.", "2015-06-30", "BYR"),
    ("zh", "白俄罗斯提供5亿卢布。", "2015-06-30", "BYR"),
]
NONE = [
    ("en", "double-digit growth"),
    ("en", "at 10:30 am"),
    ("en", "flight MU 5735"),
    ("en", "Route 66"),
    ("en", "World War 2"),
    ("en", "the 10th round"),
    ("en", "Game 7"),
    ("en", "they won 3-1"),
    ("en", "call +7 727 250 1234"),
    ("en", "at 49 Main Street"),
    ("en", "at 22 Ave Example"),
    ("en", "the S P 500 rose"),
    ("en", "the Fortune 500 companies"),
    ("en", "the Nikkei 225 rose"),
    ("en", "Windows 10"),
    ("en", "the eighth consecutive year"),
    ("en", "a third year"),
    ("en", "the attacks of 9/11"),
    ("en", "open 24/7"),
    ("en", "compared with 2014 levels"),
    ("en", "At one point they left."),
    ("ru", "в 2023 году"),
    ("zh", "2023年"),
    ("zh", "第3届峰会"),
]


def written(language: str, text: str, day: str | None = None) -> list[str]:
    """The quantities of a text, as written down."""
    published = dt.date.fromisoformat(day) if day else None
    view = annotate(from_text(text, Context(published=published, language=language)))
    return [str(mention.quantity) for mention in view.quantities]


@pytest.mark.parametrize(
    ("language", "text", "wanted"), [*SCALES, *UNITS, *BOUNDS, *SEPARATORS, *FOLDS, *CURRENCIES], ids=str
)
def test_one_quantity(language: str, text: str, wanted: str) -> None:
    """Scales, units, bounds, separators, folds and currencies are read as the language means them, once."""
    assert [Quantity.parse(each) for each in written(language, text)] == [Quantity.parse(wanted)]


@pytest.mark.parametrize(("language", "text", "code"), SHARED, ids=str)
def test_a_shared_name_of_money(language: str, text: str, code: str) -> None:
    """The state named nearest before the sum settles whose rouble, peso or franc it is."""
    assert [each.rsplit(" ", 1)[1] for each in written(language, text)] == [code]


@pytest.mark.parametrize(("language", "text", "day", "code"), DATED, ids=str)
def test_a_currency_replaced_under_its_name(language: str, text: str, day: str, code: str) -> None:
    """The day of writing tells the old code from the new; a code that is written stays; grounding accepts both."""
    assert [each.rsplit(" ", 1)[1] for each in written(language, text, day)] == [code]
    assert code in {quantity.unit.code for quantity in readings(text, load(language))}


@pytest.mark.parametrize(("language", "text"), NONE, ids=str)
def test_no_quantity(language: str, text: str) -> None:
    """Dates, clock times, names, ordinals, scores, addresses and telephone numbers are no quantities."""
    assert written(language, text) == []
