"""The programs outside Python that make sound, pictures and film."""

import shutil
import subprocess


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and answer with what it printed.

    Raises SystemExit, with words for whoever runs the command, when the program is missing or fails;
    subprocess.TimeoutExpired after ten minutes.
    """
    if not shutil.which(command[0]):
        raise SystemExit(f"{command[0]} is missing; on Debian: apt install {command[0]}")
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr.strip()}")
    return done
