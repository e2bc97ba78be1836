"""The arithmetic of Mozilla's HTTP Observatory, on the headers of one answer over HTTPS.

It starts from 100, takes away for what is missing, and adds for what is better than it must be, the latter only to an
answer that has 90 without it. An A+ is 100 or more; the most that one can have is 165.
"""

from collections.abc import Mapping
from http.cookies import SimpleCookie

A_PLUS = 100
HALF_A_YEAR = 15_768_000
NEEDED_FOR_BONUS = 90
PRIVATE_REFERRERS = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
FETCHES = (
    "script-src",
    "style-src",
    "img-src",
    "font-src",
    "media-src",
    "connect-src",
    "frame-src",
    "object-src",
)


def score(headers: Mapping[str, str], cookies: SimpleCookie) -> int:
    """The points of an answer."""
    policy = directives(headers.get("Content-Security-Policy", ""))
    changes = [
        _content_policy(policy),
        _cookies(cookies),
        _transport(headers.get("Strict-Transport-Security", "")),
        _framing(headers, policy),
        0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        5 if headers.get("Referrer-Policy") in PRIVATE_REFERRERS else 0,
        10 if headers.get("Cross-Origin-Resource-Policy") in {"same-origin", "same-site"} else 0,
        10 if headers.get("Cross-Origin-Embedder-Policy") in {"require-corp", "credentialless"} else 0,
        10 if headers.get("Cross-Origin-Opener-Policy") == "same-origin" else 0,
    ]
    points = 100 + sum(change for change in changes if change < 0)
    if points >= NEEDED_FOR_BONUS:
        points += sum(change for change in changes if change > 0)
    return points


def directives(header: str) -> dict[str, list[str]]:
    """A content security policy by directive."""
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {name: values for name, *values in parts}


def _content_policy(policy: dict[str, list[str]]) -> int:
    if not policy:
        return -25
    default = policy.get("default-src", ["*"])
    scripts = policy.get("script-src", default)
    if {"*", "data:", "http:", "https:", "'unsafe-inline'"} & {*scripts, *policy.get("object-src", default)}:
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if any("'unsafe" in value for name in FETCHES for value in policy.get(name, [])):
        return 0
    is_closed = default == ["'none'"] and policy.get("form-action") in (["'self'"], ["'none'"])
    return 10 if is_closed else 5


def _cookies(cookies: SimpleCookie) -> int:
    kept = {
        name: cookie for name, cookie in cookies.items() if cookie["max-age"] != 0
    }  # Others are taken away.
    if not kept:
        return 0
    worst = 5
    for name, cookie in kept.items():
        is_session = "sess" in name.lower() or "login" in name.lower()
        if not cookie["secure"]:
            worst = min(worst, -40 if is_session else -20)
        if is_session and not cookie["httponly"]:
            worst = min(worst, -30)
        if not cookie["samesite"]:
            worst = min(worst, -20 if "csrf" in name.lower() else 0)
    return worst


def _transport(header: str) -> int:
    age = next(
        (part.partition("=")[2] for part in header.replace(" ", "").split(";") if "max-age" in part), "0"
    )
    if int(age) >= HALF_A_YEAR:
        return 0
    return -10 if int(age) else -20


def _framing(headers: Mapping[str, str], policy: dict[str, list[str]]) -> int:
    if policy.get("frame-ancestors") in (["'self'"], ["'none'"]):
        return 5
    return 5 if headers.get("X-Frame-Options") in {"DENY", "SAMEORIGIN"} else -20
