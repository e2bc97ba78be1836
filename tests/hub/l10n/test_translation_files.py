"""PO files that translators send back, and what is wrong with them: P16, P17, B20 of the catalogue of hostile input."""

import io
import tempfile

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from hub.l10n.strings import changed_placeholders
from hub.l10n.views import MOST_BYTES, MOST_LINES
from tests.support.pages import translation_of


@pytest.fixture
def translation(scenario) -> Translation:
    return Translation.objects.get(source__object_id=scenario.translation_key)


def upload(client, translation: Translation, content: bytes | None):
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    return client.post(address, {} if content is None else {"file": io.BytesIO(content)})


def messages(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def po(translation: Translation, source: str, target: str, path: str = "claim") -> bytes:
    header = f"X-WagtailLocalize-TranslationID: {translation.uuid}\\n"
    text = f'msgid ""\nmsgstr "{header}"\n\nmsgctxt "{path}"\nmsgid "{source}"\nmsgstr "{target}"\n'
    return text.encode()


def claim(translation: Translation) -> StringTranslation:
    return StringTranslation.objects.get(
        context__path="claim", context__object_id=translation.source.object_id
    )


def test_downloaded_file_is_taken(editor_client, translation):
    file = editor_client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk])).content
    file = file.replace(translation.get_target_instance().claim.encode(), "Ett nytt påstående".encode())
    response = upload(editor_client, translation, file)
    assert claim(translation).data == "Ett nytt påstående"
    assert "virhe" not in messages(response)


HEADER = b'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: ID\\n"\n'
BROKEN = {
    "none": None,
    "empty": b"",
    "no header": b"msgid ''\nmsgstr ''\n",
    "no text": b"\x00\xff",
    "header in a comment": b'# X-WagtailLocalize-TranslationID: 1\nmsgid "a"\nmsgstr "b"\n',
    "name of a file": b"/etc/passwd",
    "other lines": HEADER + b"nonsense\n",
    "nul": HEADER + b'\nmsgid "a\0b"\nmsgstr "c"\n',
    "unknown charset": HEADER + b'"Content-Type: text/plain; charset=nonsense\\n"\n\xff',
    "letters of another charset": HEADER + b'"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "\xe4"\n',
    "plurals": HEADER + b'\nmsgid "a"\nmsgid_plural "b"\nmsgstr[x] "c"\n',
    "too large": HEADER + b"#" * MOST_BYTES,
    "too many lines": HEADER + b"#\n" * MOST_LINES,
    "too many lines of a text": HEADER + b'\nmsgid ""\n' + b'"a"\n' * MOST_LINES + b'msgstr "b"\n',
}


@pytest.mark.parametrize("what", BROKEN)
def test_p16_broken_file_gets_a_message_and_is_not_left_behind(
    editor_client, translation, what, monkeypatch, tmp_path
):
    """P16, B20: no header, other charsets, a path, too much to read."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    content = BROKEN[what]
    response = upload(
        editor_client, translation, content and content.replace(b"ID\\n", f"{translation.uuid}\\n".encode())
    )
    assert response.status_code == 302
    assert messages(response).strip() == "Valitse PO-tiedosto, joka on ladattu tästä käännöksestä."
    assert list(tmp_path.iterdir()) == []


def test_b20_file_of_another_translation_is_refused(editor_client, translation, scenario):
    other = Translation.objects.exclude(pk=translation.pk).first()
    upload(editor_client, translation, po(other, scenario.claim, "Hör hemma annanstans"))
    assert claim(translation).data != "Hör hemma annanstans"


@pytest.mark.parametrize("path", ["claim", "nowhere", "title.x"])
def test_b20_text_that_the_page_does_not_have_is_left_out(editor_client, translation, path):
    upload(editor_client, translation, po(translation, "Ei ole", "Finns inte", path))
    assert not StringTranslation.objects.filter(data="Finns inte").exists()


FAULTY = {
    "script": "<script>alert(1)</script>",
    "event": '<b onclick=\\"alert(1)\\">a</b>',
    "picture": '<img src=x onerror=\\"alert(1)\\">',
    "address": '<a href=\\"javascript:alert(1)\\">a</a>',
    "link of nothing": '<a id=\\"a99\\">a</a>',
    "placeholder added": "Välkommen, {namn}",
}


@pytest.mark.parametrize("what", FAULTY)
def test_p17_faulty_text_is_marked_and_neither_it_nor_the_original_is_published(
    editor_client, client, translation, scenario, what
):
    """P17, B20: markup and placeholders."""
    swedish = translation_of(scenario, "sv")
    public = swedish.claim
    response = upload(editor_client, translation, po(translation, scenario.claim, FAULTY[what]))
    assert "1 tekstissä on virhe" in messages(response)
    assert claim(translation).get_error()
    response = editor_client.post(
        reverse("wagtailadmin_pages:edit", args=[swedish.pk]), {"action": "publish"}
    )
    assert "Ei julkaistu: 1 teksti" in messages(response)
    assert public in client.get(swedish.url).content.decode()


def test_faulty_text_that_has_been_mended_is_published(editor_client, client, translation, scenario):
    swedish = translation_of(scenario, "sv")
    upload(editor_client, translation, po(translation, scenario.claim, "Välkommen, {namn}"))
    upload(editor_client, translation, po(translation, scenario.claim, "Välkommen, allihopa"))
    assert claim(translation).get_error() is None
    editor_client.post(reverse("wagtailadmin_pages:edit", args=[swedish.pk]), {"action": "publish"})
    assert "Välkommen, allihopa" in client.get(swedish.url).content.decode()


@pytest.mark.parametrize(
    ("original", "translated", "changed"),
    [
        ("Hei {nimi}!", "Hej {nimi}!", []),
        ("Hei {nimi}!", "Hej!", ["{nimi}"]),
        ("Hei {nimi}!", "Hej {namn}!", ["{namn}", "{nimi}"]),
        ("%(n)s päivää", "%(n)s dagar", []),
        ("%(n)s päivää", "%s dagar", ["%(n)s", "%s"]),
        ("{a} ja {a}", "{a}", ["{a}"]),
        ("tuki on 50 % palkasta", "stödet är 50 % av lönen", []),
        ("50%:n tuki", "50%s stöd", []),
    ],
)
def test_b20_placeholders_are_those_of_the_original(original, translated, changed):
    assert changed_placeholders(original, translated) == changed


def test_fault_is_told_in_the_translators_language(editor_client, translation, scenario):
    upload(editor_client, translation, po(translation, scenario.claim, "Välkommen, {namn}"))
    assert claim(translation).get_error() == (
        "Näiden pitää olla samat kuin alkutekstissä: {namn}. Korjaa käännös."
    )


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\x0b", "\x1b"], ids=ascii)
def test_p17_hidden_characters_are_taken_out(editor_client, translation, scenario, hidden):
    upload(editor_client, translation, po(translation, scenario.claim, f"Ett {hidden}påstående"))
    assert claim(translation).data == "Ett påstående"


def test_draft_has_the_translated_title_as_plain_text(editor_client, translation, scenario):
    upload(
        editor_client,
        translation,
        po(translation, scenario.title, f"Lön &amp; <b>arbete</b>{'!' * 300}", "title"),
    )
    assert translation_of(scenario, "sv").draft_title == "Lön & arbete".ljust(255, "!")
