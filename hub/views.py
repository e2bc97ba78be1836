"""Pages that are no Wagtail pages: not found, and the living style guide."""

from typing import NamedTuple

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import override

from hub.l10n.pages import found_elsewhere


class OtherLanguage(NamedTuple):
    """A page of another language that a visitor may have been looking for."""

    code: str
    name: str
    title: str
    url: str


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 in the language of the address, naming the languages in which the page does exist.

    An address whose language prefix was changed by hand leads on to the page where it exists in that language.
    """
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
    samples = {"section": "plain", "now": timezone.now(), "page_obj": Paginator(range(200), 10).page(3)}
    with override("fi"):
        return render(request, "styles.html", samples)
