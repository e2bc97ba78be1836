"""Compiling the message catalogues without gettext's tools, so that a start needs only Python."""

from pathlib import Path

import polib

from hub.settings.environment import BASE_DIR

LOCALE = BASE_DIR / "hub" / "locale"
"""The words of the site and of our own fields, collected by `make messages`."""
ADMIN_LOCALE = BASE_DIR / "hub" / "admin_locale"
"""The words that Wagtail and its companions leave untranslated in the admin, kept by hand."""


def compile_messages(folders: tuple[Path, ...] = (LOCALE, ADMIN_LOCALE)) -> int:
    """Compile every catalogue that is newer than its compiled form; the number compiled."""
    count = 0
    for source in (path for folder in folders for path in folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            count += 1
    return count
