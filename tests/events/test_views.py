"""Deleting a recording in the admin."""

import pytest
from django.urls import reverse

from events.models import SessionPage
from hub.models import HubMedia

pytestmark = pytest.mark.django_db


def delete(client, media, **kwargs):
    return client.post(reverse("wagtailmedia:delete", args=[media.pk]), **kwargs)


def test_recording_that_a_session_uses_is_kept(editor_client, session):
    delete(editor_client, session.recording)
    assert SessionPage.objects.get(pk=session.pk).recording == session.recording


def test_editor_is_told_which_sessions_use_the_recording(editor_client, session):
    response = delete(editor_client, session.recording, follow=True)
    usage = reverse("wagtailmedia:media_usage", args=[session.recording.pk])
    assert response.redirect_chain == [(usage, 302)]
    text = response.content.decode()
    assert "Tallennetta ei poistettu" in text
    assert session.title in text


def test_recording_that_nothing_uses_is_deleted(editor_client):
    media = HubMedia.objects.create(title="Koe", type="video", file="koe.mp4")
    assert delete(editor_client, media).url == reverse("wagtailmedia:index")
    assert not HubMedia.objects.filter(pk=media.pk).exists()
