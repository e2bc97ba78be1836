"""Curated links as readers see them, on their own page and on guides."""

import datetime

import pytest
from django.utils import timezone

from hub.dates import format_day
from hub.models import CuratedLink
from tests.support.curated_links import make_dead
from tests.support.pages import one_of, seen, soup_of, spaced, text_of
from toolkit.models import LinkListPage, ToolkitIndexPage

pytestmark = pytest.mark.django_db


def first_link(page: LinkListPage) -> CuratedLink:
    return page.groups[0].value["links"][0]


def row_of(soup, url: str) -> str:
    """The row of a link, as a reader sees it."""
    return spaced(soup.select_one(f'main a[href="{url}"]').find_parent("li").get_text(" "))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_each_link_shows_its_owner_and_the_day_of_its_check(language):
    page = one_of(LinkListPage, language)
    rows = seen(LinkListPage, language).select("main li.item")
    links = [link for group in page.groups for link in group.value["links"]]
    assert len(rows) == len(links) > 5
    for row, link in zip(rows, links, strict=True):
        text = spaced(row.get_text(" "))
        assert (link.owner_fi if language == "fi" else link.owner_sv) in text
        assert format_day(link.checked_on) in text


def test_page_that_is_in_finnish_only_is_marked_in_swedish():
    soup = seen(LinkListPage, "sv")
    link = CuratedLink.objects.get(title_fi="Tulorekisteri")
    anchor = soup.select_one(f'a[href="{link.url_fi}"]')
    assert anchor["hreflang"] == "fi"
    assert "På finska" in row_of(soup, link.url_fi)


def test_page_in_swedish_is_what_the_swedish_list_leads_to():
    link = CuratedLink.objects.get(title_fi="Työsopimuslaki Finlexissä")
    anchor = seen(LinkListPage, "sv").select_one(f'a[href="{link.url_sv}"]')
    assert not anchor.has_attr("hreflang")


def test_link_that_does_not_work_says_so_with_the_day(client):
    page = one_of(LinkListPage, "fi")
    link = first_link(page)
    make_dead(link.url_fi, link)
    row = row_of(soup_of(client, page.url), link.url_fi)
    assert f"Linkki ei toiminut {format_day(timezone.localdate())}" in row


def test_link_that_works_says_nothing_of_it():
    text = text_of(seen(LinkListPage, "fi").select_one("main"))
    assert "Linkki ei toiminut" not in text
    assert "Tarkistus on myöhässä" not in text


def test_link_whose_check_is_late_says_so(client):
    page = one_of(LinkListPage, "fi")
    link = first_link(page)
    link.checked_on = timezone.localdate() - datetime.timedelta(days=800)
    link.save()
    assert "Tarkistus on myöhässä" in row_of(soup_of(client, page.url), link.url_fi)


def test_link_that_is_not_published_is_not_shown(client):
    page = one_of(LinkListPage, "fi")
    link = first_link(page)
    link.unpublish()
    assert link.title_fi not in text_of(soup_of(client, page.url).select_one("main"))


def test_link_that_was_deleted_leaves_no_gap(client):
    page = one_of(LinkListPage, "fi")
    before = len(soup_of(client, page.url).select("main li.item"))
    first_link(page).delete()
    assert len(soup_of(client, page.url).select("main li.item")) == before - 1


def test_guide_draws_its_links(client, guide):
    soup = soup_of(client, guide.url)
    link = guide.curated_links[0].value
    section = soup.find(id="elsewhere").parent
    assert section.select_one(f'a[href="{link.url_fi}"]')


def test_guide_without_links_has_no_heading_for_them(client, guide):
    guide.curated_links = []
    guide.save()
    assert soup_of(client, guide.url).find(id="elsewhere") is None


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_toolkit_leads_to_the_links(language):
    urls = {link["href"] for link in seen(ToolkitIndexPage, language).select("a[href]")}
    assert one_of(LinkListPage, language).url in urls
