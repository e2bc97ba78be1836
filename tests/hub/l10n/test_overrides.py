"""What translators put in the place of addresses, pictures and pages of the original (2026-15920, B69, B83)."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from hub.l10n.overrides import LONGEST, is_address_like
from hub.models import HubImage
from tests.support.pages import translation_of


@pytest.mark.parametrize(
    ("original", "text", "is_alike"),
    [
        ("https://a.example/", "https://b.example/sv/?a=1#b", True),
        ("http://a.example/", "https://b.example", True),
        ("https://a.example/", "javascript:alert(1)", False),
        ("https://a.example/", " javascript:alert(1)", False),
        ("https://a.example/", "//b.example/", False),
        ("https://a.example/", "x", False),
        ("https://a.example/", "", False),
        ("https://a.example/", 'https://b.example/"><img src=x>', False),
        ("https://a.example/", "https://b.example/\u202e", False),
        ("https://a.example/", "https://b.example/" + "a" * LONGEST, False),
        ("mailto:a@b.example", "mailto:c@d.example", True),
        ("mailto:a@b.example", "java\tscript:alert(1)", False),
        ("mailto:a@b.example", "data:text/html,x", False),
        ("#kohta", "#punkt", True),
    ],
)
def test_address_stands_in_the_place_of_an_address(original, text, is_alike):
    assert is_address_like(original, text) == is_alike


def segment_of(page: Page, ending: str) -> OverridableSegment:
    """One of the places in a page whose value a translation may replace."""
    segments = OverridableSegment.objects.filter(source__object_id=page.translation_key)
    return segments.filter(context__path__endswith=ending).first()


def put(client, page: Page, segment: OverridableSegment, value: object):
    """What the translation editor sends when a translator has chosen something else."""
    translation = Translation.objects.get(source__object_id=page.translation_key)
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    return client.put(address, urlencode({"value": value}), content_type="application/x-www-form-urlencoded")


def publish(client, page: Page):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["guide", "session"])
def test_2026_15920_script_in_the_place_of_an_address_is_not_published(editor_client, client, request, page):
    original = request.getfixturevalue(page)
    swedish, segment = translation_of(original, "sv"), segment_of(original, ".url")
    answer = put(editor_client, original, segment, "javascript:alert(4711)").json()
    assert "https://" in answer["error"]
    assert publish(editor_client, swedish).status_code == 302
    assert "4711" not in client.get(swedish.url).content.decode()


@pytest.mark.django_db
def test_script_in_the_place_of_a_links_address_is_not_published(editor_client, client):
    original = Page.objects.get(slug="saavutettavuusseloste")
    swedish, segment = translation_of(original, "sv"), segment_of(original, "/'")
    assert put(editor_client, original, segment, "javascript:alert(4711)").json()["error"]
    publish(editor_client, swedish)
    assert "4711" not in client.get(swedish.url).content.decode()


@pytest.mark.django_db
def test_other_address_of_a_translation_is_published(editor_client, client, guide):
    swedish, segment = translation_of(guide, "sv"), segment_of(guide, ".url")
    assert put(editor_client, guide, segment, "https://svenska.example/4711").json()["error"] is None
    publish(editor_client, swedish)
    assert "https://svenska.example/4711" in client.get(swedish.url).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["999999999", "9" * 30, "-1", "abc", "\0", "", "[1]"], ids=ascii)
def test_picture_that_is_not_there_is_told_and_the_translation_can_be_published(
    editor_client, session, value
):
    swedish, segment = translation_of(session, "sv"), segment_of(session, ".image")
    answer = put(editor_client, session, segment, value).json()
    assert answer["error"] == "Valittua kohdetta ei enää ole. Valitse toinen tai palaa alkuperäiseen."
    translation = Translation.objects.get(source__object_id=session.translation_key)
    assert publish(editor_client, swedish).status_code == 302
    preview = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    assert editor_client.get(preview).status_code == 200


@pytest.mark.django_db
def test_b83_picture_that_was_deleted_later_gives_way_to_the_originals(editor_client, session):
    swedish, segment = translation_of(session, "sv"), segment_of(session, ".image")
    chosen = HubImage.objects.exclude(pk=segment.data).first()
    other = HubImage.objects.create(title="Toinen", file=chosen.file.name, width=1, height=1)
    assert put(editor_client, session, segment, other.pk).json()["error"] is None
    other.delete()
    assert publish(editor_client, swedish).status_code == 302
    assert SegmentOverride.objects.get().has_error


@pytest.mark.django_db
def test_value_that_has_been_mended_is_used(editor_client, guide):
    segment = segment_of(guide, ".url")
    put(editor_client, guide, segment, "x")
    assert put(editor_client, guide, segment, "https://svenska.example/").json()["error"] is None
    assert not SegmentOverride.objects.get().has_error
