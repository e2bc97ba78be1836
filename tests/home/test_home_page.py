"""The front page gathers from every part of the site."""

import pytest

from events.models import SessionPage
from tests.support.pages import make_private, soup_of, translation_of

pytestmark = pytest.mark.django_db


def context(client, page) -> dict:
    return client.get(page.url).context


def test_guides_reviewed_last_come_first(client, home_fi, guide):
    guide.reviewed_on = guide.reviewed_on.replace(year=guide.reviewed_on.year + 1)
    guide.save()
    newest = context(client, home_fi)["newest_guides"]
    assert newest[0].pk == guide.pk
    assert len(newest) == 3


def test_next_session_is_the_soonest_that_has_not_ended(client, home_fi):
    coming = context(client, home_fi)["next_session"]
    make_private(coming)
    make_private(translation_of(coming, "sv"))
    later = context(client, home_fi)["next_session"]
    assert later.starts_at > coming.starts_at


def test_next_session_of_the_other_language_stands_in(client, home_sv):
    session = context(client, home_sv)["next_session"]
    finnish = translation_of(session, "fi")
    session.delete()
    assert context(client, home_sv)["next_session"].pk == finnish.pk
    link = soup_of(client, "/sv/").main.find("a", href=finnish.url)
    assert link.get("lang") == "fi" or link.find_parent(lang="fi") or link.find(lang="fi")


def test_front_page_stands_without_anything_under_it(client, home_fi):
    for page in home_fi.get_children():
        page.delete()
    SessionPage.objects.all().delete()
    assert soup_of(client, "/fi/").h1


@pytest.mark.parametrize("name", ["toolkit", "events", "scenario_index", "contacts"])
def test_front_page_leads_to_each_part(client, home_fi, name):
    part = context(client, home_fi)[name]
    assert soup_of(client, "/fi/").find("a", href=part.url)


def test_often_searched_words_lead_to_their_results(client, home_fi):
    words = [block.value for block in home_fi.often_searched]
    links = soup_of(client, "/fi/").main.select("a[href*='?q=']")
    assert [link.text.strip() for link in links] == words != []
    assert all(client.get(link["href"]).context["count"] for link in links)
