"""One question to an OpenAI-compatible endpoint, asked again where it failed in passing."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

from khorgos.errors import ModelFault
from khorgos.models.keys import hidden, key_for
from khorgos.models.settings import Settings, host_of

# Failures that pass: too many requests, a server that stumbles, a gateway that waits in vain.
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_FIRST_WAIT = 0.5
_LONGEST_WAIT = 60.0
# An endpoint that refuses the strictest form of answer is asked for the next.
_FORMS = ("json_schema", "json_object", "")
_REFUSED = frozenset({400, 404, 415, 422})


@dataclass(frozen=True, slots=True)
class Said:
    """What the endpoint said, and the tokens it took."""

    text: str
    tokens_in: int
    tokens_out: int


class Endpoint:
    """An endpoint with its model; safe to use from several threads.

    Raises ModelFault where the extra is not installed, the endpoint names no model or refuses.
    """

    def __init__(self, settings: Settings) -> None:
        try:
            import openai
        except ImportError as fault:
            raise ModelFault(
                "the client for language models is not installed.", mend="pip install 'khorgos[llm]'"
            ) from fault
        self.settings = settings
        self._key = key_for(settings.url)
        self._openai = openai
        self._client = openai.OpenAI(
            base_url=settings.url, api_key=self._key, timeout=settings.limits.seconds, max_retries=0
        )
        self._form = 0
        self._lock = threading.Lock()
        self.model = settings.model or self._first_model()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _first_model(self) -> str:
        names = [model.id for model in self._try(lambda: self._client.models.list().data)]
        if not names:
            raise ModelFault("the endpoint names no model.", place=self._place(), mend="Give one with --model.")
        return str(names[0])

    def ask(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> Said:
        """The answer to one question; raises ModelFault where it cannot be had."""
        while True:
            form = self._form
            try:
                return self._said(self._try(lambda: self._create(messages, schema, form)))  # noqa: B023 - called at once
            except self._openai.APIStatusError as fault:
                if fault.status_code not in _REFUSED or form + 1 >= len(_FORMS):
                    raise self._fault(fault) from None
                with self._lock:
                    self._form = max(self._form, form + 1)

    def _create(self, messages: list[dict[str, str]], schema: dict[str, Any], form: int) -> Any:
        extra: dict[str, Any] = {}
        if _FORMS[form] == "json_schema":
            shape = {"name": next(iter(schema["properties"]), "answer"), "schema": schema, "strict": False}
            extra["response_format"] = {"type": "json_schema", "json_schema": shape}
        elif _FORMS[form]:
            extra["response_format"] = {"type": _FORMS[form]}
        return self._client.chat.completions.create(model=self.model, messages=messages, temperature=0, **extra)  # type: ignore[arg-type]

    def _try(self, request: Any) -> Any:
        """A request, sent again where it failed in passing: after what Retry-After says, else ever longer."""
        wait = _FIRST_WAIT
        for attempt in range(self.settings.limits.retries + 1):
            last = attempt == self.settings.limits.retries
            try:
                return request()
            except self._openai.APIStatusError as fault:
                if fault.status_code in _REFUSED:
                    raise
                if last or fault.status_code not in _PASSING:
                    raise self._fault(fault) from None
                time.sleep(_told(fault.response.headers.get("retry-after"), wait))
            except self._openai.APIConnectionError as fault:  # timeouts are among them
                if last:
                    raise self._fault(fault) from None
                time.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
        raise AssertionError("the last attempt returns or raises")  # pragma: no cover

    def _said(self, answer: Any) -> Said:
        choices = getattr(answer, "choices", None) or []
        text = (choices[0].message.content or "") if choices else ""
        usage = getattr(answer, "usage", None)
        return Said(text, getattr(usage, "prompt_tokens", 0) or 0, getattr(usage, "completion_tokens", 0) or 0)

    def _fault(self, fault: Exception) -> ModelFault:
        status = getattr(fault, "status_code", None)
        told = f"the endpoint answered {status}" if status else "the endpoint cannot be reached"
        reason = hidden(" ".join(str(fault).split())[:200], self._key)
        mend = "Look at the key in KHORGOS_MODEL_KEY." if status in (401, 403) else "Is it running, at this address?"
        return ModelFault(f"{told} ({reason}).", place=self._place(), mend=mend)

    def _place(self) -> str:
        return host_of(self.settings.url)


def _told(header: str | None, otherwise: float) -> float:
    """Seconds that Retry-After asks for, within reason; a date or nothing gives the usual wait."""
    try:
        return min(max(float(header or ""), 0.0), _LONGEST_WAIT)
    except ValueError:
        return otherwise
