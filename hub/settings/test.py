"""The test suite: fast hashing, mail in memory, files in a folder that the run throws away."""

import tempfile
from pathlib import Path

from hub.settings import environment
from hub.settings.base import *

environment.stop_on_problems(production=False)

SECRET_KEY = "only for tests, " * 4
ALLOWED_HOSTS = ["*"]
FOLDER = tempfile.TemporaryDirectory(prefix="pakki-test-")
MEDIA_ROOT = Path(FOLDER.name) / "media"
STATIC_ROOT = Path(FOLDER.name) / "static"
STATIC_ROOT.mkdir()  # WhiteNoise warns of a folder that is not there.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": FILES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
