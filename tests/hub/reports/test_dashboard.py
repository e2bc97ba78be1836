"""What the dashboard tells editors to do next."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from events.models import CaptionTrack
from home.roles import TRANSLATORS, make_roles
from hub.dates import format_day
from hub.reports.dashboard import SHOWN, WhatNext, editor_tasks, new_pages
from hub.users.models import User
from tests.support.pages import translation_of
from tests.support.users import ADMINISTRATOR

pytestmark = pytest.mark.django_db


def texts() -> list[str]:
    return [task.text for task in editor_tasks(ADMINISTRATOR)]


def tasks_about(title: str) -> list[str]:
    return [text for text in texts() if title in text]


def test_starter_content_leaves_nothing_urgent_while_its_numbers_hold(monkeypatch):
    real, day = timezone.localdate, datetime.date(2026, 12, 1)
    monkeypatch.setattr(timezone, "localdate", lambda value=None: real(value) if value else day)
    assert [task for task in editor_tasks(ADMINISTRATOR) if task.is_urgent] == []


def test_page_whose_review_is_late_is_urgent(guide):
    guide.reviewed_on = datetime.date.today() - datetime.timedelta(days=800)
    guide.save()
    tasks = [task for task in editor_tasks(ADMINISTRATOR) if task.is_urgent and guide.title in task.text]
    (task,) = [task for task in tasks if format_day(guide.review_due_on) in task.text]
    assert task.url == reverse("wagtailadmin_pages:edit", args=[guide.pk])


def test_page_whose_review_is_due_today_is_not_late(guide):
    guide.reviewed_on = datetime.date.today()
    guide.review_interval = 0
    assert guide.review_due_on == datetime.date.today()
    assert not guide.is_review_late


def test_untranslated_pages_are_counted_by_language(guide, scenario):
    before = texts()
    translation_of(guide, "sv").delete()
    translation_of(scenario, "sv").delete()
    (task,) = [text for text in texts() if text not in before]
    assert "2" in task


def test_page_with_unpublished_changes_is_listed(guide):
    before = tasks_about(guide.title)
    guide.lead = "Muutettu"
    guide.save_revision()
    assert len(tasks_about(guide.title)) == len(before) + 1


def test_recording_without_captions_in_a_language_is_urgent(session):
    CaptionTrack.objects.get(media=session.recording, language="sv").delete()
    (task,) = [task for task in editor_tasks(ADMINISTRATOR) if task.is_urgent]
    assert session.title in task.text
    assert task.url == reverse("wagtailmedia:edit", args=[session.recording.pk])


def test_urgent_tasks_come_first_and_the_rest_is_counted(rf, guide, session, home_fi):
    for page in home_fi.get_descendants().specific()[: SHOWN + 3]:
        page.title += " (muutettu)"
        page.save_revision()
    CaptionTrack.objects.filter(media=session.recording).delete()
    request = rf.get("/admin/")
    request.user = ADMINISTRATOR
    context = WhatNext(request).get_context_data({})
    assert len(context["tasks"]) == SHOWN
    assert [task.is_urgent for task in context["tasks"][:2]] == [True, True]
    assert context["more"] > 0


def test_dashboard_shows_the_tasks(editor_client, guide):
    guide.lead = "Muutettu"
    guide.save_revision()
    page = editor_client.get("/admin/").content.decode()
    assert guide.title in page


def test_dashboard_offers_to_make_each_kind_of_content(editor_client):
    page = editor_client.get("/admin/").content.decode()
    for app, model in [("events", "sessionpage"), ("articles", "scenariopage"), ("network", "contactpage")]:
        assert f"/admin/pages/add/{app}/{model}/" in page


@pytest.fixture
def translator(db) -> User:
    """Somebody who changes Swedish pages only."""
    make_roles()
    user = User.objects.create_user("kaantaja", email="", password="ei tarvita tässä")
    user.groups.add(Group.objects.get(name=TRANSLATORS))
    return user


def test_translator_is_told_of_drafts_that_are_theirs_to_edit_only(guide, translator):
    swedish = translation_of(guide, "sv")
    for page in (guide, swedish):
        page.lead = "Muutettu"
        page.save_revision()
    told = {task.url for task in editor_tasks(translator)}
    assert reverse("wagtailadmin_pages:edit", args=[swedish.pk]) in told
    assert reverse("wagtailadmin_pages:edit", args=[guide.pk]) not in told


def test_late_review_is_for_who_may_edit_the_page(guide, translator):
    guide.reviewed_on = datetime.date.today() - datetime.timedelta(days=800)
    guide.save()
    assert [task for task in editor_tasks(translator) if task.is_urgent] == []


def test_translator_is_led_to_send_to_translation_what_is_missing(guide, translator):
    translation_of(guide, "sv").delete()
    (task,) = [task for task in editor_tasks(translator) if guide.title in task.text]
    assert task.url == reverse("wagtail_localize:submit_page_translation", args=[guide.pk])


def test_translator_is_not_offered_to_make_pages(translator):
    assert new_pages(translator) == []
    assert new_pages(ADMINISTRATOR) != []
