"""The translator's hands: wagtail-localize's translation editor."""

import re

from playwright.sync_api import Page, expect

from tests.browser.support.admin import Desk
from tests.browser.support.work import Published

SLUG = "ny-sida"


def translate(desk: Desk, published: Published) -> str:
    """Submit a page for translation into Swedish, translate it whole, publish it; the Swedish address.

    On the way the translator tries to publish too early, which must be refused.
    """
    tab = desk.context.new_page()
    tab.goto(f"/admin/localize/submit/page/{published.pk}/")
    tab.locator("[name=locales]").check()
    tab.locator("main form [type=submit]").click()
    expect(tab.locator(".messages .success")).to_be_visible()
    _publish(tab)
    expect(tab.locator(".messages .error")).to_be_visible()
    draft = int(re.search(r"/pages/(\d+)/edit/", tab.url)[1])
    assert draft not in {page.pk for page in desk.site.pages()}
    for text in published.texts.values():
        _translate_segment(tab, text.fi, text.sv)
    expect(tab.locator("main li.incomplete:visible")).to_have_count(0)
    slug = f"{SLUG}-{published.pk}"
    tab.get_by_role("tab").nth(1).click()
    _translate_segment(tab, tab.locator("main li.incomplete > p:visible").first.inner_text(), slug)
    _publish(tab)
    expect(tab.locator(".messages .success")).to_be_visible()
    path = next(page.path for page in desk.site.pages() if page.pk == draft)
    assert path.endswith(f"/{slug}/")
    tab.close()
    return path


def _publish(tab: Page) -> None:
    with tab.expect_navigation():
        tab.locator("[name=action][value=publish]").click()


def _translate_segment(tab: Page, source: str, translation: str) -> None:
    exactly = re.compile(rf"^{re.escape(source)}$")
    segment = tab.locator("main li").filter(has=tab.locator("> p", has_text=exactly))
    segment.get_by_role("button").click()
    segment.get_by_role("textbox").fill(translation)
    segment.get_by_role("button").last.click()
    expect(segment).to_have_class(re.compile(r"\bcomplete\b"))
