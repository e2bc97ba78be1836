"""One's own machine (`make run`): loopback hosts, a secret key made on the first start."""

from django.core.management.utils import get_random_secret_key

from hub.settings import environment
from hub.settings.base import *

environment.stop_on_problems(production=False)


def _kept_secret_key() -> str:
    """The key of this checkout, made on the first start and kept in the data folder."""
    path = environment.DATA_DIR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()


DEBUG = environment.DEBUG
SECRET_KEY = environment.SECRET_KEY or _kept_secret_key()
ALLOWED_HOSTS = environment.ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]

# Without HTTPS in front, a browser would not send these cookies back.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
