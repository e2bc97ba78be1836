"""Small files at fixed addresses, from plain data."""

import datetime

import pytest

from hub.seo.well_known import expiry, robots_txt, security_txt


@pytest.mark.parametrize(
    ("today", "expires"),
    [
        ("2026-01-01", "2027-01-01"),
        ("2026-06-30", "2027-01-01"),
        ("2026-07-01", "2027-07-01"),
        ("2026-12-31", "2027-07-01"),
        ("2028-02-29", "2029-01-01"),
    ],
)
def test_security_contact_holds_for_six_to_twelve_months(today, expires):
    assert expiry(datetime.date.fromisoformat(today)) == datetime.date.fromisoformat(expires)


def test_security_contact_names_an_address_and_its_own():
    url = "https://pakki.example/.well-known/security.txt"
    text = security_txt("neuvonta@pakki.example", url, ["fi", "sv", "en"], datetime.date(2026, 11, 25))
    assert text.splitlines() == [
        "Contact: mailto:neuvonta@pakki.example",
        "Expires: 2027-07-01T00:00:00Z",
        "Preferred-Languages: fi, sv, en",
        "Canonical: https://pakki.example/.well-known/security.txt",
    ]


def test_crawlers_are_told_what_to_leave_and_where_the_rest_is():
    assert robots_txt(["/admin/"], "https://pakki.example/sitemap.xml").splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        "Sitemap: https://pakki.example/sitemap.xml",
    ]
