"""Asking a real server on this machine, which the asker must be allowed to speak to, and addresses that it must not."""

import time

import pytest

from hub.link_checks.asking import PRODUCT, Asker, Pace
from hub.link_checks.verdicts import Answer, Outcome
from tests.hub.link_checks.conftest import QUICK, SITE


def test_page_that_is_there_works_and_costs_the_site_no_body(asker, elsewhere):
    assert asker.ask(elsewhere.url("/")) == Answer(Outcome.WORKS)
    assert elsewhere.methods("/") == ["HEAD"]


def test_page_that_is_not_there_is_asked_for_twice_and_fails(asker, elsewhere):
    assert asker.ask(elsewhere.url("/missing")) == Answer(Outcome.NOT_FOUND, 404)
    assert elsewhere.methods("/missing") == ["HEAD", "GET"]


def test_site_that_does_not_know_head_is_asked_for_the_beginning_of_the_page(asker, elsewhere):
    elsewhere.without_head = True
    assert asker.ask(elsewhere.url("/")) == Answer(Outcome.WORKS)
    ((_method, _path, headers),) = [
        asked for asked in elsewhere.asked if asked[0] == "GET" and asked[1] == "/"
    ]
    assert headers["Range"] == "bytes=0-1023"


def test_site_that_is_busy_is_not_asked_again(asker, elsewhere):
    elsewhere.answers["/busy"] = (429, {"Retry-After": "60"})
    assert asker.ask(elsewhere.url("/busy")) == Answer(Outcome.REFUSED, 429)
    assert elsewhere.methods("/busy") == ["HEAD"]


def test_asker_says_who_it_is(asker, elsewhere):
    asker.ask(elsewhere.url("/"))
    assert {headers["User-Agent"] for _method, _path, headers in elsewhere.asked} == {
        f"{PRODUCT}/1.0 (+{SITE})"
    }


def test_cookie_is_not_kept(asker, elsewhere):
    elsewhere.answers["/"] = (200, {"Set-Cookie": "seuraa=1; Path=/"})
    asker.ask(elsewhere.url("/"))
    asker.ask(elsewhere.url("/"))
    assert [headers for _method, _path, headers in elsewhere.asked if "Cookie" in headers] == []


def test_redirect_is_followed(asker, elsewhere):
    elsewhere.answers["/old"] = (301, {"Location": "/"})
    assert asker.ask(elsewhere.url("/old")) == Answer(Outcome.WORKS)


def test_redirect_to_a_page_that_is_not_there_fails(asker, elsewhere):
    elsewhere.answers["/old"] = (302, {"Location": "/missing"})
    assert asker.ask(elsewhere.url("/old")) == Answer(Outcome.NOT_FOUND, 404)


def test_circle_of_redirects_ends(asker, elsewhere):
    elsewhere.answers["/round"] = (302, {"Location": "/round"})
    assert asker.ask(elsewhere.url("/round")) == Answer(Outcome.CIRCLE)
    assert elsewhere.methods("/round") == ["HEAD"] * (QUICK.redirects + 1)


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://192.168.1.1/",
    ],
)
def test_redirect_into_a_private_network_is_not_followed(asker, elsewhere, target):
    elsewhere.answers["/trap"] = (302, {"Location": target})
    assert asker.ask(elsewhere.url("/trap")) == Answer(Outcome.NOT_PUBLIC)


@pytest.mark.parametrize("target", ["ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1:6379/_x"])
def test_redirect_to_something_else_than_a_page_is_not_followed(asker, elsewhere, target):
    elsewhere.answers["/trap"] = (302, {"Location": target})
    assert asker.ask(elsewhere.url("/trap")) == Answer(Outcome.INVALID)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://127.1/",
        "http://2130706433/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.0.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/",
        "http://224.0.0.1/",
        "http://240.0.0.1/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[64:ff9b::7f00:1]/",
        "https://127.0.0.1:6379/",
    ],
)
def test_address_that_is_not_public_is_not_spoken_to(address):
    assert Asker(SITE, QUICK).ask(address) == Answer(Outcome.NOT_PUBLIC)


def test_server_on_this_machine_hears_nothing_unless_it_is_allowed(elsewhere):
    assert Asker(SITE, QUICK).ask(elsewhere.url("/")) == Answer(Outcome.NOT_PUBLIC)
    assert elsewhere.asked == []


@pytest.mark.parametrize(
    "address", ["http://", "https:///polku", "http://[rikki/", "http://a..b/", "http://x:99999/"]
)
def test_address_that_is_written_wrong_is_said_to_be(address):
    assert Asker(SITE, QUICK).ask(address).outcome in (Outcome.INVALID, Outcome.NO_ANSWER)


def test_site_that_nobody_answers_for_cannot_be_reached(asker, elsewhere):
    address = elsewhere.url("/")
    elsewhere.shutdown()
    elsewhere.server_close()
    assert asker.ask(address) == Answer(Outcome.NO_ANSWER)


def test_name_that_does_not_exist_cannot_be_reached(asker):
    assert asker.ask("http://ei-ole.invalid/") == Answer(Outcome.NO_ANSWER)


def test_certificate_that_is_none_is_said_to_be(asker, elsewhere):
    address = elsewhere.url("/").replace("http:", "https:")
    assert asker.ask(address) == Answer(Outcome.CERTIFICATE)


def test_site_that_says_nothing_is_given_up(asker, elsewhere):
    assert asker.ask(elsewhere.url("/silent")) == Answer(Outcome.SLOW)


def test_site_that_sends_a_byte_now_and_then_is_given_up(elsewhere):
    asker = Asker(SITE, QUICK._replace(whole=0.6), allow_loopback=True)
    began = time.monotonic()
    assert asker.ask(elsewhere.url("/drip")) == Answer(Outcome.SLOW)
    assert time.monotonic() - began < 2


def test_robots_txt_is_asked_once_and_obeyed(asker, elsewhere):
    elsewhere.robots = "User-agent: *\nDisallow: /yksityinen\n"
    assert asker.ask(elsewhere.url("/yksityinen/sivu")) == Answer(Outcome.ROBOTS)
    assert asker.ask(elsewhere.url("/")) == Answer(Outcome.WORKS)
    assert elsewhere.methods("/robots.txt") == ["GET"]
    assert elsewhere.methods("/yksityinen/sivu") == []


def test_robots_txt_may_name_the_checker(asker, elsewhere):
    elsewhere.robots = f"User-agent: {PRODUCT}\nDisallow: /\n"
    assert asker.ask(elsewhere.url("/")) == Answer(Outcome.ROBOTS)


def test_same_host_is_not_asked_again_at_once():
    slept: list[float] = []
    pace = Pace(1.0, slept.append)
    pace.wait("vero.fi")
    pace.wait("kela.fi")
    assert slept == []
    pace.wait("vero.fi")
    assert 0.9 < slept[0] <= 1.0


def test_every_question_to_a_host_waits_its_turn(elsewhere):
    asker = Asker(SITE, QUICK._replace(between=0.1), allow_loopback=True)
    began = time.monotonic()
    asker.ask(elsewhere.url("/missing"))  # robots.txt, HEAD and GET
    assert len(elsewhere.asked) == 3
    assert time.monotonic() - began >= 0.2
