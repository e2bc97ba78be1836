"""A public site behind HTTPS. Refuses to start on a missing or unsafe variable."""

from hub.settings import environment
from hub.settings.base import *

environment.stop_on_problems(production=True)

DEBUG = False
CSRF_TRUSTED_ORIGINS = [environment.SITE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# Whoever watches a node, and the cache in front, ask it without HTTPS.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^edge/"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
