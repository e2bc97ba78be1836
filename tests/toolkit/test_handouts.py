"""Guides on paper: one as a PDF file, and all of a topic as one file or one page to print."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.pages import make_private, soup_of, spaced, text_of, translation_of
from tests.support.pdf import faults_of
from tests.support.pdf import text_of as words_of
from toolkit.models import GuidePage, TopicPage

NOT_KEPT = {"Authorization": "Basic YTpi"}


@pytest.fixture
def topic(db) -> TopicPage:
    """The Finnish topic with most guides."""
    topics = TopicPage.objects.filter(locale__language_code="fi")
    return max(topics, key=lambda topic: topic.get_children().count())


def pdf_of(client, url: str) -> bytes:
    response = client.get(f"{url}?format=pdf")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return response.content


def titles_of(topic: TopicPage) -> list[str]:
    return [page.title for page in topic.get_children().type(GuidePage).live().order_by("path")]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_guide_as_pdf_keeps_to_pdf_ua(client, guide, language):
    page = guide if language == "fi" else translation_of(guide, language)
    content = pdf_of(client, page.url)
    assert faults_of(content) == []
    said = spaced(words_of(content))
    assert spaced(page.goal) in said
    assert all(spaced(step.value["title"]) in said for step in page.steps)


def test_pdf_says_that_a_review_is_late(client, guide):
    guide.reviewed_on = guide.reviewed_on.replace(year=2020)
    guide.save_revision().publish()
    assert "Tämän sivun tarkistus on myöhässä" in spaced(words_of(pdf_of(client, guide.url)))


def test_topic_as_pdf_begins_with_its_contents(client, topic):
    content = pdf_of(client, topic.url)
    assert faults_of(content) == []
    titles = titles_of(topic)
    assert len(titles) > 1
    said = spaced(words_of(content))
    assert all(said.count(spaced(title)) >= 2 for title in titles)


def test_topic_to_print_has_every_guide_whole(client, topic):
    main = soup_of(client, f"{topic.url}?print=all").main
    guides = list(GuidePage.objects.child_of(topic).order_by("path"))
    assert [spaced(h2.text) for h2 in main.select("article > h2")] == [
        spaced(guide.title) for guide in guides
    ]
    said = text_of(main)
    assert all(spaced(step.value["title"]) in said for guide in guides for step in guide.steps)


def test_every_place_in_the_print_out_is_there_once(client, topic):
    soup = soup_of(client, f"{topic.url}?print=all")
    ids = [each["id"] for each in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in soup.select("nav[aria-labelledby=contents] a")} <= set(ids)


@pytest.mark.parametrize("query", ["?print=all", "?format=pdf"])
def test_print_out_of_more_guides_costs_no_more_queries(client, topic, query):
    def count() -> int:
        client.get(topic.url + query, headers=NOT_KEPT)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(topic.url + query, headers=NOT_KEPT).status_code == 200
        return len(asked)

    few = count()
    guide = GuidePage.objects.child_of(topic).order_by("path").first()
    for number in range(3):
        guide.copy(update_attrs={"slug": f"{guide.slug}-{number}"}, copy_revisions=False)
    assert count() <= few <= 12


@pytest.mark.parametrize("query", ["?print=all", "?format=pdf"])
def test_drafts_are_not_printed(client, topic, query):
    guide = GuidePage.objects.child_of(topic).last()
    guide.unpublish()
    response = client.get(topic.url + query)
    said = words_of(response.content) if "pdf" in query else text_of(soup_of(client, topic.url + query).main)
    assert spaced(titles_of(topic)[0]) in spaced(said)
    assert spaced(guide.title) not in spaced(said)


@pytest.mark.parametrize("query", ["?print=all", "?format=pdf"])
def test_private_topic_asks_for_a_login_on_paper_too(client, topic, query):
    make_private(topic)
    assert client.get(topic.url + query).status_code == 302


def test_one_copy_of_a_file_serves_everybody(client, guide):
    first, second = (client.get(f"{guide.url}?format=pdf&utm={word}") for word in ("a", "b"))
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]
    assert "public" in first["Cache-Control"]


def test_unknown_format_is_the_page(client, guide):
    assert client.get(f"{guide.url}?format=exe")["Content-Type"].startswith("text/html")


def test_empty_topic_can_be_printed(client, topic):
    GuidePage.objects.child_of(topic).update(live=False)
    assert faults_of(pdf_of(client, topic.url)) == []
    assert soup_of(client, f"{topic.url}?print=all").h1
