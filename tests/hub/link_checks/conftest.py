"""An asker that may speak to this machine, and a site there."""

import threading
from collections.abc import Iterator

import pytest

from hub.link_checks.asking import Asker, Manners
from tests.support.elsewhere import Elsewhere

SITE = "https://pakki.example"
QUICK = Manners(between=0, answer=0.3, whole=2)


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    server = Elsewhere()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.finish.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def asker() -> Asker:
    return Asker(SITE, QUICK, allow_loopback=True)
