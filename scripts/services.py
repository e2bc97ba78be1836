"""PostgreSQL, Redis and an S3 server on free loopback ports, for as long as a command or a test needs them.

`python -m scripts.services COMMAND…` runs a command with DATABASE_URL, CACHE_URL and FILES_URL of the three. Each is a
process that this one has started and stops by its pid; their data is thrown away. The S3 server is OpenStack Swift with
its S3 interface: it verifies signatures, which the S3 imitations written for tests do not.
"""

import getpass
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import boto3
import psycopg
import redis
from botocore.config import Config

STARTS_WITHIN = 60
"""Seconds that a server may take to answer for the first time."""
STOPS_WITHIN = 20
"""Seconds that a server may take to end after it was asked to."""

KEY, SECRET, BUCKET = "pakki:web", "only-for-tests", "pakki-files"

SWIFT_KINDS = ("account", "container", "object")
SWIFT_NODE = """\
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""
# Tempauth wants a memcached to be named and, for signed requests, never asks it: nothing listens on port 1.
SWIFT_PROXY = """\
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth copy slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
[filter:tempauth]
use = egg:swift#tempauth
user_{account}_{name} = {secret} .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
"""


def free_port() -> int:
    """A loopback port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Server:
    """A program that can be started, stopped and started again on the same port.

    `is_up` tells whether it answers; it may raise whatever its client raises while the program is starting.
    """

    def __init__(
        self,
        command: list[str],
        log: Path,
        is_up: Callable[[], object],
        *,
        user: str | None = None,
        stop_signal: int = signal.SIGTERM,
        kill_signal: int = signal.SIGKILL,
        environment: dict[str, str] | None = None,
    ):
        self.command = command
        self.log = log
        self.is_up = is_up
        self.user = user
        self.stop_signal = stop_signal
        self.kill_signal = kill_signal
        self.environment = environment
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start the program and wait until it answers. Raises RuntimeError with its log when it does not."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start the program without waiting for it."""
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env=self.environment,
                user=self.user,
                group=self.user,
                extra_groups=[] if self.user else None,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until the program answers. Raises RuntimeError with its log when it does not."""
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until and self.process and self.process.poll() is None:
            try:
                if self.is_up():
                    return
            except Exception:  # noqa: S110  # Every client has its own way to say that nobody answers.
                pass
            time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"{self.command[0]} did not start:\n{self.log.read_text()[-4000:]}")

    def stop(self) -> None:
        """End the program in its own way."""
        if self.process:
            self.process.send_signal(self.stop_signal)
            self._see_off(self.process)

    def kill(self) -> None:
        """End the program and its workers at once, with all that they were doing."""
        if self.process:
            os.killpg(self.process.pid, self.kill_signal)
            self._see_off(self.process)

    def _see_off(self, process: subprocess.Popen) -> None:
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.process = None


def start_all(servers: list[Server], stack: ExitStack) -> None:
    """Start servers and wait until all of them answer; the stack stops them."""
    for server in servers:
        stack.callback(server.stop)
        server.launch()
    for server in servers:
        server.wait()


def installed(program: str) -> str:
    """The path of a program. Raises RuntimeError when it is not installed."""
    found = shutil.which(program)
    if found is None:
        raise RuntimeError(
            f"{program} is not installed; as root, `scripts/test-tools --services` installs it."
        )
    return found


def postgres(folder: Path) -> tuple[Server, str]:
    """A new PostgreSQL with an empty database, and its DATABASE_URL."""
    bins = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not bins:
        raise RuntimeError(
            "PostgreSQL is not installed; as root, `scripts/test-tools --services` installs it."
        )
    # It refuses to run as root.
    user = "postgres" if os.getuid() == 0 else None
    folder.mkdir()
    if user:
        shutil.chown(folder, user, user)
    subprocess.run(
        [
            *(str(bins[-1] / "initdb"), "--pgdata", str(folder / "data"), "--username", "pakki"),
            *("--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        user=user,
        group=user,
        extra_groups=[] if user else None,
    )
    port = free_port()
    address = f"postgres://pakki@127.0.0.1:{port}/"

    def is_up() -> bool:
        with psycopg.connect(f"{address}postgres", autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'pakki'").fetchone():
                connection.execute("CREATE DATABASE pakki")
        return True

    command = [
        *(str(bins[-1] / "postgres"), "-D", str(folder / "data"), "-p", str(port)),
        *("-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"),
        *("-c", "fsync=off", "-c", "synchronous_commit=off"),
    ]
    server = Server(
        command,
        folder.with_suffix(".log"),
        is_up,
        user=user,
        stop_signal=signal.SIGINT,
        kill_signal=signal.SIGQUIT,  # It leaves its own processes no time either, but its memory in order.
    )
    return server, f"{address}pakki"


def redis_server(folder: Path) -> tuple[Server, str]:
    """A new Redis, and its CACHE_URL."""
    folder.mkdir()
    port = free_port()
    command = [
        *(installed("redis-server"), "--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder)),
        *("--save", "", "--appendonly", "no"),
    ]
    client = redis.Redis(port=port)
    return Server(command, folder.with_suffix(".log"), client.ping), f"redis://127.0.0.1:{port}/0"


def swift(folder: Path) -> tuple[list[Server], str]:
    """A new Swift with one copy of everything and an empty bucket, and its FILES_URL."""
    (folder / "devices" / "d1").mkdir(parents=True)
    _demand_attributes(folder)
    user = getpass.getuser()
    servers = []
    for kind in SWIFT_KINDS:
        port = free_port()
        _build_ring(folder / f"{kind}.builder", port)
        settings = folder / f"{kind}.conf"
        settings.write_text(SWIFT_NODE.format(port=port, user=user, folder=folder, kind=kind))
        servers.append(_swift_server(kind, settings, port))
    port = free_port()
    account, _, name = KEY.partition(":")
    settings = folder / "proxy.conf"
    settings.write_text(
        SWIFT_PROXY.format(port=port, user=user, folder=folder, account=account, name=name, secret=SECRET)
    )
    client = boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name="us-east-1",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
    )
    proxy = _swift_server("proxy", settings, port)
    proxy.is_up = lambda: client.create_bucket(Bucket=BUCKET)
    address = f"s3+http://{account}%3A{name}:{SECRET}@127.0.0.1:{port}/{BUCKET}"
    return [*servers, proxy], address


def _swift_server(kind: str, settings: Path, port: int) -> Server:
    def is_up() -> bool:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthcheck", timeout=1):  # noqa: S310  # our own
            return True

    def listens() -> bool:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True

    command = [installed(f"swift-{kind}-server"), str(settings), "--verbose"]
    return Server(command, settings.with_suffix(".log"), is_up if kind == "proxy" else listens)


def _build_ring(builder: Path, port: int) -> None:
    """The file that tells Swift where things are: here all of them on one device."""
    for arguments in (["create", "2", "1", "0"], ["add", f"r1z1-127.0.0.1:{port}/d1", "1"], ["rebalance"]):
        subprocess.run(
            [installed("swift-ring-builder"), str(builder), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
        )


def _demand_attributes(folder: Path) -> None:
    """Raise RuntimeError on a file system without extended attributes, in which Swift keeps what it knows of a file."""
    try:
        os.setxattr(folder, "user.pakki", b"1")
    except OSError as error:
        raise RuntimeError(
            f"{folder} has no extended attributes: set TMPDIR to a folder on a disk."
        ) from error


@contextmanager
def all_services() -> Iterator[dict[str, str]]:
    """The three of them, running; the environment variables that lead to them."""
    with tempfile.TemporaryDirectory(prefix="pakki-services-") as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as somebody else.
        database, database_url = postgres(folder / "postgres")
        cache, cache_url = redis_server(folder / "redis")
        files, files_url = swift(folder / "swift")
        start_all([database, cache, *files], stack)
        yield {"DATABASE_URL": database_url, "CACHE_URL": cache_url, "FILES_URL": files_url}


def main() -> int:
    """Run the command of the arguments with the services; its exit status."""
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM)
    )  # So that the servers are stopped.
    try:
        with all_services() as variables:
            return subprocess.run(sys.argv[1:], env=os.environ | variables, check=False).returncode
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
