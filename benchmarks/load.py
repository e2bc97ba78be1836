"""Asking a server as fast as it answers, with wrk."""

import re
import subprocess
from typing import NamedTuple

from benchmarks.servers import Running

CONNECTIONS = 8
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class Measured(NamedTuple):
    """One round: requests per second, milliseconds to answer, milliseconds of processor time for a request."""

    per_second: float
    p50: float
    p99: float
    cpu: float


def ask(server: Running, path: str, seconds: int, headers: dict[str, str]) -> Measured:
    """A round of requests that take compressed answers, as browsers do. Raises RuntimeError when one is not 2xx."""
    command = [
        "wrk",
        "--threads",
        "1",
        "--connections",
        str(CONNECTIONS),
        "--duration",
        f"{seconds}s",
        "--latency",
    ]
    for name, value in {"Accept-Encoding": "gzip, deflate, br", **headers}.items():
        command += ["--header", f"{name}: {value}"]
    before = server.cpu_seconds()
    said = subprocess.run(
        [*command, server.address + path], capture_output=True, text=True, check=True
    ).stdout
    cpu = server.cpu_seconds() - before
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"{server.name} {path}: {said}")
    requests = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]  # wrk always says it
    return Measured(requests / seconds, _latency(said, "50%"), _latency(said, "99%"), cpu / requests * 1000)


def _latency(said: str, share: str) -> float:
    number, unit = re.search(rf"{share}\s+([\d.]+)(us|ms|s)\b", said).groups()  # type: ignore[union-attr]
    return float(number) * UNITS[unit]
