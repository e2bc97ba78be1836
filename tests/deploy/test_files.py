"""What deploy/ says beside what the installation test runs."""

import re
import shutil
import subprocess

import pytest
import yaml
from django.conf import settings

from hub.checks import page_types
from hub.settings import environment

DEPLOY = settings.BASE_DIR / "deploy"
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def example() -> list[str]:
    lines = (DEPLOY / "pakki.env.example").read_text().splitlines()
    return [line.partition("=")[0] for line in lines if not line.startswith("#")]


def test_example_names_variables_that_there_are():
    assert len(example()) > 8
    assert set(example()) - NOT_OURS <= set(environment.env._fields)


def test_nginx_tells_apart_the_copies_of_what_pages_read():
    named = re.search(r"\(\^\|&\)\(([a-z_|]+)\|\[", (DEPLOY / "nginx" / "pakki.conf").read_text())[1]
    read = {"q"}.union(*(model.reads_query for model in page_types()))
    assert set(named.split("|")) == read


def test_containers_set_variables_that_there_are():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    for name in ("set-up", "web", "scheduled", "mail", "links"):
        service = compose["services"][name]
        assert set(service["environment"]) <= set(environment.env._fields)
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).exists()


def test_container_serves_with_the_files_that_there_are():
    text = (DEPLOY / "Dockerfile").read_text()
    for path in ("requirements/base.txt", "deploy/gunicorn.conf.py"):
        assert path in text
        assert (settings.BASE_DIR / path).exists()


def test_upload_that_the_site_takes_passes_nginx():
    (limit,) = re.findall(
        r"location /admin/ \{[^}]*client_max_body_size (\d+)m;", (DEPLOY / "nginx" / "pakki.conf").read_text()
    )
    assert int(limit) > environment.env._fields["UPLOAD_MAX_MB"].load_default


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_understands_its_units(tmp_path):
    for unit in (DEPLOY / "systemd").iterdir():
        # The programs are not where they will be; what is in /bin/true's place says nothing.
        text = re.sub(r"^(Exec\w+)=\S+", r"\1=/bin/true", unit.read_text(), flags=re.MULTILINE)
        (tmp_path / unit.name).write_text(text.replace("/srv/pakki/code", "/"))
    done = subprocess.run(
        [shutil.which("systemd-analyze"), "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
