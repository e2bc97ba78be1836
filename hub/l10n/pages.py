"""Which pages exist in which language. Aliases are copies, not translations, and never count."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet


def published(model: type[Page] = Page) -> PageQuerySet:
    """Pages of `model` that anybody may read: live, not behind a login, not an alias."""
    return model.objects.live().public().filter(alias_of__isnull=True)


def locale_of(language_code: str) -> Locale:
    """The locale of a language in LANGUAGES. Raises Locale.DoesNotExist for any other."""
    return Locale.objects.get_for_language(language_code)


def readers_locale() -> Locale:
    """The locale that the current request is read in."""
    return locale_of(get_language() or settings.LANGUAGE_CODE)


def in_readers_language(pages: Iterable[Page]) -> dict[UUID, Page]:
    """Published versions of `pages` by translation key, in the reader's language where there is one.

    Otherwise the version of another language stands in, so that the caller can mark it as such. One query for
    all (and one for Wagtail's view restrictions), whatever their number.
    """
    keys = {page.translation_key for page in pages}
    if not keys:
        return {}
    reader = readers_locale()
    versions: dict[UUID, Page] = {}
    for page in published().filter(translation_key__in=keys).select_related("locale"):
        if page.url is None:  # It stands outside the site.
            continue
        if page.locale_id == reader.pk or page.translation_key not in versions:
            versions[page.translation_key] = page
    return versions


def with_other_languages(queryset: PageQuerySet) -> PageQuerySet:
    """Narrow `queryset` to the reader's language plus pages that this language does not have."""
    reader = readers_locale()
    own = published().filter(locale=reader).values("translation_key")
    return queryset.filter(locale=reader) | queryset.exclude(translation_key__in=own)


def translations_of(page: Page) -> dict[str, Page]:
    """Published versions of `page`, itself included, by language code, in the order of LANGUAGES."""
    versions = {
        version.locale.language_code: version
        for version in published().filter(translation_key=page.translation_key).select_related("locale")
        if version.url is not None  # None stands outside the site.
    }
    return {code: versions[code] for code, _ in settings.LANGUAGES if code in versions}


def found_elsewhere(path: str) -> dict[str, Page]:
    """Published versions, by language code, of the page that `path` would be in another language.

    `path` is a request path such as `/sv/tyokalut/`. The page may exist in the other language under the same
    path, or in this language as a draft or an alias whose original is published.
    """
    language, _, rest = path.strip("/").partition("/")
    codes = [code for code, _ in settings.LANGUAGES]
    if language not in codes or "\0" in rest:
        return {}
    url_paths = [
        f"{home.url_path}{rest}".rstrip("/") + "/"
        for home in Page.objects.filter(depth=2, locale__language_code__in=codes)
    ]
    for candidate in Page.objects.filter(url_path__in=url_paths):
        if versions := translations_of(candidate):
            return versions
    return {}
