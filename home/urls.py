"""Addresses of the whole site: what the features add comes before the kernel's, which end with Wagtail's pages."""

from django.conf.urls.i18n import i18n_patterns

from events.urls import urlpatterns as event_patterns
from hub.urls import handler404 as handler404
from hub.urls import handler500 as handler500
from hub.urls import urlpatterns as kernel_patterns

urlpatterns = [*i18n_patterns(*event_patterns, prefix_default_language=True), *kernel_patterns]
