"""Which pages exist in which language."""

import pytest
from django.utils.translation import override
from wagtail.models import Page

from events.models import SessionPage
from hub.l10n.pages import (
    found_elsewhere,
    in_readers_language,
    published,
    translations_of,
    with_other_languages,
)
from tests.support.pages import make_private, translation_of

pytestmark = pytest.mark.django_db


def test_versions_come_in_the_order_of_the_languages(guide):
    swedish = translation_of(guide, "sv")
    assert list(translations_of(swedish)) == ["fi", "sv"]


@pytest.mark.parametrize("hide", [Page.unpublish, make_private], ids=["draft", "private"])
def test_version_that_nobody_may_read_does_not_count(guide, hide):
    hide(translation_of(guide, "sv"))
    assert list(translations_of(guide)) == ["fi"]


def test_reader_gets_the_version_of_the_language_being_read(guide):
    with override("sv"):
        (version,) = in_readers_language([guide]).values()
    assert version.locale.language_code == "sv"


def test_other_language_stands_in_for_a_missing_version(guide):
    translation_of(guide, "sv").delete()
    with override("sv"):
        (version,) = in_readers_language([guide]).values()
    assert version.pk == guide.pk


def test_page_that_nobody_may_read_has_no_version(guide):
    make_private(guide)
    make_private(translation_of(guide, "sv"))
    assert in_readers_language([guide]) == {}


def test_versions_of_many_pages_cost_the_queries_of_one(home_fi, django_assert_num_queries):
    pages = list(home_fi.get_descendants())
    assert home_fi.url == "/fi/"  # Wagtail has read its sites from here on.
    with django_assert_num_queries(4):
        in_readers_language(pages[:1])
    with django_assert_num_queries(4):
        in_readers_language(pages)


def test_each_session_is_listed_once_in_the_readers_language():
    with override("sv"):
        sessions = with_other_languages(published(SessionPage))
        assert {page.locale.language_code for page in sessions} == {"sv"}


def test_session_without_a_translation_is_listed_in_its_own_language(session):
    translation_of(session, "sv").delete()
    with override("sv"):
        sessions = with_other_languages(published(SessionPage))
        assert session in sessions
        assert len({page.translation_key for page in sessions}) == len(sessions)


@pytest.mark.parametrize("path", ["/", "/en/tyokalut/", "/xx/", "", "/fi/ei-ole/", "/fi/" + "a/" * 400])
def test_path_of_no_page_is_found_nowhere(path):
    assert found_elsewhere(path) == {}


def test_finnish_path_under_the_swedish_prefix_is_found_in_both_languages(guide):
    path = guide.url.replace("/fi/", "/sv/", 1)
    assert list(found_elsewhere(path)) == ["fi", "sv"]
