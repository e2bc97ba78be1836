"""What the info sessions add to the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from events.models import Theme


@register_snippet
class ThemeViewSet(SnippetViewSet):
    """Themes in the admin."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ["name", "locale"]
