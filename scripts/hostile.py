"""`make hostile N=20000`: throw odd requests at a site of one's own and see that it neither fails, slows nor swells.

Starts Pakki with starter content and a throw-away data folder on a free loopback port, sends requests from a seeded
generator (B45 to B68 of the catalogue of hostile input: addresses, queries, headers, methods, ranges, bodies), and
stops it. Ends with 1 when an answer was a 5xx or missing, when one in a hundred took 250 ms or more, when a worker
grew by more than 50 MB, or when one died.
"""

import argparse
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from scripts.services import Server, free_port

SLOWEST_OF_A_HUNDRED = 0.25
"""Seconds."""
MOST_GROWTH = 50
"""Megabytes."""
TOO_LONG = 10
"""Seconds after which an answer counts as missing."""
AT_ONCE = 4
"""Requests under way at the same time; each of the two workers has as many threads."""
WARM_UP = 1_000
"""Requests before memory is measured for the first time: caches fill up to their bounds."""
FILE = re.compile(r'"(/(?:media|documents|static)/[^" ]+)"')
LOC = re.compile(r"<loc>https?://[^/]+([^<]+)</loc>")

# --- What is thrown ---------------------------------------------------------------------------

SYNTAX = r"* ' NEAR( AND title: \ &|! <-> :* %_ {{7*7}} ${7*7} <script> -1 0 NaN 1e309 []".split()  # noqa: SIM905
CHARACTERS = '"\0\x1d\x0b\r\n😀\u202e\u00ad\u200d\ufffe\ud800Ⅷ٣'
LONG = ["ä" * 10_000, "ä" * 500, "a" * 3_000, "sana " * 500, "zalgo" + "\u0301" * 500, "9" * 400]
ODD = [*SYNTAX, *CHARACTERS, *LONG, "\r\nSet-Cookie: a=b"]
PATHS = r"""
    / /fi /fi//haku/ /fi/haku /sv/sok/ /en/ /xx/ /FI/ /fi/sv/ /index.php /wp-login.php /.git/config /.env
    /..%2f..%2fetc/passwd /%2e%2e/ /%252e%252e/ /..;/ /fi/..\..\ //evil.example/ /%00 /%ff /fi/%C3%28/
    /fi/%0d%0aSet-Cookie:a=b /static/ /static/../hub/settings/base.py /media/ /media/../pakki.sqlite3
    /media/images/x.width-100000.png /documents/1/x /documents/99999999999999999999/x.pdf
    /admin/..;/ /admin/pages/1/edit/ /admin/api/main/pages/?fields=*&limit=999999 /admin/jsi18n/
    /admin/login/?next=//evil.example /fi/_util/login/?next=https:evil.example /admin/password_reset/
    /sitemap.xml /robots.txt /.well-known/security.txt /health/live /favicon.ico
""".split()  # noqa: SIM905  # One to a line they would fill a screen.
PATHS += ["/fi/" + "a/" * 1_500, "/" + "ä" * 4_000]
SEARCHES = ["/fi/haku/", "/sv/sok/"]
QUERIES = ["page", "q", "t", "next", "preview", "utm_source", "sort", "fields", "type", "order", "limit"]
METHODS = ["HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "PROPFIND", "TRACE", "FOO", "get"]
RANGES = ["bytes=0-0", "bytes=-0", "bytes=9-1", "bytes=" + "0-1," * 500, "bytes=999999999999-", "lines=1"]
HEADERS = {
    "Accept-Language": ["xx", "fi;q=0,sv;q=9", "a-" * 2_000, "fi," * 1_000, "\xff"],
    "Accept-Encoding": ["gzip;q=nonsense", "br, gzip, *;q=0", "gzip," * 500, "identity;q=0"],
    "Accept": ["application/json", "*/*;q=" + "9" * 500, ";;;"],
    "Cookie": [
        "a=" + "b" * 65_000,
        "sessionid=" + "a" * 3_000,
        "csrftoken=;;;=",
        "a=b; " * 500,
        "sessionid=\x80",
    ],
    "Authorization": ["Basic !!!", "Bearer " + "a" * 3_000, ""],
    "X-Forwarded-Host": ["evil.example"],
    "X-Forwarded-For": ["1.2.3.4, " * 300, "nonsense"],
    "X-Original-URL": ["/admin/"],
    "X-Http-Method-Override": ["DELETE"],
    "X-Requested-With": ["XMLHttpRequest"],
    "Range": RANGES,
    "If-Range": ['"x"', "Wed, 99 Jan 2020"],
    "If-None-Match": ["*", '"a", ' * 1_000, "W/"],
    "If-Modified-Since": ["nonsense", "Thu, 01 Jan 1970 00:00:00 GMT", "9" * 500],
    "Referer": ["https://evil.example/\x7f", "javascript:alert(1)"],
    "User-Agent": ["", "sqlmap", "a" * 3_000],
    "Content-Type": ["text/html; charset=" + "x" * 500, "multipart/form-data", "application/json"],
}
PART = b'--x\r\nContent-Disposition: form-data; name="a"; filename="../a"\r\n\r\n1\r\n'
BODIES = [
    ("application/x-www-form-urlencoded", b"a=b&" * 2_000),
    ("application/x-www-form-urlencoded", b"q=%ff%00&csrfmiddlewaretoken=" + b"a" * 2_000),
    ("application/json", b'{"a": ' * 500),
    ("multipart/form-data; boundary=x", PART * 300),
    ("multipart/form-data; boundary=x", b"no boundary at all"),
    ("multipart/form-data", b"x" * 1_000),
    ("text/plain", b"\0" * 100_000),
]
BROKEN = [
    b"GET /fi/ HTTP/1.1\nHost: {host}\n\n",
    b"GET http://evil.example/fi/ HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET /fi/ HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
    b"GET /fi/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET /fi/ HTTP/1.1\r\nHost: {host}\r\nX-A: b\r\n  folded\r\n\r\n",
    b"POST /fi/ HTTP/1.1\r\nHost: {host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /a",
    b"POST /fi/ HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    b"POST /fi/ HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /fi/ HTTP/9.9\r\nHost: {host}\r\n\r\n",
    b"GET\r\n\r\n",
]


class Request(NamedTuple):
    """A request as it goes over the wire; `what` names it in the report."""

    what: str
    raw: bytes


def requests(seed: int, host: str, known: list[str]) -> Iterator[Request]:
    """Requests without end, half of them for the `known` addresses; the same ones for the same seed."""
    dice = random.Random(seed)  # noqa: S311  # To be repeated, not to be secret.
    while True:
        if dice.random() < 0.03:
            raw = dice.choice(BROKEN)
            yield Request(f"raw {raw[:60]!r}", raw.replace(b"{host}", host.encode()))
        else:
            yield _request(dice, host, known)


def _request(dice: random.Random, host: str, known: list[str]) -> Request:
    target = dice.choice(dice.choices([known, PATHS, SEARCHES], [4, 3, 3])[0])
    if dice.random() < 0.1:
        target += quote(dice.choice(ODD), errors="surrogatepass")[:3_000]
    if dice.random() < 0.6:
        pairs = [(dice.choice(QUERIES), dice.choice(ODD)) for _ in range(dice.choice((1, 1, 2, 5)))]
        target += ("&" if "?" in target else "?") + "&".join(
            f"{name}={quote(value, errors='surrogatepass')[:20_000]}" for name, value in pairs
        )
    elif dice.random() < 0.05:
        target += "?" + "&".join(f"a{n}=1" for n in range(400))
    headers = {
        name: dice.choice(HEADERS[name]) for name in dice.sample([*HEADERS], dice.choice((0, 0, 1, 2, 4)))
    }
    if target.startswith("/media/") and dice.random() < 0.5:
        headers["Range"] = dice.choice(RANGES)
    method = dice.choice(METHODS) if dice.random() < 0.2 else "GET"
    body = b""
    if method not in {"GET", "HEAD"} or dice.random() < 0.02:
        headers["Content-Type"], body = dice.choice(BODIES)
        headers["Content-Length"] = str(len(body))
    lines = [
        f"{name}: {value}\r\n" for name, value in (headers | {"Host": host, "Connection": "close"}).items()
    ]
    head = f"{method} {target} HTTP/1.1\r\n{''.join(lines)}\r\n".encode("latin-1", "replace")
    shown = {name: value[:40] for name, value in headers.items()}
    return Request(f"{method} {target[:100]} {shown}", head + body)


# --- Sending it -------------------------------------------------------------------------------


class Answer(NamedTuple):
    """What came back: the status, 0 for none, and how long it took in seconds."""

    request: Request
    status: int
    seconds: float


def ask(port: int, request: Request) -> Answer:
    """Send a request and read the answer to its end.

    A server that refuses a long body answers without reading it and closes the connection. Sending then fails, and
    reading fails after the answer has been read.
    """
    started = time.perf_counter()
    start = b""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=TOO_LONG) as wire:
        with suppress(OSError):
            wire.sendall(request.raw)
            wire.shutdown(socket.SHUT_WR)
        while chunk := wire.recv(65_536):
            start = start or chunk
    found = re.match(rb"HTTP/1\.[01] (\d{3})", start)
    return Answer(request, int(found[1]) if found else 0, time.perf_counter() - started)


def site(folder: Path, port: int) -> Server:
    """A server of Pakki with starter content in `folder`; not started yet."""
    inherited = {"PATH", "HOME", "LANG", "LD_LIBRARY_PATH"}
    environment = {name: value for name, value in os.environ.items() if name in inherited} | {
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
        "DATA_DIR": str(folder),
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    subprocess.run(
        [sys.executable, "manage.py", "set_up"], env=environment, check=True, stdout=subprocess.DEVNULL
    )
    command = [
        *(
            sys.executable,
            "-m",
            "gunicorn",
            "hub.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--log-level",
            "error",
        ),
        *("--worker-class", "gthread", "--workers", "2", "--threads", str(AT_ONCE)),
    ]
    return Server(command, folder / "server.log", lambda: _read(port, "/fi/"), environment=environment)


def _read(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=TOO_LONG) as answer:
        return answer.read().decode()


def known_addresses(port: int) -> list[str]:
    """The pages of the site and the files that they show."""
    pages = LOC.findall(_read(port, "/sitemap.xml"))
    files = {file for page in pages for file in FILE.findall(_read(port, page))}
    return [*pages, *sorted(files)]


def memory_of_workers(master: int) -> dict[int, float]:
    """The resident megabytes of each worker of a gunicorn by its pid."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
    page = os.sysconf("SC_PAGE_SIZE")
    return {
        int(pid): int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * page / 1_000_000
        for pid in children
    }


# --- The report -------------------------------------------------------------------------------


def slowest(answers: list[Answer], share: float) -> float:
    """The milliseconds within which that share of the answers came."""
    times = sorted(answer.seconds for answer in answers)
    return times[min(int(len(times) * share), len(times) - 1)] * 1000


def faults(answers: list[Answer], before: dict[int, float], after: dict[int, float]) -> list[str]:
    """What must not be, a line each, from the answers and the memory of the workers."""
    found = [
        f"{answer.status or 'No answer'}: {answer.request.what}"
        for answer in answers
        if not answer.status or answer.status >= 500
    ]
    if slowest(answers, 0.99) >= SLOWEST_OF_A_HUNDRED * 1000:
        found.append(f"One in a hundred took {slowest(answers, 0.99):.0f} ms or more.")
    if before.keys() != after.keys():
        found.append("A worker died.")
    elif (growth := max(after[pid] - before[pid] for pid in before)) > MOST_GROWTH:
        found.append(f"A worker grew by {growth:.0f} MB.")
    return found


def main() -> int:
    """Start, throw, count, stop; 1 when something was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, help="how many requests")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other requests (1)")
    asked = parser.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="pakki-hostile-") as folder:
        server = site(Path(folder), port)
        server.start()
        try:
            master = server.process.pid if server.process else 0
            thrown = requests(asked.seed, f"127.0.0.1:{port}", known_addresses(port))
            with ThreadPoolExecutor(AT_ONCE) as pool:
                answers = list(pool.map(partial(ask, port), islice(thrown, WARM_UP)))
                before = memory_of_workers(master)
                answers += pool.map(partial(ask, port), islice(thrown, asked.count))
            after = memory_of_workers(master)
        finally:
            server.stop()
        log = server.log.read_text(encoding="utf-8", errors="replace")
    print(f"{len(answers)} requests, seed {asked.seed}")
    for status, count in sorted(Counter(answer.status for answer in answers).items()):
        print(f"  {status or 'none'}  {count}")
    print(f"p50 {slowest(answers, 0.5):.0f} ms, p99 {slowest(answers, 0.99):.0f} ms; slowest:")
    for answer in sorted(answers, key=lambda answer: -answer.seconds)[:5]:
        print(f"  {answer.seconds * 1000:.0f} ms  {answer.status}  {answer.request.what}")
    print("Memory of the workers in MB, before and after:")
    print("  " + ", ".join(f"{before.get(pid, 0):.1f} → {megabytes:.1f}" for pid, megabytes in after.items()))
    found = faults(answers, before, after)
    print("\n".join(sorted(set(found))[:40]) or "Nothing found.")
    if found:
        print(log[-4_000:], file=sys.stderr)
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main())
