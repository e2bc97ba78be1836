"""The test suite: fast hashing, mail in memory, files in a folder that the run throws away."""

import tempfile
from pathlib import Path

from hub.settings import environment
from hub.settings.base import *

environment.stop_on_problems(production=False)

SECRET_KEY = "only for tests, " * 4
ALLOWED_HOSTS = ["*"]
MEDIA_FOLDER = tempfile.TemporaryDirectory(prefix="pakki-test-media-")
MEDIA_ROOT = Path(MEDIA_FOLDER.name)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
