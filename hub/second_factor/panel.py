"""Where one finds the second factor: a panel among one's account settings."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel

from hub.second_factor.required import has_second_factor


class SecondFactorPanel(BaseSettingsPanel):
    """Says whether there is a second factor and leads to its page; there is nothing to fill in here."""

    name = "second_factor"
    title = _("Two-step sign-in")
    order = 600
    template_name = "hub/admin/second_factor_panel.html"

    def get_form(self) -> forms.Form:
        """A form without fields: Wagtail's account page wants one of each panel."""
        return forms.Form()

    def get_context_data(self) -> dict:
        """Whether there is one."""
        return {"has_second_factor": has_second_factor(self.user)}
