"""Which addresses are collected from what is published, and where they stand."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.rich_text import RichText

from hub.link_checks.collect import collect
from hub.models import CuratedLink, Fact, LinkCheck, LinkPlace, Menu
from tests.support.curated_links import make_check, make_curated_link
from tests.support.facts import fact_value, make_fact
from tests.support.pages import make_private

pytestmark = pytest.mark.django_db

ADDRESS = "https://kokeilu.fi/sivu"


def places(address: str) -> set[tuple[type, int]]:
    found = LinkPlace.objects.filter(link__address=address).select_related("content_type")
    return {(place.content_type.model_class(), place.object_id) for place in found}


def put_into_step(guide, **values) -> None:
    """Publish the guide with other texts in its first step."""
    guide.steps[0].value.update({name: RichText(html) for name, html in values.items()})
    guide.save()


def test_every_address_of_the_starter_content_is_collected():
    count = collect()
    addresses = set(LinkCheck.objects.values_list("address", flat=True))
    assert count == len(addresses) > 50
    assert [address for address in addresses if ".example" in address or "#" in address] == []
    assert not LinkCheck.objects.filter(places__isnull=True).exists()


def test_link_inside_rich_text_is_collected(guide):
    put_into_step(guide, why=f'<p>Lue <a href="{ADDRESS}">sivu</a>.</p>')
    collect()
    assert places(ADDRESS) == {(Page, guide.pk)}


def test_law_and_link_block_and_source_of_a_page_are_collected(guide):
    laws = {each["url"] for step in guide.steps for each in step.value["laws"] if each["url"]}
    sources = {source.value["url"] for source in guide.sources if source.value["url"]}
    assert laws
    assert sources
    collect()
    for address in laws | sources:
        assert (Page, guide.pk) in places(address.partition("#")[0])


def test_source_of_a_fact_is_collected():
    fact = make_fact("kokeilu", fact_value(source_url=ADDRESS))
    collect()
    assert places(ADDRESS) == {(Fact, fact.pk)}


def test_both_addresses_of_a_curated_link_are_collected():
    link = make_curated_link(ADDRESS, url_sv=f"{ADDRESS}/sv")
    collect()
    assert places(ADDRESS) == places(f"{ADDRESS}/sv") == {(CuratedLink, link.pk)}


def test_link_of_a_menu_is_collected():
    menu = Menu.objects.filter(locale__language_code="fi").first()
    menu.items.append(("item", {"text": "Muualle", "page": None, "url": ADDRESS}))
    menu.save()
    collect()
    assert places(ADDRESS) == {(Menu, menu.pk)}


@pytest.mark.parametrize("how", ["draft", "private", "unpublished link"])
def test_what_readers_do_not_see_is_not_collected(guide, how):
    put_into_step(guide, why=f'<p><a href="{ADDRESS}">sivu</a></p>')
    match how:
        case "draft":
            guide.unpublish()
        case "private":
            make_private(guide)
        case "unpublished link":
            put_into_step(guide, why="<p>Ei mitään.</p>")
            make_curated_link(ADDRESS).unpublish()
    collect()
    assert places(ADDRESS) == set()


def test_address_that_stands_nowhere_any_more_is_forgotten():
    make_check(ADDRESS)
    collect()
    assert not LinkCheck.objects.filter(address=ADDRESS).exists()


def test_what_was_found_before_is_kept():
    link = make_curated_link(ADDRESS)
    check = make_check(ADDRESS, outcome="refused", status_code=403)
    collect()
    kept = LinkCheck.objects.get(address=ADDRESS)
    assert (kept.pk, kept.outcome, kept.checked_at) == (check.pk, "refused", check.checked_at)
    assert places(ADDRESS) == {(CuratedLink, link.pk)}


def test_address_that_is_longer_than_any_browser_takes_is_left_out(guide):
    address = "https://kokeilu.fi/" + "a" * 2000
    put_into_step(guide, why=f'<p><a href="{address}">sivu</a></p>')
    collect()
    assert not LinkCheck.objects.filter(address=address).exists()


def test_collecting_twice_changes_nothing():
    collect()
    before = set(LinkPlace.objects.values_list("link__address", "content_type", "object_id"))
    collect()
    assert set(LinkPlace.objects.values_list("link__address", "content_type", "object_id")) == before


def test_number_of_queries_does_not_grow_with_the_pages(guide):
    ContentType.objects.clear_cache()
    collect()
    with CaptureQueriesContext(connection) as before:
        collect()
    for number in range(5):
        guide.copy(update_attrs={"slug": f"kopio-{number}"}, copy_revisions=False)
    with CaptureQueriesContext(connection) as after:
        collect()
    assert len(after) == len(before)
