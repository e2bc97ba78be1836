"""Every page type and view, in both languages, narrow and wide, light and dark: accessible, quiet, still, private."""

import pytest
from playwright.sync_api import Browser

from tests.browser.support.axe import violations
from tests.browser.support.server import Server
from tests.browser.support.views import EVERYTHING, LANGUAGES, NOT_FOUND, path_of
from tests.browser.support.watch import Watch

pytestmark = pytest.mark.browser

SCHEMES = ["light", "dark"]
STATUS_LINE = "error: Failed to load resource: the server responded with a status of 404 (Not Found)"
"""Chromium's own line about a page that is not found."""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", EVERYTHING)
def test_a_page_is_accessible_quiet_still_and_private(
    view: str, language: str, width: int, browser: Browser, site: Server
) -> None:
    context = browser.new_context(base_url=site.address, viewport={"width": width, "height": 800})
    watch = Watch(context)
    response = watch.read(path_of(site, view, language))
    assert response.status == (404 if view in NOT_FOUND else 200)
    assert watch.page.locator("html").get_attribute("lang") == language

    assert watch.shifts() == []
    assert watch.overflow() == []
    assert watch.kept() == {}
    assert [url for url in watch.asked if not url.startswith((f"{site.address}/", "data:"))] == []
    assert [line for line in watch.said if not (view in NOT_FOUND and line == STATUS_LINE)] == []
    found = []
    for scheme in SCHEMES:
        watch.page.emulate_media(color_scheme=scheme)
        watch.settle()
        found += [f"{scheme}: {line}" for line in violations(watch.page)]
    assert found == [], "\n".join(found)
    context.close()
