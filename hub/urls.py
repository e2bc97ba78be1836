"""Addresses of the kernel: the admin and files without a language, everything a reader sees under /fi/ or /sv/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from hub.l10n.views import choose_language
from hub.search.views import search
from hub.seo import urls as machine_urls
from hub.storage.views import serve_media
from hub.views import styles

handler404 = "hub.views.page_not_found"

urlpatterns = [
    path("", choose_language, name="choose_language"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", serve_media, name="media"),
    *machine_urls.urlpatterns,
]

localised = [
    path(_("search/"), search, name="search"),
    *machine_urls.localised,
    # One place to sign in: Wagtail's second one would need all that guards the first.
    path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)),
]
if settings.DEBUG:
    urlpatterns += [path("styles/", styles, name="styles")]

urlpatterns += i18n_patterns(*localised, path("", include(wagtail_urls)), prefix_default_language=True)
