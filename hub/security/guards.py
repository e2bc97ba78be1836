"""What is asked before those admin views that show or change more than the user's role allows.

Each guard stands for a check that Wagtail or one of its companions leaves out. `tests/contracts/permissions` finds
such views; a guard whose view has lost its name fails `tests/hub/security/test_guards.py`.
"""

from collections.abc import Callable

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.auth import permission_denied, require_admin_access
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from hub.models import HubImage, HubMedia
from hub.security.known import knows

LONGEST_KEY = len(str(2**63)) - 1


class GuardMiddleware:
    """Refuses, as Wagtail does, what the view's guard does not let pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing more; the view is not known here."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Answer in the view's place, or let it answer. Who may not enter the admin is refused by the view itself."""
        match = request.resolver_match
        guard = GUARDS.get(match.view_name) if match else None
        if guard is None or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        return None if guard(request, **kwargs) else _refuse(request)


@require_admin_access
def _refuse(request: HttpRequest) -> HttpResponse:
    return permission_denied(request)


def _keys(request: HttpRequest) -> list[str]:
    """The keys that a list is asked for. Raises Http404 at one that no database can have, at which the view fails."""
    keys = request.GET.getlist("id")
    if any(len(key) > LONGEST_KEY for key in keys):
        raise Http404
    return keys


def knows_all_chosen(request: HttpRequest, app_label: str, model_name: str, action: str) -> bool:
    """The list of a bulk action names whatever it is asked for, also what it will not touch."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    keys = _keys(request)
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    try:
        if action_class and "all" in keys:
            parent = request.GET.get("childOf")
            keys = list(action_class(request, model).get_all_objects_in_listing_query(parent))
        return knows(request.user, model, *keys)
    except (ValueError, ObjectDoesNotExist) as error:
        raise Http404 from error


def knows_chosen_pages(request: HttpRequest) -> bool:
    """The page chooser tells the titles of all pages that it is asked for."""
    try:
        return knows(request.user, Page, *_keys(request))
    except ValueError as error:
        raise Http404 from error


def knows_parent(request: HttpRequest, parent_page_id: int) -> bool:
    """The page chooser lists a page's children under its title."""
    return knows(request.user, Page, parent_page_id)


def may_move(request: HttpRequest, page_to_move_id: int, destination_id: int) -> bool:
    """The question whether to move a page tells its title and where it would go."""
    page = get_object_or_404(Page, pk=page_to_move_id)
    return page.permissions_for_user(request.user).can_move_to(get_object_or_404(Page, pk=destination_id))


def knows_picture(request: HttpRequest, image_id: int) -> bool:
    """The form for a picture in a text shows the picture."""
    return knows(request.user, HubImage, image_id)


def knows_recording(request: HttpRequest, media_id: int) -> bool:
    """The list of a recording's uses asks for a right to some recording, not to this one."""
    return knows(request.user, HubMedia, media_id)


def may_translate(request: HttpRequest, page_id: int) -> bool:
    """Who sends a page to translation gets to read it: its original has to be public, or theirs to edit."""
    return knows(request.user, Page, page_id)


def may_publish(request: HttpRequest, page_id: int) -> bool:
    """A translation that becomes an alias shows the original's text to readers at once."""
    return get_object_or_404(Page, pk=page_id).permissions_for_user(request.user).can_publish()


def works_everywhere(request: HttpRequest) -> bool:
    """The report on page types names the page of each type that was edited last, wherever it is."""
    root = page_permission_policy.explorable_root_instance(request.user)
    return root is not None and root.is_root()


GUARDS: dict[str, Callable[..., bool]] = {
    "wagtail_bulk_action": knows_all_chosen,
    "wagtailadmin_choose_page_child": knows_parent,
    "wagtailadmin_choose_page_chosen_multiple": knows_chosen_pages,
    "wagtailadmin_pages:move_confirm": may_move,
    "wagtailadmin_reports:page_types_usage": works_everywhere,
    "wagtailadmin_reports:page_types_usage_results": works_everywhere,
    "wagtailimages_chooser:select_format": knows_picture,
    "wagtailmedia:media_usage": knows_recording,
    "wagtail_localize:convert_to_alias": may_publish,
    "wagtail_localize:submit_page_translation": may_translate,
}
"""By the name of the view. A view whose name is gone fails a test."""
