"""One copy of a page for all its readers, and never anything else in it."""

import gzip
import itertools

import brotli
import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from hub.caching import generation
from hub.caching.middleware import MOST_VARIANTS, PageCacheMiddleware
from hub.checks import page_types
from hub.models import HubDocument, HubImage, Menu, SiteText
from tests.support.pages import make_private, one_of, soup_of, translation_of

pytestmark = pytest.mark.django_db


def queries(client: Client, url: str, **extra) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, **extra).status_code == 200
    return len(captured)


def is_kept(client: Client, url: str) -> bool:
    """Whether the next reader gets a kept copy, which costs the one query for its number."""
    return queries(client, url) == 1


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
def test_second_reader_of_every_page_gets_the_kept_copy(client, model):
    url = one_of(model, "fi").url
    first = client.get(url)
    assert is_kept(client, url)
    assert client.get(url).content == first.content


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
def test_uncached_page_costs_at_most_twelve_queries(client, model):
    url = one_of(model, "fi").url
    not_kept = {"HTTP_AUTHORIZATION": "Basic YTpi"}
    client.get(url, **not_kept)  # Menus, sites and locales are remembered from here on.
    caches["renditions"].clear()
    count = queries(client, url, **not_kept)
    assert 1 < count <= 12


def test_search_costs_at_most_eight_queries(client):
    url = "/fi/haku/?q=palkka"
    not_kept = {"HTTP_AUTHORIZATION": "Basic YTpi"}
    client.get(url, **not_kept)
    assert queries(client, url, **not_kept) <= 8


def test_unknown_parameters_make_no_copy_of_their_own(client, session):
    """B50: names of parameters."""
    client.get(session.url)
    assert is_kept(client, f"{session.url}?utm_source=kirje&fbclid=1")


def test_parameter_that_the_page_reads_has_a_copy_of_its_own(client, session):
    client.get(session.url)
    later = client.get(f"{session.url}?t=20").content
    assert b'data-start="20"' in later
    assert b'data-start="20"' not in client.get(session.url).content
    assert is_kept(client, f"{session.url}?t=20&utm_source=kirje")


def test_value_that_means_nothing_to_the_page_makes_no_copy_of_its_own(client, session):
    """B50: values of parameters."""
    client.get(session.url)
    assert is_kept(client, f"{session.url}?t=roska")
    assert is_kept(client, f"{session.url}?t=123456789")


def test_only_so_many_copies_of_an_address_are_kept(client, session):
    """B50: the cache does not fill up."""
    for second in range(MOST_VARIANTS + 1):
        client.get(f"{session.url}?t={second}")
    assert is_kept(client, f"{session.url}?t=0")
    assert not is_kept(client, f"{session.url}?t={MOST_VARIANTS}")


@pytest.mark.parametrize("host", ["testserver:65000", "TESTSERVER"])
def test_spelling_of_the_host_makes_no_copy_of_its_own(client, guide, host):
    """B51: the host's port and case."""
    client.get(guide.url)
    assert queries(client, guide.url, headers={"Host": host}) == 1


def test_copy_asked_first_with_a_parameter_is_not_the_plain_page(client, session):
    client.get(f"{session.url}?t=20")
    assert b'data-start="20"' not in client.get(session.url).content
    assert is_kept(client, f"{session.url}?t=20")


COOKIES = {
    "none": None,
    "unrelated": "tunniste=1",
    "session": "sessionid=abcdef",
    "csrf": "csrftoken=abcdef",
}
AUTHORIZATIONS = {"none": None, "empty": "", "set": "Basic YTpi"}
LANGUAGES = [None, "", "sv", "%%%"]
ENCODINGS = [None, "", "gzip", "br;q=1.0, gzip", "nonsense"]


@pytest.mark.parametrize("is_kept_before", [True, False], ids=["kept", "drawn"])
@pytest.mark.parametrize("cookie", COOKIES)
@pytest.mark.parametrize("authorization", AUTHORIZATIONS)
def test_whoever_asks_the_answer_is_the_same_and_sets_no_cookie(
    client, guide, cookie, authorization, is_kept_before
):
    """2026-113593, 2026-48588, 2026-48587, 2026-35193, 2026-6907: caches that tell the next one."""
    plain = client.get(guide.url).content
    combinations = list(itertools.product(LANGUAGES, ENCODINGS))
    for language, encoding in combinations:
        values = {
            "HTTP_COOKIE": COOKIES[cookie],
            "HTTP_AUTHORIZATION": AUTHORIZATIONS[authorization],
            "HTTP_ACCEPT_LANGUAGE": language,
            "HTTP_ACCEPT_ENCODING": encoding,
        }
        if not is_kept_before:
            cache.clear()
        response = Client().get(
            guide.url, **{name: value for name, value in values.items() if value is not None}
        )
        assert unpacked(response) == plain
        assert not response.cookies
        assert response["Vary"] == "Accept-Encoding"
        assert "public" in response["Cache-Control"]
    assert len(combinations) == 20


def unpacked(response) -> bytes:
    match response.get("Content-Encoding"):
        case "br":
            return brotli.decompress(response.content)
        case "gzip":
            return gzip.decompress(response.content)
    return response.content


@pytest.mark.parametrize("header", ["HTTP_COOKIE", "HTTP_AUTHORIZATION"])
def test_nothing_is_kept_of_an_answer_to_somebody_who_shows_who_they_are(client, guide, header):
    Client().get(guide.url, **{header: "sessionid=abc"})
    assert not is_kept(client, guide.url)


def test_editor_reads_the_same_page_as_everybody(editor_client, client, guide):
    assert editor_client.get(guide.url).content == client.get(guide.url).content
    assert b"toimittaja" not in client.get(guide.url).content


def test_private_page_is_never_kept(editor_client, client, guide):
    """2026-8404: a private page in a cache."""
    make_private(guide)
    assert editor_client.get(guide.url).status_code == 200
    assert client.get(guide.url).status_code == 302


def test_page_behind_a_password_is_not_shown_to_the_next_one(client, guide):
    """2026-35192: a session in a kept page."""
    restriction = PageViewRestriction.objects.create(
        page=guide, restriction_type=PageViewRestriction.PASSWORD, password="avain"
    )
    form = soup_of(client, guide.url).select_one("main form[method=post]")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    opened = client.post(form["action"], data | {"password": restriction.password}, follow=True)
    assert guide.title in opened.content.decode().replace("\u00ad", "")
    assert guide.title not in Client().get(guide.url).content.decode().replace("\u00ad", "")


def test_preview_of_a_draft_neither_comes_from_the_cache_nor_goes_into_it(client, guide):
    kept = client.get(guide.url).content
    guide.goal = "Luonnoksen tavoite, jota kukaan ei ole julkaissut"
    assert "Luonnoksen tavoite" in guide.make_preview_request().content.decode()
    assert client.get(guide.url).content == kept


def test_not_found_is_not_kept(client, guide):
    url = guide.url
    guide.unpublish()
    assert client.get(url).status_code == 404
    guide.save_revision().publish()
    assert client.get(url).status_code == 200


def test_browser_that_has_the_page_gets_304_with_its_headers(client, guide):
    first = client.get(guide.url)
    again = client.get(guide.url, headers={"If-None-Match": f'"muu", {first["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Vary"]) == (first["ETag"], first["Vary"])
    assert again["Cache-Control"] == first["Cache-Control"]


def test_browser_with_an_older_page_gets_the_new_one(client, guide):
    old = client.get(guide.url)["ETag"]
    guide.goal = "Aivan uusi tavoite"
    guide.save_revision().publish()
    new = client.get(guide.url, headers={"If-None-Match": old})
    assert new.status_code == 200
    assert "Aivan uusi tavoite" in new.content.decode()


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0", None),
        ("", None),
        ("identity", None),
    ],
)
def test_copy_comes_in_the_best_encoding_that_the_browser_takes(client, guide, accepted, encoding):
    plain = client.get(guide.url).content
    response = client.get(guide.url, headers={"Accept-Encoding": accepted})
    assert response.get("Content-Encoding") == encoding
    assert unpacked(response) == plain


def test_head_says_what_get_says(client, guide):
    client.get(guide.url)
    assert client.head(guide.url)["ETag"] == client.get(guide.url)["ETag"]


# --- What makes a copy old ---------------------------------------------------------------------


def publish(guide):
    guide.save_revision().publish()


def publish_translation(guide):
    translation_of(guide, "sv").save_revision().publish()


def change_menu(guide):
    menu = Menu.objects.filter(locale=guide.locale).first()
    menu.title = "Uusi otsikko"
    menu.save_revision().publish()


def change_site_text(guide):
    text = SiteText.objects.get(locale=guide.locale)
    text.phone = "040 765 4321"
    text.save()


CHANGES = {
    "publish": publish,
    "unpublish another": lambda guide: translation_of(guide, "sv").unpublish(),
    "publish the translation": publish_translation,
    "move": lambda guide: guide.move(
        guide.get_parent().get_siblings(inclusive=False).first(), pos="last-child"
    ),
    "delete the translation": lambda guide: translation_of(guide, "sv").delete(),
    "menu": change_menu,
    "texts of the site": change_site_text,
    "site": lambda guide: guide.get_site().save(),
    "restriction": lambda guide: make_private(translation_of(guide, "sv")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_change_makes_the_copy_old_at_once(client, guide, change):
    client.get("/fi/")
    assert is_kept(client, "/fi/")
    CHANGES[change](guide)
    assert not is_kept(client, "/fi/")


@pytest.mark.parametrize("name", ["recording", "chapters"])
def test_changed_recording_makes_the_copy_old(client, session, name):
    client.get(session.url)
    (session.recording if name == "recording" else session.recording.captions.first()).save()
    assert not is_kept(client, session.url)


@pytest.mark.parametrize("model", [HubImage, HubDocument])
def test_changed_file_makes_the_copy_old(client, session, model):
    client.get(session.url)
    model.objects.first().save()
    assert not is_kept(client, session.url)


def test_draft_leaves_the_copy_as_it_is(client, guide):
    client.get(guide.url)
    guide.goal = "Vielä luonnos"
    guide.save_revision()
    assert is_kept(client, guide.url)


def test_change_that_is_rolled_back_leaves_the_copy_as_it_is(client, guide):
    client.get(guide.url)
    before = generation.read()
    with transaction.atomic():
        guide.save_revision().publish()
        during = generation.read()
        transaction.set_rollback(True)
    assert generation.read() == before != during
    assert is_kept(client, guide.url)


# --- When something is gone --------------------------------------------------------------------


def test_failing_page_is_shown_as_it_was_and_marked_as_possibly_old(client, guide, monkeypatch):
    kept = client.get(guide.url).content
    generation.advance()
    monkeypatch.setattr("toolkit.models.GuidePage.get_context", lambda *args: 1 / 0)
    client.raise_request_exception = False
    response = client.get(guide.url)
    assert (response.status_code, response.content) == (200, kept)
    assert response["Warning"].startswith("110")
    assert int(response["Age"]) >= 0


class FailingForPages(LocMemCache):
    """A cache in which nothing can be read or kept of the page cache."""

    def get(self, key, *args, **kwargs):
        """What others have kept."""
        if key.startswith("page:"):
            raise ValueError("on purpose")
        return super().get(key, *args, **kwargs)

    def set(self, key, *args, **kwargs) -> None:
        """Keep what others want kept."""
        if key.startswith("page:"):
            raise TypeError("on purpose")
        super().set(key, *args, **kwargs)


@pytest.mark.parametrize("query", ["", "?t=20"])
def test_fault_of_the_cache_costs_the_reader_nothing(client, session, monkeypatch, caplog, query):
    whole = client.get(f"{session.url}{query}")
    monkeypatch.setattr(caches._connections, "default", FailingForPages("failing", {}), raising=False)
    response = client.get(f"{session.url}{query}")
    assert (response.status_code, response.content) == (200, whole.content)
    assert response["Content-Security-Policy"] == whole["Content-Security-Policy"]
    assert "cannot be read: ValueError" in caplog.text
    assert "cannot be kept: TypeError" in caplog.text


def fail(execute, sql, params, many, context):
    raise OperationalError("the connection is closed")


def test_without_the_database_kept_pages_are_shown_and_marked_as_possibly_old(client, guide):
    kept = client.get(guide.url).content
    with connection.execute_wrapper(fail):
        response = client.get(guide.url)
    assert (response.status_code, response.content) == (200, kept)
    assert response["Warning"].startswith("110")


def test_without_the_database_other_pages_say_so_in_both_languages_and_are_back_with_it(client, guide):
    url = guide.url
    with connection.execute_wrapper(fail):
        response = client.get(url)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "Tietokanta ei juuri nyt vastaa" in response.content.decode()
    assert "Databasen svarar inte" in response.content.decode()
    assert client.get(guide.url).status_code == 200


def test_database_that_is_gone_is_asked_once_for_a_page(client):
    asked = []

    def gone(execute, sql, params, many, context):
        asked.append(sql)
        raise OperationalError("no such host")

    with connection.execute_wrapper(gone):
        assert client.get("/fi/").status_code == 503
    assert asked == [generation.STATE]


WITHDRAWALS = {
    "unpublished": lambda guide: guide.unpublish(),
    "deleted": lambda guide: guide.delete(),
    "private": make_private,
    "moved": lambda guide: guide.move(
        guide.get_parent().get_siblings(inclusive=False).first(), pos="last-child"
    ),
}


@pytest.mark.parametrize("withdraw", WITHDRAWALS)
def test_withdrawn_page_is_not_shown_again_when_the_database_is_gone(client, guide, withdraw):
    url = guide.url
    assert client.get(url).status_code == 200
    WITHDRAWALS[withdraw](guide)
    client.get("/fi/")  # Some reader of this process comes by.
    with connection.execute_wrapper(fail):
        assert client.get(url).status_code == 503


def test_page_made_private_is_not_shown_again_when_it_fails(client, guide, monkeypatch):
    client.get(guide.url)
    make_private(guide)
    monkeypatch.setattr("hub.views.wagtail_serve", lambda *args: 1 / 0)
    client.raise_request_exception = False
    assert client.get(guide.url).status_code == 500


def test_old_copy_is_kept_by_nobody_else(client, guide):
    url = guide.url
    client.get(url)
    with connection.execute_wrapper(fail):
        assert client.get(url)["Cache-Control"] == "no-store"


def test_changed_template_shows_at_once_where_one_works_on_them(settings):
    settings.DEBUG = True
    with pytest.raises(MiddlewareNotUsed):
        PageCacheMiddleware(lambda request: None)


@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt", "/favicon.ico", "/.well-known/security.txt"])
def test_file_for_machines_is_kept_and_not_sent_twice(client, path):
    first = client.get(path)
    assert is_kept(client, path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_sitemap_is_old_when_a_page_is_published(client, guide):
    client.get("/sitemap.xml")
    guide.slug = "aivan-uusi-osoite"
    guide.save_revision().publish()
    assert b"aivan-uusi-osoite" in client.get("/sitemap.xml").content
