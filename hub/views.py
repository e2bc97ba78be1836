"""Serving Wagtail's pages, and pages that are none: not found, and the living style guide."""

from typing import NamedTuple, cast

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from hub.chrome import site_of
from hub.l10n.middleware import users_language
from hub.l10n.pages import found_elsewhere, unreached_paths

PAGE_AT = "SELECT id, content_type_id, path FROM wagtailcore_page WHERE url_path = %s AND slug = %s"
"""Plain SQL, because every page that is not kept waits for it. The slug has an index, the path of slugs has none."""


class OtherLanguage(NamedTuple):
    """A page of another language that a visitor may have been looking for."""

    code: str
    name: str
    title: str
    url: str


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's serving, with the page found in two queries at most however deep it stands. Raises Http404.

    Wagtail asks for each level of the tree, twice.
    """
    request._wagtail_route_for_request = _route(request, path)  # type: ignore[attr-defined]  # Wagtail's own name
    return wagtail_serve(request, path)


def _route(request: HttpRequest, path: str) -> RouteResult | None:
    """What Wagtail's own routing would find below the front page of the address's language."""
    site = site_of(request)
    roots = [
        root.root_path
        for root in Site.get_site_root_paths()
        if site and root.site_id == site.pk and root.language_code == get_language()
    ]
    for root in roots:
        url_path = f"{root}{path}"
        with connection.cursor() as cursor:
            cursor.execute(PAGE_AT, [url_path, url_path.rstrip("/").rpartition("/")[2]])
            page_id, kind, place = cursor.fetchone() or (0, 0, "")
        if page_id and not place.startswith(tuple(unreached_paths())):
            model = cast("type[Page]", ContentType.objects.get_for_id(kind).model_class())
            versions = model.objects.select_related("locale", *getattr(model, "shown_with", ()))
            if specific := versions.filter(pk=page_id).first():
                return specific.route(request, [])
    return None


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 in the language of the address, naming the languages in which the page does exist.

    An address whose language prefix was changed by hand leads on to the page where it exists in that language. In the
    admin it is Wagtail's own page, in its user's language.
    """
    if request.path_info.startswith("/admin/"):
        with override(users_language(request)):
            return render(request, "wagtailadmin/404.html", status=404)
    names = dict(settings.LANGUAGES)
    language = request.path_info.strip("/").partition("/")[0]
    versions = found_elsewhere(request.path_info)
    if language in versions and versions[language].url != request.path_info:
        return redirect(versions[language].url)
    languages = [
        OtherLanguage(code, str(names[code]), page.title, page.url) for code, page in versions.items()
    ]
    with override(language if language in names else settings.LANGUAGE_CODE):
        return render(request, "404.html", {"languages": languages}, status=404)


def styles(request: HttpRequest) -> HttpResponse:
    """Every component with made-up values in Finnish; only where DEBUG is on."""
    samples = {
        "section": "plain",
        "now": timezone.now(),
        "page_obj": Paginator(range(200), 10).page(3),
        "consequences": [
            ("association", ["Palkanlaskenta hoidetaan yhdessä."]),
            ("municipality", ["Sopimuksia on vähemmän ja ne ovat pitkiä."]),
            ("jobseeker", ["Ohjaaja on lähellä kotia."]),
        ],
    }
    with override("fi"):
        return render(request, "styles.html", samples)
