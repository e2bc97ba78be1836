"""What the info sessions add to the admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from events.models import Theme
from events.views import delete_recording


@hooks.register("register_admin_urls", order=-1)
def register_recording_urls() -> list:
    """Addresses that come before wagtailmedia's own."""
    return [path("media/delete/<int:media_id>/", delete_recording)]


@register_snippet
class ThemeViewSet(SnippetViewSet):
    """Themes in the admin."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ["name", "locale"]
