"""The admin speaks Finnish and Swedish wholly, also where Wagtail and its companions are not translated.

What is missing upstream stands in `hub/admin_locale`. After an upgrade these tests name the new messages.
"""

import json
import re
from collections import Counter
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.users.models import UserProfile

from hub.messages import ADMIN_LOCALE
from hub.users.models import User

NAMED_IN = ("en", "fr")
"""The catalogue that names a package's messages; django_filters has none in English."""
DJANGO = Path(django.__path__[0]) / "conf" / "locale"
PACKAGES = {
    "django": DJANGO,
    **{app.name: folder for app in apps.get_app_configs() if (folder := Path(app.path, "locale")).is_dir()},
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|<[^>]+>")
OURS = sorted(ADMIN_LOCALE.glob("*/LC_MESSAGES/*.po"))

language = pytest.mark.parametrize("language", ["fi", "sv"])


def messages_of(folder: Path, domain: str) -> list[polib.POEntry]:
    """The messages that a package has in its source; none for our own, which `test_wording` watches."""
    paths = (folder / code / "LC_MESSAGES" / f"{domain}.po" for code in NAMED_IN)
    path = next((path for path in paths if path.exists()), None)
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete] if path else []


def is_translated(entry: polib.POEntry, translation: DjangoTranslation) -> bool:
    """Whether the language itself has the message; gettext() would hide a gap behind the default language."""
    key = f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid
    keys = [(key, 0), (key, 1)] if entry.msgid_plural else [key]
    return all(translation._catalog.get(key) for key in keys)


def missing(folder: Path, domain: str, translation: DjangoTranslation) -> list[str]:
    return [entry.msgid for entry in messages_of(folder, domain) if not is_translated(entry, translation)]


def placeholders(text: str) -> Counter:
    return Counter(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("package", PACKAGES)
@language
def test_every_message_of_a_package_is_translated(package, language):
    untranslated = missing(PACKAGES[package], "django", DjangoTranslation(language))
    assert not untranslated, "\n".join(untranslated)


@pytest.mark.parametrize("package", ["wagtail.admin", "wagtail_localize"])
@language
def test_every_message_of_a_script_is_translated(package, language):
    folder = PACKAGES[package]
    translation = DjangoTranslation(language, domain="djangojs", localedirs=[str(folder)])
    assert messages_of(folder, "djangojs")
    untranslated = missing(folder, "djangojs", translation)
    assert not untranslated, "\n".join(untranslated)


def test_packages_have_messages():
    watched = {package for package, folder in PACKAGES.items() if messages_of(folder, "django")}
    assert {
        "wagtail",
        "wagtail.admin",
        "wagtail_localize",
        "wagtailmedia",
        "taggit",
        "django_filters",
    } < watched


@pytest.mark.parametrize("path", OURS, ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_translations_keep_placeholders_and_tags(path):
    changed = {}
    for entry in polib.pofile(str(path)):
        pairs = [(entry.msgid, entry.msgstr)]
        if entry.msgid_plural:
            pairs = [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]
        changed |= {ours: theirs for theirs, ours in pairs if placeholders(ours) != placeholders(theirs)}
    assert changed == {}


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), [("fi", "Salasana"), ("sv", "Lösenord")])
def test_field_without_a_name_upstream_has_one(client, language, word):
    page = client.get("/admin/login/", headers={"accept-language": language}).content.decode()
    assert re.search(rf"<label[^>]*>\s*{word}", page)


@pytest.mark.django_db
def test_report_of_translations_is_named_for_each_reader(editor_client):
    finnish, swedish = (json.dumps(word).strip('"') for word in ("Käännökset", "Översättningar"))
    assert finnish in editor_client.get("/admin/").content.decode()
    profile = UserProfile.get_for_user(User.objects.get(username="toimittaja"))
    profile.preferred_language = "sv"
    profile.save()
    page = editor_client.get("/admin/").content.decode()
    assert swedish in page
    assert finnish not in page


@pytest.mark.parametrize(
    ("view", "finnish", "swedish"),
    [
        ("wagtailimages_chooser:choose", "Haku", r"S\u00f6k"),  # JSON
        ("wagtailusers_groups:add", "Muokkaa kaikkia kuvia", "Redigera alla bilder"),
        ("wagtailusers_groups:add", "Muokkaa kokoelmia", "Redigera samlingar"),
    ],
)
def test_word_that_upstream_translates_once_is_in_the_language_of_each_reader(
    admin_client, view, finnish, swedish
):
    texts = {
        language: admin_client.get(reverse(view), headers={"accept-language": language}).content.decode()
        for language in ("fi", "sv")
    }
    assert finnish in texts["fi"]
    assert finnish not in texts["sv"]
    assert swedish in texts["sv"]
