"""Who may fetch the files of a recording, on local disk and in S3 alike."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageViewRestriction

from home.roles import TRANSLATORS, make_roles
from hub.models import HubMedia
from hub.users.models import User
from tests.support.pages import make_private

FETCHED = {200, 302}
"""The file itself from local disk; from S3 the captions, and a link to the rest."""


@pytest.fixture
def files(session) -> list[str]:
    """The addresses of a recording's film, still picture and captions in two languages."""
    recording = session.recording
    tracks = [track.file.url for track in recording.captions.all()]
    assert len(tracks) == 2
    return [recording.file.url, recording.thumbnail.url, *tracks]


def statuses(client: Client, urls: list[str]) -> set[int]:
    return {client.get(url).status_code for url in urls}


def make_all_private(session) -> None:
    for page in (session, *session.get_translations()):
        make_private(page)


def test_files_of_a_public_recording_are_for_everybody(client, files):
    assert statuses(client, files) <= FETCHED
    assert all("public" in client.get(url)["Cache-Control"] for url in files)
    assert all("Cookie" not in client.get(url).get("Vary", "") for url in files)


def test_files_of_a_private_recording_are_refused_to_who_knows_the_address(client, session, files):
    """B59, 2026-44201: a private recording."""
    make_all_private(session)
    assert statuses(client, files) == {404}


def test_recording_that_one_public_page_shows_is_public(client, session, files):
    make_private(session)
    assert statuses(client, files) <= FETCHED


def test_recording_below_a_private_page_is_private(client, session, files):
    for page in (session, *session.get_translations()):
        make_private(page.get_parent())
    assert statuses(client, files) == {404}


def test_recording_of_a_draft_is_refused(client, session, files):
    for page in (session, *session.get_translations()):
        page.unpublish()
    assert statuses(client, files) == {404}


def test_file_that_belongs_to_nothing_is_refused(client, session):
    storage = session.recording.file.storage
    name = storage.save("captions/vanha.vtt", ContentFile(b"WEBVTT"))
    assert client.get(storage.url(name)).status_code == 404


def test_who_works_in_the_admin_sees_a_recording_that_no_page_shows(client, editor_client, db):
    recording = HubMedia.objects.create(title="Uusi", type="video", file=ContentFile(b"x", "uusi.mp4"))
    assert statuses(client, [recording.file.url]) == {404}
    response = editor_client.get(recording.file.url)
    assert response.status_code in FETCHED
    assert response["Cache-Control"] == "private, no-store"


def test_who_may_edit_a_page_that_shows_a_recording_sees_it(client, session, files):
    for page in (session, *session.get_translations()):
        page.unpublish()
    make_roles()
    translator = User.objects.create_user("kaantaja", email="", password="ei tarvita tässä")
    translator.groups.add(Group.objects.get(name=TRANSLATORS))
    client.force_login(translator)
    assert statuses(client, files) <= FETCHED
    GroupPagePermission.objects.filter(group__name=TRANSLATORS).delete()
    assert statuses(client, files) == {404}


def test_signed_in_reader_gets_what_the_page_shows_and_nobody_may_keep_it(client, session, files):
    make_all_private(session)
    client.force_login(User.objects.create_user("lukija", password="ei tarvita"))
    assert statuses(client, files) <= FETCHED
    assert {client.get(url)["Cache-Control"] for url in files} == {"private, no-store"}


def test_signed_in_reader_of_another_group_is_refused(client, session, files):
    group = Group.objects.create(name="Jäsenet")
    for page in (session, *session.get_translations()):
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.GROUPS
        )
        restriction.groups.add(group)
    user = User.objects.create_user("lukija", password="ei tarvita")
    client.force_login(user)
    assert statuses(client, files) == {404}
    user.groups.add(group)
    assert statuses(client, files) <= FETCHED


def test_page_that_is_private_twice_wants_both(client, session, files):
    group = Group.objects.create(name="Jäsenet")
    make_all_private(session)
    for page in (session, *session.get_translations()):
        above = PageViewRestriction.objects.create(
            page=page.get_parent(), restriction_type=PageViewRestriction.GROUPS
        )
        above.groups.add(group)
    client.force_login(User.objects.create_user("lukija", password="ei tarvita"))
    assert statuses(client, files) == {404}


def test_reader_who_knows_the_password_gets_the_recording(client, session, files):
    session.get_translations().get().unpublish()
    restriction = PageViewRestriction.objects.create(
        page=session, restriction_type=PageViewRestriction.PASSWORD, password="avain"
    )
    assert statuses(client, files) == {404}
    url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, session.pk])
    client.post(url, {"password": "avain", "return_url": session.url})
    assert statuses(client, files) <= FETCHED


def test_permission_costs_the_same_whatever_shows_the_recording(client, session, files):
    member = Group.objects.create(name="Jäsenet")

    def for_members(page) -> None:
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.GROUPS
        )
        restriction.groups.add(member)

    user = User.objects.create_user("lukija", password="ei tarvita")
    client.force_login(user)
    for page in (session, *session.get_translations()):
        for_members(page)
    assert client.get(files[0]).status_code == 404
    with CaptureQueriesContext(connection) as few:
        client.get(files[0])
    for number in range(5):
        for_members(session.copy(update_attrs={"slug": f"kopio-{number}"}))
    with CaptureQueriesContext(connection) as many:
        client.get(files[0])
    assert 1 < len(few) == len(many)
