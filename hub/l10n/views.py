"""The bare address of the site, and wagtail-localize's views where they would fail or allow too much."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.permissions import get_permission_name
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import get_valid_next_url_from_request, upload_pofile
from wagtail_localize.views.submit_translations import SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView


def choose_language(request: HttpRequest) -> HttpResponseRedirect:
    """Redirect to /fi/ or /sv/ by the browser's languages; Finnish when it asks for neither."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def upload_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Hand a translator's PO file to wagtail-localize; a missing or foreign file gets a message instead."""
    file = request.FILES.get("file")
    if file is None or b"X-WagtailLocalize-TranslationID:" not in file.read():
        messages.error(request, _("Choose the PO file that was downloaded from this translation."))
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    file.seek(0)
    return upload_pofile(request, translation_id)


class UpdateTranslations(UpdateTranslationsView):
    """Brings changes of an original to its translations, and publishes these only for who may publish them."""

    def get_form(self) -> UpdateTranslationsForm:
        """Upstream's form, whose box to publish at once counts for nobody who may not; it is said beside it."""
        form = super().get_form()
        if not all(
            self._may_publish(translation) for translation in self.object.translations.filter(enabled=True)
        ):
            publish = form.fields["publish_translations"]
            publish.disabled = True
            publish.help_text = _("Only who may publish every one of these translations can publish at once.")
        return form

    def _may_publish(self, translation: Translation) -> bool:
        try:
            target = translation.get_target_instance()
        except ObjectDoesNotExist:
            return False
        if isinstance(target, Page):
            return target.permissions_for_user(self.request.user).can_publish()
        return self.request.user.has_perm(get_permission_name("publish", type(target)))


class SubmitSnippet(SubmitSnippetTranslationView):
    """Sends a snippet to translation, unless one of its kind was written in that language by itself."""

    def form_valid(self, form) -> HttpResponse:
        """Upstream's answer, or a message where the database refuses a second one in the language."""
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except (IntegrityError, ObjectDoesNotExist):
            messages.error(
                self.request,
                _(
                    "Not translated: there is already one in that language. Edit that one, or delete it first."
                ),
            )
            return redirect(self.get_default_success_url())
