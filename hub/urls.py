"""Addresses of the kernel: the admin and files without a language, everything a reader sees under /fi/ or /sv/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern
from wagtail.views import authenticate_with_password

from hub import health
from hub.caching.edge import withdrawals
from hub.l10n.views import choose_language
from hub.search.views import search
from hub.second_factor import urls as second_factor_urls
from hub.seo import urls as machine_urls
from hub.storage.views import serve_media
from hub.views import serve, styles

handler404 = "hub.views.page_not_found"
handler500 = "hub.faults.fault"

urlpatterns = [
    path("", choose_language, name="choose_language"),
    *second_factor_urls.sign_in,
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("edge/withdrawals", withdrawals, name="withdrawals"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("media/<path:path>", serve_media, name="media"),
    *machine_urls.urlpatterns,
]

localised = [
    path(_("search/"), search, name="search"),
    *machine_urls.localised,
    # One place to sign in: Wagtail's second one would need all that guards the first.
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True),
        name="wagtailcore_login",
    ),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    re_path(serve_pattern, serve, name="wagtail_serve"),
]
if settings.DEBUG:
    urlpatterns += [path("styles/", styles, name="styles")]

urlpatterns += i18n_patterns(*localised, prefix_default_language=True)
