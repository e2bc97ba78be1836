"""Files have no language: they are not looked for under one, and caches need not keep one for each."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def test_missing_file_is_not_found_at_its_own_address(client, db):
    assert client.get("/media/media/ei-ole.mp4").status_code == 404


def test_file_is_the_same_in_every_language(client, db):
    name = default_storage.save("images/koe.webp", ContentFile(b"kuva"))
    response = client.get(f"/media/{name}", headers={"Accept-Language": "sv"})
    assert response.status_code in {200, 302}  # From local disk, or on to S3.
    assert "Accept-Language" not in response.get("Vary", "")


def test_address_without_a_language_is_looked_for_under_the_browsers_one(client, db):
    response = client.get("/verktyg/", headers={"Accept-Language": "sv"})
    assert (response.status_code, response["Location"]) == (302, "/sv/verktyg/")
    assert "Accept-Language" in response["Vary"]
