"""A page that gets another address is found at its old one."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.users.models import UserProfile

from hub.redirects import MOST_STEPS
from hub.users.models import User
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


@pytest.mark.parametrize("length", [1, 2, 3, 5])
@pytest.mark.parametrize("start", ["", "http://testserver", "http://localhost"])
def test_b87_circle_of_redirects_is_not_found(client, db, length, start):
    for number in range(length):
        link = f"{start}/fi/ympyra-{(number + 1) % length}/"
        Redirect.objects.create(old_path=f"/fi/ympyra-{number}", redirect_link=link)
    for number in range(length):
        assert client.get(f"/fi/ympyra-{number}/").status_code == 404


def test_b87_redirect_that_ends_in_a_circle_of_others_is_not_found(client, db):
    for old, new in (("alku", "a"), ("a", "b"), ("b", "a")):
        Redirect.objects.create(old_path=f"/fi/{old}", redirect_link=f"/fi/{new}/")
    assert client.get("/fi/alku/").status_code == 404


def test_b87_circle_by_way_of_a_query_is_not_found(client, db):
    Redirect.objects.create(old_path="/fi/a", redirect_link="/fi/a/?sivu=1")
    assert client.get("/fi/a/").status_code == 404
    assert client.get("/fi/a/?sivu=1").status_code == 404


@pytest.mark.parametrize("odd", ["//[x", "//b", "//", "/fi//x"])
def test_odd_addresses_on_the_way_are_no_fault(client, db, odd):
    Redirect.objects.create(old_path="/fi/a", redirect_link=f"http://localhost{odd}")
    Redirect.objects.create(old_path=odd, redirect_link="https://muu.example/")
    assert client.get("/fi/a").status_code == 301


def test_redirects_in_a_row_lead_to_their_end(client, db):
    for old, new in (("a", "b"), ("b", "c"), ("c", "")):
        Redirect.objects.create(old_path=f"/fi/{old}", redirect_link=f"/fi/{new}")
    assert hops(client, "/fi/a/")[1] == 200


def test_row_longer_than_browsers_follow_is_not_found(client, db):
    for number in range(MOST_STEPS + 1):
        link = f"/fi/{number + 1}/"
        Redirect.objects.create(old_path=f"/fi/{number}", redirect_link=link)
    assert client.get("/fi/0/").status_code == 404
    assert client.get("/fi/1/").status_code == 301


@pytest.mark.parametrize("as_link", [True, False])
def test_circle_with_a_page_in_it_leads_to_the_page(client, guide, as_link):
    target = {"redirect_link": guide.url} if as_link else {"redirect_page": guide}
    Redirect.objects.create(old_path="/fi/vanha", **target)
    Redirect.objects.create(old_path=guide.url.rstrip("/"), redirect_link="/fi/vanha/")
    assert hops(client, "/fi/vanha/") == ([(guide.url, 301)], 200)
    guide.unpublish()
    assert [hops(client, url)[1] for url in ("/fi/vanha/", guide.url)] == [404, 404]


def test_redirect_to_the_same_path_elsewhere_is_no_circle(client, db):
    Redirect.objects.create(old_path="/fi/kampanja", redirect_link="https://muualla.example/fi/kampanja/")
    response = client.get("/fi/kampanja/")
    assert (response.status_code, response["Location"]) == (301, "https://muualla.example/fi/kampanja/")


ADDED = {"site": "", "is_permanent": "on", "redirect_page": "", "redirect_link": ""}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", "Lukija ei pääsisi perille: /fi/a → /fi/b → /fi/c → /fi/a."),
        ("sv", "Läsaren skulle inte komma fram: /fi/a → /fi/b → /fi/c → /fi/a."),
    ],
)
def test_b87_form_names_the_circle_that_it_refuses(editor_client, language, said):
    own = Site.objects.get().root_url
    for old, new in (("b", "c"), ("c", "a")):
        Redirect.objects.create(old_path=f"/fi/{old}", redirect_link=f"{own}/fi/{new}/")
    UserProfile.objects.create(user=User.objects.get(username="toimittaja"), preferred_language=language)
    sent = ADDED | {"old_path": "/fi/a/", "redirect_link": f"{own}/fi/b/"}
    assert said in editor_client.post("/admin/redirects/add/", sent).content.decode()
    assert not Redirect.objects.filter(old_path="/fi/a").exists()


def test_form_refuses_a_redirect_to_its_own_page(editor_client, guide):
    sent = ADDED | {"old_path": guide.url, "redirect_page": guide.pk}
    path = guide.url.rstrip("/")
    assert f"{path} → {path}" in editor_client.post("/admin/redirects/add/", sent).content.decode()
    assert not Redirect.objects.exists()


def test_form_lets_a_redirect_be_turned_round(editor_client):
    own = Site.objects.get().root_url
    redirect = Redirect.objects.create(old_path="/fi/a", redirect_link=f"{own}/fi/b/")
    sent = ADDED | {"old_path": "/fi/b", "redirect_link": f"{own}/fi/a/"}
    assert editor_client.post(f"/admin/redirects/{redirect.pk}/", sent).status_code == 302
    redirect.refresh_from_db()
    assert redirect.old_path == "/fi/b"


def import_of(editor_client: Client, rows: str) -> dict:
    """What is sent to carry out the import of a file with these rows."""
    file = SimpleUploadedFile("siirrot.csv", f"from,to\n{rows}".encode(), "text/csv")
    step = editor_client.post("/admin/redirects/import/", {"import_file": file})
    form = BeautifulSoup(step.content, "html.parser").select_one("form[action$='import/process/']")
    sent = {field["name"]: field.get("value", "") for field in form.select("input[name][type=hidden]")}
    return sent | {"from_index": 0, "to_index": 1, "permanent": "on"}


def test_b87_import_refuses_the_rows_that_close_a_circle_and_keeps_the_others(editor_client):
    own = Site.objects.get().root_url
    rows = f"/fi/a,{own}/fi/b/\n/fi/b,{own}/fi/a/\n/fi/c,{own}/fi/c\n/fi/d,{own}/fi/\n"
    html = editor_client.post(
        "/admin/redirects/import/process/", import_of(editor_client, rows)
    ).content.decode()
    assert "Lukija ei pääsisi perille: /fi/b → /fi/a → /fi/b." in html
    assert "Lukija ei pääsisi perille: /fi/c → /fi/c." in html
    assert set(Redirect.objects.values_list("old_path", flat=True)) == {"/fi/a", "/fi/d"}


def test_import_that_is_sent_twice_says_so_and_is_carried_out_once(editor_client):
    sent = import_of(editor_client, "/vanha,https://uusi.example/\n")
    assert editor_client.post("/admin/redirects/import/process/", sent)["Location"] == "/admin/redirects/"
    again = editor_client.post("/admin/redirects/import/process/", sent, follow=True)
    assert again.redirect_chain == [("/admin/redirects/import/", 302)]
    assert "Valitse se uudelleen" in again.content.decode()
    assert Redirect.objects.filter(old_path="/vanha").count() == 1


def test_forged_import_is_refused(editor_client):
    response = editor_client.post("/admin/redirects/import/process/", {"import_file_name": "x"})
    assert response["Location"] == "/admin/redirects/import/"
