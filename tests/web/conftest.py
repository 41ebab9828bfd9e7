"""A ledger with the example reports, the desk served for real, and a browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from khorgos.documents import open_bytes
from khorgos.pipeline import read
from khorgos.store import Ledger
from khorgos.values import Context
from khorgos.web import create_app

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
CHROMIUM = os.environ.get("KHORGOS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def fill(place: Path, reports: dict[str, bytes]) -> None:
    """A ledger with these reports."""
    with Ledger(place) as ledger:
        ledger.add_all([(read(open_bytes(data, Context(), name)), data, name) for name, data in reports.items()])


@pytest.fixture(scope="session")
def example_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the example reports; copy it to write into it."""
    place = tmp_path_factory.mktemp("examples") / "khorgos.db"
    fill(place, {path.name: path.read_bytes() for path in EXAMPLES})
    return place


@pytest.fixture
def ledger_path(example_ledger: Path, tmp_path: Path) -> Path:
    """A ledger of one's own with the example reports."""
    shutil.copytree(example_ledger.parent, tmp_path / "ledger")
    return tmp_path / "ledger" / "khorgos.db"


def client_of(place: Path) -> TestClient:
    """The desk on a ledger, without a network."""
    return TestClient(create_app(place), base_url="http://localhost", follow_redirects=False)


@pytest.fixture
def client(ledger_path: Path) -> TestClient:
    """The desk on it, without a network."""
    return client_of(ledger_path)


@pytest.fixture(scope="session")
def reading_client(example_ledger: Path) -> TestClient:
    """The desk on the shared ledger, for tests that only look."""
    return client_of(example_ledger)


def serve(app: FastAPI) -> Iterator[str]:
    """The address of the application while it runs on this machine."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def served(ledger_path: Path) -> Iterator[str]:
    """The desk served for real, on a ledger of one's own."""
    yield from serve(create_app(ledger_path))


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's Chromium, headless; skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (KHORGOS_CHROMIUM names one)")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()
