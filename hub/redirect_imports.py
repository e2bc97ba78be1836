"""Importing redirects from a file, in two steps that any node may answer; no more is read than may be imported."""

import io
import zipfile
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from wagtail.admin import messages
from wagtail.contrib.redirects import base_formats, utils, views
from wagtail.contrib.redirects.base_formats import Dataset
from wagtail.contrib.redirects.tmp_storages import BaseStorage

from hub.documents import PROBLEMS, Problem, check_document
from hub.uploads import check_size, extension_of

MOST_BYTES = 500_000
MOST_UNPACKED = 10_000_000
"""How large a file may be, and an XLSX when it is unpacked."""
MOST_ROWS = 1_000
MOST_COLUMNS = 20
UNREADABLE = (AttributeError, LookupError, SuspiciousOperation)
"""What Wagtail raises at fields that it did not sign."""


class CarriedFile(BaseStorage):
    """Goes along in the signed field that Wagtail has for a file's name.

    Wagtail keeps it in a folder of the machine, which another node does not see, and forgets it there.
    """

    def save(self, data: bytes, mode: str = "w") -> None:
        """Make the name of the content."""
        self.name = urlsafe_b64encode(zlib.compress(data)).decode()

    def read(self, read_mode: str = "r") -> bytes:
        """The content; Wagtail decodes what is text."""
        return zlib.decompress(urlsafe_b64decode(self.name))

    def remove(self) -> None:
        """Nothing is left."""


class XLSX(base_formats.XLSX):
    """Wagtail's, but a few bytes may claim a million rows of 16,000 cells each."""

    def create_dataset(self, data: bytes) -> Dataset:
        """The first rows of the first sheet, one more than may be imported, as wide as their headings."""
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            sheet = workbook.worksheets[0]
            rows = list(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True))
        finally:
            workbook.close()
        width = max(
            (place for row in rows[:1] for place, cell in enumerate(row, 1) if cell is not None), default=0
        )
        return Dataset(row[:width] for row in rows)


def set_limits() -> None:
    """Let Wagtail's views read, carry and refuse as is said here."""
    base_formats.DEFAULT_FORMATS[:] = [base_formats.CSV, XLSX, base_formats.TSV]
    utils.get_file_storage = views.get_file_storage = lambda: CarriedFile
    create = views.create_redirects_from_dataset

    def create_from_whole_rows(dataset: Dataset, config: dict) -> dict:
        # Wagtail stops halfway at rows that are shorter than the first.
        rows = [[*row, *[""] * (len(dataset.headers) - len(row))] for row in dataset if any(row)]
        if len(rows) <= MOST_ROWS:
            return create(rows, config)
        problem = _("The file has more than %(count)s rows. Split it into smaller files.") % {
            "count": MOST_ROWS
        }
        return {"errors": [["", "", problem]], "errors_count": 1, "successes": 0, "total": len(rows)}

    views.create_redirects_from_dataset = create_from_whole_rows


@views.permission_checker.require_any("add")
def start_import(request: HttpRequest) -> HttpResponse:
    """Wagtail's first step, unless the file would take too much to read."""
    try:
        if file := request.FILES.get("import_file"):
            _check(file)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wagtailredirects:start_import")
    return views.start_import(request)


def _check(file: UploadedFile) -> None:
    """Raises ValidationError for a file that is too large, also when it is unpacked."""
    check_size(file, MOST_BYTES)
    if extension_of(file.name) != "xlsx":
        return
    try:
        check_document(file, "xlsx")
        with zipfile.ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise Problem("archive")
    except Problem as problem:
        raise ValidationError(PROBLEMS[str(problem)], params={"type": "XLSX"}) from None
    file.seek(0)


def process_import(request: HttpRequest) -> HttpResponse:
    """Wagtail's second step, which fails at fields that it did not sign."""
    try:
        return views.process_import(request)
    except UNREADABLE:
        messages.error(request, _("The file is not here any more. Choose it again."))
        return redirect("wagtailredirects:start_import")
