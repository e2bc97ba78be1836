"""The journey “editor publishes”: three kinds of content through the real admin, then read by a visitor."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support.admin import Desk, PageForm, upload_recording
from tests.browser.support.server import Server
from tests.browser.support.views import GUIDE
from tests.browser.support.work import SESSION, Published

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ["published_guide", "published_session", "published_scenario"])
def test_what_the_editor_has_published_is_read(
    kind: str, reader: Page, request: pytest.FixtureRequest
) -> None:
    published: Published = request.getfixturevalue(kind)
    reader.goto(published.path)
    assert published.texts
    for text in published.texts.values():
        expect(reader.get_by_text(text.fi).first).to_be_visible()


def test_a_wrong_time_code_is_explained_and_nothing_is_lost(desk: Desk, reader: Page) -> None:
    form = desk.add_page_under("/fi/infot/", "events/sessionpage")
    title = "Väärä aika ja sen korjaus"
    texts = {"title": title, "lead": SESSION["lead"].fi, "chapters-0-value-title": "Alku"}
    times = {"starts_at": "02.09.2026 17:30", "ends_at": "02.09.2026 18:30"}
    form.choose("theme", "Yhdistys työnantajana")
    form.write_rich("description", SESSION["description"].fi)
    upload_recording(form, "Tallenne ilman kuvaa", poster=False)
    form.add("chapters")
    for name, text in {**texts, **times, "chapters-0-value-time": "1:75"}.items():
        form.field(name).fill(text)
    form.publish()

    expect(form.tab.locator(".messages .error")).to_be_visible()
    problem = form.block("chapters time").locator(".error-message")
    expect(problem).to_have_text(re.compile("12:40"))
    for name, text in {**texts, **times, "chapters-0-value-time": "1:75"}.items():
        expect(form.field(name)).to_have_value(text)
    expect(form.block("theme")).to_contain_text("Yhdistys työnantajana")
    expect(form.block("description")).to_contain_text(SESSION["description"].fi)
    expect(form.block("recording")).to_contain_text("Tallenne ilman kuvaa")

    form.field("chapters-0-value-time").fill("1:15")
    form.publish()
    _pk, path = form.published()
    assert reader.goto(path).status == 200
    expect(reader.locator(".chapters a")).to_have_attribute("href", "?t=75#player")
    assert reader.goto("/fi/infot/").status == 200
    expect(reader.get_by_role("link", name=title)).to_be_visible()


@contextmanager
def without_sessions(site: Server) -> Iterator[None]:
    """A database that fails whoever is signed in: the table of their sessions has another name."""
    database = sqlite3.connect(site.data / "pakki.sqlite3", isolation_level=None)
    database.execute("pragma legacy_alter_table = on")
    database.execute("alter table django_session rename to away")
    try:
        yield
    finally:
        database.execute("alter table away rename to django_session")
        database.close()


def test_what_was_published_while_the_database_was_gone_is_sent_again_by_loading_the_page(
    desk: Desk, reader: Page
) -> None:
    path = GUIDE["fi"]
    tab = desk.context.new_page()
    tab.goto(f"/admin/pages/{desk.site.page_at(path).pk}/edit/")
    form = PageForm(tab)
    with without_sessions(desk.site):
        form.field("lead").fill("Tavallinen kenttä katkoksen aikana.")
        form.write_rich("steps why", "Muotoiltu teksti katkoksen aikana.")
        expect(form.field("steps-0-value-why")).to_have_value(re.compile("katkoksen aikana"))
        form.publish()
        expect(tab.get_by_role("heading", level=1)).to_have_text("Pakki on hetken poissa")
    tab.reload()
    expect(tab.locator(".messages .success")).to_be_visible()
    tab.close()
    reader.goto(path)
    expect(reader.get_by_text("Tavallinen kenttä katkoksen aikana.").first).to_be_visible()
    expect(reader.get_by_text("Muotoiltu teksti katkoksen aikana.").first).to_be_visible()


def test_picture_that_is_refused_among_several_says_why_and_nothing_else(desk: Desk) -> None:
    tab = desk.context.new_page()
    tab.goto("/admin/images/multiple/add/")
    damaged = {"name": "rikki.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(33)}
    tab.set_input_files("#fileupload", [damaged])
    expect(tab.locator(".error_messages")).to_contain_text("Kuva on vioittunut")
    expect(tab.locator(".upload-list .error-message")).to_be_hidden()
    tab.close()
