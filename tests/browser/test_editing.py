"""The journey “editor publishes”: three kinds of content through the real admin, then read by a visitor."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.support.admin import Desk
from tests.browser.support.server import Server
from tests.browser.support.work import Published

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]


def test_a_published_guide_is_read(published_guide: Published, reader: Page) -> None:
    reader.goto(published_guide.path)
    for text in published_guide.texts.values():
        expect(reader.get_by_text(text.fi).first).to_be_visible()


def test_a_published_session_is_read(published_session: Published, reader: Page) -> None:
    reader.goto(published_session.path)
    for text in published_session.texts.values():
        expect(reader.get_by_text(text.fi).first).to_be_visible()


def test_a_published_scenario_is_read(published_scenario: Published, reader: Page) -> None:
    reader.goto(published_scenario.path)
    for text in published_scenario.texts.values():
        expect(reader.get_by_text(text.fi).first).to_be_visible()
