"""Every block tells the editor what it is for and shows what it looks like."""

import pytest
from django.template.loader import get_template
from django.urls import reverse
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from tests.support.fields import all_stream_blocks, our_models, stream_fields

CHOSEN = {
    path: block
    for path, block in all_stream_blocks().items()
    if (isinstance(block, blocks.BaseStructBlock) and not isinstance(block, ImageBlock))
    or path.count(".") == 2
}
"""Blocks that an editor adds: those of StreamFields and the structs inside lists."""

each_block = pytest.mark.parametrize("path", CHOSEN)


@each_block
def test_block_says_what_it_is_for(path):
    assert CHOSEN[path].meta.description


@each_block
def test_block_has_an_icon_of_its_own(path):
    assert CHOSEN[path].meta.icon != "placeholder"


@each_block
def test_block_can_be_previewed(path):
    assert CHOSEN[path].is_previewable


@each_block
@pytest.mark.django_db
def test_block_shows_its_preview_to_the_editor(path, editor_client):
    block = CHOSEN[path]
    response = editor_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    page = response.content.decode()
    assert "hub/css/pakki.css" in page, "the preview has the site's look"


@each_block
@pytest.mark.django_db
def test_preview_value_of_block_is_a_value_that_an_editor_could_save(path):
    block = CHOSEN[path]
    assert block.get_preview_value()
    block.clean(block.get_preview_value())


@each_block
@pytest.mark.django_db
def test_block_renders_what_its_preview_says(path):
    block = CHOSEN[path]
    assert block.render(block.get_preview_value()).strip()


@pytest.mark.parametrize("path", [path for path in CHOSEN if getattr(CHOSEN[path].meta, "template", None)])
def test_template_of_block_exists(path):
    assert get_template(CHOSEN[path].meta.template)


@pytest.mark.parametrize(
    "field", [field for model in our_models() for field in stream_fields(model)], ids=str
)
def test_stream_field_offers_at_least_one_block(field):
    assert field.stream_block.child_blocks
