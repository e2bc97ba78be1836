"""Addresses for machines, as a machine gets them."""

import io
import json
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image
from wagtail.models import Site

from hub.models import SiteText

pytestmark = pytest.mark.django_db


def robots(client) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    return parser


def test_crawlers_read_pages_and_leave_the_admin_and_search_results(client, guide):
    parser = robots(client)
    assert parser.can_fetch("*", guide.url)
    assert parser.can_fetch("*", "/fi/haku/")
    assert not parser.can_fetch("*", "/admin/login/")
    assert not parser.can_fetch("*", "/fi/haku/?q=palkka")
    assert not parser.can_fetch("*", "/sv/sok/?q=lon")
    assert parser.site_maps() == ["http://localhost/sitemap.xml"]


def test_weaknesses_are_told_to_the_advice_service(client):
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:neuvonta@pakki.example\n" in text
    assert "Preferred-Languages: fi, sv, en\n" in text


def test_without_a_contact_there_is_no_security_file(client):
    SiteText.objects.all().delete()
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    "url", ["/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/fi/uusimmat.xml"]
)
def test_request_cannot_change_the_addresses(client, url):
    hosts = {"host": "evil.example", "x-forwarded-host": "evil.example"}
    assert b"evil.example" not in client.get(url, headers=hosts).content


@pytest.mark.parametrize(
    "url", ["/robots.txt", "/.well-known/security.txt", "/fi/uusimmat.xml", "/fi/kalenteri.ics"]
)
def test_without_a_site_there_is_nothing_to_tell(client, url):
    Site.objects.all().delete()
    assert client.get(url).status_code == 404


def test_icon_is_found_at_its_old_address(client):
    response = client.get("/favicon.ico")
    with Image.open(io.BytesIO(response.content)) as image:
        assert image.format == "ICO"
        assert {(16, 16), (32, 32)} <= image.info["sizes"]


@pytest.mark.parametrize(
    ("language", "name"),
    [("fi", "Pakki: yhdistyksestä työnantajaksi"), ("sv", "Pakki: från förening till arbetsgivare")],
)
def test_home_screen_opens_the_site_in_its_language(client, language, name):
    manifest = json.loads(client.get(f"/{language}/manifest.webmanifest").content)
    assert (manifest["name"], manifest["lang"], manifest["start_url"]) == (name, language, f"/{language}/")
    assert client.get(manifest["start_url"]).status_code == 200


def test_home_screen_has_icons_of_the_sizes_it_is_told(client):
    manifest = json.loads(client.get("/fi/manifest.webmanifest").content)
    assert {(icon["purpose"], icon["sizes"]) for icon in manifest["icons"]} == {
        (purpose, size) for purpose in ("any", "maskable") for size in ("192x192", "512x512")
    }
    for icon in manifest["icons"]:
        with Image.open(finders.find(icon["src"].removeprefix(settings.STATIC_URL))) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
