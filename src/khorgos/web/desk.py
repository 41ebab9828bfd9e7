"""What the pages stand on: the ledger, what is derived from it, and the templates in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.claims.fact import Fact
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.judgement import Judgement, verdicts
from khorgos.errors import InputFault
from khorgos.store import Ledger
from khorgos.store.people import audit
from khorgos.store.people.moments import fresh
from khorgos.telling import forms, title
from khorgos.web.access import ALONE, Who, form_word
from khorgos.web.address import Address
from khorgos.web.linked import linked
from khorgos.web.rendering import chosen_language, environment
from khorgos.web.series import Official

_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "jsonld": "application/ld+json"}
FORMS = tuple(_TYPES)
_YEAR = 31_536_000


@dataclass(frozen=True)
class Derived:
    """Everything that follows from the claims and the rulings: facts, findings, and who belongs to whom."""

    rows: Mapping[str, dict[str, Any]]
    facts: Sequence[Fact]
    findings: Sequence[Finding]
    verdicts: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    judgements: Sequence[Judgement] = ()

    @cached_property
    def fact(self) -> dict[str, Fact]:
        """Facts by their id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def fact_of(self) -> dict[str, Fact]:
        """The fact that a claim belongs to, by the claim's id."""
        return {claim: fact for fact in self.facts for claim in fact.claims}

    @cached_property
    def findings_of(self) -> dict[str, list[Finding]]:
        """The findings that speak of a claim, by its id; sums that hold are left out."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if finding.severity is not Severity.OK:
                for claim in finding.claims:
                    found.setdefault(claim, []).append(finding)
        return found

    @cached_property
    def judged(self) -> dict[str, dict[str, Judgement]]:
        """Each person's verdict on each claim that was judged; what settles a difference stands under "final"."""
        found = verdicts(self.judgements)
        for judgement in self.judgements:
            if judgement.is_verdict and judgement.final:
                found.setdefault(judgement.subject, {})["final"] = judgement
        return found

    def title(self, fact: Fact) -> str:
        """A fact's title."""
        return title(self.lead(fact))

    def lead(self, fact: Fact) -> dict[str, Any]:
        """What a fact's first printing says, with the fact's own key over it: for its title."""
        return {**self.rows[fact.claims[0]]["body"], **dict(fact.key)}


@dataclass(frozen=True, slots=True)
class Setting:
    """How a desk is set up: whether it has accounts, is reached by https, how many are to judge each claim."""

    team: bool = False
    secure: bool = False
    reviewers: int = 1


class Desk:
    """One desk on one ledger; what is derived is kept until claims or rulings change."""

    def __init__(self, place: str | Path, setting: Setting | None = None) -> None:
        self.ledger = Ledger(place, create=False)
        self.setting = setting or Setting()
        self.official = Official(self.ledger)
        self._lock = Lock()
        self._known: tuple[str, Derived] | None = None

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

    def derived(self) -> Derived:
        """Facts and findings of the ledger as it is now."""
        with self._lock:
            state = self.ledger.state()
            if self._known is None or self._known[0] != state:
                self._known = state, self._derive()
            return self._known[1]

    def _derive(self) -> Derived:
        rows = {row["id"]: row for row in self.ledger.claims()}
        return Derived(
            rows, self.ledger.facts(), self.ledger.findings(), self.ledger.verdicts(), self.ledger.judgements()
        )

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
