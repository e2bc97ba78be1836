"""What every translatable snippet of the hub is: drafts and revisions, one of a kind in each language."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index

from hub.l10n.translations import missing_strings


class HubSnippet(DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model):
    """The parent of the translatable snippets: readers see the last published version only."""

    default_exclude_fields_in_copy = [
        *RevisionMixin.default_exclude_fields_in_copy,
        "live_revision",
        "first_published_at",
        "last_published_at",
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def clean(self) -> None:
        """Keep strings of the original, and synchronising by itself, out of a translation that is already public.

        wagtail-localize writes the row of the translation whenever the original is synchronised or a page that
        uses it is sent to translation, and takes it from the public when it does not publish it. What is refused
        here stays on screen as it was; the translator publishes it from the translation editor.
        """
        super().clean()
        if self.live and missing_strings(self):
            raise ValidationError(_("Some texts are not translated yet. Translate them first."))
        if self.live_revision_id and not self.live:
            raise ValidationError(_("The published version stays until this one is published."))

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Check the constraints of every field but `exclude`; the locale is never left out, though no form has it."""
        super().validate_constraints(exclude=set(exclude or ()) - {"locale"})
