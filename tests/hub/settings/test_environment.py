"""Settings from the environment: documented, checked, and read in one place."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from hub.settings import environment

DOCUMENTED = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
GOOD = {
    "SECRET_KEY": "k4uhf-" * 10,
    "ALLOWED_HOSTS": "pakki.example",
    "SITE_URL": "https://pakki.example",
}
START = [sys.executable, "-c", "import django; django.setup()"]


def start(**variables: str) -> subprocess.CompletedProcess:
    """Start production with nothing but the given variables in the environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        START,
        env={**kept, "DJANGO_SETTINGS_MODULE": "hub.settings.production", **variables},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_every_variable_is_documented_and_every_documented_one_is_read():
    text = (settings.BASE_DIR / "docs" / "running.md").read_text(encoding="utf-8")
    assert set(DOCUMENTED.findall(text)) == set(environment.env._fields)


def test_variables_are_read_in_one_place_only():
    readers = [
        str(path.relative_to(settings.BASE_DIR))
        for folder in ("hub", "home", "toolkit", "events", "articles", "network")
        for path in (settings.BASE_DIR / folder).rglob("*.py")
        if re.search(
            r"os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|os\.getenv", path.read_text("utf-8")
        )
    ]
    assert readers == []


def test_production_starts_with_good_values(tmp_path):
    result = start(**GOOD, DATA_DIR=str(tmp_path))
    assert result.returncode == 0, result.stderr


def test_production_names_every_missing_variable_in_a_line_of_its_own():
    result = start()
    assert result.returncode != 0
    lines = result.stderr.strip().splitlines()
    assert [line.removeprefix("Pakki cannot start. ").split(":")[0] for line in lines] == [
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "SITE_URL",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "lyhyt"),
        ("SECRET_KEY", "a" * 60),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "pakki.example,*"),
        ("ALLOWED_HOSTS", "*.pakki.example"),
        ("ALLOWED_HOSTS", "https://pakki.example"),
        ("ALLOWED_HOSTS", "pakki.example:443"),
        ("SITE_URL", "http://pakki.example"),
        ("SITE_URL", "pakki.example"),
        ("DEBUG", "1"),
        ("DEBUG", "ehkä"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "mongodb://x/y"),
        ("DATABASE_URL", "mysql://pakki:salaisuus@127.0.0.1/pakki"),
        ("DATABASE_URL", "postgres://"),
        ("DATABASE_URL", "postgres://pakki:salaisuus@127.0.0.1"),
        ("DATABASE_URL", "postgres://pakki:salaisuus@127.0.0.1:portti/pakki"),
        ("DATABASE_URL", "sqlite://"),
        ("CACHE_URL", "nonsense://"),
        ("EMAIL_URL", "nonsense://"),
        ("EMAIL_URL", "smtp://mail.pakki.example"),
        ("EMAIL_URL", "smtp://user:salaisuus@192.0.2.1:25"),
        ("EMAIL_URL", "smtp://user:salaisuus@mail.pakki.example:587?tls=no"),
        ("EMAIL_URL", "submission://user:salaisuus@mail.pakki.example?timeout=salaisuus"),
        ("TRUSTED_PROXIES", "nginx"),
        ("REQUIRE_MFA", "publishers"),
        ("FILES_URL", "s3://salaisuus"),
        ("FILES_URL", "s3://avain:salaisuus@s3.example"),
        ("FILES_URL", "s3://salaisuus@s3.example/pakki"),
        ("FILES_URL", "s3://:salaisuus@s3.example/pakki"),
        ("FILES_URL", "s3://avain:salaisuus@s3.example:portti/pakki"),
        ("FILES_URL", "s3+http://avain:salaisuus@s3.example/pakki"),
        ("FRONTEND_CACHE", "nginx"),
        ("FRONTEND_CACHE", "ftp://127.0.0.1"),
        ("NGINX_SENDS_FILES", "ehkä"),
        ("UPLOAD_MAX_MB", "0"),
        ("UPLOAD_MAX_MB", "paljon"),
    ],
)
def test_production_refuses_a_bad_value_with_one_clear_line(name, value):
    result = start(**{**GOOD, name: value})
    assert result.returncode != 0
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith(f"Pakki cannot start. {name}: ")
    assert "salaisuus" not in line


@pytest.mark.parametrize("hosts", ["pakki.example,www.pakki.example", ".pakki.example", "127.0.0.1,[::1]"])
def test_production_takes_host_names_of_every_kind(hosts, tmp_path):
    result = start(**{**GOOD, "ALLOWED_HOSTS": hosts, "DATA_DIR": str(tmp_path)})
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    "address",
    [
        "submission://user:salaisuus@mail.pakki.example:587",
        "smtp://user:salaisuus@mail.pakki.example:465?ssl=yes",
        "smtp://mail.pakki.example?tls=yes",
        "smtp://localhost",
        "smtp://127.0.0.1:2525",
        "smtp://[::1]",
        "console://",
    ],
)
def test_production_takes_mail_that_is_encrypted_or_stays_on_the_machine(address, tmp_path):
    result = start(**{**GOOD, "EMAIL_URL": address, "DATA_DIR": str(tmp_path)})
    assert result.returncode == 0, result.stderr


def test_no_secret_is_printed_when_the_start_is_refused():
    secret = "aivan-liian-lyhyt-avain"
    assert secret not in start(**{**GOOD, "SECRET_KEY": secret}).stderr
