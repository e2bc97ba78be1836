"""Make the recordings of the starter content: slides, a synthetic voice and captions.

Run from the root of the repository (all recordings, one of them, or only the checks):

    .venv/bin/python -m scripts.recordings
    .venv/bin/python -m scripts.recordings subsidy
    .venv/bin/python -m scripts.recordings --check

Each folder of ``home/starter/recordings`` with a ``script.yaml`` is one recording; the results
are written beside the script and committed: ``recording.mp4``, ``captions-fi.vtt``,
``captions-sv.vtt``, ``poster.webp``, ``slide-1.webp`` and so on, and ``timings.json``.
``slide-kit`` holds the templates, the style and the pictures of the slides. Needs espeak-ng,
ffmpeg and chromium; the Python environment of the project has the rest. The same script gives
the same captions and timings as long as espeak-ng stays the same (made with 1.51).
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from scripts.recordings.captions import make_cues
from scripts.recordings.check import faults
from scripts.recordings.film import encode
from scripts.recordings.script import LANGUAGES, RECORDINGS, read_script
from scripts.recordings.slides import (
    POSTER_BYTES,
    SLIDE_BYTES,
    draw_pages,
    save_webp,
)
from scripts.recordings.speech import lay_track
from scripts.recordings.vtt import as_vtt


def make(folder: Path) -> None:
    """Write everything that follows from the script of a folder into that folder, over what is there.

    Raises SystemExit when a program is missing or fails, or when the script asks for more than a slide, a caption or
    a file may hold.
    """
    script = read_script(folder)
    track = lay_track(script)
    for language in LANGUAGES:
        vtt = as_vtt(make_cues(track, language))
        (folder / f"captions-{language}.vtt").write_text(vtt, "utf-8")
    chapters = [
        {"slide": slide.id, "start": round(start, 3)}
        for slide, start in zip(script.slides, track.starts, strict=True)
    ]
    timings = {"duration": round(track.duration, 3), "chapters": chapters}
    (folder / "timings.json").write_text(json.dumps(timings, indent=2) + "\n", "utf-8")
    with tempfile.TemporaryDirectory(prefix="pakki-recording-") as name:
        work = Path(name)
        poster, slides = draw_pages(script, work)
        save_webp(poster, folder / "poster.webp", POSTER_BYTES)
        for old in folder.glob("slide-*.webp"):
            old.unlink()
        for number, slide in enumerate(slides, 1):
            save_webp(slide, folder / f"slide-{number}.webp", SLIDE_BYTES)
        encode(script, track, slides, work, folder / "recording.mp4")


def main() -> int:
    """Make and check the recordings that are named; 1 as exit status when a check finds something, else 0."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.recordings",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", help="folders of recordings (all, if none is named)")
    parser.add_argument("--check", action="store_true", help="make nothing, check what is there")
    options = parser.parse_args()

    names = options.names or sorted(path.parent.name for path in RECORDINGS.glob("*/script.yaml"))
    found = 0
    for name in names:
        folder = RECORDINGS / name
        if not options.check:
            make(folder)
        problems = list(faults(folder))
        found += len(problems)
        print(f"{name}: {'; '.join(problems) or 'in order'}")
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
