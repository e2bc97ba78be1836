"""Snippets between languages: a published translation stays as it is until the next one is whole."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from events.models import Theme
from hub.models import Menu, SiteText
from hub.reports.dashboard import editor_tasks
from tests.support.pages import soup_of
from tests.support.users import ADMINISTRATOR

FIELDS = {Menu: "title", SiteText: "hours", Theme: "name"}
snippets = pytest.mark.parametrize("model", FIELDS)


def finnish(model):
    return model.objects.filter(locale__language_code="fi").first()


def edit_original(model, text: str = "Aivan uusi sana"):
    """Publish a change of the Finnish snippet; the snippet."""
    snippet = finnish(model)
    setattr(snippet, FIELDS[model], text)
    snippet.save_revision().publish()
    return snippet


def in_swedish(snippet):
    return snippet.get_translation(Locale.objects.get(language_code="sv"))


def synchronise(client, snippet, **data):
    source = Translation.objects.get(source__object_id=snippet.translation_key).source
    return client.post(reverse("wagtail_localize:update_translations", args=[source.pk]), data)


def submit(client, snippet):
    args = [snippet._meta.app_label, snippet._meta.model_name, snippet.pk]
    swedish = Locale.objects.get(language_code="sv").pk
    url = reverse("wagtail_localize:submit_snippet_translation", args=args)
    return client.post(url, {"locales": [swedish]})


@snippets
@pytest.mark.parametrize("data", [{}, {"publish_translations": "on"}], ids=["quietly", "publishing"])
def test_synchronising_leaves_the_published_translation_as_it_was(editor_client, model, data):
    snippet = edit_original(model)
    before = getattr(in_swedish(snippet), FIELDS[model])
    assert synchronise(editor_client, snippet, **data).status_code == 302
    swedish = in_swedish(snippet)
    assert swedish.live
    assert getattr(swedish, FIELDS[model]) == before != "Aivan uusi sana"


def test_sending_a_session_to_translation_keeps_its_theme_public(editor_client, session):
    Translation.objects.filter(source__object_id=session.translation_key).delete()
    in_swedish(session).delete()
    url = reverse("wagtail_localize:submit_page_translation", args=[session.pk])
    response = editor_client.post(url, {"locales": [Locale.objects.get(language_code="sv").pk]})
    assert response.status_code == 302
    assert in_swedish(session)
    assert in_swedish(session.theme).live


def test_menu_is_still_there_while_its_new_text_waits_for_a_translator(editor_client, client, db):
    menu = Menu.objects.get(kind=Menu.Kind.FOOTER_ABOUT, locale__language_code="fi")
    menu.title = "Aivan uusi sana"
    menu.save_revision().publish()
    synchronise(editor_client, menu)
    footer = soup_of(client, "/sv/").footer
    assert in_swedish(menu).title in footer.text
    assert "Aivan uusi sana" not in footer.text


@snippets
def test_translated_again_the_translation_is_published(
    editor_client, model, django_capture_on_commit_callbacks
):
    snippet = edit_original(model)
    synchronise(editor_client, snippet)
    translation = Translation.objects.get(source__object_id=snippet.translation_key)
    segment = translation.source.stringsegment_set.get(context__path=FIELDS[model])
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        data="Ett nytt ord",
    )
    swedish = in_swedish(snippet)
    name = type(snippet).snippet_viewset.get_url_name("edit")
    with django_capture_on_commit_callbacks(execute=True):
        editor_client.post(reverse(name, args=[swedish.pk]), {"action": "publish"})
    swedish.refresh_from_db()
    assert (getattr(swedish, FIELDS[model]), swedish.live) == ("Ett nytt ord", True)


@snippets
def test_snippet_sent_to_translation_is_not_public_before_it_is_published(editor_client, model):
    snippet = finnish(model)
    StringTranslation.objects.filter(context__object_id=snippet.translation_key).delete()
    Translation.objects.filter(source__object_id=snippet.translation_key).delete()
    in_swedish(snippet).delete()
    assert submit(editor_client, snippet).status_code == 302
    assert not in_swedish(snippet).live


@pytest.mark.parametrize("model", [Menu, SiteText])
def test_submitting_is_refused_where_the_language_has_one_of_its_own(editor_client, model):
    original = finnish(model)
    own = in_swedish(original)
    Translation.objects.filter(source__object_id=original.translation_key).delete()
    model.objects.filter(pk=own.pk).update(translation_key="00000000-0000-4000-8000-000000000000")
    response = submit(editor_client, original)
    assert response.status_code == 302
    assert "on jo" in " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert model.objects.filter(locale=own.locale, pk=own.pk).exists()


@snippets
def test_half_translated_snippet_is_on_the_dashboard(editor_client, model):
    snippet = edit_original(model)
    synchronise(editor_client, snippet)
    swedish = in_swedish(snippet)
    url = reverse(model.snippet_viewset.get_url_name("edit"), args=[swedish.pk])
    assert url in [task.url for task in editor_tasks(ADMINISTRATOR)]
