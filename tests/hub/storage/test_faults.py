"""Uploads while the store of files is gone: told, with what was typed, and neither file nor row without the other."""

import os
import resource
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from events.models import CaptionTrack
from hub.models import HubDocument, HubImage, HubMedia
from hub.storage.disk import DiskStorage
from hub.storage.faults import StorageFault, postponed_deletions
from hub.uploads import NO_PLACE
from hub.users.models import User
from scripts.services import free_port
from tests.events.test_captions import GOOD
from tests.hub.test_pictures import picture
from tests.support.services import on_disk

pytestmark = pytest.mark.django_db

MODELS = (HubImage, HubDocument, HubMedia, CaptionTrack, UploadedFile)
FILM = b"\0\0\0\x20ftypisom" + bytes(64)
BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


def sent(kind: str) -> SimpleUploadedFile:
    return {
        "images": lambda: SimpleUploadedFile("uusi.png", picture("PNG")),
        "documents": lambda: SimpleUploadedFile("uusi.txt", b"Uusi teksti"),
        "media": lambda: SimpleUploadedFile("uusi.mp4", FILM),
    }[kind]()


def fields(kind: str, prefix: str = "") -> dict:
    values = {"title": "Näin kirjoitin", "collection": 1, "tags": "", "file": sent(kind)}
    values |= {"documents": {"language": "fi"}, "media": {"duration": 9}}.get(kind, {})
    return {prefix + name: value for name, value in values.items()}


PAGES: dict[str, Callable] = {
    "picture": lambda client: client.post(reverse("wagtailimages:add"), fields("images")),
    "document": lambda client: client.post(reverse("wagtaildocs:add"), fields("documents")),
    "recording": lambda client: client.post(reverse("wagtailmedia:add", args=["video"]), fields("media")),
    "new file of a picture": lambda client: client.post(
        reverse("wagtailimages:edit", args=[HubImage.objects.first().pk]), fields("images")
    ),
    "new file of a document": lambda client: client.post(
        reverse("wagtaildocs:edit", args=[HubDocument.objects.first().pk]), fields("documents")
    ),
    "new file of a recording": lambda client: client.post(
        reverse("wagtailmedia:edit", args=[HubMedia.objects.first().pk]), fields("media")
    ),
    "picture in a page": lambda client: client.post(
        reverse("wagtailimages_chooser:create"), fields("images", "image-chooser-upload-")
    ),
    "document in a page": lambda client: client.post(
        reverse("wagtaildocs_chooser:create"), fields("documents", "document-chooser-upload-")
    ),
    "recording in a page": lambda client: client.post(
        reverse("wagtailmedia:chooser_upload", args=["video"]), fields("media", "media-chooser-upload-")
    ),
}
AMONG_MANY: dict[str, Callable] = {
    kind: lambda client, kind=kind, short=short, **options: client.post(
        reverse(f"wagtail{short}:add_multiple"), fields(kind) | {"files[]": sent(kind)}, **options
    )
    for kind, short in {"images": "images", "documents": "docs"}.items()
}


def rows() -> list[tuple]:
    return [
        (model, *row) for model in MODELS for row in model.objects.order_by("pk").values_list("pk", "file")
    ]


def files() -> list[str]:
    """All files on disk; where the store is a bucket it is away, and nothing can get into it."""
    root = Path(default_storage.path(""))
    return sorted(str(path) for path in root.rglob("*") if path.is_file())


@pytest.fixture(params=["disk", "bucket"])
def gone(request, settings, tmp_path):
    """The store of files is gone: a folder that cannot be written, or a bucket where nobody listens."""
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    (tmp_path / "file").write_bytes(b"")  # Not even root makes a folder in a file.
    backend: dict = {"BACKEND": "hub.storage.disk.DiskStorage"}
    if request.param == "bucket":
        options = {"access_key": "avain", "secret_key": "salaisuus", "bucket_name": "pakki"}
        options |= {"endpoint_url": f"http://127.0.0.1:{free_port()}", "region_name": "us-east-1"}
        backend = {"BACKEND": "hub.storage.bucket.BucketStorage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"default": backend}


@pytest.fixture
def own_files(settings, tmp_path):
    """Files that only this test has: what a request deletes, no transaction brings back."""
    shutil.copytree(default_storage.path(""), tmp_path / "own", copy_function=os.link)
    settings.MEDIA_ROOT = tmp_path / "own"
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "hub.storage.disk.DiskStorage"}}


@pytest.fixture
def swedish_client(db) -> Client:
    """An administrator who has chosen Swedish."""
    user = User.objects.create_superuser("redaktor", email="", password="behövs inte här")
    UserProfile.objects.create(user=user, preferred_language="sv")
    client = Client()
    client.force_login(user)
    return client


def message(language: str) -> str:
    with override(language):
        return str(NO_PLACE)


@pytest.mark.parametrize("upload", PAGES.values(), ids=PAGES)
def test_form_comes_back_with_what_was_typed_and_says_what_is_wrong(gone, editor_client, upload):
    before = rows()
    response = upload(editor_client)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    text = response.content.decode()
    if response["Content-Type"].startswith("application/json"):
        text = str(response.json())
    assert message("fi") in text
    assert "Näin kirjoitin" in text
    assert "salaisuus" not in text
    assert rows() == before


@pytest.mark.parametrize("upload", AMONG_MANY.values(), ids=AMONG_MANY)
def test_file_among_many_is_refused_with_the_reason(gone, editor_client, upload):
    before = rows()
    response = upload(editor_client)
    assert response.status_code == 503
    assert response.json() == {"success": False, "error_message": message("fi")}
    assert rows() == before


@pytest.mark.parametrize("upload", AMONG_MANY.values(), ids=AMONG_MANY)
def test_script_of_the_admin_gets_the_status_under_which_it_shows_a_message(gone, editor_client, upload):
    response = upload(editor_client, headers=BY_SCRIPT)
    assert (response.status_code, response.json()["error_message"]) == (200, message("fi"))


def test_message_is_in_the_editors_language(gone, swedish_client):
    assert message("sv") in PAGES["picture"](swedish_client).content.decode()


def test_upload_succeeds_when_the_store_is_back(editor_client):
    assert PAGES["picture"](editor_client).status_code == 302
    assert HubImage.objects.get(title="Näin kirjoitin").file.read()


@on_disk
@pytest.mark.parametrize(
    "upload", ["new file of a document", "new file of a recording", "new file of a picture"]
)
def test_old_file_stays_until_the_new_one_is_there(own_files, editor_client, monkeypatch, upload):
    before = files(), rows()

    def full(self, name, content):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.files.storage.FileSystemStorage._save", full)
        assert PAGES[upload](editor_client).status_code == 503
    assert (files(), rows()) == before
    assert PAGES[upload](editor_client).status_code == 302
    assert [name for _model, _pk, name in rows() if not default_storage.exists(name)] == []
    gone = set(before[0]) - set(files())
    assert gone


@on_disk
@pytest.mark.parametrize("upload", ["picture", "document", "recording", "new file of a document"])
def test_file_goes_again_when_its_row_cannot_be_written(own_files, editor_client, upload):
    before = files(), rows()

    def fail(execute, sql, params, many, context):
        if sql.startswith(("INSERT INTO", "UPDATE")) and '"hub_hub' in sql.partition("SET")[0][:60]:
            raise DatabaseError
        return execute(sql, params, many, context)

    editor_client.raise_request_exception = False
    with connection.execute_wrapper(fail):
        assert PAGES[upload](editor_client).status_code == 500
    assert (files(), rows()) == before


@on_disk
def test_recording_is_not_kept_without_its_captions(own_files, editor_client, monkeypatch):
    before = files(), rows()
    save = DiskStorage._save

    def full(self, name, content):
        if name.startswith("captions/"):
            raise OSError(28, "No space left on device")
        return save(self, name, content)

    monkeypatch.setattr(DiskStorage, "_save", full)
    captions = {"captions_fi": SimpleUploadedFile("suomi.vtt", GOOD.encode())}
    response = editor_client.post(reverse("wagtailmedia:add", args=["video"]), fields("media") | captions)
    assert response.status_code == 503
    assert (files(), rows()) == before


def test_disk_that_fills_up_keeps_no_half_file(tmp_path):
    storage = DiskStorage(location=tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(StorageFault):
            storage.save("iso.bin", ContentFile(bytes(300_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_not_there_is_no_fault_of_the_store(tmp_path):
    with pytest.raises(FileNotFoundError):
        DiskStorage(location=tmp_path).open("ei-ole.txt")


def test_file_that_cannot_be_deleted_is_named_in_the_log_and_hinders_nobody(gone, caplog):
    if storages.backends["default"]["BACKEND"].endswith("BucketStorage"):
        default_storage.delete("kuva.png")
        assert "kuva.png" in caplog.text
    else:
        folder = Path(default_storage.path("")).parents[1] / "kansio"
        (folder / "sisältö").mkdir(parents=True)
        DiskStorage(location=folder.parent).delete("kansio")
        assert "kansio" in caplog.text


def test_nothing_is_deleted_when_the_request_fails(tmp_path):
    storage = DiskStorage(location=tmp_path)
    storage.save("vanha.txt", ContentFile(b"vanha"))
    with suppress(StorageFault), postponed_deletions():
        storage.delete("vanha.txt")
        raise StorageFault
    assert storage.exists("vanha.txt")
    with postponed_deletions():
        storage.delete("vanha.txt")
        assert storage.exists("vanha.txt")
    assert not storage.exists("vanha.txt")
