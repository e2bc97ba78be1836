"""Links to a page or to an address elsewhere."""

import pytest
from wagtail.blocks import StructBlockValidationError

from events.blocks import MaterialBlock
from hub.blocks.links import LinkBlock
from hub.models import HubDocument
from tests.support.pages import make_private, translation_of

pytestmark = pytest.mark.django_db

ELSEWHERE = "https://tyomarkkinatori.fi/"


def link(**values):
    block = LinkBlock()
    return block.normalize({"text": "Lue lisää palkkatuesta", "page": None, "url": "", **values})


def test_link_to_a_page_leads_to_its_address(guide):
    value = link(page=guide)
    assert value.href == guide.url
    assert not value.is_external


def test_link_elsewhere_leads_out():
    value = link(url=ELSEWHERE)
    assert value.href == ELSEWHERE
    assert value.is_external


def test_link_to_a_page_that_nobody_may_read_leads_nowhere(guide):
    make_private(guide)
    make_private(translation_of(guide, "sv"))
    assert link(page=guide).href == ""


def test_link_to_a_draft_leads_to_the_other_language_or_nowhere(guide):
    swedish = translation_of(guide, "sv")
    guide.unpublish()
    assert link(page=guide).href == swedish.url
    swedish.unpublish()
    assert link(page=guide).href == ""


@pytest.mark.parametrize("has_page", [True, False], ids=["both", "neither"])
def test_link_must_lead_to_exactly_one_place(guide, has_page):
    value = link(page=guide, url=ELSEWHERE) if has_page else link()
    with pytest.raises(StructBlockValidationError) as refusal:
        LinkBlock().clean(value)
    assert "page" in refusal.value.block_errors


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "tyomarkkinatori"])
def test_address_that_is_no_web_address_is_refused(address):
    """2026-15920: `javascript:` in a link."""
    with pytest.raises(StructBlockValidationError) as refusal:
        LinkBlock().clean(link(url=address))
    assert "url" in refusal.value.block_errors


def test_link_to_one_place_is_accepted(guide):
    assert LinkBlock().clean(link(page=guide))["page"].pk == guide.pk
    assert LinkBlock().clean(link(url=ELSEWHERE))["url"] == ELSEWHERE


def material(**values):
    return MaterialBlock().normalize({"title": "Kalvot", "document": None, "page": None, "url": "", **values})


def test_material_is_a_document_a_page_or_an_address(guide):
    for values in ({"document": HubDocument.objects.first()}, {"page": guide}, {"url": ELSEWHERE}):
        assert MaterialBlock().clean(material(**values))


def test_material_must_be_exactly_one_of_them(guide):
    for values in (
        {},
        {"page": guide, "url": ELSEWHERE},
        {"page": guide, "document": HubDocument.objects.first()},
    ):
        with pytest.raises(StructBlockValidationError):
            MaterialBlock().clean(material(**values))
