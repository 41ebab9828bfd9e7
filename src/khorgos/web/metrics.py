"""The desk's own measurements, in the text form of Prometheus (exposition format 0.0.4); none of them names anybody."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from threading import Lock

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Seconds up to which answers are counted.
_BOUNDS = (0.01, 0.05, 0.1, 0.3, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """How many answers each route gave, with what status, and how long they took, since the desk began."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: Counter[tuple[str, str, int]] = Counter()
        self._within: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()

    def note(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answer."""
        with self._lock:
            self._answers[method, route, status] += 1
            self._seconds[route] += seconds  # type: ignore[assignment]
            for bound in _BOUNDS:
                if seconds <= bound:
                    self._within[route, bound] += 1

    def lines(self) -> Iterator[str]:
        """The counts and times as lines."""
        with self._lock:
            answers, within, seconds = dict(self._answers), dict(self._within), dict(self._seconds)
        yield "# HELP khorgos_answers_total Answers by method, route and status."
        yield "# TYPE khorgos_answers_total counter"
        for (method, route, status), number in sorted(answers.items()):
            yield f'khorgos_answers_total{{method="{method}",route="{route}",status="{status}"}} {number}'
        yield "# HELP khorgos_answer_seconds Time to an answer's first byte."
        yield "# TYPE khorgos_answer_seconds histogram"
        for route in sorted(seconds):
            whole = sum(number for (_, name, _), number in answers.items() if name == route)
            for bound in _BOUNDS:
                yield f'khorgos_answer_seconds_bucket{{route="{route}",le="{bound}"}} {within.get((route, bound), 0)}'
            yield f'khorgos_answer_seconds_bucket{{route="{route}",le="+Inf"}} {whole}'
            yield f'khorgos_answer_seconds_sum{{route="{route}"}} {seconds[route]:.6f}'
            yield f'khorgos_answer_seconds_count{{route="{route}"}} {whole}'


class Measured:
    """ASGI middleware that counts answers by the route that gave them; addresses that lead nowhere are one route."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and count what comes of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", None) or "none"
                self.metrics.note(scope["method"], route, message["status"], time.perf_counter() - began)
            await send(message)

        await self.app(scope, receive, sent)
