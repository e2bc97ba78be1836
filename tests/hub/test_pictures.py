"""Uploading pictures in the admin: what is damaged is refused, in the editor's language."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from hub.models import HubImage
from hub.pictures import DAMAGED, TOO_MANY_PIXELS

pytestmark = pytest.mark.django_db


def picture(format_: str, size: tuple[int, int] = (120, 120)) -> bytes:
    noise = Image.effect_noise(size, 80).convert("RGB")
    noise.save(file := io.BytesIO(), format_)
    return file.getvalue()


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def huge_png() -> bytes:
    chunks = {b"IHDR": struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0), b"IDAT": zlib.compress(b"0")}
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks.items()
    )


DAMAGED_FILES = {
    "cut.png": cut(picture("PNG")),
    "cut.webp": cut(picture("WEBP")),
    "cut.jpg": cut(picture("JPEG")),
    "cut.avif": cut(picture("AVIF")),
    "end.png": picture("PNG")[:-8],
    "page.png": b"<html>",
}


def finnish(text) -> str:
    with override("fi"):
        return str(text)


def add(client, name: str, data: bytes):
    fields = {"title": "Koe", "collection": 1, "file": SimpleUploadedFile(name, data)}
    return client.post(reverse("wagtailimages:add"), fields)


def add_among_many(client, name: str, data: bytes):
    fields = {"title": "Koe", "collection": 1, "files[]": SimpleUploadedFile(name, data)}
    return client.post(reverse("wagtailimages:add_multiple"), fields)


@pytest.mark.parametrize("name", DAMAGED_FILES)
def test_damaged_picture_is_refused_beside_its_field(editor_client, name):
    response = add(editor_client, name, DAMAGED_FILES[name])
    assert response.context["form"].errors["file"] == [finnish(DAMAGED)]


@pytest.mark.parametrize("name", DAMAGED_FILES)
def test_damaged_picture_among_many_is_refused_with_the_reason(editor_client, name):
    response = add_among_many(editor_client, name, DAMAGED_FILES[name])
    assert response.json() == {"success": False, "error_message": finnish(DAMAGED)}


def test_header_of_a_gif_is_refused_under_any_name(editor_client):
    for name in ("header.gif", "header.png"):
        response = add(editor_client, name, b"GIF89a")
        assert response.context["form"].errors["file"]


def test_header_of_a_gif_is_refused_where_gifs_are_taken(editor_client, settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["gif"]
    response = add(editor_client, "header.gif", b"GIF89a")
    assert response.context["form"].errors["file"] == [finnish(DAMAGED)]


def test_picture_that_would_fill_the_memory_is_refused(editor_client):
    response = add(editor_client, "huge.png", huge_png())
    assert response.context["form"].errors["file"] == [finnish(TOO_MANY_PIXELS)]


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "JPEG", "AVIF"])
def test_whole_picture_is_taken(editor_client, format_):
    assert add(editor_client, f"kuva.{format_.lower()}", picture(format_)).status_code == 302
    assert HubImage.objects.get(title="Koe").width == 120


def test_whole_picture_among_many_is_taken(editor_client):
    assert add_among_many(editor_client, "kuva.png", picture("PNG")).json()["success"]


def test_details_of_a_picture_added_among_many_are_saved_without_the_file(editor_client):
    pk = add_among_many(editor_client, "kuva.png", picture("PNG")).json()["image_id"]
    fields = {f"image-{pk}-title": "Uusi", f"image-{pk}-collection": 1, f"image-{pk}-tags": ""}
    response = editor_client.post(reverse("wagtailimages:edit_multiple", args=[pk]), fields)
    assert response.json()["success"]
