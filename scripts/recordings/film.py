"""The film: slides and speech in one file, by ffmpeg."""

import itertools
import shutil
import wave
from pathlib import Path

from scripts.recordings.programs import run
from scripts.recordings.script import SPOKEN, Script
from scripts.recordings.speech import FPS, RATE, Track


def encode(script: Script, track: Track, slides: list[Path], work: Path, target: Path) -> None:
    """Write H.264 and AAC that start at once and can be wound to any chapter.

    `slides` are pictures in the order of the script, `work` a folder for what is thrown away; `target` is touched
    only when the film is whole. Raises SystemExit when ffmpeg is missing or fails.
    """
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
        str(work / target.name),
    )
    shutil.copyfile(work / target.name, target)
