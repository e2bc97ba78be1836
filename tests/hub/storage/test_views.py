"""Serving uploaded files from local disk: byte ranges, validators, and what is never served."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.models import CollectionViewRestriction

from hub.models import HubDocument
from tests.support.services import on_disk

pytestmark = on_disk

CONTENT = bytes(range(256)) * 1024
SIZE = len(CONTENT)


@pytest.fixture
def video(db) -> Iterator[str]:
    """The address of a video of 256 KiB."""
    name = default_storage.save("images/koe.mp4", ContentFile(CONTENT))
    yield f"/media/{name}"
    default_storage.delete(name)


def stored(path: str, content: bytes = b"sisalto") -> str:
    return f"/media/{default_storage.save(path, ContentFile(content))}"


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_whole_file(client, video):
    response = client.get(video)
    assert response.status_code == 200
    assert response["Content-Length"] == str(SIZE)
    assert response["Content-Type"] == "video/mp4"
    assert response["Accept-Ranges"] == "bytes"
    assert body(response) == CONTENT


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=100-299", 100, 299),
        ("bytes=70000-200000", 70000, 200000),
        (f"bytes={SIZE - 5}-", SIZE - 5, SIZE - 1),
        ("bytes=-7", SIZE - 7, SIZE - 1),
        (f"bytes=10-{SIZE * 2}", 10, SIZE - 1),
    ],
)
def test_part_of_a_file(client, video, asked, first, last):
    response = client.get(video, headers={"Range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == CONTENT[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=-0"])
def test_part_outside_the_file(client, video, asked):
    """B53: beyond the end."""
    response = client.get(video, headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"
    assert body(response) == b""


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=9-1", "elephants=0-1", "bytes=x"])
def test_range_that_is_not_understood_gets_the_whole_file(client, video, asked):
    """B53: many ranges, nonsense."""
    response = client.get(video, headers={"Range": asked})
    assert response.status_code == 200
    assert response["Content-Length"] == str(SIZE)


@pytest.mark.parametrize("validator", ["ETag", "Last-Modified"])
def test_if_range_with_the_files_own_validator_gets_the_part(client, video, validator):
    current = client.get(video)[validator]
    response = client.get(video, headers={"Range": "bytes=0-9", "If-Range": current})
    assert response.status_code == 206


@pytest.mark.parametrize("outdated", ['"another"', "Wed, 01 Jan 2020 00:00:00 GMT", "nonsense"])
def test_if_range_with_an_outdated_validator_gets_the_whole_file(client, video, outdated):
    response = client.get(video, headers={"Range": "bytes=0-9", "If-Range": outdated})
    assert response.status_code == 200
    assert body(response) == CONTENT


def test_head_says_what_get_says_without_a_body(client, video):
    head, get = client.head(video), client.get(video)
    assert body(head) == b""
    for name in ("Content-Length", "Content-Type", "ETag", "Last-Modified", "Accept-Ranges", "Cache-Control"):
        assert head[name] == get[name]


def test_file_that_the_browser_has_is_not_sent_again(client, video):
    etag = client.get(video)["ETag"]
    response = client.get(video, headers={"If-None-Match": f'"other", {etag}'})
    assert response.status_code == 304
    assert body(response) == b""
    assert response["ETag"] == etag


def test_changed_file_has_another_etag(client, video):
    before = client.get(video)["ETag"]
    os.utime(default_storage.path(video.removeprefix("/media/")), (1, 1))
    assert client.get(video)["ETag"] != before


def test_ranges_are_of_the_file_and_not_of_a_compressed_form(client, video):
    response = client.get(video, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert body(response) == CONTENT


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_files_are_only_read(client, video, method):
    assert getattr(client, method)(video).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "images/../documents/salainen.docx",
        "media/../documents/salainen.docx",
        "images/%2e%2e/documents/salainen.docx",
        "media/%2e%2e/documents/salainen.docx",
        "media/..%2fdocuments/salainen.docx",
        "..%2f..%2f..%2f..%2fetc/passwd",
        "media/../../../../../../etc/passwd",
        "documents/salainen.docx",
        "original_images/kuva.png",
        "/etc/passwd",
        "images/%00koe.webp",
        "media",
        "media/",
        "",
        "images/ei-ole.webp",
        "media/ei-ole.mp4",
        "images/" + "a" * 5000,
        "../pakki.sqlite3",
    ],
)
def test_nothing_else_is_served(client, db, path):
    """B45, B46, B59, B60: paths out of the public folders."""
    stored("documents/salainen.docx")
    stored("original_images/kuva.png")
    assert client.get(f"/media/{path}").status_code in {302, 404}


def test_link_out_of_the_public_folders_is_not_followed(client, db, tmp_path):
    secret = tmp_path / "salainen.mp4"
    secret.write_bytes(b"salainen")
    link = Path(default_storage.path("images/linkki.mp4"))
    link.symlink_to(secret)
    assert client.get("/media/images/linkki.mp4").status_code == 404
    link.unlink()


@pytest.mark.parametrize(
    "name", ["sivu.html", "kuva.svg", "ohjelma.js", "tuntematon", "tiedosto.pdf", "x.mp4.html"]
)
def test_file_that_could_run_is_handed_over_to_save(client, db, name):
    """P19, B01: what could run is saved."""
    response = client.get(stored(f"images/{name}", b"<script>alert(1)</script>"))
    assert response["Content-Disposition"] == "attachment"
    assert response["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("name", ["images/koe.mp4", "images/koe.vtt", "images/koe.webp", "images/sivu.html"])
def test_no_browser_guesses_a_type_or_runs_anything(client, db, name):
    response = client.get(stored(name))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert {"default-src 'none'", "sandbox"} <= set(response["Content-Security-Policy"].split("; "))


def test_captions_are_text_in_utf_8(client, db):
    assert client.get(stored("images/koe.vtt"))["Content-Type"] == "text/vtt; charset=utf-8"


def test_empty_file(client, db):
    response = client.get(stored("images/tyhja.mp4", b""))
    assert response.status_code == 200
    assert body(response) == b""


def test_nginx_is_told_which_file_to_send_and_how(client, video, settings):
    settings.NGINX_SENDS_FILES = True
    response = client.get(video, headers={"Range": "bytes=0-9"})
    assert response["X-Accel-Redirect"] == f"/_files/{video.removeprefix('/media/')}"
    assert (response.content, response["Content-Type"]) == (b"", "video/mp4")
    assert response["Cache-Control"].startswith("public")


def test_nginx_is_told_of_no_file_that_is_not_there(client, db, settings):
    settings.NGINX_SENDS_FILES = True
    assert client.get("/media/images/ei-ole.webp").status_code == 404


def test_nginx_sends_a_document_after_wagtail_has_checked_who_asks(client, db, settings):
    settings.NGINX_SENDS_FILES = True
    document = HubDocument.objects.first()
    response = client.get(document.url)
    assert response["X-Accel-Redirect"] == f"/_files/{document.file.name}"
    assert response["Content-Disposition"].startswith("attachment")
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert "X-Accel-Redirect" not in client.get(document.url)


def test_starter_recording_and_its_captions_are_served(client, session):
    captions = session.recording.captions.all()
    assert captions
    for url in [session.recording.file.url, *(track.file.url for track in captions)]:
        assert client.get(url, headers={"Range": "bytes=0-5"}).status_code == 206


def test_document_is_served_by_wagtail_as_an_attachment(client, db):
    document = HubDocument.objects.first()
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert client.get(f"/media/{document.file.name}").status_code == 404
