"""The journey “translator translates”: what the editor has published, into Swedish, in wagtail-localize's editor."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support.admin import Desk
from tests.browser.support.localize import translate
from tests.browser.support.work import Published

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ["published_guide", "published_session", "published_scenario"])
def test_a_translated_page_is_read_in_swedish(
    kind: str, desk: Desk, reader: Page, request: pytest.FixtureRequest
) -> None:
    published: Published = request.getfixturevalue(kind)
    reader.goto(published.path)
    finnish = reader.locator("main")
    for text in published.texts.values():
        expect(finnish).to_contain_text(text.fi)

    untranslated = reader.goto(published.path.replace("/fi/", "/sv/", 1))
    assert untranslated.status == 404
    expect(reader.locator("html")).to_have_attribute("lang", "sv")
    way_back = reader.locator("main").get_by_role("link", name=published.texts["title"].fi)
    expect(way_back).to_have_attribute("lang", "fi")
    way_back.click()
    expect(reader).to_have_url(re.compile(re.escape(published.path)))

    path = translate(desk, published)

    assert path.startswith("/sv/")
    reader.reload()
    reader.locator("header").get_by_role("link", name="På svenska").click()
    expect(reader).to_have_url(re.compile(re.escape(path)))
    expect(reader.locator("html")).to_have_attribute("lang", "sv")
    swedish = reader.locator("body").inner_text().replace("\u00ad", "")
    for text in published.texts.values():
        assert text.sv in swedish
        assert text.fi not in swedish
    assert reader.locator("main [lang=fi]").count() == 0
