"""The starter content as it stands in the files, and as it stands in the database."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.db import models
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from events.models import CaptionTrack, SessionPage
from home.starter.loader import STARTER
from hub.models import HubDocument
from tests.support.fields import own_fields

FILES = sorted((STARTER / "content").rglob("*.yaml"))
TEXT_FIELDS = models.CharField | models.TextField

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def entries(path: Path) -> list[dict]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert found
    return found if isinstance(found, list) else [found]


def texts(value, where: str = "") -> Iterator[tuple[str, dict]]:
    """Every text with its place in the file."""
    if isinstance(value, dict):
        if {"fi", "sv"} & set(value):
            yield where, value
        else:
            for name, inner in value.items():
                yield from texts(inner, f"{where}/{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, f"{where}/{inner.get('id') if isinstance(inner, dict) else ''}")


@each_file
def test_every_text_is_written_in_both_languages(path):
    lacking = [
        where
        for entry in entries(path)
        for where, text in texts(entry)
        if set(text) != {"fi", "sv"} or bool(text["fi"]) != bool(text["sv"])
    ]
    assert lacking == []


@each_file
def test_no_id_is_used_twice_in_a_list(path):
    def lists(value) -> Iterator[list]:
        if isinstance(value, list):
            yield value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
            yield from lists(inner)

    for entry in entries(path):
        for found in lists(entry):
            ids = [item["id"] for item in found if isinstance(item, dict) and "id" in item]
            assert len(ids) == len(set(ids))


def loaded(entry: dict, language: str) -> models.Model:
    """The object that was made of a file's entry, in one language."""
    model = apps.get_model(entry["type"])
    same = {
        name: entry[name]["fi"]
        for name in ("slug", "name", "title")
        if name in entry and name in {field.name for field in model._meta.get_fields()}
    }
    if not same:
        return model.objects.get(locale__language_code=language)
    finnish = model.objects.get(locale__language_code="fi", **same)
    return finnish if language == "fi" else finnish.get_translation(Locale.objects.get(language_code="sv"))


@each_file
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_what_the_file_says_stands_on_the_page(path, language):
    for entry in entries(path):
        made = loaded(entry, language)
        fields = {field.name for field in own_fields(type(made)) if isinstance(field, TEXT_FIELDS)}
        fields = {name for name in fields if "<" not in str(getattr(made, name))}
        if isinstance(made, Page):
            fields |= {"title", "slug", "search_description"}
        said = sorted(fields & set(entry))
        assert said
        for name in said:
            wanted = entry[name][language] if isinstance(entry[name], dict) else entry[name]
            assert getattr(made, name) == (wanted or "").strip(), name


@pytest.mark.django_db
def test_recordings_have_captions_in_both_languages_and_chapters_inside_them():
    recorded = SessionPage.objects.filter(recording__isnull=False, locale__language_code="fi")
    assert recorded.count() == 2
    for page in recorded:
        assert {track.language for track in page.recording.captions.all()} == {"fi", "sv"}
        assert page.chapter_list
        assert all(chapter.start < page.recording.duration for chapter in page.chapter_list)
        for track in page.recording.captions.all():
            assert track.cues[-1].end <= page.recording.duration + 1


@pytest.mark.django_db
def test_captions_are_readable_at_the_speed_of_speech():
    """At most 84 characters a cue (two lines of 42), 0.8 to 7 seconds, without overlaps."""
    tracks = CaptionTrack.objects.all()
    assert tracks
    for track in tracks:
        assert len(track.cues) > 1
        for cue in track.cues:
            assert len(cue.text) <= 84
            assert 0.8 <= cue.end - cue.start <= 7
        assert all(earlier.end <= later.start for earlier, later in pairwise(track.cues))


@pytest.mark.django_db
def test_documents_say_how_large_they_are_and_in_which_language():
    for document in HubDocument.objects.all():
        assert document.file_size == document.file.size > 1000
    assert {document.language for document in HubDocument.objects.all()} == {"fi", "sv"}


@pytest.mark.django_db
def test_all_addresses_of_people_are_invented():
    emails = {
        getattr(obj, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.EmailField) and model.__module__.startswith(("hub", "network"))
        for obj in model.objects.all()
    }
    assert len(emails - {""}) > 2
    assert all(email.endswith(".example") for email in emails if email)


@pytest.mark.django_db
def test_loading_leaves_no_redirects_behind():
    assert not Redirect.objects.exists()
