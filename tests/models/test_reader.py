"""The model reader against a real server."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from khorgos.errors import InputFault
from khorgos.models import Limits, ModelReader, Settings, is_local
from khorgos.models.keys import key_for
from khorgos.referee import Excerpt
from khorgos.values import Span

pytest.importorskip("openai", reason="the extra llm is not installed")

ROWS = [{"kind": "figure", "value": n, "evidence": f"number {n}"} for n in range(3)]
WHOLE = json.dumps({"claims": ROWS})


def excerpt(text: str = "Trade grew.") -> Excerpt:
    """An excerpt of a text."""
    return Excerpt(text, (Span(0, len(text)),), "en", "2023-05-18", "A title", ("KAZ",))


def test_asks_with_schema_examples_and_the_text_verbatim(server: ModuleType) -> None:
    """The question has the task, worked examples, what governs the text, and the text as it is, last."""
    with server.serving(lambda _n, _b: server.content(WHOLE)) as (url, asked):
        assert list(ModelReader(Settings(url))([excerpt()])[0].rows) == ROWS
    messages = asked[0]["messages"]
    assert asked[0]["model"] == "m"
    assert [m["role"] for m in messages[:2]] == ["system", "user"]
    assert len(messages) > 3
    assert messages[-1]["content"] == "[2023-05-18; KAZ]\nTrade grew."
    assert "2023-05-18" in messages[-1]["content"]
    assert "investment_stock" in messages[0]["content"]
    assert asked[0]["response_format"]["type"] == "json_schema"


def test_failures_in_passing_are_asked_again(server: ModuleType) -> None:
    """429 with Retry-After and 500 are waited out."""
    faults = [server.failure(429, Retry_After="0"), server.failure(500), server.failure(503)]
    with server.serving(lambda n, _b: faults[n] if n < len(faults) else server.content(WHOLE)) as (url, asked):
        answer = ModelReader(Settings(url))([excerpt()])[0]
    assert answer.missing is None
    assert len(asked) == len(faults) + 1


def test_endpoint_without_schemas_is_asked_without(server: ModuleType) -> None:
    """An endpoint that refuses the schema is asked in the next plainer form, and stays so."""

    def answer(_n: int, body: dict[str, Any]) -> Any:
        return server.failure(400) if "response_format" in body else server.content(WHOLE)

    with server.serving(answer) as (url, asked):
        reader = ModelReader(Settings(url))
        assert reader([excerpt("One.")])[0].missing is None
        assert reader([excerpt("Two.")])[0].missing is None
    assert len(asked) == 4


def test_cut_answer_is_asked_again_once(server: ModuleType) -> None:
    """What is whole of a cut answer is kept, the rest asked once more; cut twice is told and nothing is lost."""
    cut = WHOLE[: len(WHOLE) * 2 // 3]
    with server.serving(lambda n, _b: server.content(cut if n == 0 else WHOLE)) as (url, _):
        answer = ModelReader(Settings(url))([excerpt()])[0]
        assert (list(answer.rows), answer.missing) == (ROWS, None)
    with server.serving(lambda _n, _b: server.content(cut)) as (url, asked):
        answer = ModelReader(Settings(url))([excerpt()])[0]
        assert len(asked) == 2
        assert answer.rows
        assert "cut twice" in (answer.missing or "")


def test_dead_endpoint_is_told_and_the_others_are_read(server: ModuleType) -> None:
    """Excerpts that cannot be read come back as missing, in their places."""

    def answer(_n: int, body: dict[str, Any]) -> Any:
        bad = "Bad." in body["messages"][-1]["content"]
        return server.failure(500) if bad else server.content(WHOLE)

    with server.serving(answer) as (url, _):
        reader = ModelReader(Settings(url, limits=Limits(retries=1)))
        answers = reader([excerpt("Good."), excerpt("Bad."), excerpt("Fine.")])
    assert [one.missing is None for one in answers] == [True, False, True]
    assert "500" in (answers[1].missing or "")


def test_second_run_costs_nothing(server: ModuleType, tmp_path: Path) -> None:
    """A whole answer is kept by content; a cut one is not."""
    with server.serving(lambda _n, _b: server.content(WHOLE)) as (url, asked):
        first = ModelReader(Settings(url, cache=tmp_path))([excerpt()])
        again = ModelReader(Settings(url, cache=tmp_path))
        assert again([excerpt()])[0].rows == list(first[0].rows)
        assert (len(asked), again.spent.requests, again.spent.cached) == (1, 0, 1)
        for path in tmp_path.rglob("*.json"):
            path.write_text("{broken", encoding="utf-8")
        assert ModelReader(Settings(url, cache=tmp_path))([excerpt()])[0].rows == ROWS


def test_limits_end_a_run_and_are_told(server: ModuleType) -> None:
    """At the limit of tokens or money nothing more is asked, and the reason stands on what is missing."""
    with server.serving(lambda _n, _b: server.content(WHOLE, tokens=60)) as (url, asked):
        reader = ModelReader(Settings(url, limits=Limits(tokens=100, concurrency=1)))
        answers = reader([excerpt("One."), excerpt("Two."), excerpt("Three.")])
        assert (len(asked), [one.missing is None for one in answers]) == (1, [True, False, False])
        dear = ModelReader(Settings(url, limits=Limits(money=0.01, price_in=100, price_out=100, concurrency=1)))
        assert [one.missing is None for one in dear([excerpt("A."), excerpt("B.")])] == [True, False]
        assert dear.spent.money == pytest.approx(0.012)


def test_key_is_sent_and_never_told(server: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key goes into the request and into no message, though the server repeats it."""
    monkeypatch.setenv("KHORGOS_MODEL_KEY", "sk-very-secret")
    refusal = 401, {}, {"error": {"message": "wrong key sk-very-secret"}}
    with server.serving(lambda _n, _b: refusal) as (url, asked):
        reader = ModelReader(Settings(url, "m"))
        answer = reader([excerpt()])[0]
        assert asked[0]["authorization"] == "Bearer sk-very-secret"
        assert "secret" not in (answer.missing or "") + reader.name


def test_other_services_keys_stay_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key under another service's name is sent to no other host."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-theirs")
    assert key_for("http://127.0.0.1:1/v1") == "none"
    assert key_for("https://api.openai.com/v1") == "sk-theirs"


@pytest.mark.parametrize(
    ("url", "local"),
    [("http://127.0.0.1:8080/v1", True), ("http://localhost:1/v1", True), ("http://[::1]:1/v1", True),
     ("https://models.example/v1", False), ("http://10.0.0.2/v1", False)],
)  # fmt: skip
def test_local(url: str, local: bool) -> None:
    """Only this machine is local."""
    assert is_local(url) is local


@pytest.mark.parametrize("url", ["", "models.example", "file:///etc/passwd", "https://user:pw@models.example/v1"])
def test_addresses_that_are_none(url: str) -> None:
    """What is no address, or holds a key, is refused without repeating the key."""
    with pytest.raises(InputFault) as told:
        Settings(url)
    assert "pw" not in str(told.value).replace("https", "")


def test_records_are_asked_for_in_their_own_shape(server: ModuleType) -> None:
    """A question for project records has their fields, codes and schema, and the text verbatim, last."""
    row = {"amount": 5, "evidence": {"amount": "five"}}
    answer = json.dumps({"records": [row]})
    asks = Excerpt("A port.", (Span(0, 7),), "en", None, None, asks="records")
    with server.serving(lambda _n, _b: server.content(answer)) as (url, asked):
        assert list(ModelReader(Settings(url))([asks])[0].rows) == [row]
    messages, form = asked[0]["messages"], asked[0]["response_format"]["json_schema"]
    assert messages[-1]["content"] == "[no date]\nA port."
    assert "Pipeline: Pledge" in messages[0]["content"]
    assert json.loads(messages[2]["content"])["records"][0]["evidence"]["amount"] == "$40 million"
    assert (form["name"], list(form["schema"]["properties"])) == ("records", ["records"])
