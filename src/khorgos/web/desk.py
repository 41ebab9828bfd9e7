"""What the pages stand on: the ledger, what is counted of it, and the templates in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.errors import InputFault
from khorgos.store import Ledger
from khorgos.store.people import audit
from khorgos.store.people.moments import fresh
from khorgos.telling import forms
from khorgos.web.access import ALONE, Who, form_word
from khorgos.web.address import Address
from khorgos.web.beside import Beside, Rulings, beside
from khorgos.web.linked import linked
from khorgos.web.remembered import LARGE, Remembered
from khorgos.web.rendering import chosen_language, environment
from khorgos.web.series import Official

T = TypeVar("T")
_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "jsonld": "application/ld+json"}
FORMS = tuple(_TYPES)
_YEAR = 31_536_000


@dataclass(frozen=True, slots=True)
class Setting:
    """How a desk is set up: whether it has accounts, is reached by https, how many are to judge each claim."""

    team: bool = False
    secure: bool = False
    reviewers: int = 1


class Desk:
    """One desk on one ledger; what takes long to count is kept until claims or rulings change."""

    def __init__(self, place: str | Path, setting: Setting | None = None) -> None:
        self.ledger = Ledger(place, create=False)
        self.setting = setting or Setting()
        self.official = Official(self.ledger)
        self.remembered = Remembered()

    @property
    def team(self) -> bool:
        """Whether people log in."""
        return self.setting.team

    @property
    def cookie(self) -> str:
        """The name of the cookie that tells browsers apart; by https one that no other host can set."""
        return "__Host-khorgos" if self.setting.secure else "khorgos"

    def log(self, request: Request, act: str, subject: str = "", detail: str = "") -> None:
        """Write an act of who asks into the audit log."""
        name = request.state.who.name or None
        with self.ledger.transaction(writes=True) as connection:
            audit.put(connection, act, name, subject=subject, detail=detail, origin=origin_of(request))

    def rulings(self) -> Rulings:
        """What people ruled, as it stands now."""
        return self.remembered.get("rulings", self.ledger.state(), self._rulings)

    def _rulings(self) -> Rulings:
        return Rulings(self.ledger.judgements(), self.ledger.verdicts())

    def beside(self, **shown: Any) -> Beside:
        """What stands beside these `rows` of claims, ids of `claims`, and `facts` (`web.beside`)."""
        return beside(self.ledger, self.rulings(), **shown)

    def counted(self, name: str, make: Callable[[], T], *, asked: Hashable = (), rulings: bool = True) -> T:
        """What `make` counts, kept until claims (and, if they matter, rulings) change (`web.remembered`)."""
        state = self.ledger.state()
        key = state if rulings else state.rpartition(".")[0] + f".{self.ledger.size()}"
        return self.remembered.get((name, asked), key, make, large=self.ledger.size() > LARGE)

    def close(self) -> None:
        """Let go of the ledger."""
        self.remembered.close()
        self.ledger.close()

    def page(self, request: Request, template: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
        """A page, in the language that the reader chose or the browser asks for."""
        language = chosen_language(request)
        address = Address.of(request)
        html = environment(language).get_template(template)
        # `here` is the page's own address; links on it keep the filters that stand in it.
        secret = request.cookies.get(self.cookie) or fresh()
        told = {
            "here": address,
            "language": language,
            "path": request.url.path,
            "csrf": form_word(secret),
            "who": getattr(request.state, "who", Who() if self.team else ALONE),
            "team": self.team,
            **shown,
        }
        answer = HTMLResponse(html.render(told), status)
        if self.cookie not in request.cookies:
            self.remember(answer, secret)
        if "lang" in request.query_params:
            answer.set_cookie(
                "lang", language, samesite="strict", httponly=True, max_age=_YEAR, secure=self.setting.secure
            )
        return answer

    def remember(self, answer: Response, secret: str) -> None:
        """Give the browser the secret that its forms are made with and, once logged in, its session is known by."""
        answer.set_cookie(self.cookie, secret, httponly=True, samesite="lax", secure=self.setting.secure, path="/")

    def file(self, name: str, form: str, rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> Response:
        """Rows as a file: `csv` under these columns, `json`, or `jsonld`.  Raises InputFault for another form."""
        if form not in _TYPES:
            raise InputFault("no such form.", place=name, value=form, mend=f"One of {', '.join(FORMS)}.")
        if form == "csv":
            body = forms.table_text(columns, rows)
        elif form == "json":
            body = forms.pretty(list(rows))
        else:
            body = json.dumps(linked(name, rows), ensure_ascii=False, indent=1)
        return Response(
            body, media_type=_TYPES[form], headers={"content-disposition": f'inline; filename="{name}.{form}"'}
        )


def origin_of(request: Request) -> str:
    """The network address that a request comes from; behind a trusted proxy the one that the proxy names."""
    return request.client.host if request.client else ""


def _desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(_desk_of)]
