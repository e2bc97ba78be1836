"""Pictures in running text."""

import pytest
from bs4 import BeautifulSoup

from hub.blocks.text import FigureBlock
from hub.models import HubImage

pytestmark = pytest.mark.django_db


def figure(**image) -> BeautifulSoup:
    block = FigureBlock()
    picture = {"image": HubImage.objects.first().pk, "alt_text": "", "decorative": False, **image}
    return BeautifulSoup(block.render(block.to_python({"image": picture, "caption": ""})), "html.parser")


def test_picture_has_the_alternative_text_that_the_editor_wrote():
    assert figure(alt_text="Talonmies kylätalon ovella").img["alt"] == "Talonmies kylätalon ovella"


def test_decorative_picture_has_an_empty_alternative_text():
    assert figure(alt_text="Jotakin", decorative=True).img["alt"] == ""


def test_picture_says_its_size_so_that_the_page_does_not_jump():
    assert {"width", "height"} <= set(figure(alt_text="Kuva").img.attrs)
