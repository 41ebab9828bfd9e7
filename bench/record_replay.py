"""An OpenAI-compatible endpoint that answers with recorded project records and misbehaves on request; 127.0.0.1 only.

    python bench/record_replay.py RECORDED.jsonl [--port 8078] [--alter P] [--invent P] [--truncate P] [--fail P]
                                  [--delay S] [--seed N] [--log FILE]

RECORDED: lines {"id", "pred": {field: value}, "evidence": {field: words}} as a language model once read the texts,
under the benchmark's names.  POST /v1/chat/completions gives {"records": [...]} in the shape that the model reader asks
for: of the text in the last message the record most of whose evidence stands in it, without the fields whose words do
not.

Misbehaviour, each with probability P: --alter changes a digit, the currency, the scale or a digit of the date of a
field (its words stay true); --invent adds words to a field's evidence; --truncate cuts the answer; --fail gives 429 or
500.
--log writes a line an answer: characters of the text, the record sent, and what was altered.
"""

from __future__ import annotations

import argparse
import http.server
import json
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from predict import RECORD_FIELDS

_OTHER = {"USD": "EUR", "EUR": "USD", "CNY": "USD"}


def asked_shape(row: dict[str, Any]) -> dict[str, Any]:
    """A recorded reading as the model reader asks for it."""
    record: dict[str, Any] = {
        RECORD_FIELDS[name]: value for name, value in row["pred"].items() if name in RECORD_FIELDS
    }
    if "sector" in record:
        record["sector"] = str(record["sector"])
    if "recipients" in record:
        record["recipients"] = [record["recipients"]]
    record["evidence"] = {
        RECORD_FIELDS[name]: words for name, words in row["evidence"].items() if name in RECORD_FIELDS
    }
    return record


def load(path: Path) -> list[dict[str, Any]]:
    """The recorded readings in the shape asked for."""
    return [asked_shape(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def found(records: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The record most of whose evidence stands in a text, without what does not; none where hardly any does."""
    best = max(records, key=lambda record: _standing(record, text), default=None)
    if best is None or _standing(best, text) * 2 < len(best["evidence"]):
        return []
    stands = {name: words for name, words in best["evidence"].items() if words in text}
    stands |= {"currency": stands["amount"]} if "amount" in stands else {}
    told = {name: value for name, value in best.items() if name in stands}
    return [told | {"evidence": stands}]


def _standing(record: dict[str, Any], text: str) -> int:
    return sum(words in text for words in record["evidence"].values())


def alterations(chance: random.Random, record: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """What a record's numbers and dates can be altered to: how, the field, the other value."""
    for name in ("amount", "rate", "maturity", "grace"):
        if isinstance(record.get(name), int | float) and record[name]:
            yield "digit", name, other_digit(chance, record[name])
            yield "scale", name, record[name] * chance.choice([1000, 0.001])
    if "amount" in record and "currency" in record:
        yield "unit", "currency", _OTHER.get(record["currency"], "USD")
    for name in ("commitment", "start", "end"):
        if record.get(name):
            text = str(record[name])
            at = chance.choice([at for at, letter in enumerate(text) if letter.isdigit()])
            yield "digit of the date", name, f"{text[:at]}{_digit(chance, text[at])}{text[at + 1 :]}"
            yield "year of the date by one", name, f"{int(text[:4]) + chance.choice([-1, 1])}{text[4:]}"


def other_digit(chance: random.Random, number: float) -> float:
    """A number with one digit that is not 0 changed."""
    text = repr(number)
    at = chance.choice([at for at, letter in enumerate(text.split("e", maxsplit=1)[0]) if letter in "123456789"])
    return type(number)(text[:at] + _digit(chance, text[at]) + text[at + 1 :])


def _digit(chance: random.Random, old: str) -> str:
    return chance.choice([digit for digit in "123456789" if digit != old])


class Replay:
    """The recorded readings, and how they misbehave."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.given, self.records = given, load(given.recorded)
        self.chance, self.lock = random.Random(given.seed), threading.Lock()

    def answer(self, text: str) -> tuple[int, Any]:
        """Status and body of the answer to a text."""
        if self.given.delay:
            time.sleep(self.given.delay)
        with self.lock:
            if self.chance.random() < self.given.fail:
                self.log({"chars": len(text), "failed": True})
                return self.chance.choice([(429, {"error": {"message": "slow down"}}), (500, {"error": {}})])
            bent = [self.bend(record) for record in found(self.records, text)]
            self.log({"chars": len(text), "records": [record for record, _ in bent], "done": [how for _, how in bent]})
            content = json.dumps({"records": [record for record, _ in bent]}, ensure_ascii=False)
            if self.chance.random() < self.given.truncate:
                content = content[: len(content) * 2 // 3]
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
        usage = {"prompt_tokens": len(text) // 4, "completion_tokens": len(content) // 4, "total_tokens": 0}
        body = {"id": "r", "object": "chat.completion", "created": 0, "model": "recorded"}
        return 200, body | {"choices": [choice], "usage": usage}

    def bend(self, record: dict[str, Any]) -> tuple[dict[str, Any], list[list[str]]]:
        """A record with some of its fields altered, and what was done."""
        bent = json.loads(json.dumps(record))
        done: list[list[str]] = []
        for how, name, value in alterations(self.chance, record):
            if name not in [each[1] for each in done] and self.chance.random() < self.given.alter:
                bent[name] = value
                done.append([how, name])
        for name in bent["evidence"]:
            if self.chance.random() < self.given.invent:
                bent["evidence"][name] += " as officials confirmed"
                done.append(["invent", name])
        return bent, done

    def log(self, row: dict[str, Any]) -> None:
        """Write a line, where that is asked for."""
        if self.given.log:
            with self.given.log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def serve(given: argparse.Namespace) -> http.server.ThreadingHTTPServer:
    """The server, bound and ready; `serve_forever` runs it."""
    replay = Replay(given)

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def send(self, code: int, body: Any) -> None:
            data = json.dumps(body, ensure_ascii=False).encode()
            self.send_response(code)
            for name, value in (
                ("Content-Type", "application/json"),
                ("Content-Length", len(data)),
                ("Retry-After", 0),
            ):
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self) -> None:
            self.send(200, {"object": "list", "data": [{"id": "recorded", "object": "model"}]})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
            said = [message for message in body.get("messages", []) if message.get("role") == "user"]
            self.send(*replay.answer(str(said[-1]["content"]) if said else ""))

        def log_message(self, *_: object) -> None:
            """Nothing on stderr."""

    return http.server.ThreadingHTTPServer(("127.0.0.1", given.port), Handler)


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recorded", type=Path)
    parser.add_argument("--port", type=int, default=8078)
    for name in ("alter", "invent", "truncate", "fail", "delay"):
        parser.add_argument(f"--{name}", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--log", type=Path)
    return parser.parse_args(given)


def main() -> None:
    """Serve until stopped."""
    given = arguments()
    server = serve(given)
    print(f"recorded project records at http://127.0.0.1:{server.server_address[1]}/v1", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
