"""The index is like the pages, whatever happens to them."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from hub.models import SearchEntry
from hub.search.entries import MAX_CHARACTERS
from hub.search.find import find
from tests.support.pages import soup_of, translation_of

pytestmark = pytest.mark.django_db


def rows() -> list[dict]:
    return list(SearchEntry.objects.order_by("pk").values())


def publish(page, **values) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def found(query: str, language: str = "fi") -> list[str]:
    return [entry.page.title for entry in find(query, language)]


def test_every_published_page_of_the_starter_content_has_an_entry_and_no_other_has(client):
    before = rows()
    call_command("write_search_entries", verbosity=0)
    assert rows() == before


def test_lost_index_is_made_anew_with_one_command(guide):
    SearchEntry.objects.all().delete()
    assert found(guide.title) == []
    call_command("write_search_entries", verbosity=0)
    assert guide.title in found(guide.title)


def test_published_change_is_found_and_what_it_replaced_is_not(guide):
    old = guide.title
    publish(guide, title="Ksylofonistin palkkaaminen")
    assert found("KSYLOFONISTIN") == [guide.title]
    assert old not in found(old)


def test_deleted_page_leaves_nothing_behind(guide):
    publish(guide, title="Ksylofonistin palkkaaminen")
    guide.delete()
    assert found("ksylofonistin") == []
    assert not SearchEntry.objects.filter(pk=guide.pk).exists()


def test_page_that_is_published_again_is_found_again(guide):
    guide.unpublish()
    assert guide.title not in found(guide.title)
    publish(guide)
    assert guide.title in found(guide.title)


def test_copy_for_the_other_language_is_no_page_of_its_own(guide, home_sv):
    publish(guide, title="Ksylofonisti")
    guide.create_alias(parent=guide.get_parent(), update_slug="alias")
    assert found("ksylofonisti") == ["Ksylofonisti"]


def test_alias_that_becomes_a_page_of_its_own_is_found_by_what_it_says_now(editor_client, guide):
    publish(guide, title="Ksylofonisti")
    alias = guide.create_alias(parent=guide.get_parent(), update_slug="alias")
    publish(guide, title="Marimbisti")
    editor_client.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    assert found("marimbisti") == ["Marimbisti"] * 2
    assert found("ksylofonisti") == []


def test_page_that_becomes_an_alias_is_not_found_under_its_old_name(guide):
    guide.alias_of = guide.get_parent()
    guide.save(update_fields=["alias_of"], clean=False)
    assert not SearchEntry.objects.filter(pk=guide.pk).exists()


def test_letters_with_dots_and_rings_are_letters_of_their_own(guide):
    publish(guide, title="Hämäräsääntö")
    assert found("hämäräsääntö") == ["Hämäräsääntö"]
    assert found("hamarasaanto") == []


def test_very_long_page_is_published_and_found_by_its_beginning(guide):
    publish(guide, title="Ksylofonisti", lead="sana " * MAX_CHARACTERS)
    assert found("ksylofonisti sana") == ["Ksylofonisti"]


def test_page_whose_review_is_late_says_so_among_the_hits(client, guide):
    publish(guide, title="Ksylofonisti", reviewed_on="2020-01-01")
    assert soup_of(client, "/fi/haku/?q=ksylofonisti").select(".tag--late")


def test_language_that_gets_another_code_takes_its_pages_along(guide):
    swedish = translation_of(guide, "sv")
    locale = swedish.locale
    locale.language_code = "se"
    locale.save()
    assert swedish.title in found(swedish.title, "se")
    assert found(swedish.title, "sv") == []
    assert guide.title in found(guide.title)
