"""How time grows with the number of pages, on SQLite and on PostgreSQL."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psycopg

from benchmarks.servers import ROOT
from scripts.services import postgres, start_all

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3
IN_ADMIN = ("publish", "admin")
Times = dict[str, dict[int, float]]


def measure(folder: Path) -> dict[str, Times]:
    """Seconds of each action by the number of pages, for each database; the sizes in turn."""
    found = {"SQLite": _measure({size: {"DATA_DIR": str(folder / f"{size}")} for size in SIZES})}
    with ExitStack() as stack:
        server, address = postgres(folder / "postgres")
        start_all([server], stack)
        sites = {}
        with psycopg.connect(address, autocommit=True) as connection:
            for size in SIZES:
                connection.execute(f"CREATE DATABASE pakki_{size}")
                files = {"DATA_DIR": str(folder / f"postgres-{size}")}
                sites[size] = {"DATABASE_URL": f"{address}_{size}", **files}
        found["PostgreSQL"] = _measure(sites)
    return found


def print_growth() -> None:
    """Measure, and print the times as tables with the ratio of the largest site to the smallest."""
    with tempfile.TemporaryDirectory(prefix="pakki-growth-") as name:
        Path(name).chmod(0o755)  # PostgreSQL runs as somebody else.
        found = measure(Path(name))
    print("\n## Growth\n\nMilliseconds by the number of pages in the tree, without any kept page.")
    for database, times in found.items():
        sizes = " | ".join(f"{size:,}" for size in SIZES)
        print(f"\n| {database} | {sizes} | largest to smallest | target |\n|---|---|---|---|---|---|")
        for name, seconds in times.items():
            numbers = " | ".join(f"{seconds[size] * 1000:.1f}" for size in SIZES)
            target = 2.0 if name.startswith(IN_ADMIN) else 1.5
            print(f"| {name} | {numbers} | {seconds[SIZES[-1]] / seconds[SIZES[0]]:.2f} | {target} |")


def _measure(sites: dict[int, dict[str, str]]) -> Times:
    for size, environment in sites.items():
        print(f"a site of {size} pages …", file=sys.stderr)
        run_in(environment, ["manage.py", "set_up"])
        run_in(environment, ["-m", "benchmarks.crowd", "fill", str(size)])
    rounds: list[tuple[int, dict[str, float]]] = []
    for _ in range(ROUNDS):
        for size, environment in sites.items():
            rounds.append((size, json.loads(run_in(environment, ["-m", "benchmarks.crowd", "time"]))))
    return {
        name: {size: statistics.median(found[name] for of, found in rounds if of == size) for size in sites}
        for name in rounds[0][1]
    }


def run_in(environment: dict[str, str], command: list[str]) -> str:
    """What a Python program prints in the site that the environment names. Raises CalledProcessError."""
    shared = {**os.environ, "DJANGO_SETTINGS_MODULE": "hub.settings.dev"}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=shared | environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


if __name__ == "__main__":
    print_growth()
