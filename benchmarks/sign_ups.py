"""How many people can sign up for a session in a second, on SQLite and on PostgreSQL."""

import json
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks.growth import run_in
from scripts.services import postgres, start_all

SIGN_UPS, PROCESSES, SEATS = 10_000, 16, 4_000


def print_sign_ups() -> None:
    """Measure, and print what is stored as a table: each once, and never a seat too many."""
    print(
        f"\n## Signing up\n\n{SIGN_UPS:,} people sign up for {SEATS:,} seats from {PROCESSES} processes at once.\n"
    )
    print("| database | sign-ups/s | stored | seats given | processes that failed |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="pakki-rush-") as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as somebody else.
        server, address = postgres(folder / "postgres")
        start_all([server], stack)
        sites = {
            "SQLite": {"DATA_DIR": str(folder / "sqlite")},
            "PostgreSQL": {"DATA_DIR": str(folder / "files"), "DATABASE_URL": address},
        }
        for database, environment in sites.items():
            print(f"a rush on {database} …", file=sys.stderr)
            run_in(environment, ["manage.py", "set_up"])
            numbers = map(str, (SIGN_UPS, PROCESSES, SEATS))
            found = json.loads(run_in(environment, ["-m", "benchmarks.rush", *numbers]))
            speed = f"{SIGN_UPS / found['seconds']:.0f}"
            print(
                f"| {database} | {speed} | {found['stored']:,} | {found['seat']:,} | {found['failed']} |",
                flush=True,
            )


if __name__ == "__main__":
    print_sign_ups()
