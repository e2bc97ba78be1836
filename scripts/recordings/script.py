"""What is said and shown in a recording, as ``script.yaml`` tells it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
"""The root of the repository."""

RECORDINGS = ROOT / "home" / "starter" / "recordings"
"""A folder for each recording, and ``slide-kit``."""

LANGUAGES = ("fi", "sv")
"""The languages of the captions."""

SPOKEN = "fi"
"""The language of the voice and of the slides."""

Text = dict[str, str]
"""The same text by language code."""


@dataclass(frozen=True)
class Sentence:
    """What one speaker says in one breath: the unit that is read aloud, and that captions never join."""

    speaker: Text
    text: Text


@dataclass(frozen=True)
class Slide:
    """One chapter of the recording: what is shown, and the speech meanwhile.

    `id` is the chapter's name in ``timings.json``, `picture` the name of a drawing in the slide kit.
    """

    id: str
    title: Text
    points: list[Text]
    picture: str
    speech: list[Sentence]


@dataclass(frozen=True)
class Script:
    """A whole recording, before anything of it is heard or drawn."""

    title: Text
    slides: list[Slide]


def read_script(folder: Path) -> Script:
    """The script of a recording's folder.

    Raises OSError when the folder has none, yaml.YAMLError when it is not YAML and KeyError when a field or a
    language is missing.
    """
    data: dict[str, Any] = yaml.safe_load((folder / "script.yaml").read_text("utf-8"))
    slides = [
        Slide(
            id=slide["id"],
            title=slide["title"],
            points=slide["points"],
            picture=slide["picture"],
            speech=[
                Sentence(said["speaker"], {language: said[language] for language in LANGUAGES})
                for said in slide["speech"]
            ],
        )
        for slide in data["slides"]
    ]
    return Script(data["title"], slides)
