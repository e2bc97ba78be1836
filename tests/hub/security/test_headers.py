"""Headers of every answer: an A+ by the arithmetic of Mozilla's HTTP Observatory."""

import ast

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from home import urls
from hub.checks import page_types
from hub.models import HubDocument
from hub.users.models import User
from tests.support.observatory import A_PLUS, directives, score
from tests.support.pages import make_private, one_of
from tests.support.services import on_disk

pytestmark = pytest.mark.django_db

PRODUCTION = {
    node.targets[0].id: ast.literal_eval(node.value)
    for node in ast.parse((settings.BASE_DIR / "hub/settings/production.py").read_text(encoding="utf-8")).body
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
}


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


urlpatterns = [path("rikki/", break_down), *urls.urlpatterns]
handler404 = urls.handler404


@pytest.fixture
def production(settings) -> Client:
    """A browser that reads the site as production serves it, faults included."""
    for name, value in PRODUCTION.items():
        setattr(settings, name, value)
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


OF_THE_COPY = {"Age", "Cache-Control", "Content-Length", "Warning"}


def points(response) -> int:
    return score(response.headers, response.cookies)


def media(name: str) -> str:
    return f"/media/{default_storage.save(name, ContentFile(b'sisalto'))}"


ADDRESSES = {
    "choosing a language": ("/", 302),
    "search": ("/fi/haku/?q=palkka", 200),
    "not found": ("/sv/finns-inte/", 404),
    "missing slash": ("/fi/haku", 301),
    "not found without a language": ("/.git/config", 404),
    "fault": ("/rikki/", 500),
    "static file that is not there": ("/static/hub/ei-ole.css", 404),
    "media file that is not there": ("/media/media/ei-ole.mp4", 404),
    "admin": ("/admin/", 302),
    "signing in": ("/admin/login/", 200),
    "forgotten password": ("/admin/password_reset/", 200),
    "not found in the admin": ("/admin/ei-ole/", 302),
    "messages of the admin's scripts": ("/admin/jsi18n/", 200),
}


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
def test_pages_have_an_a_plus(production, model):
    response = production.get(one_of(model, "fi").url, secure=True)
    assert response.status_code == 200
    assert points(response) >= A_PLUS
    assert points(response) == 150


def test_kept_page_has_the_headers_of_the_first(production, guide):
    """The page cache answers before the middlewares that set them."""

    def gone(execute, sql, params, many, context):
        raise OperationalError("no such host")

    first = production.get(guide.url, secure=True)
    kept = production.get(guide.url, secure=True)
    asked = production.head(guide.url, secure=True)
    known = production.get(guide.url, secure=True, headers={"If-None-Match": first["ETag"]})
    with connection.execute_wrapper(gone):
        old = production.get(guide.url, secure=True)
        missing = production.get("/fi/", secure=True)
    assert [answer.status_code for answer in (kept, asked, known, old, missing)] == [200, 200, 304, 200, 503]
    policies = {name: value for name, value in first.items() if name not in OF_THE_COPY}
    for answer in (kept, asked, known, old):
        assert {name: value for name, value in answer.items() if name not in OF_THE_COPY} == policies
    assert points(missing) >= A_PLUS


@pytest.mark.parametrize("what", ADDRESSES)
def test_every_kind_of_answer_has_an_a_plus(production, what):
    address, status = ADDRESSES[what]
    response = production.get(address, secure=True)
    assert response.status_code == status
    assert points(response) >= A_PLUS


def test_static_files_have_an_a_plus(production, settings):
    settings.WHITENOISE_USE_FINDERS = True
    for name in ("css/pakki.css", "js/pakki.js", "fonts/finlandica-pakki.woff2", "images/pakki.svg"):
        response = production.get(f"/static/hub/{name}", secure=True)
        assert response.status_code == 200
        assert points(response) >= A_PLUS
        assert "Access-Control-Allow-Origin" not in response


@on_disk
@pytest.mark.parametrize("name", ["images/koe.webp", "images/koe.mp4", "images/koe.vtt", "images/koe.html"])
def test_files_have_an_a_plus(production, name):
    address = media(name)
    whole = production.get(address, secure=True)
    part = production.get(address, secure=True, headers={"Range": "bytes=0-1"})
    outside = production.get(address, secure=True, headers={"Range": "bytes=99-"})
    assert [answer.status_code for answer in (whole, part, outside)] == [200, 206, 416]
    assert min(points(answer) for answer in (whole, part, outside)) >= A_PLUS


@on_disk
def test_documents_have_an_a_plus(production):
    response = production.get(HubDocument.objects.first().url, secure=True)
    assert response.status_code == 200
    assert points(response) >= A_PLUS


def test_private_page_has_an_a_plus(production, guide):
    make_private(guide)
    response = production.get(guide.url, secure=True)
    assert response.status_code == 302
    assert points(response) >= A_PLUS


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (403, {"path": "/admin/login/", "data": {"username": "a", "password": "b"}}),
        (405, {"path": "/media/media/koe.mp4"}),
        (400, {"path": "/fi/", "headers": {"Host": "muu.example"}}),
        (400, {"path": "/admin/login/", "data": {f"a{i}": 1 for i in range(10_001)}}),
    ],
    ids=["forged form", "wrong method", "wrong host", "too many fields"],
)
def test_what_is_refused_has_an_a_plus(production, status, sent):
    production.handler.enforce_csrf_checks = status == 403
    response = production.post(secure=True, **sent)
    assert response.status_code == status
    assert points(response) >= A_PLUS


@pytest.mark.parametrize(
    "sent", [{"headers": {"Host": "muu.example"}}, {"data": {f"a{i}": 1 for i in range(10_001)}}]
)
def test_reader_who_is_refused_gets_an_a_plus(production, sent):
    """The page cache comes before the headers."""
    response = production.get("/fi/haku/", secure=True, **sent)
    assert response.status_code == 400
    assert points(response) >= A_PLUS


def test_plain_http_leads_to_https_on_the_same_host(production):
    response = production.get("/fi/haku/?q=a")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/fi/haku/?q=a")


def test_admin_has_an_a_plus(production, editor_client, guide):
    production.cookies = editor_client.cookies
    for place in (
        "",
        f"pages/{guide.pk}/edit/",
        f"pages/{guide.pk}/edit/preview/",
        "images/",
        "media/video/add/",
        "account/second-factor/",
        "account/confirm/",
    ):
        response = production.get(f"/admin/{place}", secure=True)
        assert response.status_code == 200, place
        assert points(response) >= A_PLUS, place


def test_signing_in_gives_a_cookie_that_keeps_the_a_plus(production):
    User.objects.create_superuser("aino", email="", password="viisitoista merkkiä")
    sent = {"username": "aino", "password": "viisitoista merkkiä"}
    response = production.post("/admin/login/", sent, secure=True)
    assert "sessionid" in response.cookies
    assert points(response) >= A_PLUS


def test_second_step_of_signing_in_has_an_a_plus(production):
    aino = User.objects.create_superuser("aino", email="", password="viisitoista merkkiä")
    TOTP.activate(aino, generate_totp_secret())
    sent = {"username": "aino", "password": "viisitoista merkkiä"}
    response = production.post("/admin/login/", sent, secure=True)
    assert response["Location"] == "/admin/login/code/"
    assert points(response) >= A_PLUS
    response = production.get("/admin/login/code/", secure=True)
    assert response.status_code == 200
    assert points(response) >= A_PLUS
    assert "no-store" in response["Cache-Control"]


def test_page_holds_no_nonce_so_that_one_copy_serves_everybody(client, guide):
    assert "nonce" not in client.get(guide.url)["Content-Security-Policy"]


def test_only_an_inline_script_of_the_admin_has_a_nonce(editor_client):
    response = editor_client.get("/admin/media/video/add/")
    policy = directives(response["Content-Security-Policy"])
    (nonce,) = [value for value in policy["script-src"] if value.startswith("'nonce-")]
    assert f'<script nonce="{nonce[7:-1]}">' in response.content.decode()
    assert "'unsafe-inline'" not in policy["script-src"]


def test_text_that_an_editor_typed_gets_no_nonce(editor_client):
    document = HubDocument.objects.first()
    HubDocument.objects.filter(pk=document.pk).update(title="<script>alert(1)</script>")
    html = editor_client.get(f"/admin/documents/edit/{document.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html
    assert ">alert(1)" not in html


def test_two_answers_have_two_nonces(editor_client):
    first, second = (
        editor_client.get("/admin/media/video/add/")["Content-Security-Policy"] for _ in range(2)
    )
    assert first != second


@pytest.mark.parametrize("view", ["preview", "page"])
def test_only_the_admin_may_frame_a_page(editor_client, guide, view):
    address = {"preview": f"/admin/pages/{guide.pk}/edit/preview/", "page": guide.url}[view]
    response = editor_client.get(address)
    expected = {"preview": (["'self'"], "SAMEORIGIN"), "page": (["'none'"], "DENY")}[view]
    policy = directives(response["Content-Security-Policy"])
    assert (policy["frame-ancestors"], response["X-Frame-Options"]) == expected


@on_disk
def test_file_that_the_browser_has_keeps_its_policy(client):
    address = media("images/koe.mp4")
    etag = client.get(address)["ETag"]
    response = client.get(address, headers={"If-None-Match": etag})
    assert response.status_code == 304
    assert "Content-Security-Policy" not in response


@on_disk
def test_file_opened_as_a_page_can_load_and_run_nothing(client):
    """P19: files and documents."""
    for address in (media("images/koe.mp4"), HubDocument.objects.first().url):
        policy = directives(client.get(address)["Content-Security-Policy"])
        assert policy["default-src"] == ["'none'"]
        assert "sandbox" in policy
