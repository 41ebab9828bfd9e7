"""A ledger with the example reports, the desk served for real, and a browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from khorgos.documents import open_bytes
from khorgos.pipeline import read
from khorgos.store import Ledger
from khorgos.store.people import accounts
from khorgos.values import Context
from khorgos.web import Setting, create_app
from khorgos.web.access import form_word

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
PASSWORD = "correct horse battery"
CHROMIUM = os.environ.get("KHORGOS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def fill(place: Path | str, reports: dict[str, bytes]) -> None:
    """A ledger with these reports."""
    with Ledger(place) as ledger:
        ledger.add_all([(read(open_bytes(data, Context(), name)), data, name) for name, data in reports.items()])


@pytest.fixture(scope="session")
def example_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the example reports; copy it to write into it."""
    place = tmp_path_factory.mktemp("examples") / "khorgos.db"
    fill(place, {path.name: path.read_bytes() for path in EXAMPLES})
    with Ledger(place) as ledger:
        ledger.count_findings()  # what follows is made once, not by every test's first page
    return place


@pytest.fixture
def ledger_path(example_ledger: Path, tmp_path: Path) -> Path:
    """A ledger of one's own with the example reports."""
    shutil.copytree(example_ledger.parent, tmp_path / "ledger")
    return tmp_path / "ledger" / "khorgos.db"


class Client(TestClient):
    """A client whose forms carry the word of a page that it was shown, as a browser's do."""

    def form(self, address: str, data: dict[str, Any] | None = None, **options: Any) -> Any:
        """Send a form as a page of the desk would."""
        desk = self.app.state.desk  # type: ignore[attr-defined]
        if desk.cookie not in self.cookies:
            self.get("/login" if desk.team else "/read")
        return self.post(address, data={"csrf": form_word(self.cookies[desk.cookie])} | (data or {}), **options)

    def log_in(self, name: str, password: str = PASSWORD) -> Any:
        """Log in; the answer."""
        return self.form("/login", {"name": name, "password": password})


def client_of(place: Path | str, setting: Setting | None = None) -> Client:
    """The desk on a ledger, without a network."""
    base = "https://localhost" if setting and setting.secure else "http://localhost"
    return Client(create_app(place, setting=setting), base_url=base, follow_redirects=False)


@pytest.fixture
def client(ledger_path: Path) -> Client:
    """The desk on it, without a network."""
    return client_of(ledger_path)


@pytest.fixture(scope="session")
def reading_client(example_ledger: Path) -> Client:
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


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hashes of passwords that take a moment less than those of a real desk, which are meant to be slow."""
    from argon2 import PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        accounts._nobody.cache_clear()
        yield
    accounts._nobody.cache_clear()


PEOPLE = {"Ada": "administrator", "Eli": "editor", "Rea": "reviewer", "Rob": "reviewer", "Lee": "reader"}


def staff(place: Path | str) -> None:
    """Give a ledger accounts, one of each role and two reviewers, all with one password."""
    with Ledger(place) as ledger, ledger.transaction(writes=True) as connection:
        for name, role in PEOPLE.items():
            accounts.make(connection, name, role, PASSWORD)


@pytest.fixture(scope="session")
def staffed_ledger(example_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example reports and a staff; copy it to write into it."""
    folder = tmp_path_factory.mktemp("staffed") / "ledger"
    shutil.copytree(example_ledger.parent, folder)
    staff(folder / "khorgos.db")
    return folder / "khorgos.db"


@pytest.fixture
def team_path(staffed_ledger: Path, tmp_path: Path) -> Path:
    """A staffed ledger of one's own."""
    shutil.copytree(staffed_ledger.parent, tmp_path / "team")
    return tmp_path / "team" / "khorgos.db"


@pytest.fixture
def enter(team_path: Path) -> Callable[[str], Client]:
    """Gives a browser of its own, logged in under a name ("" for nobody); all on one desk."""
    app = create_app(team_path, setting=Setting(team=True))

    def made(name: str) -> Client:
        browser = Client(app, base_url="http://localhost", follow_redirects=False)
        if name:
            assert browser.log_in(name).status_code == 303
        return browser

    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def team_place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path | str:
    """A staffed ledger with one report on each database."""
    monkeypatch.chdir(tmp_path)
    if request.param == "sqlite":
        place: Path | str = tmp_path / "khorgos.db"
    else:
        place = request.getfixturevalue("empty_database")
    fill(place, {EXAMPLES[0].name: EXAMPLES[0].read_bytes()})
    staff(place)
    return place
