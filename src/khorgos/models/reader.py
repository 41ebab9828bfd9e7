"""A language model as a second reader: excerpts in, answers out, in order (referee.SecondReader)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from khorgos.errors import ModelFault
from khorgos.models import prompt, record_prompt
from khorgos.models.answers import rows_of
from khorgos.models.cache import Cache
from khorgos.models.endpoint import Endpoint, Said
from khorgos.models.settings import Settings, host_of
from khorgos.referee import Answer, Excerpt

_MILLION = 1_000_000
# What is asked for each of `Excerpt.asks`.
_QUESTIONS = {"claims": prompt, "records": record_prompt}


@dataclass(slots=True)
class Spent:
    """What a run has taken so far: requests, tokens, money by the prices given, answers found in the cache."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    money: float = 0.0
    cached: int = 0


class ModelReader:
    """Reads excerpts with a language model.  The endpoint is opened at the first question that no kept answer has.

    An excerpt that cannot be read (the endpoint refuses, an answer is cut twice, a limit is reached) comes back as
    missing with the reason; the others are read.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.spent = Spent()
        self._cache = Cache(settings.cache)
        self._endpoint: Endpoint | None = None
        self._lock = threading.Lock()

    def __call__(self, excerpts: Sequence[Excerpt]) -> list[Answer]:
        """The answers to some excerpts, in their order."""
        if len(excerpts) == 1:
            return [self._answer(excerpts[0])]
        with ThreadPoolExecutor(max_workers=max(1, self.settings.limits.concurrency)) as pool:
            return list(pool.map(self._answer, excerpts))

    def close(self) -> None:
        """Let go of the endpoint."""
        if self._endpoint is not None:
            self._endpoint.close()

    @property
    def name(self) -> str:
        """Who reads, for the ledger: the model, the host, the version of what it is asked; no key, no address."""
        asked = f"{prompt.VERSION}.{record_prompt.VERSION}"
        return f"{self.settings.model or 'model'}@{host_of(self.settings.url)} prompt {asked}"

    def _answer(self, excerpt: Excerpt) -> Answer:
        messages = _QUESTIONS[excerpt.asks].messages(excerpt)
        key = self._cache.key(messages, self.settings.model, host_of(self.settings.url))
        kept = self._cache.get(key)
        if kept is not None:
            with self._lock:
                self.spent.cached += 1
            return Answer(kept)
        rows: list[Any] = []
        for _ in range(2):  # what is cut is asked again once
            limit = self._limit()
            if limit:
                return Answer(rows, limit)
            try:
                said = self._ask(messages, _QUESTIONS[excerpt.asks].schema())
            except ModelFault as fault:
                return Answer(rows, fault.sentence())
            answered = rows_of(said.text)
            rows += [row for row in answered.rows if row not in rows]
            if answered.whole:
                self._cache.put(key, rows)
                return Answer(rows)
        return Answer(rows, "the answer was cut twice" if rows else "the answer holds no JSON")

    def _ask(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> Said:
        with self._lock:
            if self._endpoint is None:
                self._endpoint = Endpoint(self.settings)
            endpoint = self._endpoint
        said = endpoint.ask(messages, schema)
        limits = self.settings.limits
        with self._lock:
            self.spent.requests += 1
            self.spent.tokens_in += said.tokens_in
            self.spent.tokens_out += said.tokens_out
            self.spent.money += (said.tokens_in * limits.price_in + said.tokens_out * limits.price_out) / _MILLION
        return said

    def _limit(self) -> str | None:
        """The limit that the run has reached, in words."""
        limits, spent = self.settings.limits, self.spent
        if limits.tokens is not None and spent.tokens_in + spent.tokens_out >= limits.tokens:
            return f"the limit of {limits.tokens:,} tokens is reached"
        if limits.money is not None and spent.money >= limits.money:
            return f"the limit of {limits.money:g} in money is reached"
        return None
