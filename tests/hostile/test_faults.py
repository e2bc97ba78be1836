"""The faults of a stock site, P1 to P19 of the catalogue, as far as Pakki has what they are about.

`grep -rnw P12 tests` finds the tests of a fault; so it is with B01 to B24 (uploads), B45 to B68 (addresses, search) and
the numbers of advisories. There is nothing yet of what P7, P8, P14, P15, B13, B35 to B44 and B69 to B80 are about:
forms for readers, documents that are filled in, mail.
"""

from urllib.parse import urljoin

import pytest
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from hub.users.models import User
from tests.support.pages import make_private

pytestmark = pytest.mark.django_db


@hypothesis_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(max_size=250))
def test_p1_any_text_is_searched_for(client, query):
    """P1, B61: no text is a fault of the full-text search."""
    assert client.get("/fi/haku/", {"q": query}).status_code == 200


@pytest.mark.parametrize("address", ["/sitemap.xml", "/fi/", "/fi/tyokalut/", "/fi/syote/", "/fi/ei-ole/"])
def test_p4_private_page_is_nowhere(client, guide, address):
    """P4, B68: titles of private pages in lists."""
    assert client.get("/fi/tyokalut/").content.decode().count(guide.url) == 1
    guide.title = "Ksylofonisti"
    guide.save_revision().publish()
    make_private(guide)
    html = client.get(address).content.decode()
    assert guide.url not in html
    assert guide.title not in html


# --- P19: what stock software does well stays so ----------------------------------------------


def test_p19_nul_in_a_form_is_refused(client):
    """P19: NUL in a form."""
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
    """P19, B49: addresses of other sites in `next`."""
    User.objects.create_superuser("aino", email="", password="viisitoista merkkiä")
    sent = {"username": "aino", "password": "viisitoista merkkiä", "next": target}
    response = client.post("/admin/login/", sent)
    assert response.status_code == 302
    assert urljoin("http://testserver/admin/login/", response["Location"]).startswith(
        "http://testserver/admin/"
    )


def test_p19_private_page_is_kept_by_nobody(editor_client, guide):
    """P19: a private page in a cache."""
    make_private(guide)
    assert "private" in editor_client.get(guide.url)["Cache-Control"]


def test_p19_a_hundred_files_at_once_are_too_many(client):
    """P19, B23, 2023-31047, 2023-24580: many parts."""
    files = {f"f{n}": ContentFile(b"a", name="a.txt") for n in range(101)}
    assert client.post("/admin/login/", files).status_code == 400
