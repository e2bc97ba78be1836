"""Names in the admin that Wagtail and its companions have not marked for translation, or translate only once."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.collections import GroupCollectionManagementPermissionFormSet
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.forms import TaskStateCommentForm
from wagtail.images.forms import GroupImagePermissionFormSet
from wagtail.models import PAGE_PERMISSION_TYPES, Locale
from wagtail.sites.views import IndexView
from wagtail.snippets.views import snippets
from wagtail.users.forms import PagePermissionsForm
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportFilterSet


def give_names() -> None:
    """Name them, so that the admin is wholly in the editor's language."""
    Locale._meta.verbose_name = _("language")
    Locale._meta.verbose_name_plural = _("languages")
    Translation._meta.verbose_name = _("translation")
    Translation._meta.verbose_name_plural = _("translations")
    LoginForm.base_fields["password"].label = _("Password")
    PagePermissionsForm.base_fields["page"].label = _("Page")
    rights = {codename: name for codename, _short, name in PAGE_PERMISSION_TYPES}
    PagePermissionsForm.base_fields["permissions"].label_from_instance = lambda each: rights[each.codename]
    filters = TranslationsReportFilterSet.base_filters
    filters["source_locale"].label = _("Translated from")
    filters["target_locale"].label = _("Translated into")
    labels = {"site_name": _("Site name"), "root_page": _("Root page")}
    for column in IndexView.columns:
        column.label = labels.get(column.name, column.label)
    # These are translated at start, into the default language, and would stay in it.
    snippets._ = _
    kind = RedirectsReportFilterSet.base_filters["is_permanent"]
    kind.label = _("Type")
    kind.extra |= {
        "choices": ((True, _("Permanent")), (False, _("Temporary"))),
        "empty_label": _("All"),
    }
    TaskStateCommentForm.base_fields["comment"].label = _("Comment")
    ChooserViewSet.choose_one_text = _("Choose")
    ChooserViewSet.choose_another_text = _("Choose another")
    ChooserViewSet.edit_item_text = _("Edit")
    ChooserViewSet.search_tab_label = _("Search")
    ChooserViewSet.create_action_label = _("Create")
    GroupImagePermissionFormSet.permission_types[:] = [
        ("add_image", _("Add"), _("Add/edit images you own")),
        ("change_image", _("Edit"), _("Edit any image")),
        ("choose_image", _("Choose"), _("Select images in choosers")),
    ]
    GroupCollectionManagementPermissionFormSet.permission_types[:] = [
        ("add_collection", _("Add"), _("Add collections")),
        ("change_collection", _("Edit"), _("Edit collections")),
        ("delete_collection", _("Delete"), _("Delete collections")),
    ]
    LOCALE_COMPONENTS.clear()  # “Sync from” would publish untranslated copies; see docs/decisions.md.
