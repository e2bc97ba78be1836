"""Guards each translated text as it is saved, whether the translation editor or a PO file has sent it."""

import re
from collections import Counter

from django.db.models.signals import post_save, pre_save
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, post_save_string_translation
from wagtail_localize.strings import StringValue

from hub.characters import without_hidden

PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)[a-z]|(?<!\w)%[sd]\b")
"""Stands for what is filled in later: {name}, %(name)s, %s."""
LONGEST_TITLE = 255


def connect() -> None:
    """Watch translated texts."""
    pre_save.connect(_clean, sender=StringTranslation, dispatch_uid="clean translated text")
    post_save.connect(_check, sender=StringTranslation, dispatch_uid="check translated text")
    # It fails on PostgreSQL where the text is longer than a title, and shows its markup.
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    post_save.connect(_name_draft, sender=StringTranslation, dispatch_uid="name draft")


def changed_placeholders(original: str, translation: str) -> list[str]:
    """The placeholders that a translation lacks or adds."""
    wanted, found = (Counter(PLACEHOLDER.findall(text)) for text in (original, translation))
    return sorted((wanted - found) | (found - wanted))


def _clean(instance: StringTranslation, **kwargs: object) -> None:
    instance.data = without_hidden(instance.data)


def _check(instance: StringTranslation, **kwargs: object) -> None:
    """Mark a text whose placeholders are others than its original's; what is marked counts as not translated."""
    if changed := changed_placeholders(instance.translation_of.data, instance.data):
        instance.has_error = True
        instance.field_error = gettext(
            "These must be the same as in the original: %(placeholders)s. Mend the translation."
        ) % {"placeholders": ", ".join(changed)}
        StringTranslation.objects.filter(pk=instance.pk).update(
            has_error=True, field_error=instance.field_error
        )


def _name_draft(instance: StringTranslation, **kwargs: object) -> None:
    """Give the translated page its new title in the lists of the admin."""
    if instance.context.path == "title":
        title = StringValue(instance.data).render_text()[:LONGEST_TITLE]
        pages = Page.objects.filter(translation_key=instance.context.object_id, locale_id=instance.locale_id)
        pages.update(draft_title=title)
