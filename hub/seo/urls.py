"""Addresses for machines; their names end in a file's, which no page's address can."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from hub.seo import views

urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    re_path(r"^sitemap-(?P<number>[1-9][0-9]{0,4})\.xml$", views.sitemap_part, name="sitemap_part"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security_txt"),
    path("favicon.ico", views.favicon, name="favicon"),
]
localised = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path(_("newest.xml"), views.newest, name="newest_feed"),
]
