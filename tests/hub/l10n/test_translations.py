"""Whether a translation is whole, and what keeps the original's text out of the other language."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from events.models import Theme
from home.roles import TRANSLATORS, make_roles
from hub.l10n.translations import missing_strings, stale_sources
from hub.reports.dashboard import editor_tasks
from hub.users.models import User
from tests.support.pages import translation_of
from tests.support.users import ADMINISTRATOR


@pytest.fixture
def half_translated(scenario):
    """A Swedish scenario that is public, one of whose strings has lost its translation."""
    swedish = translation_of(scenario, "sv")
    StringTranslation.objects.filter(
        context__object_id=scenario.translation_key, context__path="claim"
    ).delete()
    return swedish


def texts(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_whole_translation_misses_nothing(scenario):
    assert missing_strings(translation_of(scenario, "sv")) == 0


def test_original_misses_nothing(scenario, half_translated):
    assert missing_strings(scenario) == 0


def test_missing_strings_are_counted(half_translated):
    assert missing_strings(half_translated) == 1


def test_detached_translation_misses_nothing(half_translated):
    Translation.objects.filter(source__object_id=half_translated.translation_key).update(enabled=False)
    assert missing_strings(half_translated) == 0


def test_publishing_a_half_translated_page_is_refused(editor_client, half_translated):
    url = reverse("wagtailadmin_pages:edit", args=[half_translated.pk])
    response = editor_client.post(url, {"action": "publish"})
    assert response.status_code == 302
    assert "Ei julkaistu: 1 teksti" in texts(response)


def test_publishing_a_half_translated_snippet_is_refused(editor_client, session):
    theme = session.theme.get_translations().get()
    StringTranslation.objects.filter(context__object_id=theme.translation_key).delete()
    url = reverse(Theme.snippet_viewset.get_url_name("edit"), args=[theme.pk])
    assert "Ei julkaistu: " in texts(editor_client.post(url, {"action": "publish"}))


def test_half_translated_draft_stays_a_draft_when_its_time_comes(half_translated):
    half_translated.unpublish()
    half_translated.get_latest_revision().publish()
    half_translated.refresh_from_db()
    assert not half_translated.live


def test_whole_draft_is_published_when_its_time_comes(scenario):
    swedish = translation_of(scenario, "sv")
    swedish.unpublish()
    swedish.get_latest_revision().publish()
    swedish.refresh_from_db()
    assert swedish.live


def test_synchronising_never_puts_the_original_text_on_a_public_page(editor_client, client, scenario):
    swedish = translation_of(scenario, "sv")
    scenario.claim = "Aivan uusi väite, jota kukaan ei ole kääntänyt"
    scenario.save_revision().publish()
    source = Translation.objects.get(source__object_id=scenario.translation_key).source
    editor_client.post(
        reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": "on"}
    )
    assert missing_strings(swedish) == 1
    response = client.get(swedish.url)
    assert response.status_code == 200
    assert "Aivan uusi" not in response.content.decode()


def test_updating_publishes_nothing_for_who_may_not_publish_and_says_so(client, scenario):
    make_roles()
    translator = User.objects.create_user("kaantaja", email="", password="ei tarvita tässä")
    translator.groups.add(Group.objects.get(name=TRANSLATORS))
    client.force_login(translator)
    swedish = translation_of(scenario, "sv")
    StringTranslation.objects.filter(
        context__object_id=scenario.translation_key, context__path="claim"
    ).update(data="En helt ny tes")
    source = Translation.objects.get(source__object_id=scenario.translation_key).source
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert "Heti julkaista voi vain se" in client.get(url).content.decode()
    assert client.post(url, {"publish_translations": "on"}).status_code == 302
    swedish.refresh_from_db()
    assert swedish.claim != "En helt ny tes"


def test_half_translated_public_page_is_on_the_dashboard(scenario):
    swedish = translation_of(scenario, "sv")
    before = {task.url for task in editor_tasks(ADMINISTRATOR)}
    StringTranslation.objects.filter(
        context__object_id=scenario.translation_key, context__path="claim"
    ).delete()
    added = {task.url for task in editor_tasks(ADMINISTRATOR)} - before
    assert added == {reverse("wagtailadmin_pages:edit", args=[swedish.pk])}


def test_bulk_publishing_names_the_half_translated_page(editor_client, half_translated):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor_client.post(f"{url}?id={half_translated.pk}&next=/admin/")
    assert response.status_code == 302
    assert half_translated.title in texts(response)


def test_changed_original_is_stale(scenario):
    assert scenario.pk not in [page.pk for _source, page in stale_sources()]
    scenario.save_revision().publish()
    assert scenario.pk in [page.pk for _source, page in stale_sources()]
