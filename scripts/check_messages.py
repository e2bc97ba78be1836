"""Check that the message catalogues hold every string of the code, translated, and nothing else.

Run by `make lint`. Needs gettext (xgettext), as `make messages` does.
"""

import re
import subprocess
import sys
from pathlib import Path

import polib

CATALOGUES = sorted(Path("hub/locale").glob("*/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def strings(path: Path) -> set[tuple[str | None, str]]:
    """Context and message id of every live entry."""
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)) if not entry.obsolete}


def faults(path: Path) -> list[str]:
    """What is wrong with the translations of a catalogue."""
    found = []
    for entry in polib.pofile(str(path)):
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        if entry.obsolete:
            found.append(f"{path}: obsolete: {entry.msgid!r}")
        elif entry.fuzzy or not all(texts):
            found.append(f"{path}: not translated: {entry.msgid!r}")
        elif not set(PLACEHOLDER.findall(" ".join(texts))) <= set(
            PLACEHOLDER.findall(entry.msgid + entry.msgid_plural)
        ):
            found.append(f"{path}: unknown placeholder: {entry.msgid!r}")
    return found


def main() -> int:
    """Collect anew, compare, put the files back as they were; the number of faults as exit status."""
    kept = {path: path.read_bytes() for path in CATALOGUES}
    before = {path: strings(path) for path in CATALOGUES}
    found = [fault for path in CATALOGUES for fault in faults(path)]
    try:
        subprocess.run(["make", "--silent", "messages"], check=True, capture_output=True)
        for path in CATALOGUES:
            found += [f"{path}: missing, run make messages: {m!r}" for _, m in strings(path) - before[path]]
            found += [f"{path}: no longer in the code: {m!r}" for _, m in before[path] - strings(path)]
    finally:
        for path, content in kept.items():
            path.write_bytes(content)
    print("\n".join(found) or f"{len(CATALOGUES)} message catalogues are complete.")
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main())
