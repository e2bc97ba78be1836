"""What every installation shares. What differs stands in dev.py, production.py and test.py."""

from ipaddress import ip_network
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.settings import environment

BASE_DIR = environment.BASE_DIR
DATA_DIR = environment.DATA_DIR

# --- Applications -----------------------------------------------------------------------------

INSTALLED_APPS = [
    "home",
    "toolkit",
    "events",
    "articles",
    "network",
    "hub",
    "hub.users",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmedia",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "axes",
    "allauth.account",
    "allauth.mfa",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Before all others, so that a kept page costs nothing but itself; it is kept with the headers of those below.
    "hub.compression.PageGZipMiddleware",
    "hub.caching.middleware.PageCacheMiddleware",
    # These come before whatever may answer or refuse, so that every answer has their headers.
    "hub.security.headers.HeadersMiddleware",
    "hub.security.headers.PolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "hub.caching.middleware.NoDatabaseMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hub.l10n.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hub.second_factor.required.SecondFactorMiddleware",
    "hub.security.guards.GuardMiddleware",
    "hub.security.unreadable.UnreadableMiddleware",
    "hub.redirects.RedirectMiddleware",
    "hub.storage.middleware.UploadMiddleware",
]

ROOT_URLCONF = "home.urls"
WSGI_APPLICATION = "hub.wsgi.application"
AUTH_USER_MODEL = "users.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "hub.security.templates.Loader"],
                )
            ],
            "builtins": ["hub.templatetags.nonces"],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # So that widgets come through the loader above.

# --- Data -------------------------------------------------------------------------------------

DATABASES = {"default": environment.DATABASE_URL or {}}
if DATABASES["default"].get("ENGINE") == "django.db.backends.sqlite3":
    # One writer at a time, each waiting its turn instead of failing; readers never wait.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
else:
    # Seconds; then readers get the kept copy.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # A file does not hang up.
# A connection that stays open: opening one costs more than all queries of a kept page.
DATABASES["default"] |= {"CONN_MAX_AGE": 600}
CACHES = {"default": environment.CACHE_URL or {}}
match CACHES["default"].get("BACKEND", "").rpartition(".")[2]:
    case "LocMemCache":
        CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 1500}  # Some 30 MB of compressed pages.
    case "RedisCache":
        CACHES["default"] |= {
            "BACKEND": "hub.caching.backends.FailOpenRedisCache",
            "OPTIONS": {"socket_connect_timeout": 0.25, "socket_timeout": 0.25},
        }

WAGTAILFRONTENDCACHE = {
    location: {"BACKEND": "hub.caching.edge.EdgeBackend", "LOCATION": location}
    for location in environment.FRONTEND_CACHE or []
}

# What Wagtail remembers of pictures' sizes, so that a page with many asks for each once in a process, Redis or not.
CACHES["renditions"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "renditions",
    "OPTIONS": {"MAX_ENTRIES": 5000},
}

# --- Languages --------------------------------------------------------------------------------

LANGUAGE_CODE = "fi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
FORMAT_MODULE_PATH = ["hub.formats"]
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
# The second holds what Wagtail and its companions have not translated; `make messages` leaves it alone.
LOCALE_PATHS = [BASE_DIR / "hub" / "locale", BASE_DIR / "hub" / "admin_locale"]

# The upstream default publishes untranslated copies and breaks the tree.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# --- Files ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
FILES: dict[str, Any] = {"BACKEND": "hub.storage.disk.DiskStorage"}
if environment.FILES_URL:
    FILES = {"BACKEND": "hub.storage.bucket.BucketStorage", "OPTIONS": environment.FILES_URL._asdict()}
NGINX_SENDS_FILES = environment.NGINX_SENDS_FILES
STORAGES = {
    "default": FILES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
UPLOAD_MAX_MB = environment.UPLOAD_MAX_MB
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAILIMAGES_IMAGE_MODEL = "hub.HubImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "hub.pictures.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "hub.HubDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "hub.documents.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # A PDF may hold scripts: saved like any other.
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "txt", "xlsx"]
WAGTAILMEDIA = {
    "MEDIA_MODEL": "hub.HubMedia",
    "MEDIA_FORM_BASE": "events.forms.CaptionedMediaForm",
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
    "AUDIO_EXTENSIONS": ["m4a", "mp3"],
}

# --- Wagtail ----------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Pakki"
WAGTAILADMIN_BASE_URL = environment.SITE_URL
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "hub.search.backends"},
}
WAGTAILEMBEDS_FINDERS: list[dict] = []

# --- Logging ----------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handler would mail tracebacks, with what a person typed, to administrators.
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A missing page or a wrong host name is no fault of the site; its address may hold what somebody typed.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # Django leaves it to the server to drop the body of an answer to HEAD; gunicorn does, with a line for each.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}

# --- Mail -------------------------------------------------------------------------------------

EMAIL_TIMEOUT = 5  # Seconds; somebody waits for the answer, and a worker with them.
globals().update({key: value for key, value in (environment.EMAIL_URL or {}).items() if value is not None})
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.DEFAULT_FROM_EMAIL

# --- Security ---------------------------------------------------------------------------------

ALLOWED_HOSTS = environment.ALLOWED_HOSTS
SECRET_KEY = environment.SECRET_KEY
SESSION_COOKIE_HTTPONLY = True
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False  # The old salt lets one cookie pass for another (2026-6873).
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin reads it from JavaScript.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
WHITENOISE_ALLOW_ALL_ORIGINS = False
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Signing in -------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
TRUSTED_PROXIES = [ip_network(proxy) for proxy in environment.TRUSTED_PROXIES or []]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = "hub.security.sign_in.cool_off"
AXES_USE_ATTEMPT_EXPIRATION = True  # Each row is thrown away at its own time.
AXES_LOCKOUT_PARAMETERS = "hub.security.sign_in.lockout_parameters"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "hub.security.sign_in.visitor_mark"
AXES_USERNAME_CALLABLE = "hub.security.sign_in.account_mark"
AXES_LOCKOUT_CALLABLE = "hub.security.sign_in.too_many_tries"
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]
AXES_VERBOSE = False

# --- Second factor ----------------------------------------------------------------------------

LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
REQUIRE_MFA = environment.REQUIRE_MFA
ACCOUNT_ADAPTER = "hub.second_factor.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # django-axes counts, in the database.
MFA_ADAPTER = "hub.second_factor.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # Half a minute for slow fingers and clocks that are not quite right.
ACCOUNT_FORMS = {"reauthenticate": "hub.second_factor.forms.ConfirmForm"}
MFA_FORMS = {
    "authenticate": "hub.second_factor.forms.CodeForm",
    "activate_totp": "hub.second_factor.forms.ActivateAppForm",
    "authenticate_webauthn": "hub.second_factor.forms.KeyForm",
    "add_webauthn": "hub.second_factor.forms.AddKeyForm",
}
