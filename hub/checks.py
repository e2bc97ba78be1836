"""The house rules for page types and translatable snippets, enforced as system checks."""

from collections.abc import Callable, Iterator, Sequence

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.db import models
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import Page, TranslatableMixin

from hub.models.base import HubPage


def page_types() -> list[type[HubPage]]:
    """Every page type of the hub."""
    return [model for model in apps.get_models() if issubclass(model, HubPage)]


def translatable_snippets() -> list[type[models.Model]]:
    """Every translatable model of the hub that is not a page."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, TranslatableMixin)
        and not issubclass(model, Page)
        and not model.__module__.startswith(("wagtail", "wagtail_localize"))
    ]


@register("pakki")
def check_page_types(app_configs: Sequence[AppConfig] | None, **kwargs) -> list[CheckMessage]:
    """Run every rule over every page type."""
    return [message for model in page_types() for rule in PAGE_RULES for message in rule(model)]


@register("pakki")
def check_snippets(app_configs: Sequence[AppConfig] | None, **kwargs) -> list[CheckMessage]:
    """Run the rules for translatable snippets over each of them."""
    return [message for model in translatable_snippets() for rule in SNIPPET_RULES for message in rule(model)]


def _states_parents_and_children(model: type[HubPage]) -> Iterator[CheckMessage]:
    for name in ("parent_page_types", "subpage_types"):
        if name not in vars(model):
            yield Error(f"{model.__name__} does not state {name}.", obj=model, id="pakki.E001")


def _has_template(model: type[HubPage]) -> Iterator[CheckMessage]:
    template = f"{model._meta.app_label}/{_snake(model.__name__)}.html"
    if "template" in vars(model) and model.template != template:
        yield Error(f"{model.__name__} sets template; use {template}.", obj=model, id="pakki.E002")
    try:
        get_template(template)
    except TemplateDoesNotExist:
        yield Error(f"{model.__name__} has no template {template}.", obj=model, id="pakki.E003")


def _has_description(model: type[HubPage]) -> Iterator[CheckMessage]:
    if "page_description" not in vars(model):
        yield Error(f"{model.__name__} has no page_description.", obj=model, id="pakki.E004")


def _searches_its_texts(model: type[HubPage]) -> Iterator[CheckMessage]:
    if len(model.search_fields) <= len(Page.search_fields):
        yield Error(f"{model.__name__} adds no search fields.", obj=model, id="pakki.E005")


def _edits_its_fields(model: type[HubPage]) -> Iterator[CheckMessage]:
    edited = set(model.get_edit_handler().get_form_options()["fields"])
    own = {
        field.name
        for field in model._meta.get_fields()
        if getattr(field, "editable", False)
        and not field.auto_created
        and field.model is not Page
        and field.name not in {f.name for f in Page._meta.get_fields()}
    }
    for name in sorted(own - edited):
        yield Error(f"{model.__name__}.{name} has no panel.", obj=model, id="pakki.E006")


def _no_many_to_many(model: type[models.Model]) -> Iterator[CheckMessage]:
    for field in model._meta.many_to_many:
        if field.model is not Page:
            yield Error(
                f"{model.__name__}.{field.name} is many-to-many, which translations ignore.",
                obj=model,
                id="pakki.E007",
            )


def _unique_per_locale(model: type[models.Model]) -> Iterator[CheckMessage]:
    for field in model._meta.get_fields():
        if (
            getattr(field, "unique", False)
            and not getattr(field, "primary_key", False)
            and field.model is model
        ):
            yield Error(
                f"{model.__name__}.{field.name} is unique, so it can exist in one language only.",
                obj=model,
                id="pakki.E008",
            )
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and "locale" not in constraint.fields:
            yield Error(
                f"{constraint.name} leaves out the locale, so translations fail.", obj=model, id="pakki.E008"
            )


def _translates_by_override_only(model: type[models.Model]) -> Iterator[CheckMessage]:
    if "translatable_fields" in vars(model):
        yield Error(
            f"{model.__name__} sets translatable_fields; use override_translatable_fields.",
            obj=model,
            id="pakki.E009",
        )


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).strip("_")


Rule = Callable[[type], Iterator[CheckMessage]]

PAGE_RULES: list[Rule] = [
    _states_parents_and_children,
    _has_template,
    _has_description,
    _searches_its_texts,
    _edits_its_fields,
    _no_many_to_many,
    _unique_per_locale,
    _translates_by_override_only,
]
SNIPPET_RULES: list[Rule] = [_no_many_to_many, _unique_per_locale, _translates_by_override_only]
