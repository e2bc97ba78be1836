"""Uploading pictures in the admin: what is damaged is refused, in the editor's language."""

import hashlib
import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from wagtail.users.models import UserProfile

from hub.models import HubImage
from hub.pictures import DAMAGED, MOVES, TOO_MANY_PIXELS
from tests.support.services import on_disk

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
    """B05, P12: a picture that is cut short, or is none."""
    response = add(editor_client, name, DAMAGED_FILES[name])
    assert response.context["form"].errors["file"] == [finnish(DAMAGED)]


@pytest.mark.parametrize("name", DAMAGED_FILES)
def test_damaged_picture_among_many_is_refused_with_the_reason(editor_client, name):
    response = add_among_many(editor_client, name, DAMAGED_FILES[name])
    assert response.json() == {"success": False, "error_message": finnish(DAMAGED)}


def test_header_of_a_gif_is_refused_under_any_name(editor_client):
    """B05, P12: a header with nothing behind it."""
    for name in ("header.gif", "header.png"):
        response = add(editor_client, name, b"GIF89a")
        assert response.context["form"].errors["file"]


def test_header_of_a_gif_is_refused_where_gifs_are_taken(editor_client, settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["gif"]
    response = add(editor_client, "header.gif", b"GIF89a")
    assert response.context["form"].errors["file"] == [finnish(DAMAGED)]


def test_picture_that_would_fill_the_memory_is_refused(editor_client):
    """B06: 3,600 million pixels in a hundred bytes."""
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


# --- What a picture tells of its maker --------------------------------------------------------

SERIAL = "SN-4711-SALAINEN"
TRACES = (b"Exif", b"GPS", SERIAL.encode(), b"Photoshop", b"http://ns.adobe.com", b"Helsinki")


def traces() -> Image.Exif:
    """Place, serial number and a thumbnail; the picture lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Kamera Oy"
    exif.get_ifd(0x8825).update({1: "N", 2: (60.0, 10.0, 0.0), 3: "E", 4: (24.0, 56.0, 0.0)})
    exif.get_ifd(0x8769)[0xA431] = SERIAL
    return exif


XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>http://ns.adobe.com {SERIAL} Helsinki</a></x:xmpmeta>'.encode()


def photo(format_: str, *, profile: bytes | None = None) -> bytes:
    """A picture of 120 × 60 that tells everything, red on the left."""
    image = Image.new("RGB", (120, 60), "blue")
    image.paste("red", (0, 0, 60, 60))
    options = {"exif": traces(), "icc_profile": profile}
    if format_ == "PNG":
        options["pnginfo"] = texts = PngInfo()
        texts.add_text("Location", "Helsinki")
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=False)
    else:
        options["xmp"] = XMP
    if format_ == "JPEG":
        options["comment"] = f"Helsinki {SERIAL}"
    image.save(file := io.BytesIO(), format_, **options)
    return file.getvalue()


def stored_bytes() -> bytes:
    """Everything under the folder of files, those of this test and those of earlier ones."""
    return b"".join(path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


@on_disk
@pytest.mark.parametrize("format_", ["PNG", "WEBP", "JPEG", "AVIF"])
def test_place_and_serial_number_are_nowhere_after_an_upload(editor_client, format_):
    """B07, P13: EXIF, XMP, texts and thumbnails."""
    sent = photo(format_)
    assert SERIAL.encode() in sent
    assert add(editor_client, f"kuva.{format_.lower()}", sent).status_code == 302
    image = HubImage.objects.get(title="Koe")
    for spec in ("width-100", "fill-50x50", "original", "format-jpeg"):
        image.get_rendition(spec)
    kept = stored_bytes()
    assert [trace for trace in TRACES[1:] if trace in kept] == []
    assert not Image.open(image.file.path).getexif()


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "JPEG", "AVIF"])
def test_picture_is_turned_upright(editor_client, format_):
    """B07: the turn that EXIF tells is not lost with it."""
    add(editor_client, f"kuva.{format_.lower()}", photo(format_))
    image = HubImage.objects.get(title="Koe")
    assert (image.width, image.height) == (60, 120)
    red, _green, blue = Image.open(image.file).convert("RGB").getpixel((30, 10))
    assert red > 200
    assert blue < 50


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "JPEG", "AVIF"])
def test_picture_keeps_its_colour_profile(editor_client, format_):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    add(editor_client, f"kuva.{format_.lower()}", photo(format_, profile=profile))
    assert Image.open(HubImage.objects.get(title="Koe").file).info["icc_profile"] == profile


@on_disk
def test_size_and_hash_are_those_of_what_is_stored(editor_client):
    add(editor_client, "kuva.jpg", photo("JPEG"))
    image = HubImage.objects.get(title="Koe")
    stored = Path(image.file.path).read_bytes()
    assert (image.file_size, image.file_hash) == (len(stored), hashlib.sha1(stored).hexdigest())  # noqa: S324


@on_disk
def test_large_picture_that_waits_on_disk_is_cleaned_too(editor_client, settings):
    """B07, P13: through Django's temporary file."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    add(editor_client, "kuva.jpg", photo("JPEG"))
    assert SERIAL.encode() not in Path(HubImage.objects.get(title="Koe").file.path).read_bytes()


def test_picture_among_many_is_cleaned_also_while_it_waits_for_its_title(editor_client):
    fields = {"title": "x" * 300, "collection": 1, "files[]": SimpleUploadedFile("k.jpg", photo("JPEG"))}
    answer = editor_client.post(reverse("wagtailimages:add_multiple"), fields).json()
    assert f'value="{"x" * 300}"' in answer["form"]
    assert SERIAL.encode() not in stored_bytes()


def test_picture_in_the_chooser_is_cleaned(editor_client):
    fields = {"title": "Koe", "collection": 1, "file": SimpleUploadedFile("k.jpg", photo("JPEG"))}
    named = {f"image-chooser-upload-{name}": value for name, value in fields.items()}
    editor_client.post(reverse("wagtailimages_chooser:create"), named)
    assert SERIAL.encode() not in HubImage.objects.get(title="Koe").file.read()


def test_what_stands_behind_a_picture_is_not_kept(editor_client):
    """B04: a page or an archive behind the picture."""
    add(editor_client, "kuva.png", picture("PNG") + b"<script>alert(1)</script>PK\x03\x04")
    assert b"<script>" not in HubImage.objects.get(title="Koe").file.read()


def test_plain_picture_loses_nothing(editor_client):
    sent = picture("WEBP")
    add(editor_client, "kuva.webp", sent)
    assert HubImage.objects.get(title="Koe").file.read() == sent


def test_transparent_picture_stays_transparent(editor_client):
    image = Image.new("P", (20, 20), 1)
    image.putpalette([255, 0, 0, 0, 255, 0])
    image.putpixel((0, 0), 0)
    image.save(file := io.BytesIO(), "PNG", transparency=1)
    add(editor_client, "kuva.png", file.getvalue())
    assert Image.open(HubImage.objects.get(title="Koe").file).convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "AVIF"])
def test_picture_that_moves_is_refused(editor_client, format_):
    """B06: many pictures in one."""
    first, *others = [Image.effect_noise((20, 20), sigma).convert("RGB") for sigma in (10, 50, 90)]
    first.save(file := io.BytesIO(), format_, save_all=True, append_images=others)
    response = add(editor_client, f"kuva.{format_.lower()}", file.getvalue())
    assert response.context["form"].errors["file"] == [finnish(MOVES)]


def test_second_picture_that_a_phone_puts_behind_the_first_is_left_out(editor_client):
    first, second = (Image.effect_noise((20, 20), sigma).convert("RGB") for sigma in (10, 50))
    first.save(file := io.BytesIO(), "MPO", save_all=True, append_images=[second])
    assert add(editor_client, "kuva.jpg", file.getvalue()).status_code == 302
    assert Image.open(HubImage.objects.get(title="Koe").file).format == "JPEG"


@pytest.mark.parametrize("name", ["kuva.png", "kuva.svg"])
def test_drawing_that_may_hold_a_script_is_refused(editor_client, name):
    """B01, B02, B03: SVG is no picture here, under any name."""
    sent = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    assert add(editor_client, name, sent).context["form"].errors["file"]


def test_nobody_has_a_picture_of_themselves(editor_client, settings):
    """It would be stored as it was sent, under its own name."""
    assert "avatar-avatar" not in editor_client.get("/admin/account/").content.decode()
    sent = SimpleUploadedFile("minun.png", picture("PNG"), "image/png")
    editor_client.post("/admin/account/", {"avatar-avatar": sent})
    assert not UserProfile.objects.exclude(avatar="").exists()


def test_picture_has_a_name_of_ours(editor_client):
    """B21: the name that was sent."""
    add(editor_client, "Ähtäri \u202egnp.exe.png", picture("PNG"))
    assert re.fullmatch(
        r"original_images/ahtari-gnpexe-\w{8}\.png", HubImage.objects.get(title="Koe").file.name
    )


def test_more_pixels_than_the_site_takes_are_refused(editor_client, settings):
    """B06: more pixels than Pillow would warn of."""
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100
    assert add(editor_client, "kuva.png", picture("PNG")).context["form"].errors["file"]


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "AVIF"])
def test_drawing_of_more_pixels_than_memory_is_there_for_is_refused(editor_client, monkeypatch, format_):
    """B06: a kilobyte of AVIF took a gigabyte and seven seconds to write anew."""
    monkeypatch.setattr("hub.pictures.MOST_PIXELS", 120 * 120 - 1)
    response = add(editor_client, f"kuva.{format_.lower()}", picture(format_))
    assert response.context["form"].errors["file"] == [finnish(TOO_MANY_PIXELS)]


@pytest.mark.parametrize("format_", ["JPEG", "MPO"])
def test_photograph_of_very_many_pixels_is_halved(editor_client, monkeypatch, format_):
    """B06: telephones take photographs of 50 million pixels; they are turned upright all the same."""
    monkeypatch.setattr("hub.pictures.MOST_PIXELS", 120 * 60 - 1)
    sent = photo("JPEG")
    if format_ == "MPO":
        Image.open(io.BytesIO(sent)).save(
            file := io.BytesIO(),
            "MPO",
            save_all=True,
            append_images=[Image.new("RGB", (9, 9))],
            exif=traces(),
        )
        sent = file.getvalue()
    assert add(editor_client, "kuva.jpg", sent).status_code == 302
    image = HubImage.objects.get(title="Koe")
    assert (image.width, image.height) == (30, 60)
    assert Image.open(image.file).size == (30, 60)
    assert SERIAL.encode() not in image.file.open().read()
