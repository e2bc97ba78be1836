"""Addresses and what a request claims of them: B45 to B60, as far as no test has them beside the code."""

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.storage import default_storage
from django.urls import reverse
from gunicorn.config import Config
from gunicorn.http import RequestParser
from gunicorn.http.errors import ParseException
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from hub.models import HubDocument, HubImage
from hub.users.models import User
from tests.support.pages import make_private
from tests.support.services import on_disk

pytestmark = pytest.mark.django_db

NOWHERE = {
    "B45": [
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%252e%252e%252f/",
        "/fi/..;/admin/",
        "/..;/admin/",
        "/fi/..\\..\\x",
        "/fi/%5c%5cevil.example/",
        "//evil.example/%2f..",
        "/\\evil.example/",
    ],
    "B46": ["/%00", "/%ff", "/fi/%c3%28/", "/%0d%0aSet-Cookie:a=b", "/" + "a" * 9_000, "/fi" + "/a" * 1_500],
    "B48": ["/en/", "/xx/", "/FI/", "/fi/sv/", "/fi/index.html", "/index.php", "/wp-login.php", "/fi/fi/"],
    "B58": ["/images/x/1/width-100000/", "/fi/images/" + "format-" * 50],
    "B60": [
        "/.git/config",
        "/.env",
        "/static/../hub/settings/base.py",
        "/static/%2e%2e/hub/settings/base.py",
        "/static/hub/..%2f..%2fsettings/base.py",
        "/fi/admin/",
        "/cms/",
        "/django-admin/",
        "/ei-ole.xml",
        "/.well-known/ei-ole",
    ],
}


@pytest.mark.parametrize(
    ("case", "path"),
    [(case, path) for case, paths in NOWHERE.items() for path in paths],
    ids=lambda x: x[:40],
)
def test_b45_b46_b48_b58_b60_address_leads_nowhere_on_this_site(client, case, path):
    """B45 dots, B46 bytes, B48 languages, B58 sizes of pictures, B60 files and other people's admins."""
    response = client.get(path, follow=True)
    assert response.status_code in {400, 404}
    assert all(step.startswith(("/", "http://testserver/")) for step, _status in response.redirect_chain)
    assert not any(step.startswith(("//", "/\\")) for step, _status in response.redirect_chain)
    assert not response.cookies


@on_disk
def test_b58_nobody_gets_a_picture_made_by_asking_for_its_file(client):
    assert client.get("/media/images/x.width-100000.png").status_code == 404


# --- B49: where a form leads afterwards -------------------------------------------------------

ELSEWHERE = [
    "//evil.example",
    "https://evil.example/",
    "https:evil.example",
    "/\\evil.example",
    "\t//evil.example",
    "javascript:alert(1)",
    "http://testserver:8443/",
    "http://testserver@evil.example/",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_b49_right_password_of_a_page_leads_nowhere_else(client, guide, target):
    """B49: the page that the form of a page behind a password leads back to."""
    restriction = PageViewRestriction.objects.create(
        page=guide, restriction_type=PageViewRestriction.PASSWORD, password="avain"
    )
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, guide.pk])
    response = client.post(address, {"password": "avain", "return_url": target})
    assert response.get("Location", "/").startswith("/")
    assert not response.get("Location", "/").startswith(("//", "/\\"))


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_2026_15920_redirect_that_an_editor_made_runs_nothing(client, target):
    """2026-15920: a script in the place of an address."""
    Redirect.objects.create(old_path="/fi/vanha", redirect_link=target)
    response = client.get("/fi/vanha/")
    assert response.status_code in {400, 404}
    assert "Location" not in response


# --- B51: what a request claims about the site ------------------------------------------------

CLAIMS = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Server": "evil.example",
    "X-Forwarded-Port": "666",
    "X-Forwarded-Prefix": "/evil",
    "X-Host": "evil.example",
    "Forwarded": "host=evil.example",
    "X-Original-URL": "/admin/evil",
    "X-Rewrite-URL": "/admin/evil",
}


@pytest.mark.parametrize(
    "address", ["/fi/", "/sitemap.xml", "/robots.txt", "/fi/uusimmat.xml", "/fi/ei-ole/"]
)
def test_b51_claims_change_no_answer_and_stay_in_no_cache(client, address):
    """B51: the answer is the same, and so is the next reader's."""
    claiming = client.get(address, headers=CLAIMS)
    honest = client.get(address)
    assert claiming.content == honest.content
    assert claiming.status_code == honest.status_code
    assert b"evil" not in claiming.content


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "Host"])
def test_b51_mail_with_a_link_names_no_host_that_a_request_claims(client, settings, header):
    """B51: the link to a new password would give it away."""
    settings.ALLOWED_HOSTS = ["testserver"]
    User.objects.create_superuser("aino", email="aino@pakki.example", password="viisitoista merkkiä")
    sent = {"email": "aino@pakki.example"}
    client.post("/admin/password_reset/", sent, headers={header: "evil.example"})
    assert len(mail.outbox) == (header == "X-Forwarded-Host")
    assert "evil.example" not in "".join(message.body for message in mail.outbox)


# --- B55: requests that two servers would read differently ------------------------------------

START = b"POST /fi/ HTTP/1.1\r\nHost: pakki.example\r\n"
AMBIGUOUS = {
    "length and chunks": START + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /a",
    "two lengths": START + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "length with a sign": START + b"Content-Length: +2\r\n\r\nab",
    "odd coding": START + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "hidden coding": START + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "folded line": START + b"X-A: b\r\n Transfer-Encoding: chunked\r\n\r\n",
    "other name for a dash": START + b"Content_Length: 2\r\nTransfer\x00Encoding: chunked\r\n\r\nab",
    "bare line feed": b"GET /fi/ HTTP/1.1\nHost: pakki.example\n\n",
    "other version": b"GET /fi/ HTTP/9.9\r\nHost: pakki.example\r\n\r\n",
}


@pytest.fixture(scope="module")
def shipped() -> Config:
    """How gunicorn is set up in deploy/."""
    config = Config()
    names: dict = {}
    exec((settings.BASE_DIR / "deploy/gunicorn.conf.py").read_text(encoding="utf-8"), names)  # noqa: S102
    for name, value in names.items():
        if name in config.settings:
            config.set(name, value)
    return config


@pytest.mark.parametrize("what", AMBIGUOUS)
def test_b55_request_of_two_meanings_is_refused_by_the_server_as_we_ship_it(shipped, what):
    """B55: request smuggling."""
    with pytest.raises((ParseException, StopIteration)):
        next(RequestParser(shipped, iter([AMBIGUOUS[what]]), ("127.0.0.1", 1)))


def test_b55_plain_request_is_read_by_the_server_as_we_ship_it(shipped):
    """B55: what the refusals are compared with."""
    plain = START + b"Content-Length: 2\r\n\r\nab"
    assert next(RequestParser(shipped, iter([plain]), ("127.0.0.1", 1))).body.read() == b"ab"


def test_b55_two_hosts_are_none(client, settings):
    """B55: servers join headers of one name with a comma."""
    settings.ALLOWED_HOSTS = ["testserver"]
    assert client.get("/fi/", headers={"Host": "testserver,evil.example"}).status_code == 400


# --- B57: drafts, and everything that the admin's own addresses take --------------------------

HINTS = [
    "preview=1",
    "draft=1",
    "rich_text_format=json",
    "revision=1",
    "in_preview_panel=true",
    "mode=preview",
]


@pytest.mark.parametrize("hint", HINTS)
def test_b57_no_parameter_shows_a_draft(client, guide, hint):
    """B57: neither the draft of a public page nor a page that is one."""
    address = guide.url
    guide.title = "Ksylofonisti"
    guide.save_revision()
    assert "Ksylofonisti" not in client.get(f"{address}?{hint}").content.decode()
    guide.unpublish()
    assert client.get(f"{address}?{hint}").status_code == 404


@pytest.mark.parametrize("prefix", ["/_preview/", "/fi/_preview/", "/api/v2/pages/", "/fi/api/v2/pages/"])
def test_b57_there_is_no_second_way_to_a_page(client, guide, prefix):
    """B57: previews and the API of others' sites."""
    assert client.get(f"{prefix}{guide.pk}/", follow=True).status_code == 404


ODD = [
    "fields=*",
    "fields=_,owner(password)",
    "type=users.User",
    "type=auth.User",
    "order=password",
    "order=owner__password",
    "limit=999999",
    "limit=-1",
    "child_of=x",
    "descendant_of=%00",
    "search=%22",
    "locale=xx",
    "for_explorer=2",
    "_connector=OR",
]


@pytest.mark.parametrize("query", ODD)
def test_b57_api_of_the_admin_refuses_odd_questions(editor_client, query):
    """B57, 2025-64459, 2026-1287: no 5xx, and no password, not even to an administrator."""
    response = editor_client.get(f"/admin/api/main/pages/?{query}")
    assert response.status_code < 500
    assert User.objects.get(username="toimittaja").password not in response.content.decode()


LISTS = [
    "/admin/pages/",
    "/admin/users/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/reports/site-history/",
]


@pytest.mark.parametrize("address", LISTS)
def test_b57_list_of_the_admin_takes_odd_parameters(editor_client, address):
    """B57, 2026-1287, 2025-64459: names of columns, of tables, and of nothing."""
    for value in ("owner__password", "'; DROP TABLE x", "\0", "9" * 30):
        names = ("ordering", "p", "q", "locale", "collection_id", "user", "_connector")
        response = editor_client.get(address, dict.fromkeys(names, value), follow=True)
        assert response.status_code < 500


# --- B58, B59: files --------------------------------------------------------------------------


@on_disk
def test_b58_asking_for_sizes_makes_no_file(client):
    """B58, 2026-54260: twenty addresses of pictures that nobody has made."""
    folder, names = "images", default_storage.listdir("images")[1]
    stem = HubImage.objects.first().filename.rpartition(".")[0]
    for width in range(100, 10_100, 500):
        assert client.get(f"/media/{folder}/{stem}.width-{width}.webp").status_code == 404
    assert default_storage.listdir(folder)[1] == names


@pytest.mark.parametrize("number", ["0", "9" * 9, "9" * 20, "-1", "1e3", "٣", "%00"])
def test_b59_document_of_no_number_is_not_found(client, number):
    """B59: numbers that no document has, or that no database holds."""
    assert client.get(f"/documents/{number}/x.pdf", follow=True).status_code == 404


def test_b59_document_is_at_its_own_name_only(client):
    """B59: a number with another name."""
    document = HubDocument.objects.first()
    assert client.get(f"/documents/{document.pk}/muu.docx").status_code == 404


def test_b59_name_of_a_private_document_does_not_open_it(client):
    """B59, 2026-44201: a known name of a private document."""
    document = HubDocument.objects.first()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert client.get(document.url).status_code == 302
    assert client.get(f"/media/{document.file.name}").status_code == 404


def test_b60_files_for_machines_name_no_draft_and_no_private_page(client, guide):
    """B60, P4: sitemap, feeds and robots.txt."""
    address = guide.url
    assert address in client.get("/sitemap.xml").content.decode()
    make_private(guide)
    for machine in ("/sitemap.xml", "/robots.txt", "/fi/uusimmat.xml"):
        assert address not in client.get(machine).content.decode()
