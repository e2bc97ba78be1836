"""Which pages exist in which language. Aliases are copies, not translations, and never count."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.query import PageQuerySet

from hub.caching.generation import remember


def private_paths() -> list[str]:
    """The tree paths of the pages that, with all below them, ask for a login or a password."""
    return remember(
        "private paths", lambda: list(PageViewRestriction.objects.values_list("page__path", flat=True))
    )


def unreached_paths() -> list[str]:
    """The tree paths of front pages that are not published: nothing below them has an address."""
    return remember(
        "unreached paths",
        lambda: list(Page.objects.not_live().filter(depth=2).values_list("path", flat=True)),
    )


def is_private(page: Page) -> bool:
    """Whether the page or one above it asks for a login or a password."""
    return page.path.startswith(tuple(private_paths()))


def published(model: type[Page] = Page) -> PageQuerySet:
    """Pages of `model` that anybody may read: live, below a published front page, not behind a login, not an alias."""
    pages = model.objects.live().filter(alias_of__isnull=True)
    for path in (*private_paths(), *unreached_paths()):
        pages = pages.exclude(path__startswith=path)
    return pages


def only_published(pages: Iterable[Page]) -> list[Page]:
    """Those of `pages` that anybody may read, as `published` has it, and that stand on the site."""
    hidden = (*private_paths(), *unreached_paths())
    roots = tuple(root.root_path for root in Site.get_site_root_paths())
    return [
        page
        for page in pages
        if page.live
        and page.alias_of_id is None
        and not page.path.startswith(hidden)
        and page.url_path.startswith(roots)
    ]


def locale_of(language_code: str) -> Locale:
    """The locale of a language in LANGUAGES. Raises Locale.DoesNotExist for any other."""
    locales = _locales()
    if language_code not in locales:
        raise Locale.DoesNotExist(language_code)
    return locales[language_code]


def with_locales(pages: Iterable[Page]) -> list[Page]:
    """The pages, each with its locale from memory: joined to them, it would be made anew for every page."""
    locales = {locale.pk: locale for locale in _locales().values()}
    found = list(pages)
    for page in found:
        page.locale = locales[page.locale_id]
    return found


def _locales() -> dict[str, Locale]:
    return remember("locales", lambda: {locale.language_code: locale for locale in Locale.objects.all()})


def readers_locale() -> Locale:
    """The locale that the current request is read in."""
    return locale_of(get_language() or settings.LANGUAGE_CODE)


def in_readers_language(pages: Iterable[Page]) -> dict[UUID, Page]:
    """Published versions of `pages` by translation key, in the reader's language where there is one.

    Otherwise the version of another language stands in, so that the caller can mark it as such. One query,
    whatever their number.
    """
    keys = {page.translation_key for page in pages}
    if not keys:
        return {}
    return best_versions(Page.objects.filter(translation_key__in=keys).select_related("locale"))


def best_versions(candidates: Iterable[Page]) -> dict[UUID, Page]:
    """Of versions of pages, the published one for the reader of each, by translation key."""
    reader = readers_locale()
    versions: dict[UUID, Page] = {}
    for page in only_published(candidates):
        if page.locale_id == reader.pk or page.translation_key not in versions:
            versions[page.translation_key] = page
    return versions


def with_other_languages(queryset: PageQuerySet) -> PageQuerySet:
    """Narrow `queryset` to the reader's language plus pages that this language does not have."""
    reader = readers_locale()
    own = published().filter(locale=reader, translation_key=OuterRef("translation_key"))
    return queryset.filter(Q(locale=reader) | ~Exists(own))


def translations_of(page: Page) -> dict[str, Page]:
    """Published versions of `page`, itself included, by language code, in the order of LANGUAGES."""
    return by_language(
        Page.objects.filter(translation_key=page.translation_key).select_related("locale"),
        page.translation_key,
    )


def by_language(candidates: Iterable[Page], translation_key: UUID) -> dict[str, Page]:
    """Of `candidates`, the published versions of one page by language code, in the order of LANGUAGES."""
    versions = {
        page.locale.language_code: page
        for page in only_published(candidates)
        if page.translation_key == translation_key
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
    slug = rest.rstrip("/").rpartition("/")[2]
    # The slug has an index, the path of slugs has none.
    for candidate in Page.objects.filter(url_path__in=url_paths, **({"slug": slug} if slug else {})):
        if versions := translations_of(candidate):
            return versions
    return {}
