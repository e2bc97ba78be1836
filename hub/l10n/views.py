"""The bare address of the site, and wagtail-localize's views where they would fail or allow too much."""

from tempfile import NamedTemporaryFile

import polib
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, ngettext
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.permissions import get_permission_name
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.views.edit_translation import get_valid_next_url_from_request, upload_pofile
from wagtail_localize.views.submit_translations import SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

HEADER = "X-WagtailLocalize-TranslationID"
"""Names the translation that a PO file belongs to."""
MOST_BYTES = 500_000
MOST_LINES = 5_000
"""How large a PO file may be; the longest page has some 50 kB. polib reads a text of n lines in some n² steps."""


def choose_language(request: HttpRequest) -> HttpResponseRedirect:
    """Redirect to /fi/ or /sv/ by the browser's languages; Finnish when it asks for neither."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def upload_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Hand a translator's PO file to wagtail-localize, and say how many of its texts cannot be used.

    A file that it could not read gets a message instead.
    """
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > MOST_BYTES or not _is_translation(file.read()):
        messages.error(request, _("Choose the PO file that was downloaded from this translation."))
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    file.seek(0)
    response = upload_pofile(request, translation_id)
    if faulty := _faulty_texts(Translation.objects.get(pk=translation_id)):
        text = ngettext(
            "%(count)s text has a fault and is not used. Mend it below.",
            "%(count)s texts have a fault and are not used. Mend them below.",
            faulty,
        )
        messages.warning(request, text % {"count": faulty})
    return response


def _faulty_texts(translation: Translation) -> int:
    """How many texts of a translation are marked as faulty, among those that its original has now."""
    faulty = StringTranslation.objects.filter(locale=translation.target_locale, has_error=True)
    now = {
        "translation_of__segments__source": translation.source,
        "translation_of__segments__context": F("context"),
    }
    return faulty.filter(**now).distinct().count()


def _is_translation(content: bytes) -> bool:
    """Whether wagtail-localize can read a PO file; where it cannot, it fails and leaves the file behind in /tmp."""
    # polib takes a text that happens to be the name of a file for that file, so it gets a file.
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        try:
            is_short = len(content.splitlines()) <= MOST_LINES
            return is_short and b"\0" not in content and HEADER in polib.pofile(file.name).metadata
        except Exception:  # polib raises whatever the text leads it to.
            return False


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
