"""The list of coming sessions and the archive of recordings."""

import pytest

from tests.support.pages import soup_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["0", "-1", "2", "999999", "1e3", "٣٣", "NaN", "[]", ""])
def test_page_of_the_archive_that_is_none_is_not_found(client, page):
    assert client.get("/fi/infot/", {"page": page}).status_code == 404


def test_first_page_of_the_archive_can_be_named(client):
    assert soup_of(client, "/fi/infot/?page=1").select(".film")


@pytest.mark.parametrize("theme", ["0", "999999", "x", "'", ""])
def test_unknown_theme_shows_all_recordings(client, theme):
    assert len(soup_of(client, f"/fi/infot/?theme={theme}").select(".film")) == 2
