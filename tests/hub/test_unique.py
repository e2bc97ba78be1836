"""One menu of a kind and one set of texts in each language: the form says so."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from hub.models import Menu, SiteText

pytestmark = pytest.mark.django_db

MENU = "Sivustolla on jo tällä kielellä valikko tässä paikassa. Muokkaa sitä."
TEXTS = "Sivustolla on jo tekstit tällä kielellä. Muokkaa niitä."


def values_of(snippet: Menu | SiteText) -> dict:
    """What the form sends for a snippet; a menu without its links but one."""
    fields = ["site_id", "kind", "title"] if isinstance(snippet, Menu) else TEXT_FIELDS
    values = {name.removesuffix("_id"): getattr(snippet, name) for name in fields}
    if isinstance(snippet, Menu):
        link = {"text": "Muualle", "page": "", "url": "https://muualla.example/"}
        values["items"] = streamfield([("item", link)] * 3)
    return nested_form_data(values)


TEXT_FIELDS = [
    "site_id",
    "call_title",
    "call_text",
    "hours",
    "phone",
    "email",
    "project_line",
    "licence_line",
    "disclaimer",
]


def add(client: Client, model: type, values: dict, language: str = "fi"):
    url = reverse(model.snippet_viewset.get_url_name("add"))
    return client.post(f"{url}?locale={language}", values)


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize(("model", "message"), [(Menu, MENU), (SiteText, TEXTS)])
def test_second_one_in_a_language_is_refused_with_a_reason(editor_client, model, message, language):
    count = model.objects.count()
    values = values_of(model.objects.filter(locale__language_code=language).first())
    response = add(editor_client, model, values, language)
    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [message]
    assert message in response.content.decode()
    assert model.objects.count() == count


@pytest.mark.parametrize("model", [Menu, SiteText])
def test_first_one_in_a_language_is_saved_and_saved_again(editor_client, model):
    finnish = model.objects.filter(locale__language_code="fi").first()
    values = values_of(finnish)
    model.objects.filter(locale=finnish.locale).delete()
    assert add(editor_client, model, values).status_code == 302
    saved = model.objects.get(locale=finnish.locale)
    url = reverse(model.snippet_viewset.get_url_name("edit"), args=[saved.pk])
    assert editor_client.post(url, values).status_code == 302


@pytest.mark.parametrize("model", [Menu, SiteText])
def test_form_without_a_site_asks_for_it(editor_client, model):
    values = values_of(model.objects.filter(locale__language_code="fi").first()) | {"site": ""}
    response = add(editor_client, model, values)
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"site"}
