"""One of a kind in each language, told by the form and not by the database."""

from collections.abc import Collection

from django.db import models


class UniquePerLocaleMixin(models.Model):
    """Checks constraints that name the locale, though no form has it as a field."""

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Check the constraints of every field but `exclude`; the locale is never left out."""
        super().validate_constraints(exclude=set(exclude or ()) - {"locale"})
