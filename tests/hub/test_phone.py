"""Finnish telephone numbers."""

import pytest
from django.core.exceptions import ValidationError

from hub.phone import phone_href, validate_phone


@pytest.mark.parametrize("number", ["040 123 4567", "+358 40 123 4567", "09 1234 567", "0401234567"])
def test_number_is_accepted(number):
    validate_phone(number)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "soita",
        "040-123 4567",
        "+358(0)40 123 4567",
        "123",
        "040 123 456a",
        "040 " + "1" * 40,
        "040 123 4567\n",
    ],
)
def test_anything_else_is_refused_with_an_example(number):
    with pytest.raises(ValidationError) as refusal:
        validate_phone(number)
    assert "040 123 4567" in refusal.value.message


@pytest.mark.parametrize("number", ["040 123 4567", "+358 40 123 4567"])
def test_link_is_in_international_form(number):
    assert phone_href(number) == "tel:+358401234567"
