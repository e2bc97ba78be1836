"""An association's own path: asked and shown without JavaScript, taken into a calendar, printed on one sheet."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.support.axe import violations
from tests.browser.support.server import Server

pytestmark = pytest.mark.browser

PATH = {"fi": "/fi/tyokalut/oma-polku/", "sv": "/sv/verktyg/var-egen-vag/"}
START = f"11.1.{timezone.localdate().year + 1}"
ANSWERED = f"?first=yes&way=subsidy&term=open&start={START}&end=&payday=15&minor=yes&insured=no"


@pytest.fixture
def plain(browser: Browser, site: Server) -> Iterator[Page]:
    """A tab in which no script runs."""
    context = browser.new_context(base_url=site.address, java_script_enabled=False, locale="fi-FI")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", sorted(PATH))
def test_questions_lead_to_dated_steps_and_a_calendar(language: str, plain: Page) -> None:
    plain.goto(PATH[language])
    plain.locator("[name=way][value=subsidy]").check()
    plain.locator("[name=start]").fill("31.2.")
    plain.locator("main form .btn").click()
    expect(plain.locator(".note--err a")).to_have_count(1)
    expect(plain.locator("[name=start]")).to_have_value("31.2.")
    expect(plain.locator("[name=way][value=subsidy]")).to_be_checked()

    plain.locator("[name=start]").fill(START)
    plain.locator("main form .btn").click()
    expect(plain.locator(".note--err")).to_have_count(0)
    expect(plain.locator(".way .steps > li")).not_to_have_count(0)
    expect(plain.locator(".way")).to_contain_text(START)
    expect(plain.locator("main .btn:not(.btn--2)")).to_have_count(1)
    with plain.expect_download() as download:
        plain.locator("a[href*='format=ics']").click()
    assert re.fullmatch(r"[a-z-]+\.ics", download.value.suggested_filename)


@pytest.mark.parametrize("language", sorted(PATH))
def test_a_path_is_one_printed_sheet(language: str, plain: Page) -> None:
    plain.goto(PATH[language] + ANSWERED)
    with pikepdf.open(io.BytesIO(plain.pdf(format="A4"))) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("query", [ANSWERED, "?start=x&payday=99"], ids=["answered", "wrong"])
def test_answers_and_mistakes_are_accessible_at_320(query: str, scheme: str, page: Page) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(PATH["fi"] + query)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(page) == []
