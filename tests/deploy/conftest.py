"""A whole installation on loopback, of the files in deploy/: nginx, two nodes, PostgreSQL and Redis.

Only `make test-deploy` runs these tests; each leaves everything running as it found it.
"""

import http.client
import os
import re
import secrets
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.cookies import SimpleCookie
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from django.conf import settings

from scripts.services import Server, free_port, installed, postgres, redis_server, start_all

HOST = "pakki.example"
DEPLOY = settings.BASE_DIR / "deploy"


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, without soft hyphens."""
        return self.body.decode().replace("\u00ad", "")


class Site(NamedTuple):
    """The running installation; `nodes` are two gunicorns."""

    https: int
    http: int
    node_ports: list[int]
    nodes: list[Server]
    nginx: Server
    database: Server
    cache: Server
    data: Path
    environment: dict[str, str]

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        """Ask nginx over HTTPS; header names are written with underscores."""
        context = ssl._create_unverified_context()  # noqa: S323  # The certificate is the test's own.
        connection = http.client.HTTPSConnection("127.0.0.1", self.https, timeout=30, context=context)
        return _ask(connection, path, method, body, headers)

    def ask_all(self, paths: list[str]) -> dict[str, Answer]:
        """Ask nginx for pages one after another, no faster than it lets one address: its limit is 50 a second."""
        answers = {}
        for path in paths:
            answers[path] = self.ask(path)
            time.sleep(1 / 50)
        return answers

    def ask_plain(self, path: str) -> Answer:
        """Ask nginx over HTTP."""
        connection = http.client.HTTPConnection("127.0.0.1", self.http, timeout=30)
        return _ask(connection, path, "GET", None, {})

    def ask_node(self, number: int, path: str, method: str = "GET", body: str | None = None, **headers: str):
        """Ask one of the nodes, as nginx does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.node_ports[number], timeout=30)
        return _ask(connection, path, method, body, {"X_Forwarded_Proto": "https", **headers})

    def manage(self, *arguments: str, **variables: str) -> str:
        """What a management command prints, under the nodes' environment and other variables."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment | variables,
            capture_output=True,
            text=True,
            check=True,
        ).stdout


def _ask(connection, path: str, method: str, body: str | None, headers: dict[str, str]) -> Answer:
    sent = {"Host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body=body, headers=sent)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


class Editor:
    """An administrator who has signed in on one of the nodes."""

    def __init__(self, site: Site, node: int, password: str):
        self.site, self.node = site, node
        self.cookies: SimpleCookie = SimpleCookie()
        self.post("/admin/login/", username="admin", password=password)
        assert "sessionid" in " ".join(self.cookies), "The sign-in failed."

    def get(self, path: str) -> Answer:
        """A page of the admin."""
        answer = self.site.ask_node(self.node, path, Cookie=self._cookie())
        return self._remember(answer)

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form; its token is fetched first."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path).text)
        assert token, path
        body = urlencode(fields | {"csrfmiddlewaretoken": token[1]})
        answer = self.site.ask_node(
            self.node,
            path,
            "POST",
            body,
            Cookie=self._cookie(),
            Origin=f"https://{HOST}",
            Content_Type="application/x-www-form-urlencoded",
        )
        assert answer.status == 302, answer.text[:2000]
        return self._remember(answer)

    def _cookie(self) -> str:
        return "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())

    def _remember(self, answer: Answer) -> Answer:
        for header in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(header)
        return answer


def until(is_so: Callable[[], bool], seconds: float) -> float:
    """Wait until something is so; how many seconds it took. Fails when it takes longer than `seconds`."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, f"Not so within {seconds} s."
        time.sleep(0.1)
    return time.monotonic() - began


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The installation, with the starter content."""
    with tempfile.TemporaryDirectory(prefix="pakki-deploy-") as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL and nginx run as somebody else.
        database, database_url = postgres(folder / "postgres")
        cache, cache_url = redis_server(folder / "redis")
        start_all([database, cache], stack)
        https, plain, changes = free_port(), free_port(), free_port()
        environment = _environment(folder / "data", database_url, cache_url, changes)
        set_up = subprocess.run(
            [sys.executable, "manage.py", "set_up"],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert set_up.returncode == 0, set_up.stdout + set_up.stderr
        (folder / "data" / "password").write_text(re.search(r"password (\S+)", set_up.stdout)[1])
        _open_to_nginx(folder / "data")
        ports = [free_port(), free_port()]
        nodes = [_node(port, folder, environment) for port in ports]
        start_all(nodes, stack)
        nginx = _nginx(folder, https, plain, changes, ports)
        start_all([nginx], stack)
        yield Site(https, plain, ports, nodes, nginx, database, cache, folder / "data", environment)


@pytest.fixture
def editor(site: Site) -> Editor:
    """Signed in on the first node."""
    return Editor(site, 0, (site.data / "password").read_text())


def _environment(data: Path, database_url: str, cache_url: str, changes: int) -> dict[str, str]:
    """The example's variables, with this installation's addresses in them."""
    lines = (DEPLOY / "pakki.env.example").read_text().splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    own = {
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DATA_DIR": str(data),
        "DATABASE_URL": database_url,
        "CACHE_URL": cache_url,
        "EMAIL_URL": "console://",
        "FRONTEND_CACHE": f"http://127.0.0.1:{changes}",
    }
    assert set(own) < set(example)
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")} | example | own


def _open_to_nginx(data: Path) -> None:
    """On a real machine nginx is in the group of the files; here it may be any user."""
    for path in [data, *(data / "media").rglob("*"), data / "media"]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def _node(port: int, folder: Path, environment: dict[str, str]) -> Server:
    """A gunicorn, started as the unit file does it."""
    unit = (DEPLOY / "systemd" / "pakki@.service").read_text()
    command = re.search(r"^ExecStart=(.+)$", unit, re.MULTILINE)[1].replace("%i", str(port)).split()
    assert command[0] == "/srv/pakki/code/.venv/bin/python"

    def is_up() -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        return _ask(connection, "/health/live", "GET", None, {}).status == 200

    return Server([sys.executable, *command[1:]], folder / f"node-{port}.log", is_up, environment=environment)


def _nginx(folder: Path, https: int, plain: int, changes: int, nodes: list[int]) -> Server:
    """The real nginx with deploy/nginx/pakki.conf, in which only ports and paths are put in."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", f"/CN={HOST}", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    text = (DEPLOY / "nginx" / "pakki.conf").read_text()
    for line in re.findall(r"^ *listen \[::\].*\n", text, re.MULTILINE):
        text = text.replace(line, "")
    for old, new in {
        "127.0.0.1:8001": f"127.0.0.1:{nodes[0]}",
        "127.0.0.1:8002": f"127.0.0.1:{nodes[1]}",
        "listen 127.0.0.1:8009;": f"listen 127.0.0.1:{changes};",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ": f"listen 127.0.0.1:{https} ",
        "/etc/letsencrypt/live/pakki.example/fullchain.pem": str(certificate),
        "/etc/letsencrypt/live/pakki.example/privkey.pem": str(key),
        "/var/cache/nginx/pakki": str(folder / "nginx-cache"),
        "/srv/pakki/data/media/": f"{folder}/data/media/",
        "/var/log/nginx/pakki.log": str(folder / "access.log"),
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    (folder / "pakki.conf").write_text(text)
    main = folder / "nginx.conf"
    main.write_text(
        f"""daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx-error.log; worker_processes 1;
        events {{}}
        http {{ include /etc/nginx/mime.types; access_log off; sendfile on;
        client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
        fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
        include {folder}/pakki.conf; }}"""
    )
    command = [installed("nginx"), "-c", str(main), "-e", str(folder / "nginx-error.log")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr

    def is_up() -> bool:
        return (
            _ask(http.client.HTTPConnection("127.0.0.1", plain, timeout=5), "/", "GET", None, {}).status
            == 301
        )

    return Server(command, folder / "nginx.log", is_up)
