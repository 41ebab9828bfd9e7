"""The application: its rooms, its guards, its errors."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as Refused

from khorgos.errors import BusyFault, InputFault, KhorgosError, LedgerFault, ValueFault
from khorgos.web.access import Unknown, allowed
from khorgos.web.desk import Desk, Setting
from khorgos.web.guard import Guard
from khorgos.web.metrics import Measured, Metrics
from khorgos.web.pages import ROUTERS, TEAM_ROUTERS

STATIC = Path(__file__).parent / "static"
# Whatever a request gives that is none of ours is the request's fault, not the machine's.
_STATUS = {BusyFault: 503, LedgerFault: 404, InputFault: 422, ValueFault: 422}


def create_app(
    place: str | Path = "khorgos.db",
    *,
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1"),
    setting: Setting | None = None,
) -> FastAPI:
    """The desk on the ledger at `place`, as an ASGI application that answers to these host names only.

    Raises LedgerFault where there is no ledger.
    """
    app = FastAPI(
        title="Khorgos",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(allowed)],
        lifespan=_open,
    )
    app.state.desk = Desk(place, setting)
    app.state.metrics = Metrics()
    app.add_middleware(Guard, hosts=hosts, secure=app.state.desk.setting.secure)
    app.add_middleware(Measured, metrics=app.state.metrics)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in (*ROUTERS, *(TEAM_ROUTERS if app.state.desk.team else ())):
        app.include_router(router)
    app.add_exception_handler(KhorgosError, _fault)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _odd)
    return app


@asynccontextmanager
async def _open(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.desk.close()


def _fault(request: Request, fault: Exception) -> Response:
    status = next((code for kind, code in _STATUS.items() if isinstance(fault, kind)), 500)
    answer = _error(request, status, fault)
    if status == _STATUS[BusyFault]:
        answer.headers["Retry-After"] = "5"
    return answer


def _refused(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, Refused) else 500
    if isinstance(fault, Unknown) and request.method == "GET" and not _is_program(request):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(asked, safe='')}", 303)
    answer = _error(request, status, fault)
    for name, value in (getattr(fault, "headers", None) or {}).items():
        answer.headers[name] = value
    return answer


def _odd(request: Request, fault: Exception) -> Response:
    """What FastAPI itself finds odd in a request, in the words of the desk."""
    first = fault.errors()[0] if isinstance(fault, RequestValidationError) else {}
    place = ".".join(map(str, first.get("loc", ())[1:]))
    return _error(request, 422, InputFault(str(first.get("msg", "this cannot be read")) + ".", place=place))


def _is_program(request: Request) -> bool:
    """Whether a program asks: through /api, for a file, or with a token."""
    last = request.url.path.rpartition("/")[2]
    return request.url.path.startswith("/api") or "." in last or "authorization" in request.headers


def _error(request: Request, status: int, fault: Any) -> Response:
    desk: Desk = request.app.state.desk
    told = {
        "place": getattr(fault, "place", "") or request.url.path,
        "value": getattr(fault, "value", None),
        "reason": getattr(fault, "reason", None) or getattr(fault, "detail", ""),
        "mend": getattr(fault, "mend", ""),
    }
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": {name: str(said) for name, said in told.items() if said}}, status)
    return desk.page(request, "error.html", status=status, fault=told)
