"""Forms without cookies: which senders are believed, and that no answer is kept (B42 of the catalogue)."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from hub.security.anonymous_forms import anonymous_form, comes_from_here

HERE = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://other.example"},
    {"Origin": "http://testserver"},
    {"Origin": "HTTP://TestServer"},
    {"Referer": "http://testserver/fi/tyokalut/?a=b"},
]
"""The browser's own word counts more than an address that a proxy may have changed."""
ELSEWHERE = [
    {},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    {"Origin": "null"},
    {"Origin": "null", "Referer": "http://testserver/fi/"},
    {"Origin": "https://testserver"},
    {"Origin": "http://testserver:8443"},
    {"Origin": "http://testserver.evil.example"},
    {"Origin": "http://evil.example/http://testserver"},
    {"Origin": "http://testserver@evil.example"},
    {"Origin": "http://["},
    {"Referer": "http://evil.example/?http://testserver/"},
    {"Referer": ""},
]


@anonymous_form
def form(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(f"{request.method}")
    patch_cache_control(response, public=True, s_maxage=5)
    return response


@pytest.mark.parametrize("headers", HERE, ids=str)
def test_form_of_this_site_is_taken(rf, headers):
    assert form(rf.post("/", headers=headers)).content == b"POST"


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_form_from_elsewhere_is_refused_in_both_languages(rf, headers):
    response = form(rf.post("/", headers=headers))
    assert response.status_code == 403
    assert "Formuläret kunde inte tas emot" in response.content.decode()


def test_secure_page_is_another_origin_than_the_plain_one(rf):
    assert comes_from_here(rf.post("/", secure=True, headers={"Origin": "https://testserver"}))
    assert not comes_from_here(rf.post("/", secure=True, headers={"Origin": "http://testserver"}))


@pytest.mark.parametrize("headers", [HERE[0], ELSEWHERE[1]], ids=["taken", "refused"])
def test_no_answer_to_a_form_is_kept(rf, headers):
    said = form(rf.post("/", headers=headers))["Cache-Control"]
    assert "no-store" in said
    assert "private" in said
    assert "public" not in said
    assert "s-maxage" not in said


def test_reading_the_form_is_left_as_it_is(rf):
    response = form(rf.get("/", headers={"Sec-Fetch-Site": "cross-site"}))
    assert response.content == b"GET"
    assert "public" in response["Cache-Control"]


def test_form_needs_no_token():
    assert form.csrf_exempt
