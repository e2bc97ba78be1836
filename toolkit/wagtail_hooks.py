"""What the toolkit adds to Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from toolkit.models import LocalSupport


@register_snippet
class LocalSupportViewSet(SnippetViewSet):
    """The supports of municipalities and employment areas in the admin."""

    model = LocalSupport
    icon = "site"
    menu_label = _("Local supports")
    list_display = ["name_fi", "amount", Column("get_availability_display", label=_("availability"))]
