"""The faults of a stock site, P1 to P19 of the catalogue, as far as Pakki has what they are about.

Others have their tests beside the code: P2, P3 in `hub/search`, P9 in `hub/caching`, P12, P13 in `hub/test_pictures`,
P18 in `hub/security`. P5 to P8, P14 and P15 are about forms and filled-in documents, which there are none of yet.
"""

import io
import tempfile
from urllib.parse import urljoin

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail_localize.models import StringTranslation, Translation

from hub.users.models import User
from tests.support.pages import make_private, translation_of

pytestmark = pytest.mark.django_db


@hypothesis_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(max_size=250))
def test_p1_any_text_is_searched_for(client, query):
    assert client.get("/fi/haku/", {"q": query}).status_code == 200


@pytest.mark.parametrize("address", ["/sitemap.xml", "/fi/", "/fi/tyokalut/", "/fi/syote/", "/fi/ei-ole/"])
def test_p4_private_page_is_nowhere(client, guide, address):
    assert client.get("/fi/tyokalut/").content.decode().count(guide.url) == 1
    guide.title = "Ksylofonisti"
    guide.save_revision().publish()
    make_private(guide)
    html = client.get(address).content.decode()
    assert guide.url not in html
    assert guide.title not in html


PO = 'msgid ""\nmsgstr ""\n{headers}\n\nmsgctxt "{path}"\nmsgid "{source}"\nmsgstr "{target}"\n'


@pytest.fixture
def translation(scenario) -> Translation:
    return Translation.objects.get(source__object_id=scenario.translation_key)


def upload(client, translation: Translation, content: bytes):
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    return client.post(address, {"file": io.BytesIO(content)}, follow=True)


def headers(translation: Translation, charset: str = "utf-8") -> str:
    return (
        f'"Content-Type: text/plain; charset={charset}\\n"\n'
        f'"X-WagtailLocalize-TranslationID: {translation.uuid}\\n"\n'
    )


BROKEN = {
    "header in a comment": b'# X-WagtailLocalize-TranslationID: 1\nmsgid "a"\nmsgstr "b"\n',
    "name of a file": b"/etc/passwd",
    "no end": b'msgid ""\nmsgstr "X-WagtailLocalize-TranslationID: 1\\n',
    "nul": b'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: 1\\n"\n\nmsgid "a\0b"\nmsgstr "c"\n',
    "unknown charset": b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=nonsense\\n"\n'
    b'"X-WagtailLocalize-TranslationID: 1\\n"\n\xff',
    "letters of another charset": b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    b'"X-WagtailLocalize-TranslationID: 1\\n"\n\nmsgid "\xe4"\nmsgstr "\xe4"\n',
    "plurals": b'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: 1\\n"\n\n'
    b'msgid "a"\nmsgid_plural "b"\nmsgstr[x] "c"\n',
    "too large": b'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: 1\\n"\n' + b"#\n" * 3_000_000,
}


@pytest.mark.parametrize("what", BROKEN)
def test_p16_broken_po_file_gets_a_message_and_leaves_no_file_behind(
    editor_client, translation, what, monkeypatch, tmp_path
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    response = upload(editor_client, translation, BROKEN[what])
    assert response.status_code == 200
    assert "messages" in response.content.decode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror=\\"alert(1)\\">',
        '<a href=\\"javascript:alert(1)\\">a</a>',
    ],
)
def test_p17_script_in_a_po_file_does_not_reach_readers(editor_client, client, translation, scenario, evil):
    target = PO.format(headers=headers(translation), path="claim", source=scenario.claim, target=evil)
    upload(editor_client, translation, target.encode())
    stored = StringTranslation.objects.get(context__path="claim", context__object=translation.source.object)
    assert "alert(1)" in stored.data
    swedish = translation_of(scenario, "sv")
    editor_client.post(reverse("wagtailadmin_pages:edit", args=[swedish.pk]), {"action": "publish"})
    html = client.get(swedish.url).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert 'href="javascript:' not in html


# --- P19: what stock software does well stays so ----------------------------------------------


def test_p19_nul_in_a_form_is_refused(client):
    response = client.post("/admin/login/", {"username": "a\0b", "password": "c"})
    assert response.status_code == 200
    assert response.context["form"].errors["username"]


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https:evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
        "@evil.example",
    ],
)
def test_p19_signing_in_leads_nowhere_else(client, target):
    User.objects.create_superuser("aino", email="", password="viisitoista merkkiä")
    sent = {"username": "aino", "password": "viisitoista merkkiä", "next": target}
    response = client.post("/admin/login/", sent)
    assert response.status_code == 302
    assert urljoin("http://testserver/admin/login/", response["Location"]).startswith(
        "http://testserver/admin/"
    )


def test_p19_private_page_is_kept_by_nobody(editor_client, guide):
    make_private(guide)
    assert "private" in editor_client.get(guide.url)["Cache-Control"]


def test_p19_a_hundred_files_at_once_are_too_many(client):
    files = {f"f{n}": ContentFile(b"a", name="a.txt") for n in range(101)}
    assert client.post("/admin/login/", files).status_code == 400
