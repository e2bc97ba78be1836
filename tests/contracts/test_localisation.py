"""Every page and snippet goes through the translation editor and comes out whole in the other language."""

import re

import pytest
from django.apps import apps
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import Translation

from hub.blocks.untranslated import UntranslatedMixin
from hub.checks import page_types, translatable_snippets
from tests.support.fields import all_stream_blocks, children_of, own_fields

MODELS = [*page_types(), *translatable_snippets()]
SAME_EVERYWHERE = {"phone"}
"""Text fields of ours that are the same in every language although they are offered to the translator."""

translatable = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)


def is_text(block: blocks.Block) -> bool:
    return isinstance(block, TEXT_BLOCKS) and not isinstance(block, UntranslatedMixin)


@translatable
def test_model_is_translatable(model):
    assert issubclass(model, TranslatableMixin)


@translatable
def test_text_field_is_translated_and_anything_else_is_copied(model):
    config = {field.field_name: field for field in get_translatable_fields(model)}
    overridden = {field.field_name for field in getattr(model, "override_translatable_fields", [])}
    source = model()
    for field in own_fields(model):
        if field.name in overridden:
            continue
        text = isinstance(field, models.CharField | models.TextField | StreamField) and not field.choices
        text = text and not isinstance(field, models.URLField | models.EmailField)
        text = text or field.name == "theme"  # A snippet that is translated itself.
        assert config[field.name].is_translated(source) == text, field.name


@pytest.mark.parametrize("path", all_stream_blocks())
def test_identifier_block_is_not_for_the_translator(path):
    """Times, years, numbers of acts and ages of sources stay out of the translation editor."""
    block = all_stream_blocks()[path]
    if path.rpartition(".")[2] in {"time", "year", "number", "dated"}:
        assert isinstance(block, UntranslatedMixin)
    else:
        assert not isinstance(block, UntranslatedMixin)


def sources(model: type[models.Model]) -> list[models.Model]:
    return list(model.objects.filter(locale__language_code="fi"))


def values_of(block: blocks.Block, raw, path: str) -> dict[str, object]:
    """Every value inside a block's raw value by the path of ids that leads to it."""
    if isinstance(raw, list) and raw and isinstance(raw[0], dict) and "value" in raw[0]:
        found = {}
        for index, item in enumerate(raw):
            child = children_of(block)["item" if item["type"] == "item" else item["type"]]
            found[f"{path}/{index}"] = (item["type"], item["id"])
            found |= values_of(child, item["value"], f"{path}/{item['id']}")
        return found
    if isinstance(raw, dict):
        return {
            key: value
            for name, child in children_of(block).items()
            for key, value in values_of(child, raw.get(name), f"{path}/{name}").items()
        }
    return {path: "text" if is_text(block) else raw}


def texts_of(block: blocks.Block, raw, path: str) -> dict[str, str]:
    """Every translatable text inside a block's raw value by its path."""
    if isinstance(raw, list) and raw and isinstance(raw[0], dict) and "value" in raw[0]:
        return {
            key: text
            for item in raw
            for key, text in texts_of(
                children_of(block)["item" if item["type"] == "item" else item["type"]],
                item["value"],
                f"{path}/{item['id']}",
            ).items()
        }
    if isinstance(raw, dict):
        return {
            key: text
            for name, child in children_of(block).items()
            for key, text in texts_of(child, raw.get(name), f"{path}/{name}").items()
        }
    return {path: raw} if is_text(block) and raw else {}


@translatable
@pytest.mark.django_db
def test_swedish_version_has_the_structure_of_the_finnish_one(model):
    """The same blocks with the same ids and the same values that are not text."""
    assert sources(model)
    for source in sources(model):
        target = source.get_translation(TARGET_LOCALE())
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                original, translated = (
                    values_of(field.stream_block, list(getattr(obj, field.name).raw_data), field.name)
                    for obj in (source, target)
                )
                assert translated == original, f"{source} {field.name}"


@translatable
@pytest.mark.django_db
def test_values_that_are_no_text_are_the_same_in_both_languages(model):
    names = [
        field.name
        for field in own_fields(model)
        if not isinstance(field, models.CharField | models.TextField | StreamField) or field.choices
    ]
    for source in sources(model):
        target = source.get_translation(TARGET_LOCALE())
        for name in names:
            original, translated = getattr(source, name), getattr(target, name)
            if isinstance(original, TranslatableMixin) and not model._meta.get_field(name).related_model.__name__ == "Page":
                assert translated.translation_key == original.translation_key
            else:
                assert translated == original, f"{source} {name}"
