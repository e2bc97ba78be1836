"""Known advisories of Wagtail and Django as tests of our own pages and of the admin as we have set it up.

2022-21683, 2023-28836, 2023-28837, 2023-45809, 2026-15920, 2026-25517, 2026-28222, 2026-44197, 2026-44201, 2026-54260,
2026-54263, 2026-87975, GHSA-3vrh and GHSA-92hv stand here; `grep -rnw 2026-44200 tests` finds the others. Of 2026-44199
(posts of other forms) there is nothing here yet. Nothing of ours reaches the whitelister of 8.0.1, which cleans the
HTML of an editor that is not in use; its nests are typed here into the one that is.
"""

import json
import tracemalloc
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db.models import URLField
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail import blocks
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.documents.forms import get_document_form
from wagtail.fields import RichTextField
from wagtail.models import Collection, CollectionViewRestriction, Comment, CommentReply, PageSubscription
from wagtailmedia.forms import get_media_form

from events.models import Theme
from hub.checks import page_types
from hub.models import HubDocument, HubImage, HubMedia, Menu
from hub.users.models import User
from tests.support.fields import all_stream_blocks, our_models, own_fields, stream_fields
from tests.support.forms import Sent, sent_by, streams_of
from tests.support.pages import one_of

pytestmark = pytest.mark.django_db

EVIL = '"><img src=x onerror=alert(1)>'


def injected(html: str) -> list[str]:
    """Elements and attributes that only `EVIL` can have made."""
    return [str(tag) for tag in BeautifulSoup(html, "html.parser").find_all(attrs={"onerror": True})]


@pytest.fixture
def outsider() -> Client:
    """A browser in which somebody has signed in who may enter the admin and nothing more."""
    user = User.objects.create_user("vieras", email="", password="ei tarvita tässä")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


# --- Scripts in what people write -------------------------------------------------------------

LISTS = (
    *("/admin/", "/admin/pages/", "/admin/pages/search/?q=onerror", "/admin/images/", "/admin/documents/"),
    *("/admin/media/", "/admin/snippets/events/theme/", "/admin/snippets/hub/menu/", "/admin/users/"),
    *(
        "/admin/collections/",
        "/admin/reports/site-history/",
        "/admin/reports/aging-pages/",
        "/admin/images/chooser/",
    ),
    *("/admin/documents/chooser/", "/admin/media/chooser/", "/admin/choose-page/", "/admin/workflows/list/"),
    "/admin/localize/reports/translations/",
)


@pytest.fixture
def poisoned(guide) -> None:
    """Every name and title that the admin lists breaks out of an attribute."""
    for model in (HubImage, HubDocument, HubMedia, Menu):
        model.objects.update(title=EVIL)
    Theme.objects.update(name=EVIL)
    Collection.objects.update(name=EVIL)
    User.objects.update(first_name=EVIL, last_name=EVIL)
    guide.title = guide.draft_title = EVIL
    guide.save_revision(log_action=True).publish()


@pytest.mark.parametrize("address", LISTS)
def test_2023_28836_titles_in_the_admin_are_text(editor_client, poisoned, address):
    response = editor_client.get(address)
    assert response.status_code == 200
    html = response.json()["html"] if "json" in response["Content-Type"] else response.content.decode()
    assert injected(html) == []


def poison(block: blocks.Block, value):
    """The value with every line of text in it breaking out of an attribute."""
    match block:
        case blocks.CharBlock() | blocks.TextBlock():
            return EVIL
        case blocks.BaseStructBlock():
            for name, child in block.child_blocks.items():
                value[name] = poison(child, value[name])
        case blocks.ListBlock():
            for position, item in enumerate(value):
                value[position] = poison(block.child_block, item)
        case blocks.BaseStreamBlock():
            for position, item in enumerate(value):
                value[position] = (item.block_type, poison(item.block, item.value))
    return value


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
def test_2026_28222_no_text_of_a_page_becomes_markup(client, model):
    page = one_of(model, "fi")
    for field in stream_fields(model):
        setattr(page, field.name, poison(field.stream_block, getattr(page, field.name)))
    for field in own_fields(model):
        # Rich text is markup; Wagtail cleans it when it is typed.
        is_text = field.get_internal_type() in {"CharField", "TextField"}
        if is_text and not field.choices and not isinstance(field, RichTextField):
            setattr(page, field.name, EVIL[: field.max_length])
    page.title = page.seo_title = page.search_description = EVIL
    page.save(clean=False)
    response = client.get(page.url)
    assert response.status_code == 200
    assert "onerror" in response.content.decode()
    assert injected(response.content.decode()) == []


URL_BLOCKS = {
    path: block for path, block in all_stream_blocks().items() if isinstance(block, blocks.URLBlock)
}
URL_FIELDS = [
    field for model in our_models() for field in model._meta.get_fields() if isinstance(field, URLField)
]
SCRIPTS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "java\tscript:alert(1)",
)


@pytest.mark.parametrize("path", URL_BLOCKS)
def test_2026_15920_block_takes_no_script_for_an_address(path):
    for script in SCRIPTS:
        with pytest.raises(ValidationError):
            URL_BLOCKS[path].clean(script)


@pytest.mark.parametrize("field", URL_FIELDS, ids=str)
def test_2026_15920_field_takes_no_script_for_an_address(field):
    for script in SCRIPTS:
        with pytest.raises(ValidationError):
            field.formfield().clean(script)


ADDRESSES = [
    "/fi/",
    "/fi/haku/",
    "/sv/sok/",
    "/fi/infot/",
    "/fi/tyokalut/",
    "/fi/ei-ole/",
    "/admin/login/",
    "/admin/password_reset/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_2026_54263_parameter_comes_back_as_text_or_not_at_all(client, address):
    for name in ("q", "page", "t", "next", "theme", "utm_source", EVIL):
        assert injected(client.get(f"{address}?{quote(name)}={quote(EVIL)}").content.decode()) == []


# --- Rights in the admin ----------------------------------------------------------------------


@pytest.fixture
def addresses(guide) -> dict[str, str]:
    """What an editor may do with a page and with files, by its name."""
    image, document, media = (model.objects.first().pk for model in (HubImage, HubDocument, HubMedia))
    first, last = guide.revisions.order_by("pk").first().pk, guide.revisions.order_by("pk").last().pk
    page = f"/admin/pages/{guide.pk}"
    return {
        "edit": f"{page}/edit/",
        "preview": f"{page}/edit/preview/",
        "history": f"{page}/history/",
        "compare": f"{page}/revisions/compare/{first}...{last}/",
        "revision": f"{page}/revisions/{first}/view/",
        "copy": f"{page}/copy/",
        "move": f"{page}/move/",
        "delete": f"{page}/delete/",
        "unpublish": f"{page}/unpublish/",
        "privacy": f"{page}/privacy/",
        "translate": f"/admin/localize/submit/page/{guide.pk}/",
        "image": f"/admin/images/{image}/",
        "image preview": f"/admin/images/{image}/preview/width-100/",
        "document": f"/admin/documents/edit/{document}/",
        "recording": f"/admin/media/edit/{media}/",
        "users": "/admin/users/",
        "names of users": f"/admin/bulk/users/user/delete/?id={User.objects.first().pk}",
        "groups": "/admin/groups/",
        "sites": "/admin/sites/",
        "redirects": "/admin/redirects/",
        "languages": "/admin/locales/",
        "menus": "/admin/snippets/hub/menu/",
        "collections": "/admin/collections/",
        "history of the site": "/admin/reports/site-history/",
    }


NAMES = (
    *(
        "edit",
        "preview",
        "history",
        "compare",
        "revision",
        "copy",
        "move",
        "delete",
        "unpublish",
        "privacy",
        "translate",
    ),
    *(
        "image",
        "document",
        "recording",
        "users",
        "names of users",
        "groups",
        "sites",
        "redirects",
        "languages",
    ),
    *("menus", "collections"),
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_2026_25517_44197_45809_nothing_without_the_right_to_it(outsider, addresses, guide, name, method):
    response = getattr(outsider, method)(addresses[name])
    assert response.status_code in {302, 403, 404}
    assert response.get("Location", "/admin/") == "/admin/"
    assert guide.title not in response.content.decode()


def test_matrix_is_of_addresses_that_those_with_the_right_are_answered(editor_client, addresses):
    assert {name: editor_client.get(addresses[name]).status_code for name in NAMES} == dict.fromkeys(
        NAMES, 200
    )


def test_ghsa_3vrh_api_of_the_admin_tells_strangers_nothing(client, outsider, guide):
    guide.title = "Ksylofonisti"
    guide.save_revision()
    for visitor in (client, outsider):
        response = visitor.get("/admin/api/main/pages/?fields=*&limit=20")
        assert "Ksylofonisti" not in response.content.decode()
    assert client.get("/admin/api/main/pages/").status_code in {302, 401, 403}


def test_2022_21683_comment_is_told_to_who_follows_that_page_only(editor_client, guide, session):
    followed = {"seuraa": guide, "muualla": session}
    for name, page in followed.items():
        user = User.objects.create_superuser(name, email=f"{name}@pakki.example", password="ei tarvita tässä")
        PageSubscription.objects.create(user=user, page=page, comment_notifications=True)
    address = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    sent = sent_by(editor_client.get(address).content.decode()) | streams_of(guide)
    comment = {"text": "Ksylofoni", "contentpath": "title", "position": "", "id": "", "DELETE": ""}
    sent |= {f"comments-0-{name}": value for name, value in comment.items()}
    sent |= {
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "0",
        "comments-0-replies-TOTAL_FORMS": "0",
    }
    sent |= {"comments-0-replies-INITIAL_FORMS": "0"}
    assert editor_client.post(address, sent).status_code == 302
    assert [message.to for message in mail.outbox] == [["seuraa@pakki.example"]]
    assert "Ksylofoni" in mail.outbox[0].body


def rows(prefix: str, *forms: dict[str, object]) -> Sent:
    """The fields of a formset whose rows are said to be there already."""
    sent = {f"{prefix}-TOTAL_FORMS": [str(len(forms))], f"{prefix}-INITIAL_FORMS": [str(len(forms))]}
    return sent | {
        f"{prefix}-{number}-{name}": [str(value)]
        for number, form in enumerate(forms)
        for name, value in form.items()
    }


@pytest.mark.parametrize("delete", ["", "on"])
def test_2026_87975_key_in_a_formset_reaches_nothing_of_another_page(editor_client, guide, session, delete):
    """The comments of a page are the only rows with keys of their own in a form of the site."""
    author = User.objects.get(username="toimittaja")
    own, others = (
        Comment.objects.create(page=page, user=author, text="Alku", contentpath="title")
        for page in (guide, session)
    )
    replies = [CommentReply.objects.create(comment=each, user=author, text="Alku") for each in (own, others)]
    address = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    sent = sent_by(editor_client.get(address).content.decode()) | streams_of(guide)

    def send(comment: Comment, reply: CommentReply) -> None:
        fields = {"text": "Muutettu", "DELETE": delete}
        form = rows("comments", fields | {"contentpath": "title", "position": "", "id": comment.pk})
        form |= rows("comments-0-replies", fields | {"id": reply.pk})
        assert editor_client.post(address, sent | form).status_code < 500

    for comment, reply in ((others, replies[0]), (own, replies[1]), (others, replies[1])):
        send(comment, reply)
    theirs = CommentReply.objects.get(pk=replies[1].pk)
    assert (theirs.text, theirs.comment.text, theirs.comment.page_id) == ("Alku", "Alku", session.pk)
    send(own, replies[0])
    assert not Comment.objects.filter(pk=own.pk, text="Alku").exists()


NEST = "<b><script><script>alert(1)</script></script></b>"


def test_8_0_1_nest_of_tags_in_rich_text_is_text(client, editor_client, guide):
    address = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    sent = sent_by(editor_client.get(address).content.decode()) | streams_of(guide)
    rich_text = next(
        name for name, values in sent.items() if '"blocks"' in values[0] and name.startswith("steps")
    )
    block = {
        "key": "a",
        "text": NEST,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    typed = {rich_text: json.dumps({"blocks": [block], "entityMap": {}}), "action-publish": "1"}
    assert editor_client.post(address, sent | typed).status_code == 302
    html = client.get(guide.url).content.decode()
    assert "&lt;script&gt;&lt;script&gt;alert(1)" in html.replace("\u00ad", "")
    assert "<script>alert" not in html


def test_8_0_1_every_editor_of_rich_text_is_the_one_that_sends_no_html():
    every = [block.field for block in all_stream_blocks().values() if isinstance(block, blocks.RichTextBlock)]
    fields = [field for model in our_models() for field in model._meta.get_fields()]
    every += [field.formfield() for field in fields if isinstance(field, RichTextField)]
    assert {type(field.widget) for field in every} == {DraftailRichTextArea}


# --- Files ------------------------------------------------------------------------------------


@pytest.fixture
def private_document() -> HubDocument:
    """A document two collections below one that asks for a login."""
    private = Collection.get_first_root_node().add_child(name="Yksityinen")
    inner = private.add_child(name="Sisempi")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = HubDocument(title="Salainen", collection=inner)
    document.file.save("salainen.pdf", ContentFile(b"%PDF-1.7"), save=False)
    document._set_document_file_metadata()
    document.save()
    return document


def test_2026_44201_document_below_a_private_collection_is_not_served(client, private_document):
    assert client.get(private_document.url).status_code == 302
    assert client.get(f"/media/{private_document.file.name}").status_code == 404


def test_ghsa_92hv_nobody_learns_by_its_hash_whether_a_private_document_is_there(client, private_document):
    answers = [
        client.get(private_document.url, headers={"If-None-Match": f'"{tag}"'})
        for tag in (private_document.file_hash, "0" * 40)
    ]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers == answers[1].headers


def test_2026_54260_no_visitor_chooses_the_size_of_a_picture():
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=["a", 1, "width-100"])


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF-1.7"), ("mp4", b"\0\0\0\x20ftypisom")])
def test_2023_28837_large_file_is_not_read_into_memory(kind, start):
    megabytes = 45
    file = TemporaryUploadedFile(f"suuri.{kind}", None, megabytes * 1024 * 1024, None)
    file.write(start)
    file.truncate(megabytes * 1024 * 1024)
    file.seek(0)
    sent = {"title": "Suuri", "collection": 1, "tags": "", "language": "fi", "duration": 1, "type": "video"}
    form_of = {"pdf": get_document_form, "mp4": get_media_form}[kind]
    instance = {"pdf": HubDocument(), "mp4": HubMedia(type="video")}[kind]
    tracemalloc.start()
    form = form_of(type(instance))(sent, {"file": file}, instance=instance)
    assert form.is_valid(), form.errors
    saved = form.save()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert saved.file.size == megabytes * 1024 * 1024
    file.close()  # Django moved it.
    saved.file.delete(save=False)
    assert peak < 15_000_000  # One part of 8 MiB at a time, where files are in S3.
