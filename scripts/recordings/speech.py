"""The voice: espeak-ng reads one sentence at a time, and the sentences are laid on one track.

Silence is cut from both ends of a sentence, so the moment when it begins and ends is known to the sample. That is
how captions come to match the speech.
"""

from __future__ import annotations  # array[int] is no run-time name before Python 3.12

import itertools
import tempfile
import wave
from array import array
from collections import Counter
from dataclasses import dataclass

from scripts.recordings.programs import run
from scripts.recordings.script import SPOKEN, Script, Sentence

VOICES = (("fi", 155, 42), ("fi+f2", 150, 50))
"""espeak-ng's voice, words a minute and pitch (0–99). Who speaks most gets the first one."""

RATE = 22_050
"""Samples a second, as espeak-ng writes them."""

FPS = 10
"""Frames a second in the film: slides change on a whole frame, so the track must know."""

BEFORE_SLIDE, AFTER_SLIDE = 0.6, 0.6
"""Silence at both ends of a slide, in seconds."""

PAUSE, PAUSE_SPEAKER = 0.4, 0.65
"""Silence between two sentences of one speaker, and between two speakers, in seconds."""

LOUD = 330
"""A sample (of 32 767) that is not louder is silence."""

SHORTEST_PAUSE = 0.05
"""Silence inside a sentence that counts as a pause, in seconds: espeak-ng makes one at a clause."""


@dataclass(frozen=True)
class Spoken:
    """A sentence on the track: times in seconds from its beginning, `pauses` where a word begins after a pause."""

    sentence: Sentence
    start: float
    end: float
    pauses: list[float]


@dataclass(frozen=True)
class Track:
    """The sound of a recording: 16-bit mono samples, when each slide starts (seconds), and what is said when."""

    samples: array[int]
    starts: list[float]
    spoken: list[Spoken]

    @property
    def duration(self) -> float:
        """The length in seconds."""
        return len(self.samples) / RATE


def synthesise(text: str, voice: tuple[str, int, int]) -> tuple[array[int], list[float]]:
    """One sentence as samples without the silence at its ends, and the seconds at which its pauses end.

    Raises SystemExit when espeak-ng is missing, fails or writes another format.
    """
    name, speed, pitch = voice
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        run("espeak-ng", "-v", name, "-s", str(speed), "-p", str(pitch), "-w", file.name, text)
        with wave.open(file.name) as sound:
            if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != (RATE, 1, 2):
                raise SystemExit(f"espeak-ng wrote another format than {RATE} Hz mono 16 bit")
            samples = array("h", sound.readframes(sound.getnframes()))
    loud = [i for i, sample in enumerate(samples) if abs(sample) > LOUD]
    pauses = [
        (after - loud[0]) / RATE
        for before, after in itertools.pairwise(loud)
        if after - before >= SHORTEST_PAUSE * RATE
    ]
    return samples[loud[0] : loud[-1] + 1], pauses


def lay_track(script: Script) -> Track:
    """All sentences on one track, each slide beginning on a whole frame of the film.

    Raises SystemExit as `synthesise` does, and KeyError when more people speak than there are voices.
    """
    said = Counter(s.speaker[SPOKEN] for slide in script.slides for s in slide.speech)
    voices = {name: voice for (name, _), voice in zip(said.most_common(), VOICES, strict=False)}
    samples: array[int] = array("h")
    starts: list[float] = []
    spoken: list[Spoken] = []

    def be_silent(seconds: float) -> None:
        samples.extend([0] * round(seconds * RATE))

    for slide in script.slides:
        starts.append(len(samples) / RATE)
        be_silent(BEFORE_SLIDE)
        speaker = slide.speech[0].speaker
        for number, sentence in enumerate(slide.speech):
            if number:
                be_silent(PAUSE if sentence.speaker == speaker else PAUSE_SPEAKER)
            speaker = sentence.speaker
            start = len(samples) / RATE
            sound, pauses = synthesise(sentence.text[SPOKEN], voices[speaker[SPOKEN]])
            samples.extend(sound)
            spoken.append(Spoken(sentence, start, len(samples) / RATE, [start + pause for pause in pauses]))
        be_silent(AFTER_SLIDE)
        samples.extend([0] * (-len(samples) % (RATE // FPS)))
    return Track(samples, starts, spoken)
