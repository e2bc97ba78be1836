"""Signing in: a few tries a minute for an account from an address, fewer for codes, and no trace of who tried.

django-axes counts failed tries in the database, so all processes share the count. It is given marks in the place
of names and addresses: keyed hashes that change every day, so that a list of what people typed never comes to be.
"""

from datetime import timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from axes.helpers import get_client_parameters
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac

Network = IPv4Network | IPv6Network

PASSWORD_PAUSE = timedelta(minutes=1)
CODE_PAUSE = timedelta(minutes=15)
"""Longer: a code has six digits only, and who tries one knows the password."""

NEIGHBOURHOOD = 64
"""How many bits of an IPv6 address tell one visitor from another; whoever has one such address has all of them."""


def visitor_address(remote: str, forwarded: str, trusted: list[Network]) -> str:
    """Where a request comes from: the last address on its way that is no proxy of ours.

    `forwarded` is the X-Forwarded-For header. A visitor may have written anything at its beginning.
    """
    way = [hop.strip() for hop in [*forwarded.split(","), remote]]
    for hop in reversed(way):
        address = _parse(hop)
        if address is None:
            return hop
        if not any(address in network for network in trusted):
            return str(
                ip_network((address, NEIGHBOURHOOD), strict=False) if address.version == 6 else address
            )
    return way[0]


def visitor_mark(request: HttpRequest) -> str:
    """What stands for the visitor's address: an IPv6 address, because that is what django-axes can keep."""
    address = visitor_address(
        request.META.get("REMOTE_ADDR", ""),
        request.headers.get("X-Forwarded-For", ""),
        settings.TRUSTED_PROXIES,
    )
    return str(
        IPv6Address(b"\xfd" + _hash(address)[:15])
    )  # From the range that no network on the internet has.


def account_mark(request: HttpRequest, credentials: dict | None) -> str:
    """What stands for the account's name; people type their passwords there, too.

    Codes of the second factor have a mark of their own, which nobody can type: credentials with `second_factor`, the
    user's number.
    """
    given = credentials or request.POST
    if _is_code(credentials):
        return _hash(str(given["second_factor"]), "code ").hex()
    name = given.get("username") or ""
    return _hash(str(name).casefold()).hex()


def lockout_parameters(request: HttpRequest, credentials: dict | None) -> list:
    """Passwords are counted by account and address together, codes by account alone.

    By account alone anybody could shut an editor out, but not without the password.
    """
    return ["username"] if _is_code(credentials) else [["username", "ip_address"]]


def cool_off(request: HttpRequest) -> timedelta:
    """How long the sign-in is closed after too many tries."""
    view = request.resolver_match and request.resolver_match.url_name
    return CODE_PAUSE if view == "mfa_authenticate" else PASSWORD_PAUSE


def too_many_tries(request: HttpRequest, response: HttpResponse, credentials: dict) -> HttpResponse:
    """429 with the time from which one may try again, in both languages."""
    which = get_client_parameters(
        account_mark(request, credentials), visitor_mark(request), "", request, credentials
    )[0]
    tries = AccessAttempt.objects.filter(**which)
    now = timezone.now()
    until = (tries.order_by("attempt_time").values_list("attempt_time", flat=True).last() or now) + (
        cool_off(request)
    )
    answer = render(request, "429.html", {"until": until, "is_code": _is_code(credentials)}, status=429)
    answer["Retry-After"] = str(max(int((until - now).total_seconds()) + 1, 1))
    add_never_cache_headers(answer)
    return answer


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_code(credentials: dict | None) -> bool:
    return credentials is not None and "second_factor" in credentials


def _hash(text: str, kind: str = "") -> bytes:
    salt = f"hub.security.sign_in {kind}{timezone.localdate()}"
    return salted_hmac(salt, text, algorithm="sha256").digest()
