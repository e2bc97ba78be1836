"""What machines read outside pages: sitemap, feeds, calendars and small files at fixed addresses."""

import datetime
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page

from events.models import SessionPage
from tests.support.growth import grow
from tests.support.pages import make_private, part, soup_of, translation_of

pytestmark = pytest.mark.django_db

FILES = [
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/favicon.ico",
    "/fi/manifest.webmanifest",
    "/sv/manifest.webmanifest",
    "/fi/uusimmat.xml",
    "/sv/nyaste.xml",
    "/fi/infot.xml",
    "/sv/infotraffar.xml",
    "/fi/tallenteet.xml",
    "/sv/inspelningar.xml",
    "/fi/kalenteri.ics",
    "/sv/kalender.ics",
]
LISTS = [url for url in FILES if url.endswith((".xml", ".ics"))]
OF_A_SESSION = {"fi": "/fi/kalenteri/{}.ics", "sv": "/sv/kalender/{}.ics"}
SECRET = "Kvyxlö"
SECRET_SLUG = "kvyxlo"

each_file = pytest.mark.parametrize("url", FILES)


@pytest.fixture
def canary(session) -> SessionPage:
    """A Finnish session that is coming and recorded, so that every list has it, under a name that nothing else has."""
    session.title, session.slug = f"{SECRET} infossa", SECRET_SLUG
    session.last_published_at = timezone.now()
    session.starts_at = timezone.now()
    session.ends_at = session.starts_at + datetime.timedelta(hours=1)
    session.save()
    return session


def where_it_shows(client, key: UUID) -> set[str]:
    """The lists, files of a session and heads of pages around it that tell of the canary."""
    files = [*LISTS, *(url.format(key) for url in OF_A_SESSION.values())]
    found = {
        url
        for url in files
        if (response := client.get(url)).status_code == 200
        and (SECRET in response.content.decode() or SECRET_SLUG in response.content.decode())
    }
    for page in SessionPage.objects.live().exclude(title__contains=SECRET):
        response = client.get(page.url)
        head = str(soup_of(client, page.url).head) if response.status_code == 200 else ""
        if SECRET in head or SECRET_SLUG in head:
            found.add(page.url)
    return found


def test_published_page_is_in_every_list_of_its_language_and_in_the_head_of_its_translation(client, canary):
    swedish = translation_of(canary, "sv")
    finnish = {url for url in LISTS if url.startswith("/fi/")}
    assert where_it_shows(client, canary.translation_key) == {
        "/sitemap.xml",
        *finnish,
        OF_A_SESSION["fi"].format(canary.translation_key),
        swedish.url,
    }


def to_draft(page: Page) -> None:
    page.unpublish()


def parent_to_private(page: Page) -> None:
    make_private(page.get_parent())


def to_alias(page: Page) -> None:
    """Copy the page into the other language in place of its translation, then take away the original."""
    locale = Locale.objects.get(language_code="sv")
    part(page.get_translation(locale))
    page.copy_for_translation(locale, alias=True)
    Page.objects.filter(pk=page.pk).update(live=False)


def to_outside(page: Page) -> None:
    """Move the page beside the front pages, where no site reaches it."""
    page.move(Page.objects.get(depth=1), pos="last-child")


def to_unreachable(page: Page) -> None:
    Page.objects.get(depth=2, locale=page.locale).unpublish()


@pytest.mark.parametrize(
    "hide",
    [to_draft, make_private, parent_to_private, to_alias, to_outside, to_unreachable],
    ids=lambda hide: hide.__name__,
)
def test_page_that_nobody_may_read_is_in_none(client, canary, hide: Callable[[Page], None]):
    """P4, B60, 2026-44201: feeds, sitemap and calendars."""
    key = canary.translation_key
    hide(canary)
    swedish = {page.url for page in SessionPage.objects.filter(locale__language_code="sv")}
    shown = where_it_shows(client, key)
    if hide is to_unreachable:  # Its own address is no secret: the page is live.
        shown -= swedish
    assert shown == set()


@each_file
def test_file_may_be_kept_by_everybody_for_five_minutes(client, url):
    response = client.get(url, headers={"Accept-Encoding": "gzip", "Accept-Language": "sv"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"


@each_file
def test_file_is_the_same_for_somebody_who_has_signed_in(client, editor_client, url):
    assert editor_client.get(url).content == client.get(url).content


@each_file
def test_file_says_its_language_where_it_has_one(client, url):
    language = url.split("/")[1]
    expected = language if language in ("fi", "sv") else None
    assert client.get(url).get("Content-Language") == expected


@each_file
def test_head_is_answered_like_get(client, url):
    got, head = client.get(url), client.head(url)
    assert head.status_code == 200
    assert dict(head.headers) == dict(got.headers)
    assert head.content == b""


@each_file
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused(client, url, method):
    response = getattr(client, method)(url)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("url", [f"/xx{url[3:]}" for url in LISTS if url[:4] in ("/fi/", "/sv/")])
def test_unknown_language_has_no_files(client, url):
    assert client.get(url).status_code == 404


def test_lists_of_five_times_as_much_cost_no_more_queries(client, canary, record_property):
    urls = [*LISTS, OF_A_SESSION["fi"].format(canary.translation_key)]

    def queries(url: str) -> int:
        client.get(url)  # What is kept from request to request is read before counting.
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    before = {url: queries(url) for url in urls}
    grow([canary])
    after = {url: queries(url) for url in urls}
    for url, count in after.items():
        print(f"{before[url]:3} queries, {count:3} with five times as much: {url}")
        record_property(url, count)
    assert {url: count for url, count in after.items() if count > before[url]} == {}
