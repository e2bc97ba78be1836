"""House rules over every page type and translatable snippet, also those added later."""

import pytest
from django.core.checks import run_checks
from wagtail.admin.panels import get_edit_handler

from hub.checks import PAGE_RULES, SNIPPET_RULES, page_types, translatable_snippets
from hub.l10n.pages import published
from hub.templatetags.pakki import icon
from tests.support.fields import our_models, own_fields

page_type = pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
snippet = pytest.mark.parametrize("model", translatable_snippets(), ids=lambda model: model.__name__)


def test_the_project_passes_djangos_and_its_own_checks():
    assert run_checks() == []


@page_type
@pytest.mark.parametrize("rule", PAGE_RULES, ids=lambda rule: rule.__name__.strip("_"))
def test_page_type_keeps_the_rule(model, rule):
    assert list(rule(model)) == []


@snippet
@pytest.mark.parametrize("rule", SNIPPET_RULES, ids=lambda rule: rule.__name__.strip("_"))
def test_snippet_keeps_the_rule(model, rule):
    assert list(rule(model)) == []


@page_type
def test_page_type_can_be_made_somewhere(model):
    assert [
        parent for parent in model.allowed_parent_page_models() if model in parent.allowed_subpage_models()
    ]


@page_type
def test_page_type_has_a_section_and_an_icon_that_exist(model):
    assert model.section in {"home", "toolkit", "events", "scenarios", "network", "plain"}
    assert "<svg" in icon(model.kind_icon)


@page_type
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_starter_content_shows_the_page_type(model, language):
    assert published(model).filter(locale__language_code=language).exists()


@snippet
def test_snippet_has_a_panel_for_each_field(model):
    edited = set(get_edit_handler(model).get_form_options()["fields"])
    assert {field.name for field in own_fields(model)} - edited == set()


@snippet
def test_snippet_can_be_searched(model):
    assert model.search_fields


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_model_has_no_many_to_many_of_its_own(model):
    assert [field.name for field in own_fields(model) if field.many_to_many] == []
