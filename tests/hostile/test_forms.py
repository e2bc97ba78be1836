"""Any values in any form: never a fault of the site, and what is refused is still there to be mended.

B25 to B34 of the catalogue of hostile input, as far as they can be typed into a form that exists.
"""

import re
import traceback

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Collection, Page, PageViewRestriction, Site, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from hub.checks import page_types
from hub.models import HubDocument, HubImage, HubMedia, Menu
from hub.users.models import User
from tests.hostile.values import any_values
from tests.support.forms import Sent, sent_by, streams_of
from tests.support.pages import one_of

pytestmark = pytest.mark.django_db

SKELETON = re.compile(r"-(count|order|deleted|type|id|page|document|image)$")
"""Fields of a StreamField that JavaScript fills in."""
CONTROLS = re.compile("[\0-\x1f\x7f-\x9f]")


def filled_in(html: str, sent: Sent) -> list[str]:
    """The fields that a person fills in; the editor of rich text sends JSON of its own."""
    hidden = {
        field["name"] for field in BeautifulSoup(html, "html.parser").select("input[type=hidden][name]")
    }
    return [
        name
        for name, values in sent.items()
        if values
        and name not in hidden
        and not SKELETON.search(name)
        and not values[0].startswith(("{", "null"))
    ]


def fields_of(html: str) -> dict[str, str]:
    """What stands in the text fields of a page."""
    soup = BeautifulSoup(html, "html.parser")
    lines = {each["name"]: each.get("value", "") for each in soup.select("input[name]:not([type])")}
    kinds = ("text", "url", "email", "number", "tel", "date")
    lines |= {
        each["name"]: each.get("value", "")
        for kind in kinds
        for each in soup.select(f"input[type={kind}][name]")
    }
    return lines | {each["name"]: each.text.removeprefix("\n") for each in soup.select("textarea[name]")}


def assert_is_answered(response, typed: dict[str, str]) -> None:
    """The answer is no fault of the site; where it is the form again, the texts are still in it."""
    assert response.status_code < 500
    if response.status_code == 200 and "json" not in response["Content-Type"]:
        shown = fields_of(response.content.decode())
        for name in typed.keys() & shown.keys():
            assert CONTROLS.sub("", shown[name]).strip() == CONTROLS.sub("", typed[name]).strip()


def a_snippet(model: type[Model]) -> Model:
    """One of a kind: Finnish, where the kind has languages."""
    snippets = model.objects.all()
    if issubclass(model, TranslatableMixin):
        snippets = snippets.filter(locale__language_code="fi")
    return snippets.first()


def try_values(client: Client, address: str, made_by_javascript: Sent) -> None:
    """Send the form at an address with other values in some of its fields; it opens again after each of them."""
    response = client.get(address)
    html = response.json()["html"] if "json" in response["Content-Type"] else response.content.decode()
    sent = sent_by(html) | made_by_javascript
    names = filled_in(html, sent)

    @any_values
    def send(changes):
        typed = {names[which % len(names)]: text for which, text in changes}
        assert_is_answered(client.post(address, sent | typed), typed)
        assert client.get(address).status_code == 200

    send()


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
def test_any_values_in_the_form_of_a_page(editor_client, model):
    page = one_of(model, "fi")
    try_values(editor_client, reverse("wagtailadmin_pages:edit", args=[page.pk]), streams_of(page))


@pytest.mark.parametrize("model", [*page_types(), *get_snippet_models()], ids=lambda model: model.__name__)
def test_form_as_it_is_sent_here_is_whole(editor_client, model):
    is_page = issubclass(model, Page)
    instance = one_of(model, "fi") if is_page else a_snippet(model)
    name = "wagtailadmin_pages:edit" if is_page else model.snippet_viewset.get_url_name("edit")
    address = reverse(name, args=[instance.pk])
    sent = sent_by(editor_client.get(address).content.decode()) | streams_of(instance)
    assert editor_client.post(address, sent).status_code == 302


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model.__name__)
def test_any_values_in_the_form_of_a_snippet(editor_client, model):
    snippet = a_snippet(model)
    address = reverse(model.snippet_viewset.get_url_name("edit"), args=[snippet.pk])
    try_values(editor_client, address, streams_of(snippet))


BIG = "9" * 30
NOT_SENT = [
    BIG,
    "abc",
    "{",
    "[]",
    "-1",
    "\0",
    '{"blocks": [{"entityRanges": [{"offset": 0, "length": 1, "key": 0}]}]}',
]
"""No number, no JSON, JSON of something else; no script of the admin sends any of these."""


def sent_by_scripts(sent: Sent) -> dict[str, str]:
    """A field of each kind that the admin's scripts fill in, by what its name ends with."""
    kinds = {}
    for name, (value, *_more) in sent.items():
        if found := SKELETON.search(name) or re.search(r"[A-Z_]+$", name):
            kinds.setdefault(found[0], name)
        elif value.startswith("{"):
            kinds.setdefault("rich text", name)
    return kinds


@pytest.mark.parametrize("kind", ["guide", "session", "menu"])
@pytest.mark.parametrize("text", NOT_SENT)
def test_what_no_script_sends_is_refused_or_told(editor_client, guide, session, kind, text):
    menu = Menu.objects.filter(locale__language_code="fi").first()
    instance = {"guide": guide, "session": session, "menu": menu}[kind]
    name = menu.snippet_viewset.get_url_name("edit") if instance is menu else "wagtailadmin_pages:edit"
    address = reverse(name, args=[instance.pk])
    sent = sent_by(editor_client.get(address).content.decode()) | streams_of(instance)
    kinds = {"-page", "-count", "-order"} | (set() if instance is menu else {"rich text"})
    assert kinds <= sent_by_scripts(sent).keys()
    for field in sent_by_scripts(sent).values():
        assert editor_client.post(address, sent | {field: text}).status_code in {200, 302, 400}


@pytest.mark.parametrize("model", [*page_types(), *get_snippet_models()], ids=lambda model: model.__name__)
@any_values
def test_any_values_in_fields_that_scripts_fill_in(editor_client, model, changes):
    is_page = issubclass(model, Page)
    instance = one_of(model, "fi") if is_page else a_snippet(model)
    name = "wagtailadmin_pages:edit" if is_page else model.snippet_viewset.get_url_name("edit")
    address = reverse(name, args=[instance.pk])
    sent = sent_by(editor_client.get(address).content.decode()) | streams_of(instance)
    names = list(sent)
    typed = {names[which % len(names)]: text for which, text in changes}
    assert editor_client.post(address, sent | typed).status_code < 500


@pytest.mark.parametrize(
    "address",
    [
        f"api/main/pages/?offset={BIG}",
        f"api/main/images/?offset={BIG}",
        f"api/main/documents/?offset={BIG}",
        "api/main/pages/?search=palkka&search_operator=nand",
        "images/chooser/chosen/abc/",
        "documents/chooser/chosen/%00/",
        "snippets/choose/hub/menu/chosen/abc/",
    ],
)
def test_address_that_no_link_of_the_admin_has_is_refused(editor_client, address, caplog):
    response = editor_client.get(f"/admin/{address}")
    assert response.status_code == 400
    assert "Begäran gick inte att läsa" in response.content.decode()
    assert "Refused what cannot be read" in caplog.text
    assert BIG not in caplog.text


@pytest.mark.parametrize("address", ["documents/multiple/add/", "images/multiple/add/"])
def test_file_that_no_form_of_the_admin_sends_is_refused(editor_client, address):
    file = SimpleUploadedFile("a.txt", b"a")
    assert editor_client.post(f"/admin/{address}", {"file": file}).status_code == 400


@pytest.mark.parametrize("address", ["users/?group=", "pages/?owner=", "pages/1/?content_type="])
def test_list_narrowed_to_a_number_that_no_row_can_have(editor_client, address):
    """Django knows which numbers PostgreSQL can have and finds nothing; to SQLite it sends them all."""
    response = editor_client.get(f"/admin/{address}{BIG}")
    assert response.status_code == {"sqlite": 400, "postgresql": 200}[connection.vendor]


def test_database_that_is_gone_while_a_form_is_read_is_no_fault_of_the_form(editor_client, guide):
    address = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    sent = sent_by(editor_client.get(address).content.decode()) | streams_of(guide)

    def gone(execute, sql, params, many, context):
        if any(frame.name == "value_from_datadict" for frame in traceback.extract_stack()):
            raise OperationalError("no such host")
        return execute(sql, params, many, context)

    editor_client.raise_request_exception = False
    with connection.execute_wrapper(gone):
        assert editor_client.post(address, sent).status_code == 503


def test_fault_of_the_admin_stays_a_fault(editor_client):
    def fail(request, panels):
        raise ValueError("on purpose")

    with (
        hooks.register_temporarily("construct_homepage_panels", fail),
        pytest.raises(ValueError, match="on purpose"),
    ):
        editor_client.get("/admin/")


ADDRESSES = {
    "image": lambda: reverse("wagtailimages:edit", args=[HubImage.objects.first().pk]),
    "document": lambda: reverse("wagtaildocs:edit", args=[HubDocument.objects.first().pk]),
    "recording": lambda: reverse("wagtailmedia:edit", args=[HubMedia.objects.first().pk]),
    "new image": lambda: reverse("wagtailimages:add"),
    "new document": lambda: reverse("wagtaildocs:add"),
    "new recording": lambda: reverse("wagtailmedia:add", args=["video"]),
    "site": lambda: reverse("wagtailsites:edit", args=[Site.objects.first().pk]),
    "new site": lambda: reverse("wagtailsites:add"),
    "redirect": lambda: reverse("wagtailredirects:add"),
    "collection": lambda: reverse("wagtailadmin_collections:add"),
    "user": lambda: reverse("wagtailusers_users:edit", args=[User.objects.first().pk]),
    "new user": lambda: reverse("wagtailusers_users:add"),
    "group": lambda: reverse("wagtailusers_groups:add"),
    "own account": lambda: reverse("wagtailadmin_account"),
    "copy": lambda: reverse("wagtailadmin_pages:copy", args=[Page.objects.last().pk]),
    "new page": lambda: reverse(
        "wagtailadmin_pages:add", args=["home", "contentpage", Page.objects.filter(depth=2).first().pk]
    ),
    "new menu": lambda: reverse(Menu.snippet_viewset.get_url_name("add")),
    "workflow": lambda: reverse("wagtailadmin_workflows:add"),
    "privacy of files": lambda: reverse(
        "wagtailadmin_collections:set_privacy", args=[Collection.get_first_root_node().pk]
    ),
    "privacy": lambda: reverse("wagtailadmin_pages:set_privacy", args=[Page.objects.last().pk]),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_any_values_in_another_form_of_the_admin(editor_client, name):
    try_values(editor_client, ADDRESSES[name](), {})


@any_values
def test_any_values_at_the_sign_in(client, changes):
    for _which, text in changes:
        typed = {"username": text, "password": text, "next": text}
        assert_is_answered(client.post("/admin/login/", typed), {"username": text})


@any_values
def test_any_address_for_a_new_password(client, changes):
    for _which, text in changes:
        assert_is_answered(client.post("/admin/password_reset/", {"email": text}), {"email": text})
    assert mail.outbox == []


@any_values
def test_any_password_of_a_page(client, guide, changes):
    restriction = PageViewRestriction.objects.create(
        page=guide, restriction_type=PageViewRestriction.PASSWORD, password="salasana"
    )
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, guide.pk])
    for _which, text in changes:
        response = client.post(address, {"password": text, "return_url": text})
        assert response.status_code == 200
        assert "password" in response.content.decode()


@any_values
def test_any_values_in_the_search(client, changes):
    for _which, text in changes:
        response = client.get("/fi/haku/", {"q": text, "page": text})
        assert response.status_code in {200, 404}
