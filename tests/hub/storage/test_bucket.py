"""Uploaded files in S3: links signed at the moment of asking, which a server that verifies them answers."""

import time
import urllib.error
import urllib.request
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import CollectionViewRestriction

from hub.models import HubDocument, HubImage, HubMedia
from hub.storage.bucket import BucketStorage
from tests.support.services import in_bucket

pytestmark = [in_bucket, pytest.mark.django_db]

CONTENT = bytes(range(256)) * 1024


class Answer(NamedTuple):
    """What the S3 server said."""

    status: int
    body: bytes
    headers: dict[str, str]


def ask(link: str, method: str = "GET", **headers: str) -> Answer:
    request = urllib.request.Request(link, headers=headers, method=method)  # noqa: S310  # our own server
    try:
        with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310  # as above
            return Answer(response.status, response.read(), dict(response.headers))
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read(), dict(error.headers))


@pytest.fixture
def film() -> str:
    """The address of a file of 256 KiB among the pictures, which are public."""
    return default_storage.url(default_storage.save("images/koe.mp4", ContentFile(CONTENT)))


def link_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 302
    return response["Location"]


def test_whole_file(client, film):
    answer = ask(link_of(client, film))
    assert (answer.status, answer.body) == (200, CONTENT)
    assert answer.headers["Content-Type"] == "video/mp4"


def test_part_of_a_file(client, film):
    answer = ask(link_of(client, film), Range="bytes=100-299")
    assert (answer.status, answer.body) == (206, CONTENT[100:300])
    assert answer.headers["Content-Range"] == f"bytes 100-299/{len(CONTENT)}"


def test_head_of_a_file(client, film):
    answer = ask(client.head(film)["Location"], method="HEAD")
    assert (answer.status, answer.headers["Content-Length"]) == (200, str(len(CONTENT)))


def test_link_is_for_one_file_one_type_and_one_time(client, film):
    link = link_of(client, film)
    other = default_storage.save("images/toinen.mp4", ContentFile(CONTENT))
    tampered = [
        link.replace(film.removeprefix("/media/"), other),
        link.replace("video%2Fmp4", "text%2Fhtml"),
        link.replace("X-Amz-Expires=3600", "X-Amz-Expires=360000"),
        link[:-1] + ("0" if link[-1] != "0" else "1"),
    ]
    assert link not in tampered
    assert [ask(each).status for each in tampered] == [403] * len(tampered)
    assert ask(link.partition("?")[0]).status >= 400


def test_link_of_the_past_is_refused(film):
    link = default_storage.signed_url(film.removeprefix("/media/"), 1, "GET", {})
    time.sleep(2.5)
    assert ask(link).status == 403


def test_link_lives_longer_than_the_film(client, session):
    HubMedia.objects.filter(pk=session.recording.pk).update(duration=4 * 3600)
    link = link_of(client, session.recording.file.url)
    (seconds,) = parse_qs(urlsplit(link).query)["X-Amz-Expires"]
    assert int(seconds) == 5 * 3600
    assert ask(link, Range="bytes=4-7").body == b"ftyp"


def test_browser_forgets_the_redirect_before_the_link_ends(client, film):
    assert client.get(film)["Cache-Control"] == "public, max-age=1800"


def test_pictures_captions_and_posters_of_the_starter_content_are_there(client, session):
    recording = session.recording
    rendition = HubImage.objects.first().get_rendition("width-800|format-webp")
    for url in (rendition.url, recording.thumbnail.url):
        answer = ask(link_of(client, url))
        assert (answer.status, answer.headers["Content-Type"]) == (200, "image/webp")
    for track in recording.captions.all():
        response = client.get(track.file.url)
        assert (response.status_code, response.content[:6]) == (200, b"WEBVTT")
        assert response["Content-Type"] == "text/vtt; charset=utf-8"


def test_page_lets_the_browser_load_from_the_bucket_and_from_nowhere_else(client):
    response = client.get("/fi/")
    sources = dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";") if " " in part
    )
    assert sources["img-src"] == sources["media-src"] == f"'self' {default_storage.endpoint_url}"
    assert response["Cross-Origin-Embedder-Policy"] == "credentialless"


def test_name_that_is_taken_keeps_its_file(film):
    name = film.removeprefix("/media/")
    again = default_storage.save("images/koe.mp4", ContentFile(b"toinen"))
    assert again != name
    with default_storage.open(name) as file:
        assert file.read() == CONTENT


def test_file_that_could_run_is_handed_over_to_save(client):
    name = default_storage.save("images/sivu.html", ContentFile(b"<script>alert(1)</script>"))
    answer = ask(link_of(client, default_storage.url(name)))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment"


@pytest.mark.parametrize(
    "path",
    [
        "documents/salainen.docx",
        "images/../documents/salainen.docx",
        "images/%2e%2e/documents/salainen.docx",
        "images/..%2fdocuments/salainen.docx",
        "original_images/kuva.png",
        "images/%00koe.webp",
        "images",
        "",
        "media/ei-ole.mp4",
        "captions/ei-ole.vtt",
    ],
)
def test_no_link_leads_to_anything_else(client, path):
    default_storage.save("documents/salainen.docx", ContentFile(b"salainen"))
    default_storage.save("original_images/kuva.png", ContentFile(b"kuva"))
    assert client.get(f"/media/{path}", follow=True).status_code == 404


def test_document_is_handed_over_to_save_by_a_link_of_its_own(client):
    document = HubDocument.objects.first()
    response = client.get(document.url)
    answer = ask(response["Location"])
    assert response["Cache-Control"] == "private, no-store"
    assert answer.body[:2] == b"PK"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert document.filename in answer.headers["Content-Disposition"]


def test_private_document_has_no_link_for_who_may_not_read_it(client, editor_client):
    document = HubDocument.objects.first()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert "/login/" in client.get(document.url)["Location"]
    assert ask(editor_client.get(document.url)["Location"]).status == 200


def test_uploaded_recording_is_in_the_bucket_and_leaves_it_when_deleted(
    editor_client, django_capture_on_commit_callbacks
):
    file = SimpleUploadedFile("uusi.mp4", b"\0\0\0\x18ftypisom" + CONTENT, "video/mp4")
    fields = {"title": "Uusi", "collection": 1, "duration": 1, "file": file}
    response = editor_client.post(reverse("wagtailmedia:add", args=["video"]), fields)
    assert response.status_code == 302
    recording = HubMedia.objects.get(title="Uusi")
    assert default_storage.size(recording.file.name) == file.size
    name = recording.file.name
    with django_capture_on_commit_callbacks(execute=True):
        recording.delete()
    assert not default_storage.exists(name)


def test_bucket_that_is_not_there_is_noticed():
    default_storage.check()
    options = {name: getattr(default_storage, name) for name in ("access_key", "secret_key", "endpoint_url")}
    with pytest.raises(Exception, match=r"404|Not Found"):
        BucketStorage(**options, region_name="us-east-1", bucket_name="ei-ole").check()
