"""The bare address leads to the front page of the visitor's language."""

import pytest


@pytest.mark.parametrize(
    ("languages", "address"),
    [
        ("fi", "/fi/"),
        ("sv", "/sv/"),
        ("sv-FI,sv;q=0.9,fi;q=0.8", "/sv/"),
        ("en-GB,en;q=0.9", "/fi/"),
        ("en,sv;q=0.5,fi;q=0.3", "/sv/"),
        ("", "/fi/"),
        ("*", "/fi/"),
        ("%%%;q=kissa,,,", "/fi/"),
        ("sv" * 50_000, "/fi/"),
    ],
)
def test_browsers_languages_choose_the_front_page(client, languages, address):
    response = client.get("/", headers={"Accept-Language": languages})
    assert response.status_code == 302
    assert response["Location"] == address


def test_caches_are_told_that_the_answer_depends_on_the_language(client):
    response = client.get("/")
    assert {name.strip() for name in response["Vary"].split(",")} <= {"Accept-Language", "Accept-Encoding"}
    assert "Accept-Language" in response["Vary"]


def test_choosing_sets_no_cookie(client):
    assert not client.get("/").cookies


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/", "/xx/", "/FI/", "/fi/sv/", "/fi/index.php", "/.git/", "/.env"])
def test_address_of_no_language_is_not_found(client, address):
    """B48, B60: other languages, hidden files."""
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/fi//", "//fi/"])
def test_address_with_a_slash_too_many_leads_to_the_one_address(client, address):
    """B45, B48: slashes."""
    response = client.get(address, follow=True)
    assert response.redirect_chain[-1][0] == "/fi/"
    assert response.status_code == 200


@pytest.mark.django_db
def test_language_of_the_browser_does_not_change_a_page(client):
    asked = {"Accept-Language": "sv"}
    assert b'<html lang="fi"' in client.get("/fi/", headers=asked).content
