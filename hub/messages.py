"""Compiling the message catalogues without gettext's tools, so that a start needs only Python."""

from pathlib import Path

import polib

from hub.settings.environment import BASE_DIR

LOCALE = BASE_DIR / "hub" / "locale"


def compile_messages(folder: Path = LOCALE) -> int:
    """Compile every catalogue that is newer than its compiled form; the number compiled."""
    count = 0
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            count += 1
    return count
