"""Any content of the files that editors and translators bring: never a fault of the site, nothing half-read."""

import csv
import io
import itertools

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail_localize.models import Translation

from tests.hostile.values import any_values
from tests.support.forms import sent_by

pytestmark = pytest.mark.django_db


def first_step(client: Client, kind: str, content: bytes) -> HttpResponse:
    """The answer to a file of redirects."""
    return client.post("/admin/redirects/import/", {"import_file": SimpleUploadedFile(f"a.{kind}", content)})


def table(texts: list[str]) -> bytes:
    """A file of redirects from each of the texts to each."""
    csv.writer(file := io.StringIO()).writerows([["from", "to"], *itertools.product(texts, texts)])
    return file.getvalue().encode()


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx", "ods"])
@any_values
def test_any_content_of_a_file_of_redirects(editor_client, kind, changes):
    for charset in ("utf-8", "utf-16", "latin-1"):
        content = "\n".join(text for _which, text in changes).encode(charset, "replace")
        assert first_step(editor_client, kind, content).status_code in {200, 302}


@any_values
def test_any_values_in_a_file_of_redirects(editor_client, changes):
    content = table([text for _which, text in changes])
    sent = sent_by(first_step(editor_client, "csv", content).content.decode())
    sent |= {"from_index": "0", "to_index": "1"}
    assert editor_client.post("/admin/redirects/import/process/", sent).status_code in {200, 302}
    for redirect in Redirect.objects.all():
        assert redirect.redirect_link.startswith(("http://", "https://", "ftp://", "ftps://"))
        assert editor_client.get(redirect.old_path).status_code < 500


FIELDS = ["from_index", "to_index", "site", "permanent", "import_file_name", "input_format"]


@any_values
def test_any_values_in_what_is_asked_of_a_file_of_redirects(editor_client, changes):
    for which, text in changes:
        step = first_step(editor_client, "csv", b"from,to\n/a,https://b.example/\n")
        sent = sent_by(step.content.decode()) | {"from_index": "0", "to_index": "1"}
        sent |= {FIELDS[which % len(FIELDS)]: text}
        assert editor_client.post("/admin/redirects/import/process/", sent).status_code in {200, 302}


@any_values
def test_any_content_of_a_translators_file(editor_client, changes):
    translation = Translation.objects.first()
    header = f'msgid ""\nmsgstr "X-WagtailLocalize-TranslationID: {translation.uuid}\\n"\n\n'
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    for _which, text in changes:
        for content in (text, header + text, f'{header}msgid "a"\nmsgstr "{text}"\n'):
            response = editor_client.post(address, {"file": io.BytesIO(content.encode())})
            assert response.status_code == 302
