"""No reader waits for a picture to be cut: every size that a page shows is made when the picture is uploaded."""

import json
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file

from hub.models import HubImage, HubRendition
from hub.models.media import READERS_SIZES

SIZES = re.compile(r"{%\s*(?:image|picture|srcset_image|image_url)\s+\S+\s+([^%]*?)\s*%}")
OPTION = re.compile(r"\S+=\S*|\bas \w+")


def shown() -> set[str]:
    """The sizes that the readers' templates ask for."""
    found = set()
    for template in (settings.BASE_DIR / "templates").rglob("*.html"):
        for options in SIZES.findall(Path(template).read_text(encoding="utf-8")):
            found.add("|".join(OPTION.sub("", options).split()))
    return found


def test_templates_show_the_sizes_that_are_made_and_no_others():
    assert shown() == set(READERS_SIZES)


@pytest.mark.django_db
def test_sizes_are_there_when_the_picture_is_saved(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = HubImage.objects.create(title="Kuva", file=get_test_image_file())
    made = HubRendition.objects.filter(image=image).values_list("filter_spec", flat=True)
    assert set(made) == set(READERS_SIZES)


@pytest.mark.django_db
def test_first_view_of_a_session_makes_no_picture(client, session):
    before = HubRendition.objects.count()
    assert client.get(session.url).status_code == 200
    assert HubRendition.objects.count() == before > 0


@pytest.mark.django_db
def test_first_view_of_new_pictures_costs_no_query_for_each(
    client, session, django_capture_on_commit_callbacks
):
    def drawn() -> str:
        return client.get(session.url, headers={"Authorization": "Basic YTpi"}).content.decode()

    def queries() -> int:
        caches["renditions"].clear()
        with CaptureQueriesContext(connection) as captured:
            drawn()
        return len(captured)

    drawn()
    few = queries()
    first, *_others = session.slides.raw_data
    slides = []
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(12):
            file = get_test_image_file(filename=f"dia-{number}.png")
            image = HubImage.objects.create(title=f"Dia {number}", file=file)
            slides.append({**first, "id": str(uuid4()), "value": {**first["value"], "image": image.pk}})
        session.slides = json.dumps(slides)
        session.save_revision().publish()
    assert drawn().count("dia-") >= 12
    assert 1 < queries() <= few


@pytest.mark.django_db
def test_picture_whose_file_is_away_can_still_be_named(django_capture_on_commit_callbacks):
    image = HubImage.objects.create(title="Kuva", file=get_test_image_file())
    image.file.storage.delete(image.file.name)
    image.title = "Uusi nimi"
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    assert HubImage.objects.get(pk=image.pk).title == "Uusi nimi"
