"""Measures everything in one run, the servers in turn, and prints medians and ratios."""

import datetime
import os
import platform
import statistics
import sys
import tempfile
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from benchmarks import browser, calculator, growth, papers, servers, sign_ups
from benchmarks.load import Measured, ask
from benchmarks.queries import queries_of

ROUNDS = 5
SECONDS = 3
PAGES = {
    "home": "/fi/",
    "guide": "/fi/tyokalut/palkanmaksu-ja-ilmoitukset/ensimmainen-palkka/",
    "session": "/fi/infot/palkkatuki-yhdistyksessa/",
    "index": "/fi/infot/",
    "search": "/fi/haku/?q=palkka",
}
Runs = dict[tuple[str, str], tuple[servers.Running, str, dict[str, str]]]
NOT_KEPT = {"Authorization": "Basic YTpi"}
"""Nothing is kept of an answer to somebody who shows who they are."""


def main() -> None:
    """Print the results as Markdown."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pakki-bench-")))
        folder.chmod(0o755)
        cached = stack.enter_context(servers.pakki(folder, "cached"))
        uncached = stack.enter_context(servers.pakki(folder, "uncached"))
        with urllib.request.urlopen(cached.address + PAGES["home"]) as answer:
            body = answer.read()
        bare = stack.enter_context(servers.bare_view(folder, body))
        stock = stack.enter_context(servers.stock_wagtail(folder))
        static, edge = stack.enter_context(servers.nginx(folder, body, cached))

        runs: Runs = {("bare Django view", ""): (bare, "/", {}), ("stock Wagtail home", ""): (stock, "/", {})}
        for name, path in PAGES.items():
            runs[name, "cached"] = (cached, path, {})
            runs[name, "uncached"] = (uncached, path, NOT_KEPT)
        runs["static file, nginx", ""] = (static, "/", {})
        runs["home, nginx's page cache", ""] = (edge, PAGES["home"], {})
        results = _measure(runs)

        print(f"# Results\n\n{_machine()}\n")
        _print_speed(results)
        print("\n## Queries and memory\n\n| page | queries, uncached |\n|---|---|")
        for name, path in PAGES.items():
            print(f"| {name} | {queries_of(folder / 'pakki', path)} |")
        peak = max(cached.peak_megabytes(), uncached.peak_megabytes())
        print(f"\nPeak memory of a worker: {peak:.0f} MB (target: 180).")
        print("\n## On a phone (4 × slower processor, slow 4G, 375 px)\n")
        print("| page | largest paint, s | kB | requests |\n|---|---|---|---|")
        addresses = [cached.address + PAGES[name] for name in ("home", "guide", "session", "index")]
        for name, seen in zip(
            ("home", "guide", "session", "index", "bare view", "stock Wagtail home"),
            browser.see([*addresses, bare.address, stock.address]),
            strict=True,
        ):
            print(f"| {name} | {seen.paint:.2f} | {seen.kilobytes:.0f} | {seen.requests} |")
    calculator.print_calculator()
    papers.print_papers()
    growth.print_growth()
    sign_ups.print_sign_ups()


def _measure(runs: Runs) -> dict[tuple[str, str], Measured]:
    """The medians of rounds in which each server has its turn, so that a slow minute slows all."""
    rounds: dict[tuple[str, str], list[Measured]] = {key: [] for key in runs}
    for number in range(ROUNDS + 1):
        print(f"round {number} of {ROUNDS} …", file=sys.stderr)
        for key, (server, path, headers) in runs.items():
            measured = ask(server, path, SECONDS if number else 1, headers)
            if number:  # The first warms up.
                rounds[key].append(measured)
    return {
        key: Measured(*(statistics.median(values) for values in zip(*found, strict=True)))
        for key, found in rounds.items()
    }


def _print_speed(results: dict[tuple[str, str], Measured]) -> None:
    bare = results["bare Django view", ""].per_second
    stock = results["stock Wagtail home", ""].per_second
    static = results["static file, nginx", ""].per_second
    print(
        "## Requests\n\n| page | | requests/s | p50 ms | p99 ms | CPU ms | to the bare view | to stock Wagtail |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for (name, kind), found in results.items():
        numbers = f"{found.per_second:.0f} | {found.p50:.2f} | {found.p99:.2f} | {found.cpu:.2f}"
        print(
            f"| {name} | {kind} | {numbers} | {found.per_second / bare:.2f} | {found.per_second / stock:.2f} |"
        )
    edge = results["home, nginx's page cache", ""].per_second
    print(f"\nnginx's page cache to its static file: {edge / static:.2f} (target: 0.8).")
    print("Targets: cached 0.6 of the bare view; uncached guide 0.4 and home 0.25 of the stock home page.")


def _machine() -> str:
    day = datetime.datetime.now(tz=datetime.UTC).date()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"{day}, {platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GB, Python "
        f"{platform.python_version()}. Medians of {ROUNDS} rounds of {SECONDS} s, the servers in turn, 8 connections, "
        "one worker of 4 threads, SQLite, kept pages in the process; the load comes from the same machine."
    )


if __name__ == "__main__":
    main()
