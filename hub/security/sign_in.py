"""Signing in: a few tries a minute for an account from an address, and no trace of who tried.

django-axes counts failed tries in the database, so all processes share the count. It is given marks in the place
of names and addresses: keyed hashes that change every day, so that a list of what people typed never comes to be.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac

Network = IPv4Network | IPv6Network

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
    """What stands for the account's name; people type their passwords there, too."""
    name = (credentials or request.POST).get("username") or ""
    return _hash(str(name).casefold()).hex()


def too_many_tries(request: HttpRequest, response: HttpResponse, credentials: dict) -> HttpResponse:
    """429 with the time from which one may try again, in both languages."""
    tries = AccessAttempt.objects.filter(
        username=account_mark(request, credentials), ip_address=visitor_mark(request)
    )
    now = timezone.now()
    until = (tries.order_by("attempt_time").values_list("attempt_time", flat=True).last() or now) + (
        settings.AXES_COOLOFF_TIME
    )
    answer = render(request, "429.html", {"until": until}, status=429)
    answer["Retry-After"] = str(max(int((until - now).total_seconds()) + 1, 1))
    add_never_cache_headers(answer)
    return answer


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _hash(text: str) -> bytes:
    return salted_hmac(f"hub.security.sign_in {timezone.localdate()}", text, algorithm="sha256").digest()
