"""Finnish telephone numbers: checked on input, turned into links on output."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PHONE = re.compile(r"(\+\d{1,3}|0)[\d ]{5,16}\d")


def validate_phone(value: str) -> None:
    """Raise ValidationError unless `value` reads like `040 123 4567` or `+358 40 123 4567`."""
    if not PHONE.fullmatch(value):
        raise ValidationError(
            _("Write the number with digits and spaces, for example 040 123 4567."), code="phone"
        )


def phone_href(value: str) -> str:
    """A `tel:` address in international form; a leading 0 means Finland (+358)."""
    digits = value.replace(" ", "")
    return "tel:" + (f"+358{digits[1:]}" if digits.startswith("0") else digits)
