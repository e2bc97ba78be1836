"""Make the recordings of the starter content: slides, a synthetic voice and captions.

Run from the root of the repository (all recordings, one of them, or only the checks):

    .venv/bin/python scripts/make_recordings.py
    .venv/bin/python scripts/make_recordings.py subsidy
    .venv/bin/python scripts/make_recordings.py --check

Each folder of ``home/starter/recordings`` with a ``script.yaml`` is one recording; the results
are written beside the script and committed: ``recording.mp4``, ``captions-fi.vtt``,
``captions-sv.vtt``, ``poster.webp``, ``slide-1.webp`` and so on, and ``timings.json``.
``slide-kit`` holds the templates, the style and the pictures of the slides. Needs espeak-ng,
ffmpeg and chromium; the Python environment of the project has the rest. The same script gives
the same captions and timings as long as espeak-ng stays the same (made with 1.51).

How the captions come to match the speech: espeak-ng reads one sentence at a time, silence is cut
from both ends, and the sentences are laid on one track at known samples. A long sentence becomes
several cues, cut at a clause, at the pause that espeak-ng makes there.
"""

from __future__ import annotations  # array[int] is no run-time name before Python 3.12

import argparse
import base64
import html
import itertools
import json
import re
import shutil
import subprocess
import sys
import tempfile
import wave
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import yaml
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
RECORDINGS = ROOT / "home" / "starter" / "recordings"
KIT = RECORDINGS / "slide-kit"
FONT = ROOT / "hub" / "static" / "hub" / "fonts" / "finlandica-pakki.woff2"

LANGUAGES = ("fi", "sv")
SPOKEN = "fi"
# espeak-ng voice, words a minute, pitch. Who speaks most gets the first one.
VOICES = (("fi", 155, 42), ("fi+f2", 150, 50))

RATE = 22_050  # what espeak-ng writes
FPS = 10
FRAME = RATE // FPS  # samples; slides change on a whole frame
BEFORE_SLIDE, AFTER_SLIDE = 0.6, 0.6
PAUSE, PAUSE_SPEAKER = 0.4, 0.65
LOUD = 330  # of 32 767: anything quieter is silence
SHORTEST_PAUSE = 0.05  # inside a sentence

LINE, LINES = 42, 2
SHORTEST_CUE, LONGEST_CUE = 0.8, 7.0
READING_SPEED = 20  # characters a second
HOLD = 0.3  # a cue may stay this long after the speech

SIZE = (1280, 720)
SLIDE_SIZE = (960, 540)
POINTS, POINT = 3, 36  # what stays clear of the road at the foot of a slide
LIMITS = {"recording.mp4": 3_000_000, "poster.webp": 60_000, "slide": 30_000}
# A line may well end before these words, and never well after those.
CONJUNCTION = re.compile(
    "ja|tai|kun|jos|että|joten|sillä|mutta|vaan|sekä|koska|mitä|joka|kuka|jotta|mistä|"
    "och|eller|när|att|men|så|som|vad|hur|vem"
)
LEANING = re.compile("on|ei|ja|jo|en|ett|den|det|de|i|på|av|så|att|och|er|för")

Text = dict[str, str]  # language → text


@dataclass(frozen=True)
class Sentence:
    speaker: Text
    text: Text


@dataclass(frozen=True)
class Slide:
    id: str
    title: Text
    points: list[Text]
    picture: str
    speech: list[Sentence]


@dataclass(frozen=True)
class Script:
    title: Text
    slides: list[Slide]


@dataclass(frozen=True)
class Spoken:
    """A sentence on the track; times in seconds, `pauses` where a next word begins after one."""

    sentence: Sentence
    start: float
    end: float
    pauses: list[float]


@dataclass(frozen=True)
class Cue:
    start: float
    end: float
    speaker: str
    lines: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True)
class Track:
    samples: array[int]
    starts: list[float]  # of the slides
    spoken: list[Spoken]

    @property
    def duration(self) -> float:
        return len(self.samples) / RATE


def read_script(folder: Path) -> Script:
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


# Speech


def synthesise(text: str, voice: tuple[str, int, int]) -> array[int]:
    """One sentence as samples, without the silence at its ends."""
    name, speed, pitch = voice
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        run("espeak-ng", "-v", name, "-s", str(speed), "-p", str(pitch), "-w", file.name, text)
        with wave.open(file.name) as sound:
            if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != (RATE, 1, 2):
                raise SystemExit(f"espeak-ng wrote another format than {RATE} Hz mono 16 bit")
            samples = array("h", sound.readframes(sound.getnframes()))
    loud = [i for i, sample in enumerate(samples) if abs(sample) > LOUD]
    return samples[loud[0] : loud[-1] + 1]


def ends_of_pauses(samples: array[int]) -> Iterator[float]:
    last = 0
    for i, sample in enumerate(samples):
        if abs(sample) > LOUD:
            if i - last >= SHORTEST_PAUSE * RATE:
                yield i / RATE
            last = i


def lay_track(script: Script) -> Track:
    """All sentences on one track, each slide beginning on a whole video frame."""
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
            sound = synthesise(sentence.text[SPOKEN], voices[speaker[SPOKEN]])
            samples.extend(sound)
            pauses = [start + pause for pause in ends_of_pauses(sound)]
            spoken.append(Spoken(sentence, start, len(samples) / RATE, pauses))
        be_silent(AFTER_SLIDE)
        samples.extend([0] * (-len(samples) % FRAME))
    return Track(samples, starts, spoken)


# Captions


def split(text: str, parts: int, fits: Callable[[str], bool]) -> list[str] | None:
    """`text` in `parts` pieces that all fit, cut at clauses and about equally long, or None."""
    words = text.split()

    def cost(pieces: Sequence[str], cuts: Sequence[int]) -> float:
        unequal = max(map(len, pieces)) - min(map(len, pieces))
        return unequal / 4 + sum(map(badness, cuts))

    def badness(cut: int) -> int:
        before, after = words[cut - 1], words[cut]
        if before[-1] in ".,;:?":
            return 0
        return (3 if CONJUNCTION.fullmatch(after) else 7) + (4 if LEANING.fullmatch(before) else 0)

    best, lowest = None, float("inf")
    for cuts in itertools.combinations(range(1, len(words)), parts - 1):
        edges = (0, *cuts, len(words))
        pieces = [" ".join(words[a:b]) for a, b in itertools.pairwise(edges)]
        if all(map(fits, pieces)) and (price := cost(pieces, cuts)) <= lowest:
            best, lowest = pieces, price
    return best


def break_lines(text: str) -> list[str] | None:
    for parts in range(1, LINES + 1):
        if lines := split(text, parts, lambda line: len(line) <= LINE):
            return lines
    return None


def cut_sentence(text: str, seconds: float) -> list[str]:
    """The pieces of a sentence that are shown one after another."""
    longest = len(text) * LONGEST_CUE / (seconds + HOLD)

    def fits(piece: str) -> bool:
        return len(piece) <= longest and break_lines(piece) is not None

    for parts in range(1, len(text.split()) + 1):
        if pieces := split(text, parts, fits):
            return pieces
    raise SystemExit(f"A word is too long for a caption: {text}")


def make_cues(track: Track, language: str) -> list[Cue]:
    cues: list[Cue] = []
    following = [*(said.start for said in track.spoken[1:]), track.duration]
    for said, next_start in zip(track.spoken, following, strict=True):
        text = said.sentence.text[language]
        seconds = said.end - said.start
        pieces = cut_sentence(text, seconds)
        times = [said.start]
        for piece in itertools.accumulate(pieces[:-1], lambda a, b: f"{a} {b}"):
            guess = said.start + seconds * (len(piece) + 1) / len(text)
            # A clause of the translation need not end where one of the speech does.
            near = [p for p in said.pauses if abs(p - guess) < 0.8 and language == SPOKEN]
            times.append(min(near, key=lambda pause: abs(pause - guess), default=guess))
        times.append(min(said.end + HOLD, next_start - 0.05))
        for piece, (start, end) in zip(pieces, itertools.pairwise(times), strict=True):
            lines = break_lines(piece) or [piece]
            cues.append(Cue(round(start, 3), round(end, 3), said.sentence.speaker[language], lines))
    return cues


def timestamp(seconds: float) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def as_vtt(cues: list[Cue]) -> str:
    blocks = ["WEBVTT"]
    for cue in cues:
        text = html.escape("\n".join(cue.lines), quote=False)
        times = f"{timestamp(cue.start)} --> {timestamp(cue.end)}"
        blocks.append(f"{times}\n<v {cue.speaker}>{text}")
    return "\n\n".join(blocks) + "\n"


def as_timings(script: Script, track: Track) -> str:
    chapters = [
        {"slide": slide.id, "start": round(start, 3)}
        for slide, start in zip(script.slides, track.starts, strict=True)
    ]
    timings = {"duration": round(track.duration, 3), "chapters": chapters}
    return json.dumps(timings, indent=2) + "\n"


# Pictures


def photograph(page: str, work: Path, name: str) -> Path:
    """A picture of an HTML page, taken by a browser that has no profile and asks no network."""
    source, target = work / f"{name}.html", work / f"{name}.png"
    source.write_text(page, "utf-8")
    run(
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        f"--window-size={SIZE[0]},{SIZE[1]}",
        f"--user-data-dir={work / 'profile'}",
        f"--screenshot={target}",
        source.as_uri(),
    )
    with Image.open(target) as image:
        if image.size != SIZE:
            raise SystemExit(f"chromium drew {image.size}, not {SIZE}")
    return target


def draw_pages(script: Script, font: Path, work: Path) -> tuple[Path, list[Path]]:
    """The poster and the slides as PNG, in the language that is spoken."""
    encoded = base64.b64encode(font.read_bytes()).decode("ascii")
    face = (
        '@font-face { font-family: "Finlandica Pakki"; font-weight: 400 800; '
        f'src: url("data:font/woff2;base64,{encoded}") format("woff2"); }}\n'
    )
    shared = {
        "style": face + (KIT / "slides.css").read_text("utf-8"),
        "pictures": (KIT / "pictures.svg").read_text("utf-8"),
        "recording": html.escape(script.title[SPOKEN]),
    }
    page = Template((KIT / "slide.html").read_text("utf-8"))
    slides = []
    for number, slide in enumerate(script.slides, 1):
        picture = f"picture-{slide.picture}"
        if f'id="{picture}"' not in shared["pictures"]:
            raise SystemExit(f"slide-kit/pictures.svg has no {picture}")
        if len(slide.points) > POINTS or any(len(p[SPOKEN]) > POINT for p in slide.points):
            raise SystemExit(f"{slide.id}: a slide holds {POINTS} points of {POINT} characters")
        filled = page.substitute(
            shared,
            title=html.escape(slide.title[SPOKEN]),
            points="".join(f"<li>{html.escape(point[SPOKEN])}</li>" for point in slide.points),
            road="".join(
                f'<li class="here">{n}</li>' if n == number else f"<li>{n}</li>"
                for n in range(1, len(script.slides) + 1)
            ),
            picture=picture,
        )
        slides.append(photograph(filled, work, f"slide-{number}"))
    poster = Template((KIT / "poster.html").read_text("utf-8"))
    filled = poster.substitute(shared, picture=f"picture-{script.slides[0].picture}")
    return photograph(filled, work, "poster"), slides


def save_webp(source: Path, target: Path, size: tuple[int, int], limit: int) -> None:
    """As good a WebP as the limit allows."""
    with Image.open(source) as image:
        picture = image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    for quality in range(90, 40, -5):
        picture.save(target, "WEBP", quality=quality, method=6)
        if target.stat().st_size <= limit:
            return
    raise SystemExit(f"{target.name} does not fit in {limit} bytes")


# Film


def encode(script: Script, track: Track, slides: list[Path], work: Path, target: Path) -> None:
    """H.264 and AAC that start at once and can be wound to any chapter."""
    sound = work / "speech.wav"
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(track.samples.tobytes())
    inputs: list[str] = []
    for slide, (start, end) in zip(slides, itertools.pairwise((*track.starts, track.duration)), strict=True):
        inputs += ["-loop", "1", "-framerate", str(FPS), "-t", f"{end - start:.1f}"]
        inputs += ["-i", str(slide)]
    count = len(slides)
    filters = (
        "".join(f"[{n}:v]" for n in range(count))
        + f"concat=n={count}:v=1:a=0,"
        + "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[v];"
        + f"[{count}:a]highpass=f=90,loudnorm=I=-18:TP=-2:LRA=7,aresample=44100[a]"
    )
    run(
        *("ffmpeg", "-y", "-v", "error", *inputs, "-i", str(sound)),
        *("-filter_complex", filters, "-map", "[v]", "-map", "[a]"),
        *("-c:v", "libx264", "-profile:v", "main", "-preset", "slow", "-tune", "stillimage"),
        *("-crf", "35", "-g", str(2 * FPS), "-sc_threshold", "0"),
        *("-force_key_frames", ",".join(f"{start:.3f}" for start in track.starts)),
        *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
        *("-c:a", "aac", "-b:a", "64k", "-ac", "1", "-t", f"{track.duration:.3f}"),
        *("-movflags", "+faststart", "-fflags", "+bitexact", "-map_metadata", "-1"),
        *("-metadata", f"title={script.title[SPOKEN]}", "-metadata:s:a:0", "language=fin"),
        str(target),
    )


def make(folder: Path, font: Path) -> None:
    script = read_script(folder)
    track = lay_track(script)
    for language in LANGUAGES:
        vtt = as_vtt(make_cues(track, language))
        (folder / f"captions-{language}.vtt").write_text(vtt, "utf-8")
    (folder / "timings.json").write_text(as_timings(script, track), "utf-8")
    with tempfile.TemporaryDirectory(prefix="pakki-recording-") as name:
        work = Path(name)
        poster, slides = draw_pages(script, font, work)
        save_webp(poster, folder / "poster.webp", SIZE, LIMITS["poster.webp"])
        for old in folder.glob("slide-*.webp"):
            old.unlink()
        for number, slide in enumerate(slides, 1):
            save_webp(slide, folder / f"slide-{number}.webp", SLIDE_SIZE, LIMITS["slide"])
        encode(script, track, slides, work, folder / "recording.mp4")


# Checks: of the files alone, as a player meets them


def read_vtt(file: Path) -> list[Cue]:
    cues = []
    for block in file.read_text("utf-8").strip().split("\n\n")[1:]:
        times, text = block.split("\n", 1)
        start, end = (
            sum(float(part) * 60**n for n, part in enumerate(reversed(time.split(":"))))
            for time in times.split(" --> ")
        )
        voice, speech = text.removeprefix("<v ").split(">", 1)
        cues.append(Cue(start, end, voice, html.unescape(speech).split("\n")))
    return cues


def sounds(film: Path, duration: float) -> list[tuple[float, float]]:
    """When something is heard, by ffmpeg's silence detector."""
    report = run(
        *("ffmpeg", "-hide_banner", "-nostats", "-i", str(film)),
        *("-af", "silencedetect=noise=-38dB:d=0.25", "-f", "null", "-"),
    ).stderr
    starts = [float(time) for time in re.findall(r"silence_start: (-?[\d.]+)", report)]
    ends = [float(time) for time in re.findall(r"silence_end: ([\d.]+)", report)]
    return list(zip(ends, [*starts[1:], duration], strict=False))


def top_boxes(film: Path) -> Iterator[str]:
    with film.open("rb") as file:
        while head := file.read(8):
            yield head[4:].decode("latin-1")
            file.seek(int.from_bytes(head[:4], "big") - 8, 1)


def faults(folder: Path) -> Iterator[str]:
    film = folder / "recording.mp4"
    for file in (film, folder / "poster.webp", *folder.glob("slide-*.webp")):
        limit = LIMITS.get(file.name, LIMITS["slide"])
        if file.stat().st_size > limit:
            yield f"{file.name} is larger than {limit} bytes"
    timings = json.loads((folder / "timings.json").read_text("utf-8"))
    yield from film_faults(film, timings["duration"])
    heard = sounds(film, timings["duration"])
    for language in LANGUAGES:
        cues = read_vtt(folder / f"captions-{language}.vtt")
        found = itertools.chain(caption_faults(cues), coverage_faults(cues, heard))
        yield from (f"{language} {fault}" for fault in found)
    yield from sync_faults(read_vtt(folder / f"captions-{SPOKEN}.vtt"), heard)


def film_faults(film: Path, expected: float) -> Iterator[str]:
    probe = json.loads(
        run(
            *("ffprobe", "-v", "error", "-of", "json", "-show_entries"),
            *("format=duration:stream=codec_name,profile,pix_fmt,channels,width,height", str(film)),
        ).stdout
    )
    video, audio = probe["streams"]
    duration = float(probe["format"]["duration"])
    if not 40 <= duration <= 90 or abs(duration - expected) > 0.1:
        yield f"lasts {duration} s, timings.json says {expected} s"
    if (video["codec_name"], video["profile"], video["pix_fmt"]) != ("h264", "Main", "yuv420p"):
        yield f"video is {video}"
    if (audio["codec_name"], audio["channels"]) != ("aac", 1):
        yield f"audio is {audio}"
    boxes = list(top_boxes(film))
    if boxes.index("moov") > boxes.index("mdat"):
        yield "the film cannot start before it is loaded whole"


def coverage_faults(cues: list[Cue], heard: list[tuple[float, float]]) -> Iterator[str]:
    covered = sum(max(0.0, min(end, cue.end) - max(start, cue.start)) for start, end in heard for cue in cues)
    if covered < 0.95 * sum(end - start for start, end in heard):
        yield "captions leave speech uncovered"


def sync_faults(cues: list[Cue], heard: list[tuple[float, float]]) -> Iterator[str]:
    """Sentences whose caption is off the moment when their speech begins."""
    ended = True
    for cue in cues:
        off = min((abs(cue.start - start) for start, _ in heard), default=cue.start)
        if ended and off > 0.5:
            yield f"at {timestamp(cue.start)} the caption and the speech are {off:.2f} s apart"
        ended = cue.text[-1] in ".?"


def caption_faults(cues: list[Cue]) -> Iterator[str]:
    for cue in cues:
        where, seconds = timestamp(cue.start), cue.end - cue.start
        if len(cue.lines) > LINES or max(map(len, cue.lines)) > LINE:
            yield f"{where} has too long lines: {cue.lines}"
        if not SHORTEST_CUE <= round(seconds, 3) <= LONGEST_CUE:
            yield f"{where} is shown {seconds:.2f} s"
        if len(cue.text) / seconds > READING_SPEED:
            yield f"{where} has {len(cue.text) / seconds:.1f} characters a second: {cue.text}"
    for first, second in itertools.pairwise(cues):
        if second.start < first.end:
            yield f"{timestamp(second.start)} begins before the one before it has ended"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    if not shutil.which(command[0]):
        raise SystemExit(f"{command[0]} is missing; on Debian: apt install {command[0]}")
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr.strip()}")
    return done


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="folders of recordings (all, if none is named)")
    parser.add_argument("--check", action="store_true", help="make nothing, check what is there")
    parser.add_argument("--font", type=Path, default=FONT, help="font of the slides (WOFF2)")
    options = parser.parse_args()

    names = options.names or sorted(p.parent.name for p in RECORDINGS.glob("*/script.yaml"))
    found = 0
    for name in names:
        folder = RECORDINGS / name
        if not options.check:
            make(folder, options.font)
        problems = list(faults(folder))
        found += len(problems)
        print(f"{name}: {'; '.join(problems) or 'in order'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
