"""The content security policy lets the admin work: nothing that Wagtail needs is stopped, wherever an editor goes."""

import pytest
from playwright.sync_api import expect

from tests.browser.support.admin import Desk
from tests.browser.support.views import PAGE_TYPES
from tests.browser.support.work import Published

pytestmark = pytest.mark.browser

PLACES = [
    *("", "account/", "pages/", "pages/search/?q=palkka", "reports/site-history/", "reports/workflow/"),
    *("images/", "images/multiple/add/", "documents/multiple/add/", "documents/edit/1/"),
    *("media/", "media/video/add/", "media/edit/1/", "localize/reports/translations/"),
    *("snippets/hub/menu/", "snippets/hub/menu/add/", "snippets/events/theme/add/"),
    *("redirects/add/", "sites/new/", "collections/add/", "users/new/", "groups/new/", "workflows/add/"),
]


def test_journeys_of_editors(
    desk: Desk, published_guide: Published, published_session: Published, published_scenario: Published
) -> None:
    assert desk.stopped == []


def test_places_of_the_admin(desk: Desk) -> None:
    tab = desk.context.new_page()
    desk.stopped.clear()
    for place in PLACES:
        assert tab.goto(f"/admin/{place}").status == 200, place
    tab.close()
    assert desk.stopped == []


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_editing_and_translating(desk: Desk, kind: str) -> None:
    page = next(page for page in desk.site.pages() if (page.kind, page.language) == (kind, "fi"))
    translated = next(page for page in desk.site.pages() if (page.kind, page.language) == (kind, "sv"))
    places = (
        f"pages/{page.pk}/edit/",
        f"localize/submit/page/{page.pk}/",
        f"pages/{translated.pk}/edit/",
    )
    tabs = [desk.context.new_page() for _place in places]
    desk.stopped.clear()
    # All of them load at once: each is quiet for half a second before it counts as idle.
    for tab, place in zip(tabs, places, strict=True):
        tab.goto(f"/admin/{place}", wait_until="commit")
    for tab in tabs:
        tab.wait_for_load_state("networkidle")
        tab.close()
    assert desk.stopped == []


def test_previews_stand_in_frames_of_the_admin(desk: Desk) -> None:
    guide = next(page for page in desk.site.pages() if page.kind == "toolkit.guidepage")
    tab = desk.context.new_page()
    desk.stopped.clear()
    tab.goto(f"/admin/pages/{guide.pk}/edit/")
    tab.locator("[data-side-panel-toggle=preview]").click()
    preview = tab.frame_locator("[data-side-panel=preview] iframe").first
    expect(preview.locator("h1")).to_be_visible()
    expect(preview.locator("header.top")).to_have_css("border-bottom-width", "1px")
    tab.close()
    assert desk.stopped == []


def test_picture_is_cut_around_what_matters(desk: Desk) -> None:
    tab = desk.context.new_page()
    tab.goto("/admin/images/1/")
    expect(tab.locator(".jcrop-holder")).to_be_visible()
    tab.close()
    # Jcrop asks a new element whether it knows touch by giving it a handler, and goes on without.
    assert {"inline event handler" in text for text in desk.stopped} <= {True}
