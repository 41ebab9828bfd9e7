"""The application: its rooms, its guards, its errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as Refused

from khorgos.errors import InputFault, KhorgosError, LedgerFault, ValueFault
from khorgos.web.desk import Desk
from khorgos.web.guard import Guard
from khorgos.web.pages import ROUTERS

STATIC = Path(__file__).parent / "static"
# Whatever a request gives that is none of ours is the request's fault, not the machine's.
_STATUS = {LedgerFault: 404, InputFault: 422, ValueFault: 422}


def create_app(place: str | Path = "khorgos.db", *, hosts: tuple[str, ...] = ("localhost", "127.0.0.1")) -> FastAPI:
    """The desk on the ledger at `place`, as an ASGI application that answers to these host names only.

    Raises LedgerFault where there is no ledger.
    """
    app = FastAPI(title="Khorgos", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(place)
    app.add_middleware(Guard, hosts=hosts)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(KhorgosError, _fault)
    app.add_exception_handler(Refused, _refused)
    return app


def _fault(request: Request, fault: Exception) -> Response:
    status = next((code for kind, code in _STATUS.items() if isinstance(fault, kind)), 500)
    return _error(request, status, fault)


def _refused(request: Request, fault: Exception) -> Response:
    return _error(request, fault.status_code if isinstance(fault, Refused) else 500, fault)


def _error(request: Request, status: int, fault: Any) -> Response:
    desk: Desk = request.app.state.desk
    told = {
        "place": getattr(fault, "place", "") or request.url.path,
        "value": getattr(fault, "value", None),
        "reason": getattr(fault, "reason", None) or getattr(fault, "detail", ""),
        "mend": getattr(fault, "mend", ""),
    }
    return desk.page(request, "error.html", status=status, fault=told)
