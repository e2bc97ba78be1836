"""What a text page costs its reader, over the wire."""

import urllib.request

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.support.server import Server
from tests.browser.support.views import LANGUAGES, TEXT_PAGES, path_of
from tests.browser.support.watch import Watch

pytestmark = pytest.mark.browser

KB = 1000
PAGE = 60 * KB
REQUESTS = 8
STYLESHEETS = 16 * KB
SCRIPTS = 6 * KB


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", TEXT_PAGES)
def test_a_text_page_keeps_its_budget(
    view: str, language: str, context: BrowserContext, site: Server
) -> None:
    watch = Watch(context)
    network = context.new_cdp_session(watch.page)
    received = []
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    network.send("Network.enable")
    watch.read(path_of(site, view, language))
    watch.page.wait_for_load_state("networkidle")
    assert len(received) == len(watch.asked)
    assert len(watch.asked) <= REQUESTS, watch.asked
    assert sum(received) <= PAGE, list(zip(watch.asked, received, strict=True))


@pytest.mark.parametrize(
    ("selector", "attribute", "budget"),
    [("link[rel=stylesheet]", "href", STYLESHEETS), ("script[src]", "src", SCRIPTS)],
)
def test_stylesheets_and_scripts_keep_their_budgets(
    selector: str, attribute: str, budget: int, context: BrowserContext, site: Server
) -> None:
    page = context.new_page()
    page.goto("/fi/")
    urls = page.locator(selector).evaluate_all("(all, name) => all.map(one => one[name])", attribute)
    assert urls
    assert sum(_gzipped(url) for url in urls) <= budget


def _gzipped(url: str) -> int:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310  # our own server
    with urllib.request.urlopen(request) as response:  # noqa: S310
        assert response.headers["Content-Encoding"] == "gzip"
        return len(response.read())
