"""What a visitor gets when something that the site needs is gone."""

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, Site

pytestmark = pytest.mark.django_db


def failing(error: type[Exception]):
    """Every query raises; the context in which it does."""

    def fail(execute, sql, params, many, context):
        raise error("postgres://pakki:salaisuus@10.0.0.1/")

    return connection.execute_wrapper(fail)


@pytest.fixture
def password_form(guide) -> str:
    """Where the form of a page behind a password is sent."""
    restriction = PageViewRestriction.objects.create(
        page=guide, restriction_type=PageViewRestriction.PASSWORD, password="avain"
    )
    return reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, guide.pk])


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_form_sent_without_the_database_gets_a_clear_answer(client, password_form, error):
    client.raise_request_exception = False
    with failing(error):
        response = client.post(password_form, {"password": "avain", "return_url": "/fi/"})
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Cache-Control"] == "no-store"
    assert "antakaa selaimen lähettää se uudelleen" in response.content.decode()
    assert "låt webbläsaren skicka det på nytt" in response.content.decode()
    assert client.post(password_form, {"password": "avain", "return_url": "/fi/"}).status_code == 302


def test_other_faults_are_faults_of_the_site(client, password_form):
    client.raise_request_exception = False
    with failing(ProgrammingError):
        response = client.post(password_form, {"password": "avain", "return_url": "/fi/"})
    assert response.status_code == 500
    assert "salaisuus" not in response.content.decode()


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_page_asked_for_without_the_database_gets_a_clear_answer(client, guide, error):
    url = guide.url
    with failing(error):
        assert client.get(url).status_code == 503


EMPTYINGS = {
    "no site": lambda: Site.objects.all().delete(),
    "no page is live": lambda: Page.objects.update(live=False),
    "no language": lambda: [
        Locale.objects.filter(pk=locale.pk).update(language_code=f"x{locale.pk}")
        for locale in Locale.objects.all()
    ],
}


@pytest.mark.parametrize("empty", EMPTYINGS.values(), ids=EMPTYINGS)
@pytest.mark.parametrize(
    "path", ["/", "/fi/", "/sv/haku/", "/fi/uusimmat.xml", "/sitemap.xml", "/admin/login/"]
)
def test_b90_emptied_settings_get_a_clear_answer(client, empty, path):
    client.raise_request_exception = False
    empty()
    assert client.get(path).status_code in {200, 302, 404, 503}


def test_b90_site_without_its_languages_says_so(client):
    client.raise_request_exception = False
    EMPTYINGS["no language"]()
    response = client.get("/fi/")
    assert response.status_code == 503
    assert "kiel" in response.content.decode()
    assert "språk" in response.content.decode()
