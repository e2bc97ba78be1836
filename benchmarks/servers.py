"""The servers that are compared: Pakki, a bare Django view, a stock Wagtail site, a static file from nginx."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
GUNICORN = [
    "-m",
    "gunicorn",
    "--worker-class",
    "gthread",
    "--workers",
    "1",
    "--threads",
    "4",
    "--log-level",
    "error",
]
"""One worker, so that its processor time and memory are the server's."""

BARE = """
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

with open({body!r}, "rb") as file:
    BODY = file.read()

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="only for a benchmark",
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
)
urlpatterns = [path("", lambda request: HttpResponse(BODY))]
application = get_wsgi_application()
"""


class Running(NamedTuple):
    """A server that answers: its address, and the processes that do the work."""

    name: str
    address: str
    pids: list[int]

    def cpu_seconds(self) -> float:
        """Processor time that its processes have used so far."""
        ticks = 0
        for pid in filter(_is_running, self.pids):  # nginx has one that loads its cache and ends.
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def peak_megabytes(self) -> float:
        """The largest memory that one of its processes has had."""
        peaks = []
        for pid in filter(_is_running, self.pids):
            status = Path(f"/proc/{pid}/status").read_text()
            peaks.append(int(status.partition("VmHWM:")[2].split()[0]) / 1024)
        return max(peaks)


def _is_running(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def _started(
    name: str, command: Sequence[str], port: int, environment: Mapping[str, str], folder: Path
) -> Iterator[Running]:
    with (folder / f"{name}.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stdout=log, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield Running(name, address, [int(pid) for pid in children] or [process.pid])
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(address: str, process: subprocess.Popen) -> None:
    """Until it answers. Raises RuntimeError when it stops or is silent for a minute."""
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} stopped with {process.returncode}")
        try:
            # Shows who it is, so that no page is kept of its asking.
            request = urllib.request.Request(address, headers={"Authorization": "Basic YTpi"})
            with urllib.request.urlopen(request, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{address} does not answer")


@contextmanager
def pakki(folder: Path, name: str) -> Iterator[Running]:
    """Pakki with its starter content in a data folder of its own."""
    data = folder / "pakki"
    environment = {
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
        "PYTHONPATH": str(ROOT),
    }
    if not data.exists():
        subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), "set_up"],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    port = free_port()
    command = [sys.executable, *GUNICORN, "hub.wsgi", "--bind", f"127.0.0.1:{port}"]
    with _started(name, command, port, environment, folder) as server:
        yield server


@contextmanager
def bare_view(folder: Path, body: bytes) -> Iterator[Running]:
    """A Django view behind three of Django's own middlewares that returns `body` and does nothing else."""
    (folder / "body").write_bytes(body)
    (folder / "bare.py").write_text(BARE.format(body=str(folder / "body")))
    port = free_port()
    command = [sys.executable, *GUNICORN, "bare", "--bind", f"127.0.0.1:{port}"]
    with _started("bare", command, port, {"DJANGO_SETTINGS_MODULE": ""}, folder) as server:
        yield server


@contextmanager
def stock_wagtail(folder: Path) -> Iterator[Running]:
    """The home page of the site that `wagtail start` makes, with its production settings but for the host."""
    site = folder / "stock"
    if not site.exists():
        subprocess.run(
            [Path(sys.executable).parent / "wagtail", "start", "stock", str(_made(site))],
            stdout=subprocess.DEVNULL,
            check=True,
        )
        (site / "stock" / "settings" / "bench.py").write_text(
            'from .base import *\nSECRET_KEY = "only for a benchmark"\nALLOWED_HOSTS = ["*"]\nDEBUG = False\n'
            'STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"\n'
        )
        subprocess.run(
            [
                sys.executable,
                "manage.py",
                "migrate",
                "--verbosity",
                "0",
                "--settings",
                "stock.settings.bench",
            ],
            cwd=site,
            check=True,
        )
    port = free_port()
    command = [sys.executable, *GUNICORN, "stock.wsgi", "--bind", f"127.0.0.1:{port}"]
    with _started("stock", command, port, {"DJANGO_SETTINGS_MODULE": "stock.settings.bench"}, site) as server:
        yield server


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx-error.log; worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off; default_type text/html; sendfile on;
    client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp; fastcgi_temp_path {folder}/tmp;
    uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
    proxy_cache_path {folder}/cache keys_zone=pages:1m;
    server {{ listen 127.0.0.1:{port}; root {folder}/static; }}
    server {{
        listen 127.0.0.1:{cached_port}; open_file_cache max=1000;
        location / {{
            proxy_pass {upstream}; proxy_cache pages; proxy_cache_use_stale updating error timeout;
            proxy_cache_background_update on; proxy_set_header Host $http_host; proxy_set_header Accept-Encoding "";
        }}
    }}
}}
"""


@contextmanager
def nginx(folder: Path, body: bytes, upstream: Running) -> Iterator[tuple[Running, Running]]:
    """Nginx with `body` as a static file, and the same nginx as a page cache before `upstream`."""
    (folder / "static").mkdir(exist_ok=True)
    (folder / "static" / "index.html").write_bytes(body)
    port, cached_port = free_port(), free_port()
    config = folder / "nginx.conf"
    config.write_text(
        NGINX.format(folder=folder, port=port, cached_port=cached_port, upstream=upstream.address)
    )
    for served in (folder, folder / "static"):
        served.chmod(0o755)
    program = shutil.which("nginx") or "nginx"
    with _started("nginx", [program, "-c", str(config)], port, {}, folder) as server:
        yield server, Running("nginx-cache", f"http://127.0.0.1:{cached_port}", server.pids)
