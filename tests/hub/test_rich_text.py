"""Links inside text lead to the reader's language."""

import pytest
from django.utils.translation import override
from wagtail.rich_text import expand_db_html

from hub.l10n import links
from tests.support.pages import make_private, soup_of, translation_of

pytestmark = pytest.mark.django_db


def expanded(page_id: int, language: str = "fi") -> str:
    with override(language):
        return expand_db_html(f'<p><a linktype="page" id="{page_id}">lue</a></p>')


def test_link_leads_to_the_page(guide):
    assert expanded(guide.pk) == f'<p><a href="{guide.url}">lue</a></p>'


def test_link_leads_to_the_version_in_the_readers_language(guide):
    assert expanded(guide.pk, "sv") == f'<p><a href="{translation_of(guide, "sv").url}">lue</a></p>'


def test_link_to_a_page_of_the_other_language_says_so(guide):
    translation_of(guide, "sv").delete()
    assert expanded(guide.pk, "sv") == f'<p><a href="{guide.url}" hreflang="fi">lue</a></p>'


def test_link_to_a_private_page_has_no_address(guide):
    make_private(guide)
    make_private(translation_of(guide, "sv"))
    assert expanded(guide.pk) == "<p><a>lue</a></p>"


def test_link_to_a_deleted_page_has_no_address():
    assert expanded(99_999_999) == "<p><a>lue</a></p>"


def test_links_of_a_prepared_page_cost_no_queries(guide, django_assert_num_queries):
    links.prepare(guide)
    linked = [pk for pk in links.linked_pages() if links.target(pk)]
    assert linked
    with django_assert_num_queries(0):
        for pk in linked:
            expanded(pk)


def test_pages_that_blocks_link_to_cost_no_queries(guide, django_assert_num_queries):
    links.prepare(guide)
    assert links.target(guide.contact_id)  # Wagtail has read the site's roots.
    with django_assert_num_queries(0):
        assert [block.value.target.title for block in guide.related]
        assert any(block.value.target for block in guide.needs)


def test_no_request_reads_the_links_of_an_earlier_one(client, guide):
    client.get(guide.url, headers={"Authorization": "Basic YTpi"})
    assert links.linked_pages()
    client.get("/fi/haku/")
    assert links.linked_pages() is None


@pytest.mark.parametrize("name", ["guide", "session", "scenario"])
def test_every_link_on_a_swedish_page_leads_to_swedish_pages(client, name, request):
    swedish = translation_of(request.getfixturevalue(name), "sv")
    main = soup_of(client, swedish.url).main
    inside = [link["href"] for link in main.select("a[href^='/']")]
    assert any(href.startswith("/sv/") for href in inside)
    assert [href for href in inside if not href.startswith(("/sv/", "/media/", "/documents/"))] == []


@pytest.mark.parametrize("name", ["session", "home_fi"])
def test_no_link_on_a_page_is_left_without_an_address(client, guide, name, request):
    page = request.getfixturevalue(name)
    toolkit = guide.get_parent().get_parent()
    before = soup_of(client, page.url).main.select(f"a[href^='{toolkit.url}']")
    assert before
    make_private(toolkit)
    make_private(translation_of(toolkit, "sv"))
    soup = soup_of(client, page.url)
    assert soup.select(f"a[href^='{toolkit.url}'], a[href=''], a[href='#'], a[href^=None]") == []
