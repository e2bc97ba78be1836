"""Each house rule finds what breaks it, on classes made up for it."""

import pytest
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps
from wagtail.models import Page, TranslatableMixin

from events.models import Theme
from hub import checks
from hub.models.base import HubPage
from toolkit.models import GuidePage

pytestmark = pytest.mark.django_db(databases=[])


def found(rule, model) -> list[tuple[str, str]]:
    return [(message.id, message.msg) for message in rule(model)]


def page_type(**attributes) -> type[HubPage]:
    """A page type that keeps every rule but those that `attributes` break."""
    good = {
        "__module__": __name__,
        "parent_page_types": ["home.HomePage"],
        "subpage_types": [],
        "page_description": "Koe",
        "Meta": type("Meta", (), {"app_label": "home"}),
    }
    return type("TrialPage", (HubPage,), good | attributes)


def snippet(**attributes) -> type[models.Model]:
    meta = attributes.pop("Meta", type("Meta", (TranslatableMixin.Meta,), {"app_label": "home"}))
    return type(
        "Trial", (TranslatableMixin, models.Model), {"__module__": __name__, "Meta": meta, **attributes}
    )


@isolate_apps("home", "wagtail")
def test_page_type_must_state_its_parents_and_children():
    class Silent(HubPage):
        class Meta:
            app_label = "home"

    assert [code for code, _text in found(checks._states_parents_and_children, Silent)] == ["pakki.E001"] * 2


@isolate_apps("home", "wagtail")
def test_stated_parents_and_children_are_enough():
    assert found(checks._states_parents_and_children, page_type()) == []


@isolate_apps("home", "wagtail")
def test_page_type_must_have_the_template_of_its_name():
    ((code, text),) = found(checks._has_template, page_type())
    assert code == "pakki.E003"
    assert "home/trial_page.html" in text


@isolate_apps("home", "wagtail")
def test_page_type_must_not_choose_another_template():
    codes = [code for code, _text in found(checks._has_template, page_type(template="home/home_page.html"))]
    assert "pakki.E002" in codes


@isolate_apps("home", "wagtail")
def test_page_type_must_have_a_description():
    class Silent(HubPage):
        class Meta:
            app_label = "home"

    assert [code for code, _text in found(checks._has_description, Silent)] == ["pakki.E004"]
    assert found(checks._has_description, page_type()) == []


@isolate_apps("home", "wagtail")
def test_page_type_must_add_search_fields():
    assert [code for code, _text in found(checks._searches_its_texts, page_type())] == ["pakki.E005"]


@isolate_apps("home", "wagtail")
def test_field_without_a_panel_is_named():
    model = page_type(motto=models.CharField(max_length=10))
    ((code, text),) = found(checks._edits_its_fields, model)
    assert code == "pakki.E006"
    assert "TrialPage.motto" in text


@isolate_apps("home", "wagtail")
def test_many_to_many_on_a_page_is_named():
    model = page_type(friends=models.ManyToManyField("wagtailcore.Page", related_name="+"))
    ((code, text),) = found(checks._no_many_to_many, model)
    assert code == "pakki.E007"
    assert "friends" in text


@isolate_apps("home", "wagtail")
def test_field_that_is_unique_across_languages_is_named():
    model = page_type(number=models.IntegerField(unique=True))
    ((code, text),) = found(checks._unique_per_locale, model)
    assert code == "pakki.E008"
    assert "number" in text


@isolate_apps("home", "wagtail")
def test_constraint_without_the_locale_is_named():
    constraint = models.UniqueConstraint(fields=["name"], name="trial_name")
    meta = type("Meta", (TranslatableMixin.Meta,), {"app_label": "home", "constraints": [constraint]})
    model = snippet(name=models.CharField(max_length=10), Meta=meta)
    assert found(checks._unique_per_locale, model) == [
        ("pakki.E008", "trial_name leaves out the locale, so translations fail.")
    ]


@isolate_apps("home", "wagtail")
def test_constraint_with_the_locale_is_right():
    constraint = models.UniqueConstraint(fields=["name", "locale"], name="trial_name_locale")
    meta = type("Meta", (TranslatableMixin.Meta,), {"app_label": "home", "constraints": [constraint]})
    assert found(checks._unique_per_locale, snippet(name=models.CharField(max_length=10), Meta=meta)) == []


@isolate_apps("home", "wagtail")
def test_translatable_fields_must_not_be_listed_one_by_one():
    model = page_type(translatable_fields=[])
    assert [code for code, _text in found(checks._translates_by_override_only, model)] == ["pakki.E009"]


def test_rules_run_with_djangos_own_checks(monkeypatch):
    monkeypatch.delattr(GuidePage, "page_description")
    monkeypatch.setattr(Theme, "translatable_fields", [], raising=False)
    assert {(message.id, message.obj) for message in run_checks(tags=["pakki"])} == {
        ("pakki.E004", GuidePage),
        ("pakki.E009", Theme),
    }


def test_rules_run_over_every_page_type_of_the_hub():
    assert {model.__name__ for model in checks.page_types()} >= {"HomePage", "GuidePage", "SessionPage"}
    assert Page not in checks.page_types()


def test_rules_run_over_every_translatable_snippet_of_the_hub():
    assert {model.__name__ for model in checks.translatable_snippets()} >= {"Menu", "SiteText", "Theme"}
