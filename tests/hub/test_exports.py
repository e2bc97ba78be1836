"""Tables of the admin: what somebody wrote into a title neither breaks them nor acts in the program that opens them."""

import csv
import io

import pytest
from openpyxl import load_workbook
from wagtail.contrib.redirects.models import Redirect

from hub.exports import plain

FORMULA = '=HYPERLINK("https://x.example")'
TABLES = [
    "redirects/",
    "reports/aging-pages/",
    "reports/locked/",
    "reports/site-history/",
]


@pytest.fixture
def written(guide, editor_client):
    """A page and a redirect whose texts hold a control character and begin as formulas do."""
    guide.title = f"{FORMULA}\x0b"
    guide.locked = True
    guide.save_revision(log_action=True).publish()
    Redirect.objects.create(old_path=f"{FORMULA}\x0b", redirect_link="https://muu.example/")
    return editor_client


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_p5_p6_table_as_xlsx(written, table):
    """P5, P6: U+000B, at which openpyxl fails; a formula."""
    response = written.get(f"/admin/{table}?export=xlsx")
    assert response.status_code == 200
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if FORMULA in str(cell.value)]
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_p6_table_as_csv(written, table):
    """P6: Wagtail writes formulas into CSV as they are."""
    response = written.get(f"/admin/{table}?export=csv")
    rows = csv.reader(io.StringIO(b"".join(response.streaming_content).decode()))
    cells = [cell for row in rows for cell in row if FORMULA in cell]
    assert cells
    assert all(cell.startswith("'=") and "\x0b" not in cell for cell in cells)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\x0b=1"])
def test_p6_whatever_begins_a_formula_stands_behind_an_apostrophe(text):
    assert str(plain(text, "csv")).startswith("'")


@pytest.mark.parametrize("value", ["Työsopimus – malli", "a=b", "", 5, -5, None])
def test_other_values_stay_as_they_are(value):
    assert plain(value, "csv") == plain(value, "xlsx") == value
