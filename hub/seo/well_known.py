"""Small files that machines look for at fixed addresses: pure builders."""

import datetime
from collections.abc import Iterable


def robots_txt(hidden: Iterable[str], sitemap_url: str) -> str:
    """What crawlers leave alone, and where they find everything else."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in hidden), "", f"Sitemap: {sitemap_url}"]
    return "\n".join(lines) + "\n"


def security_txt(email: str, url: str, languages: Iterable[str], today: datetime.date) -> str:
    """Whom to tell of a weakness, by RFC 9116; `url` is the file's own address."""
    return (
        f"Contact: mailto:{email}\n"
        f"Expires: {expiry(today).isoformat()}T00:00:00Z\n"
        f"Preferred-Languages: {', '.join(languages)}\n"
        f"Canonical: {url}\n"
    )


def expiry(today: datetime.date) -> datetime.date:
    """The first day of a half-year, from six to twelve months ahead, so that a kept copy stays true for long."""
    if today.month <= 6:
        return datetime.date(today.year + 1, 1, 1)
    return datetime.date(today.year + 1, 7, 1)
