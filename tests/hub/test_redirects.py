"""A page that gets another address is found at its old one."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from tests.support.pages import make_private, translation_of

pytestmark = pytest.mark.django_db

each_language = pytest.mark.parametrize("language", ["fi", "sv"])


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Publishes a page under another slug, as an editor does."""

    def make(page: Page, slug: str) -> Page:
        with django_capture_on_commit_callbacks(execute=True):
            page = Page.objects.get(pk=page.pk).specific
            page.slug = slug
            page.save_revision().publish()
        return Page.objects.get(pk=page.pk).specific

    return make


def hops(client: Client, url: str) -> tuple[list[tuple[str, int]], int]:
    """The redirects from an address, and the status at the end."""
    response = client.get(url, follow=True)
    return response.redirect_chain, response.status_code


@each_language
def test_old_address_leads_to_the_new_one(client, guide, rename, language):
    page = guide if language == "fi" else translation_of(guide, language)
    old = page.url
    new = rename(page, "uusi-osoite").url
    assert new != old
    assert hops(client, old) == ([(new, 301)], 200)


@each_language
def test_pages_below_move_along(client, guide, rename, language):
    page = guide if language == "fi" else translation_of(guide, language)
    old = page.url
    rename(page.get_parent(), "uusi-aihe")
    new = Page.objects.get(pk=page.pk).url
    assert "uusi-aihe" in new
    assert hops(client, old) == ([(new, 301)], 200)


def test_each_of_many_old_addresses_leads_straight_to_the_last(client, guide, rename):
    old = [guide.url]
    for slug in ("toinen", "kolmas", "neljas"):
        guide = rename(guide, slug)
        old.append(guide.url)
    for url in old[:-1]:
        assert hops(client, url) == ([(old[-1], 301)], 200)


def test_page_that_gets_its_first_address_back_makes_no_loop(client, guide, rename):
    first, slug = guide.url, guide.slug
    second = rename(guide, "toinen").url
    rename(guide, slug)
    assert hops(client, first) == ([], 200)
    assert hops(client, second) == ([(first, 301)], 200)


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), lambda page: page.delete()])
def test_page_that_is_gone_after_getting_its_address_back_is_not_found(client, guide, rename, hide):
    first, slug = guide.url, guide.slug
    second = rename(guide, "toinen").url
    hide(rename(guide, slug))
    for url in (first, second):
        assert client.get(url).status_code == 404


def test_old_address_does_not_tell_the_new_one_of_a_draft(client, guide, rename):
    old = guide.url
    rename(guide, "salainen-uusi-nimi").unpublish()
    response = client.get(old)
    assert response.status_code == 404
    assert "salainen" not in str(response.headers)


def test_old_address_of_a_private_page_leads_where_one_signs_in(client, guide, rename):
    old = guide.url
    new = rename(guide, "toinen")
    make_private(new)
    assert hops(client, old)[0] == [(new.url, 301), (f"/admin/login/?next={new.url}", 302)]


@pytest.mark.parametrize("query", ["", "?x=1"])
def test_redirect_to_its_own_address_is_none(client, db, query):
    Redirect.objects.create(old_path="/fi/ympyra", redirect_link="/fi/ympyra/")
    assert client.get(f"/fi/ympyra/{query}").status_code == 404


@pytest.mark.parametrize(("is_permanent", "status"), [(True, 301), (False, 302)])
def test_redirect_of_an_editor_leads_where_it_says(client, db, is_permanent, status):
    Redirect.objects.create(old_path="/fi/kampanja", redirect_link="/fi/", is_permanent=is_permanent)
    assert hops(client, "/fi/kampanja/") == ([("/fi/", status)], 200)


def test_redirect_may_be_for_one_query_only(client, db):
    Redirect.objects.create(old_path="/fi/vanha?id=7", redirect_link="/fi/tyokalut/")
    assert hops(client, "/fi/vanha/?id=7") == ([("/fi/tyokalut/", 301)], 200)
    assert client.get("/fi/vanha/?id=8").status_code == 404


def test_redirect_of_one_site_comes_before_that_of_all(client, db):
    Redirect.objects.create(old_path="/fi/vanha", redirect_link="/fi/infot/")
    site = Site.objects.get()
    Redirect.objects.create(old_path="/fi/vanha", redirect_link="/fi/tyokalut/", site=site)
    assert hops(client, "/fi/vanha/") == ([("/fi/tyokalut/", 301)], 200)


@pytest.mark.parametrize("path", ["/fi/%00", "/fi/%ff", f"/fi/{'x' * 9000}/", "/fi/ä%2f..%2f/"])
def test_address_that_cannot_be_looked_for_is_not_found(client, db, path):
    """B45, B46: paths that the database cannot be asked for."""
    assert client.get(path).status_code == 404


def test_page_that_takes_over_an_old_address_is_shown_there(client, guide, rename):
    old, slug = guide.url, guide.slug
    rename(guide, "toinen")
    guide.copy(update_attrs={"slug": slug, "title": "Uusi ohje"}, copy_revisions=False)
    assert client.get(old).context["page"].title == "Uusi ohje"


def test_query_is_no_hindrance(client, guide, rename):
    old = guide.url
    new = rename(guide, "toinen").url
    assert hops(client, f"{old}?utm_source=x") == ([(new, 301)], 200)


def test_new_pages_leave_no_redirects(guide):
    guide.copy(update_attrs={"slug": "kopio"}, copy_revisions=False)
    assert not Redirect.objects.exists()


def test_import_that_is_sent_twice_says_so_and_is_carried_out_once(editor_client):
    file = SimpleUploadedFile("siirrot.csv", b"from,to\n/vanha,https://uusi.example/\n", "text/csv")
    step = editor_client.post("/admin/redirects/import/", {"import_file": file})
    form = BeautifulSoup(step.content, "html.parser").select_one("form[action$='import/process/']")
    sent = {field["name"]: field.get("value", "") for field in form.select("input[name][type=hidden]")}
    sent |= {"from_index": 0, "to_index": 1, "permanent": "on"}
    assert editor_client.post("/admin/redirects/import/process/", sent)["Location"] == "/admin/redirects/"
    again = editor_client.post("/admin/redirects/import/process/", sent, follow=True)
    assert again.redirect_chain == [("/admin/redirects/import/", 302)]
    assert "Valitse se uudelleen" in again.content.decode()
    assert Redirect.objects.filter(old_path="/vanha").count() == 1


def test_forged_import_is_refused(editor_client):
    response = editor_client.post("/admin/redirects/import/process/", {"import_file_name": "x"})
    assert response["Location"] == "/admin/redirects/import/"
