"""Uploads as whole requests: what is sent, how it is sent, and what becomes of it (B08, B09, B15, B16, B22 to B24).

What stands in a single file is tested beside the code, in tests/hub, tests/events and tests/hub/l10n.
"""

import os
import re
import struct
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.documents.forms import get_document_form

from hub.models import HubDocument, HubImage
from tests.hub.test_pictures import DAMAGED, finnish, picture
from tests.support.services import on_disk

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""Harmless; whatever looks for viruses says that it is one."""
ACTIVE_PDF = (
    b"%PDF-1.7\n1 0 obj <</Type /Catalog /OpenAction 2 0 R /Names <</EmbeddedFiles 3 0 R>>>> endobj\n"
    b"2 0 obj <</S /JavaScript /JS (app.alert\\(1\\)) /Next <</S /Launch /F (cmd.exe)>>>> endobj\n"
)


def png_with(kind: bytes, content: bytes) -> bytes:
    """A picture with a chunk of its own before the pixels."""
    whole = picture("PNG")
    chunk = struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return whole[:33] + chunk + whole[33:]


def add_picture(client, file) -> object:
    fields = {"title": "Koe", "collection": 1, "file": file}
    return client.post(reverse("wagtailimages:add"), fields)


def add_document(client, file) -> object:
    fields = {"title": "Koe", "collection": 1, "language": "fi", "tags": "", "file": file}
    return client.post(reverse("wagtaildocs:add"), fields)


BOMB = zlib.compress(b"\0" * 60 * MEGABYTE)
BOMBS = {
    "zTXt": png_with(b"zTXt", b"Comment\0\0" + BOMB),
    "iTXt": png_with(b"iTXt", b"Comment\0\1\0fi\0\0" + BOMB),
    "iCCP": png_with(b"iCCP", b"profile\0\0" + BOMB),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_b08_what_is_packed_beside_the_pixels_is_not_unpacked_without_end(editor_client, kind):
    """B08: 60 kB of a text or a colour profile that would become 60 MB."""
    file = SimpleUploadedFile("kuva.png", BOMBS[kind])
    tracemalloc.start()
    response = add_picture(editor_client, file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30 * MEGABYTE
    if response.status_code == 200:
        assert response.context["form"].errors["file"] == [finnish(DAMAGED)]
    else:
        stored = Image.open(HubImage.objects.get(title="Koe").file)
        assert stored.text == {}
        assert "icc_profile" not in stored.info


def avif_with(box: bytes, at: int, number: bytes) -> bytes:
    """A picture with another number in one of its boxes, `at` bytes behind the box's name."""
    whole = picture("AVIF")
    start = whole.index(box) + len(box) + at
    return whole[:start] + number + whole[start + len(number) :]


MANY = b"\xff" * 4
DECLARED = {
    "items": avif_with(b"iinf", 4, MANY[:2]),
    "items, counted in 32 bits": avif_with(b"iinf", 0, b"\1\0\0\0" + MANY),
    "places of items": avif_with(b"iloc", 6, MANY[:2]),
    "items, of which each has properties": avif_with(b"ipma", 4, MANY),
    "size of the whole list": avif_with(b"meta", -8, MANY),
}


def forget_the_peak() -> None:
    """Let the kernel count this process's largest memory from here, not from what earlier tests needed."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak_kilobytes() -> int:
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))[1])


@pytest.mark.parametrize("what", DECLARED)
@pytest.mark.parametrize("brand", [b"avif", b"heic"])
def test_b09_items_that_are_only_declared_are_not_made_room_for(editor_client, what, brand):
    """B09: some 300 bytes that speak of 65,535 or of 4,294,967,295 items, as AVIF and as HEIC."""
    content = DECLARED[what].replace(b"ftypavif", b"ftyp" + brand)
    forget_the_peak()
    before, began = peak_kilobytes(), time.monotonic()
    response = add_picture(editor_client, SimpleUploadedFile("kuva.avif", content))
    assert response.context["form"].errors["file"] == [finnish(DAMAGED)]
    assert time.monotonic() - began < 1
    assert peak_kilobytes() - before < 50_000


def test_b09_heic_is_refused_by_its_name(editor_client):
    """B09: no reader for HEIC is here."""
    response = add_picture(editor_client, SimpleUploadedFile("kuva.heic", picture("AVIF")))
    assert response.context["form"].errors["file"]


@on_disk
def test_b15_pdf_that_would_do_something_is_only_ever_saved(client, editor_client):
    """B15: JavaScript, a program to start and an attachment: no browser opens it on the site's address."""
    add_document(editor_client, SimpleUploadedFile("ohje.pdf", ACTIVE_PDF))
    response = client.get(HubDocument.objects.get(title="Koe").url)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert {"default-src 'none'", "sandbox"} <= set(response["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize("content", [b"", b"%"], ids=len)
def test_b16_file_with_nothing_in_it_is_refused(editor_client, content):
    """B16: 0 bytes and 1 byte."""
    response = add_document(editor_client, SimpleUploadedFile("ohje.pdf", content))
    assert response.context["form"].errors["file"]


def test_b16_gigabyte_is_refused_by_its_size_alone():
    """B16, 2023-28837: a gigabyte of holes."""
    file = TemporaryUploadedFile("suuri.pdf", None, 1024 * MEGABYTE, None)
    file.write(b"%PDF-1.7")
    file.truncate(1024 * MEGABYTE)
    file.seek(0)
    sent = {"title": "Suuri", "collection": 1, "tags": "", "language": "fi"}
    tracemalloc.start()
    form = get_document_form(HubDocument)(sent, {"file": file}, instance=HubDocument())
    assert form.errors["file"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEGABYTE


@on_disk
def test_b22_file_that_is_deleted_while_somebody_fetches_it_arrives_whole(client):
    """B22: deleted between the first part and the rest."""
    content = bytes(range(256)) * 4096
    name = default_storage.save("images/koe.mp4", ContentFile(content))
    parts = iter(client.get(f"/media/{name}").streaming_content)
    first = next(parts)
    default_storage.delete(name)
    assert first + b"".join(parts) == content
    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize("claimed", ["text/html", "image/svg+xml", "application/x-php", "x" * 200, ""])
def test_b23_type_that_a_browser_claims_is_not_believed(editor_client, claimed):
    """B23: the content decides."""
    add_picture(editor_client, SimpleUploadedFile("kuva.png", picture("PNG"), claimed))
    image = HubImage.objects.get(title="Koe")
    assert image.file.name.endswith(".png")
    assert Image.open(image.file).format == "PNG"


def part(headers: str, content: bytes) -> bytes:
    return b"--raja\r\n" + headers.encode() + b"\r\n\r\n" + content + b"\r\n"


FILE = 'Content-Disposition: form-data; name="file"; filename="a.txt"'
BASE64 = f"{FILE}\r\nContent-Transfer-Encoding: base64"
BODIES = {
    "no boundary": ("multipart/form-data", part(FILE, b"a"), 400),
    "other boundary": ("multipart/form-data; boundary=muu", part(FILE, b"a"), 200),
    "endless boundary": ("multipart/form-data; boundary=" + "x" * 300, b"a", 400),
    "not closed": ("multipart/form-data; boundary=raja", part(FILE, b"a" * 100_000), 200),
    "base64": ("multipart/form-data; boundary=raja", part(BASE64, b"YQ==" * 10) + b"--raja--", 200),
    "broken base64": ("multipart/form-data; boundary=raja", part(BASE64, b"!" * 9) + b"--raja--", 400),
    "spaces in base64": (
        "multipart/form-data; boundary=raja",
        part(BASE64, (b" " * 70 + b"\r\n") * 20_000) + b"--raja--",
        200,
    ),
    "100 000 parts": ("multipart/form-data; boundary=raja", part(FILE, b"") * 100_000 + b"--raja--", 400),
    "100 000 fields": (
        "multipart/form-data; boundary=raja",
        part('Content-Disposition: form-data; name="a"', b"1") * 100_000 + b"--raja--",
        400,
    ),
    "endless header": (
        "multipart/form-data; boundary=raja",
        part(FILE + "; a=" + "b" * 100_000, b"a") + b"--raja--",
        400,
    ),
}


@pytest.mark.parametrize("what", BODIES)
def test_b23_odd_bodies_are_refused_or_read_soon_and_in_little_memory(client, what):
    """B23, 2023-24580, 2026-33033, 2026-108147: bodies that cost more to read than to send."""
    content_type, body, status = BODIES[what]
    tracemalloc.start()
    response = client.generic("POST", "/admin/login/", body, content_type)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert response.status_code == status
    assert peak < len(body) + 10 * MEGABYTE


@pytest.mark.parametrize("name", ["ohje.pdf", "ohje.docx", "ohje.ods"])
def test_b24_test_virus_is_no_document_of_these_types(editor_client, name):
    """B24: EICAR under the name of something else."""
    response = add_document(editor_client, SimpleUploadedFile(name, EICAR))
    assert response.context["form"].errors["file"]


@on_disk
def test_b24_test_virus_as_a_text_is_only_ever_saved(client, editor_client):
    """B24: EICAR is a text; nothing here looks for viruses, so the reader's computer must."""
    add_document(editor_client, SimpleUploadedFile("ohje.txt", EICAR))
    response = client.get(HubDocument.objects.get(title="Koe").url)
    assert response["Content-Disposition"].startswith("attachment")


@on_disk
def test_2026_25674_stored_file_is_for_the_site_and_its_group_only():
    """2026-25674: what others on the machine may do with an upload."""
    name = default_storage.save("images/koe.webp", ContentFile(picture("WEBP")))
    with open(default_storage.path(name), "rb") as file:
        assert oct(os.fstat(file.fileno()).st_mode & 0o777) == "0o640"
