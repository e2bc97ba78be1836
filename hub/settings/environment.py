"""The one place that reads environment variables; each is documented in docs/running.md."""

import re
from ipaddress import ip_network
from pathlib import Path

from environs import Env, EnvValidationError
from marshmallow import ValidationError
from marshmallow.validate import URL, Range

from hub.storage.address import Bucket, parse_files_url

BASE_DIR = Path(__file__).resolve().parents[2]

env = Env(eager=False)

HOST_NAME = re.compile(r"\.?[\w\-]+(\.[\w\-]+)*|\[[0-9a-f:]+\]", re.IGNORECASE)
WEB_ADDRESS = re.compile(r"https?://[\w.\-\[\]:]+")


def _are_networks(values: list[str]) -> None:
    try:
        for value in values:
            ip_network(value)
    except ValueError:
        raise ValidationError("must be IP addresses or networks, separated by commas.") from None


@env.parser_for("files_url")
def _files_url(value: str) -> Bucket | None:
    """The bucket of FILES_URL; None for local disk. Says nothing of the value, in which there is a secret."""
    try:
        return parse_files_url(value) if value else None
    except ValueError:
        raise ValidationError("must look like s3://key:secret@host/bucket?region=eu-north-1.") from None


def _are_web_addresses(values: list[str]) -> None:
    for value in values:
        if not WEB_ADDRESS.fullmatch(value):
            raise ValidationError("must be addresses such as http://127.0.0.1:8009, separated by commas.")


SECRET_KEY = env.str("SECRET_KEY", "")
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
SITE_URL = env.str(
    "SITE_URL",
    "http://127.0.0.1:8000",
    validate=URL(require_tld=False, error="must be an address such as https://pakki.example"),
)
DATA_DIR = env.path("DATA_DIR", BASE_DIR / "var")
DATABASE_URL = env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR}/pakki.sqlite3")
CACHE_URL = env.dj_cache_url("CACHE_URL", "locmem://")
FILES_URL: Bucket | None = env.files_url("FILES_URL", "")
NGINX_SENDS_FILES = env.bool("NGINX_SENDS_FILES", False)
EMAIL_URL = env.dj_email_url("EMAIL_URL", "console://")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "pakki@pakki.example")
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", [], validate=_are_networks)
REQUIRE_MFA = env.bool("REQUIRE_MFA", False)
FRONTEND_CACHE: list[str] = env.list("FRONTEND_CACHE", [], validate=_are_web_addresses)
UPLOAD_MAX_MB = env.int("UPLOAD_MAX_MB", 500, validate=Range(min=1, max=4096, error="must be from 1 to 4096"))


def _is_database(database: dict) -> bool:
    """Whether it is of a kind that Pakki runs on, and can keep what it is given."""
    kind = database.get("ENGINE", "").rpartition(".")[2]
    return kind in {"sqlite3", "postgresql"} and database.get("NAME") not in {"", None, ":memory:"}


def _sends_in_clear(mail: dict) -> bool:
    """Whether mail, and the password for it, would leave this machine unencrypted."""
    is_smtp = mail.get("EMAIL_BACKEND") == "django.core.mail.backends.smtp.EmailBackend"
    is_here = mail.get("EMAIL_HOST") in {"localhost", "127.0.0.1", "::1"}
    return is_smtp and not is_here and not mail["EMAIL_USE_TLS"] and not mail["EMAIL_USE_SSL"]


def problems(*, production: bool) -> list[str]:
    """One line for each variable that is missing or has a value that cannot be used."""
    found = []
    try:
        env.seal()
    except EnvValidationError as error:
        found += [
            f"{name}: {' '.join(map(str, messages))}"
            for name, messages in error.error_messages.items()  # type: ignore[union-attr]  # a dict from seal()
        ]
    if EMAIL_URL is not None and "EMAIL_BACKEND" not in EMAIL_URL:
        found.append("EMAIL_URL: the part before :// is not a known way to send mail.")
    if DATABASE_URL is not None and not _is_database(DATABASE_URL):
        found.append("DATABASE_URL: must be sqlite:///FILE or postgres://USER:PASSWORD@HOST/NAME.")
    if not production:
        return found
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
        found.append("SECRET_KEY: must be set, and have at least 50 random characters.")
    if not ALLOWED_HOSTS or not all(map(HOST_NAME.fullmatch, ALLOWED_HOSTS)):
        found.append("ALLOWED_HOSTS: must name the site's host names, such as pakki.example, and not *.")
    if SITE_URL and not SITE_URL.startswith("https://"):
        found.append("SITE_URL: must be set, and begin with https://.")
    if FILES_URL and not FILES_URL.endpoint_url.startswith("https://"):
        found.append(
            "FILES_URL: must begin with s3://; browsers would not load its files into an HTTPS page."
        )
    if EMAIL_URL and _sends_in_clear(EMAIL_URL):
        found.append(
            "EMAIL_URL: must begin with submission://; smtp:// sends mail to another machine in clear."
        )
    if DEBUG:
        found.append("DEBUG: must not be set in production.")
    return found


def stop_on_problems(*, production: bool) -> None:
    """End the process with one clear line per bad variable, before Django starts.

    Raises SystemExit.
    """
    if found := problems(production=production):
        raise SystemExit("\n".join(f"Pakki cannot start. {line}" for line in found))
