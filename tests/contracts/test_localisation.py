"""Every page and snippet goes through the translation editor and comes out whole in the other language."""

import pytest
from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import Translation, TranslationSource

from hub.blocks.untranslated import UntranslatedMixin
from hub.checks import page_types, translatable_snippets
from tests.support.fields import all_stream_blocks, own_fields, stream_fields
from tests.support.streams import is_text, leaves

MODELS = [*page_types(), *translatable_snippets()]
WITH_STREAMS = [model for model in MODELS if stream_fields(model)]
translatable = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
translatable_streams = pytest.mark.parametrize("model", WITH_STREAMS, ids=lambda model: model.__name__)


def is_translated_text(field: models.Field) -> bool:
    """Whether a field holds a text that each language has its own version of."""
    if field.choices or isinstance(field, models.URLField | models.EmailField):
        return False
    return isinstance(field, models.CharField | models.TextField | StreamField)


@translatable
def test_model_is_translatable(model):
    assert issubclass(model, TranslatableMixin)


@translatable
def test_text_field_is_translated_and_anything_else_is_copied(model):
    config = {field.field_name: field for field in get_translatable_fields(model)}
    overridden = {field.field_name for field in getattr(model, "override_translatable_fields", [])}
    fields = [field for field in own_fields(model) if field.name not in overridden and not field.is_relation]
    assert fields
    for field in fields:
        assert config[field.name].is_translated(model()) == is_translated_text(field), field.name


IDENTIFIERS = {"time", "year", "number", "dated", "key", "after", "is_required", "is_personal"}


@pytest.mark.parametrize("path", all_stream_blocks())
def test_identifier_block_is_not_for_the_translator(path):
    """Times, years, numbers of acts, ages of sources and keys of steps stay out of the translation editor."""
    block = all_stream_blocks()[path]
    if path.rpartition(".")[2] in IDENTIFIERS or path.endswith((".fields.item.name", ".fields.item.kind")):
        assert isinstance(block, UntranslatedMixin)
    else:
        assert not isinstance(block, UntranslatedMixin)


Pair = tuple[models.Model, models.Model]


def pairs(model: type[models.Model]) -> list[Pair]:
    """Each starter object with its Swedish version; there is one at least."""
    swedish = Locale.objects.get(language_code="sv")
    sources = model.objects.filter(locale__language_code="fi")
    assert sources
    return [(source, source.get_translation(swedish)) for source in sources]


def stream_leaves(obj: models.Model) -> list[tuple]:
    """Every value in every StreamField of an object."""
    return [
        leaf
        for field in stream_fields(type(obj))
        for leaf in leaves(field.stream_block, list(getattr(obj, field.name).raw_data), field.name)
    ]


def everything_written(obj: models.Model) -> list[tuple]:
    """Every value in the StreamFields and text fields of an object, with its place."""
    texts = [
        (field.name, getattr(obj, field.name)) for field in own_fields(type(obj)) if is_translated_text(field)
    ]
    streams = [(path, value) for path, _block, value in stream_leaves(obj)]
    return [(name, text) for name, text in texts if isinstance(text, str)] + streams


@translatable_streams
@pytest.mark.django_db
def test_swedish_version_has_the_blocks_and_values_of_the_finnish_one(model):
    """The same ids and types in the same order, and the same values wherever they are no text."""
    for source, target in pairs(model):
        original, translated = (
            [(path, "text" if is_text(block) else value) for path, block, value in stream_leaves(obj)]
            for obj in (source, target)
        )
        assert translated == original


@translatable
@pytest.mark.django_db
def test_text_that_the_finnish_version_has_is_not_missing_in_the_swedish_one(model):
    for source, target in pairs(model):
        original, translated = (
            {path: bool(value) for path, block, value in stream_leaves(obj) if is_text(block)}
            for obj in (source, target)
        )
        assert translated == original
        for field in own_fields(model):
            if isinstance(field, models.CharField | models.TextField):
                assert bool(getattr(target, field.name)) == bool(getattr(source, field.name)), field.name


@translatable
@pytest.mark.django_db
def test_no_finnish_sentence_is_left_in_the_swedish_version(model):
    """Names are the same in both languages; four words in a row are no name."""
    for source, target in pairs(model):
        finnish, swedish = (
            [value for _path, block, value in stream_leaves(obj) if is_text(block)]
            + [
                getattr(obj, field.name)
                for field in own_fields(model)
                if isinstance(field, models.CharField | models.TextField)
            ]
            for obj in (source, target)
        )
        same = {text for text in set(finnish) & set(swedish) if len(text.split()) > 3}
        assert same == set()


@translatable
@pytest.mark.django_db
def test_values_that_are_not_for_the_translator_are_the_same_in_both_languages(model):
    config = {field.field_name: field for field in get_translatable_fields(model)}
    for source, target in pairs(model):
        for field in own_fields(model):
            if config[field.name].is_translated(source) and not field.is_relation:
                continue
            original, translated = getattr(source, field.name), getattr(target, field.name)
            if isinstance(original, TranslatableMixin) and original != translated:
                assert translated.translation_key == original.translation_key
                assert translated.locale == target.locale
            else:
                assert translated == original, field.name


@translatable
@pytest.mark.django_db
def test_translation_editor_shows_every_string_as_translated(model):
    for source, _target in pairs(model):
        translation = Translation.objects.get(
            source=TranslationSource.objects.get_for_instance(source), target_locale__language_code="sv"
        )
        total, translated = translation.get_progress()
        assert translated == total > 0


@translatable
@pytest.mark.django_db
def test_publishing_the_translation_again_changes_nothing(model, django_capture_on_commit_callbacks):
    """What the editor publishes from the translation editor is what stands on the page."""
    source, target = max(pairs(model), key=lambda pair: len(stream_leaves(pair[0])))
    before = everything_written(target)
    assert before
    translation = Translation.objects.get(
        source=TranslationSource.objects.get_for_instance(source), target_locale__language_code="sv"
    )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    target.refresh_from_db()
    assert everything_written(target) == before
