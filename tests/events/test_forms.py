"""Uploading a recording with its captions."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from wagtailmedia.forms import get_media_form

from events.captions import Cue
from events.forms import PROBLEMS
from events.models import CaptionTrack
from hub.models import HubMedia
from hub.pictures import DAMAGED, TOO_MANY_PIXELS
from tests.events.test_captions import GOOD, vtt
from tests.hub.test_pictures import DAMAGED_FILES, SERIAL, finnish, huge_png, photo, picture

pytestmark = pytest.mark.django_db

BROKEN = {
    "size": b"WEBVTT" + b"a" * 2_000_001,
    "encoding": GOOD.encode("latin-1"),
    "header": b"1\n00:00:01,500 --> 00:00:04,000\nHei\n",
    "syntax": b"WEBVTT\n\n00:01,500 --> 00:04,000\nHei\n",
    "empty": b"WEBVTT\n",
    "backwards": vtt("12:40.000 --> 12:30.000\nHei"),
}


@pytest.fixture
def media() -> HubMedia:
    recording = HubMedia(title="Koe", type="video", duration=90)
    recording.file.save("koe.mp4", ContentFile(b"video"))
    return recording


def form_with(media: HubMedia, **captions: bytes):
    files = {name: SimpleUploadedFile(f"{name}.vtt", data) for name, data in captions.items()}
    data = {"title": media.title, "duration": media.duration, "type": "video", "tags": "", "collection": 1}
    return get_media_form(HubMedia)(data, files, instance=media)


def test_form_asks_for_captions_in_each_language(media):
    assert {"captions_fi", "captions_sv"} <= set(form_with(media).fields)


def test_good_files_become_the_captions_of_the_recording(media):
    form = form_with(media, captions_fi=GOOD.encode(), captions_sv=vtt("00:01.000 --> 00:02.000\nHej"))
    assert form.is_valid(), form.errors
    form.save()
    finnish, swedish = media.captions.order_by("language")
    assert finnish.cues[0] == Cue(1.5, 4.0, "Yhdistys on työnantaja, & hallitus päättää.", "Neuvoja")
    assert swedish.cues == [Cue(1.0, 2.0, "Hej", "")]
    assert finnish.file.read().decode() == GOOD


def test_recording_may_be_saved_without_captions(media):
    form = form_with(media)
    assert form.is_valid(), form.errors
    form.save()
    assert not media.captions.exists()


def test_new_file_replaces_the_captions_of_its_language_only(media):
    form_with(media, captions_fi=GOOD.encode(), captions_sv=GOOD.encode()).save()
    form = form_with(media, captions_fi=vtt("00:01.000 --> 00:02.000\nUusi"))
    form.is_valid()
    form.save()
    assert media.captions.get(language="fi").cues == [Cue(1.0, 2.0, "Uusi", "")]
    assert len(media.captions.get(language="sv").cues) == 2
    assert CaptionTrack.objects.filter(media=media).count() == 2


@pytest.mark.parametrize("reason", PROBLEMS)
def test_broken_file_is_refused_with_its_own_message_in_finnish(media, reason):
    """B18, B19: captions that are none."""
    with override("fi"):
        form = form_with(media, captions_fi=BROKEN[reason])
        (message,) = form.errors["captions_fi"]
    with override("en"):
        english = str(PROBLEMS[reason])
    assert form.errors.as_data()["captions_fi"][0].code == reason
    assert message != english
    assert "%(" not in message


def test_message_names_the_moment_of_the_caption_at_fault(media):
    (message,) = form_with(media, captions_fi=BROKEN["backwards"]).errors["captions_fi"]
    assert "12:40" in message


def test_nothing_is_stored_when_one_of_the_files_is_broken(media):
    form = form_with(media, captions_fi=GOOD.encode(), captions_sv=b"x")
    assert not form.is_valid()
    assert not media.captions.exists()


def test_recording_larger_than_the_limit_is_refused(media, settings):
    settings.UPLOAD_MAX_MB = 1
    form = form_with(media)
    form.files["file"] = SimpleUploadedFile("iso.mp4", b"\0\0\0\x20ftypisom" + b"0" * 1024 * 1024)
    (error,) = form.errors.as_data()["file"]
    assert error.code == "size"


def test_file_that_is_no_video_is_refused(media):
    form = form_with(media)
    form.files["file"] = SimpleUploadedFile("sivu.html", b"<html>")
    assert not form.is_valid()
    assert "html" in str(form.errors)


def test_editor_uploads_captions_in_the_admin(editor_client, media):
    data = {
        "title": media.title,
        "duration": media.duration,
        "tags": "",
        "collection": media.collection_id,
        "captions_fi": SimpleUploadedFile("suomi.vtt", GOOD.encode()),
    }
    response = editor_client.post(reverse("wagtailmedia:edit", args=[media.pk]), data)
    assert response.status_code == 302
    assert media.captions.get().language == "fi"


def test_editor_sees_the_problem_beside_the_file_in_the_admin(editor_client, media):
    data = {
        "title": media.title,
        "duration": media.duration,
        "tags": "",
        "collection": media.collection_id,
        "captions_fi": SimpleUploadedFile("suomi.vtt", BROKEN["header"]),
    }
    response = editor_client.post(reverse("wagtailmedia:edit", args=[media.pk]), data)
    assert response.status_code == 200
    with override("fi"):
        assert str(PROBLEMS["header"]) in response.content.decode()


def form_with_file(media: HubMedia, name: str, data: bytes, kind: str = "video"):
    media.type = kind
    form = form_with(media)
    form.files["file"] = SimpleUploadedFile(name, data)
    return form


@pytest.mark.parametrize("name", ["a.mp4", "a.MP4", "a.webm", "a.m4a", "a.mp3"])
@pytest.mark.parametrize("data", [b"<!DOCTYPE html><html></html>", "<html>".encode("utf-16"), b"\xff"])
def test_file_whose_content_is_not_what_its_name_says_is_refused(media, name, data):
    """B17: a page called .mp4."""
    kind = "audio" if name in ("a.m4a", "a.mp3") else "video"
    (error,) = form_with_file(media, name, data, kind).errors.as_data()["file"]
    assert error.code == "content"
    assert str(error.messages[0]).startswith("Tiedosto ei ole M") or name == "a.webm"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.mp4", b"\x00\x00\x00\x20ftypisom", "video"),
        ("a.webm", b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webmB\x87\x81\x04", "video"),
        ("a.m4a", b"\x00\x00\x00\x20ftypM4A ", "audio"),
        ("a.mp3", b"ID3\x04", "audio"),
        ("a.mp3", b"\xff\xfb\x90", "audio"),
    ],
)
def test_file_whose_content_is_what_its_name_says_is_taken(media, name, data, kind):
    form = form_with_file(media, name, data, kind)
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.mp4", b"\x1a\x45\xdf\xa3\xa3B\x82\x88matroska", "video"),
        ("a.webm", b"\x1a\x45\xdf\xa3\xa3B\x82\x88matroska", "video"),
        ("a.mp4", b"\x00\x00\x00\x20ftypheic", "video"),
        ("a.m4a", b"\x00\x00\x00\x20ftypavif", "audio"),
    ],
)
def test_content_that_is_only_like_its_name_is_refused(media, name, data, kind):
    """B17: Matroska, and pictures in a film's container."""
    (error,) = form_with_file(media, name, data, kind).errors.as_data()["file"]
    assert error.code == "content"


@pytest.mark.parametrize("duration", [-1, 86_401, 1e300])
def test_duration_that_no_recording_has_is_refused(media, duration):
    media.duration = duration
    (message,) = form_with(media).errors["duration"]
    assert "86400" in message


@pytest.mark.parametrize("duration", [0, 86_400, ""])
def test_duration_of_up_to_a_day_is_taken(media, duration):
    media.duration = duration
    assert "duration" not in form_with(media).errors


@pytest.mark.parametrize("name", DAMAGED_FILES)
def test_thumbnail_that_is_damaged_or_no_picture_is_refused(media, name):
    """B05, P12: through the form of a recording."""
    form = form_with(media)
    form.files["thumbnail"] = SimpleUploadedFile(name, DAMAGED_FILES[name])
    assert form.errors["thumbnail"] == [finnish(DAMAGED)]


def test_thumbnail_of_a_format_that_no_browser_shows_is_refused(media):
    form = form_with(media)
    form.files["thumbnail"] = SimpleUploadedFile("kuva.png", picture("TIFF"))
    assert form.errors["thumbnail"] == [finnish(DAMAGED)]


def test_thumbnail_that_would_fill_the_memory_is_refused(media):
    """B06: through the form of a recording."""
    form = form_with(media)
    form.files["thumbnail"] = SimpleUploadedFile("kuva.png", huge_png())
    assert form.errors["thumbnail"] == [finnish(TOO_MANY_PIXELS)]


def test_thumbnail_that_is_a_picture_is_stored_whole(media):
    form = form_with(media)
    data = picture("PNG")
    form.files["thumbnail"] = SimpleUploadedFile("kuva.png", data)
    assert form.is_valid(), form.errors
    stored = Image.open(form.save().thumbnail)
    assert stored.tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_captions_are_stored_under_the_name_of_the_recording(media):
    form = form_with(media)
    form.files["captions_sv"] = SimpleUploadedFile("sivu.html", GOOD.encode())
    assert form.is_valid(), form.errors
    form.save()
    stem = media.file.name.removeprefix("media/").removesuffix(".mp4")
    assert media.captions.get().file.name == f"captions/{stem}-sv.vtt"


def test_poster_tells_nothing_of_its_maker(media):
    """B07, P13: through the form of a recording."""
    form = form_with(media)
    form.files["thumbnail"] = SimpleUploadedFile("kuva.jpg", photo("JPEG"))
    assert SERIAL.encode() not in form.save().thumbnail.read()


def test_poster_larger_than_a_picture_may_be_is_refused(media, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    form = form_with(media)
    form.files["thumbnail"] = SimpleUploadedFile("kuva.png", picture("PNG"))
    assert form.errors.as_data()["thumbnail"][0].code == "size"


def test_recording_and_poster_have_names_of_ours(media):
    """B21: through the form of a recording."""
    form = form_with_file(media, "../Ilta \u202e.MP4", b"\x00\x00\x00\x20ftypisom")
    form.files["thumbnail"] = SimpleUploadedFile("con.png", picture("PNG"))
    saved = form.save()
    assert re.fullmatch(r"media/ilta-\w{8}\.mp4", saved.file.name)
    assert re.fullmatch(r"media_thumbnails/con-\w{8}\.png", saved.thumbnail.name)


def test_caption_file_that_is_too_large_is_not_read(media):
    file = SimpleUploadedFile("a.vtt", b"WEBVTT")
    file.size = 100 * 1024 * 1024
    file.file.close()
    form = form_with(media)
    form.files["captions_fi"] = file
    assert form.errors.as_data()["captions_fi"][0].code == "size"
