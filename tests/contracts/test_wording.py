"""Everything that an editor reads in the admin is written in Finnish and in Swedish."""

import re
from collections.abc import Iterator

import pytest
from wagtail import blocks
from wagtail.admin.panels import Panel, get_edit_handler

from events.forms import PROBLEMS
from hub.checks import page_types, translatable_snippets
from hub.messages import LOCALE
from tests.support.catalogues import catalogue, is_translated, message_of
from tests.support.fields import all_stream_blocks, our_models, own_fields

EDITED = [*page_types(), *translatable_snippets()]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")

language = pytest.mark.parametrize("language", ["fi", "sv"])
each_model = pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
each_edited = pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)


def untranslated(texts: dict[str, object], language: str) -> dict[str, object]:
    """Those of `texts` that are empty, not marked for translation, or not translated."""
    return {
        where: text
        for where, text in texts.items()
        if (message := message_of(text)) is None or not is_translated(message, language)
    }


def headings(panel: Panel) -> Iterator[object]:
    """The headings that group panels, at any depth."""
    for child in getattr(panel, "children", []):
        if message_of(child.heading) and hasattr(child, "children"):
            yield child.heading
        yield from headings(child)


def choices_of(choices: object) -> dict[str, object]:
    return {str(value): label for value, label in choices or [] if value not in ("", None)}


@each_model
@language
def test_names_of_models_are_written(model, language):
    if not own_fields(model) and not model.__name__.startswith("Hub"):
        pytest.skip("an editor never sees it")
    names = {"name": model._meta.verbose_name, "plural": model._meta.verbose_name_plural}
    assert untranslated(names, language) == {}


@each_edited
@language
def test_names_help_and_choices_of_fields_are_written(model, language):
    texts = {}
    for field in own_fields(model):
        texts[f"{field.name} name"] = field.verbose_name
        texts[f"{field.name} help"] = field.help_text
        texts |= {f"{field.name}={value}": label for value, label in choices_of(field.choices).items()}
    assert untranslated(texts, language) == {}


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
@language
def test_page_type_is_described_to_who_chooses_it(model, language):
    assert untranslated({"description": model.page_description}, language) == {}


@each_edited
@language
def test_headings_between_fields_are_written(model, language):
    found = {str(message_of(heading)): heading for heading in headings(get_edit_handler(model))}
    assert untranslated(found, language) == {}


@pytest.mark.parametrize("path", all_stream_blocks())
@language
def test_label_and_choices_of_block_are_written(path, language):
    block = all_stream_blocks()[path]
    if path.endswith(".item") and not isinstance(block, blocks.StructBlock) and not block.meta.label:
        pytest.skip("a list's item without a name of its own")
    texts = {"label": block.meta.label}
    field = getattr(block, "field", None)
    texts |= choices_of(getattr(block, "_constructor_kwargs", {}).get("choices"))
    if getattr(field, "help_text", ""):
        texts["help"] = field.help_text
    assert untranslated(texts, language) == {}


@pytest.mark.parametrize("reason", PROBLEMS)
@language
def test_problem_of_a_caption_file_is_explained(reason, language):
    assert untranslated({reason: PROBLEMS[reason]}, language) == {}


@language
def test_catalogue_has_no_unfinished_entry(language):
    assert catalogue(language)
    assert [entry.msgid for entry in catalogue(language).values() if not entry.translated()] == []


@language
def test_translations_keep_the_placeholders(language):
    with_placeholders = [message for message in catalogue(language) if PLACEHOLDER.search(message)]
    assert with_placeholders
    lost = {
        entry.msgid: text
        for entry in catalogue(language).values()
        for text in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        or (
            not entry.msgid_plural and set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry.msgid))
        )
    }
    assert lost == {}


def test_both_catalogues_know_the_same_messages():
    assert set(catalogue("fi")) == set(catalogue("sv"))


@language
def test_catalogue_is_compiled(language):
    sources = list((LOCALE / language).glob("LC_MESSAGES/*.po"))
    assert sources
    for source in sources:
        assert source.with_suffix(".mo").stat().st_mtime >= source.stat().st_mtime
