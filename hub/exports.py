"""Lists of the admin that are saved as a table: a text stays a text for the program that opens it."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a table program takes for the beginning of a formula (ASVS 5.0, 1.2.10)."""


def plain(value: object, export_format: str) -> object:
    """A value without control characters, at which XLSX fails; in CSV a formula stands behind an apostrophe."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    is_formula = export_format == SpreadsheetExportMixin.FORMAT_CSV and text.startswith(FORMULAS)
    return f"'{text}" if is_formula else text


def keep_texts_plain() -> None:
    """Let every table that Wagtail writes be made of plain texts."""
    preprocess = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_and_clean(self, field: str, value: object, export_format: str) -> object:
        return plain(preprocess(self, field, value, export_format), export_format)

    SpreadsheetExportMixin.preprocess_field_value = preprocess_and_clean
