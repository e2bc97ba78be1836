"""A real server and a real browser.

Two servers at most: `site` is only read, `desk` is the one whose admin the journeys work in. Each is gunicorn on a free
loopback port with a data folder of its own, a copy of one that `manage.py set_up` filled. That filled folder is kept in
pytest's cache until the starter content, the models or the day change: filling it takes most of a minute.
"""

import datetime
import fcntl
import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.support.admin import Desk, publish_guide, publish_scenario, publish_session
from tests.browser.support.server import Server
from tests.browser.support.views import WITHDRAWN
from tests.browser.support.work import Published

CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
CHROMIUMS = ["chromium-headless-shell", "chromium", "google-chrome"]
"""The first that is installed; the others draw windows and toolbars as well and need twice the time."""
EXPECTED_WITHIN = 15_000
"""Milliseconds until what a test expects to see must be there: a machine that runs all tests at once is slow."""
STARTS_WITHIN = 60
"""Seconds that the server may take to answer for the first time."""
WHAT_FILLS_A_SITE = [
    "home/starter/**/*",
    "home/management/**/*.py",
    "hub/messages.py",
    "*/migrations/*.py",
    "*/models/*.py",
    "*/blocks*",
    "hub/blocks/*.py",
    "requirements/base.txt",
]


# --- Browser ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Without it the tests are skipped, and fail where CI=true."""
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        missing = "Chromium is not installed; `apt install chromium` and the browser tests run."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    # Playwright keeps an event loop in this thread; Django would refuse to query in the unit tests that follow.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=EXPECTED_WITHIN)
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        yield chrome
        chrome.close()


@pytest.fixture
def context(browser: Browser, site: Server) -> Iterator[BrowserContext]:
    """A reader's browser without a past."""
    context = browser.new_context(base_url=site.address, locale="fi-FI")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab of that browser."""
    return context.new_page()


# --- Servers ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def filled(request: pytest.FixtureRequest, browser: Browser) -> Path:
    """A data folder with the starter content, and the administrator's password beside it."""
    cache = request.config.cache.mkdir("pakki-browser")
    folder = cache / _fingerprint()
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # The other worker waits here.
        if not folder.exists():
            for old in cache.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            making = cache / "making"
            said = manage(making, "set_up")
            (making / "password").write_text(re.search(r"password (\S+)", said)[1])
            making.rename(folder)
    return folder


@pytest.fixture(scope="session")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of the tests that only read; two pages are withdrawn from one language each."""
    for site in _serve(filled, tmp_path_factory.mktemp("site") / "data"):
        for path in WITHDRAWN.values():
            site.withdraw(path)
        yield site


@pytest.fixture(scope="session")
def desk_site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of the tests that edit."""
    yield from _serve(filled, tmp_path_factory.mktemp("desk") / "data")


def _fingerprint() -> str:
    digest = hashlib.sha256(datetime.date.today().isoformat().encode())
    files = {path for pattern in WHAT_FILLS_A_SITE for path in settings.BASE_DIR.glob(pattern)}
    for path in sorted(files):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _environment(data: Path, **variables: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DEBUG", "DATABASE_URL", "SECRET_KEY"}
    }
    return kept | {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "hub.settings.dev"} | variables


def manage(data: Path, *arguments: str) -> str:
    """What one of our own commands says about the site in a data folder."""
    done = subprocess.run(  # our own commands
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=_environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _serve(filled: Path, data: Path) -> Iterator[Server]:
    shutil.copytree(filled, data)
    manage(data, "set_up")  # Code that is newer than the copy: migrations, static files.
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    log = data / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(  # our own commands
            [
                *(sys.executable, "-m", "gunicorn", "hub.wsgi", "--bind", f"127.0.0.1:{port}"),
                *("--worker-class", "gthread", "--workers", "1", "--threads", "8", "--log-level", "warning"),
            ],
            cwd=settings.BASE_DIR,
            env=_environment(data, SITE_URL=address),
            stdout=output,
            stderr=output,
        )
    try:
        _wait(process, address, log)
        print(f"Serving {address} from {data}")  # For whoever wants to look meanwhile.
        yield Server(address, data, (data / "password").read_text())
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(process: subprocess.Popen, address: str, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(f"{address}/fi/", timeout=STARTS_WITHIN).close()  # noqa: S310  # our own address
            return
        except urllib.error.URLError:
            time.sleep(0.05)
    pytest.fail(f"The server did not answer within {STARTS_WITHIN} s.\n{log.read_text()}")


# --- What the editor has published ------------------------------------------------------------


@pytest.fixture(scope="session")
def desk(browser: Browser, desk_site: Server) -> Iterator[Desk]:
    """The editor's browser: the generated administrator is signed in and reads Finnish."""
    context = browser.new_context(
        base_url=desk_site.address, locale="en-GB", viewport={"width": 1280, "height": 900}
    )
    desk = Desk(context, desk_site)
    desk.sign_in()
    desk.choose_language("fi")
    yield desk
    context.close()


@pytest.fixture(scope="session")
def published_guide(desk: Desk) -> Published:
    """A guide that the editor has published through the admin."""
    return publish_guide(desk)


@pytest.fixture(scope="session")
def published_session(desk: Desk) -> Published:
    """A recorded info session that the editor has published through the admin, video and captions included."""
    return publish_session(desk)


@pytest.fixture(scope="session")
def published_scenario(desk: Desk) -> Published:
    """A scenario that the editor has published through the admin."""
    return publish_scenario(desk)


@pytest.fixture
def reader(browser: Browser, desk_site: Server) -> Iterator[Page]:
    """A visitor of the site that the editor works on."""
    context = browser.new_context(base_url=desk_site.address)
    yield context.new_page()
    context.close()
