"""A page as it is kept: compressed both ways, with its headers and the generation it was made under."""

import datetime
import gzip
import time
from hashlib import blake2b
from typing import NamedTuple, Self

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

FRESH_SECONDS = 300
"""How long a page that nobody changes is shown as it is: a session ends and a review gets late by the clock."""
KEPT_SECONDS = 7 * 24 * 3600
"""How long a page is at hand for the time when the database is gone."""


class Entry(NamedTuple):
    """A kept answer; `day` is the Finnish date, `made_at` seconds since the epoch."""

    generation: int
    made_at: float
    day: datetime.date
    headers: dict[str, str]
    etag: str
    brotli: bytes
    gzip: bytes

    @classmethod
    def of(cls, response: HttpResponse, generation: int) -> Self:
        """Keep a rendered response."""
        patch_vary_headers(response, ["Accept-Encoding"])
        body = response.content
        return cls(
            generation,
            time.time(),
            timezone.localdate(),
            {name: value for name, value in response.items() if name != "Content-Length"},
            f'W/"{blake2b(body, digest_size=12).hexdigest()}"',
            brotli.compress(body, quality=5),
            gzip.compress(body, 6),
        )

    def is_fresh(self, generation: int | None) -> bool:
        """Whether nothing has changed since, neither by an editor nor by the clock."""
        return (
            self.generation == generation
            and time.time() - self.made_at < FRESH_SECONDS
            and self.day == timezone.localdate()
        )

    def response(self, request: HttpRequest, *, is_stale: bool = False) -> HttpResponse:
        """The answer to a request: 304 where the browser has it, otherwise in the best encoding it takes."""
        headers = self.headers | {"ETag": self.etag}
        if is_stale:
            headers |= {"Age": str(int(time.time() - self.made_at)), "Warning": '110 - "Response is Stale"'}
        if self.etag in [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]:
            return HttpResponse(status=304, headers=headers)
        accepted = _encodings(request.headers.get("Accept-Encoding", ""))
        if "br" in accepted:
            return HttpResponse(self.brotli, headers=headers | {"Content-Encoding": "br"})
        if "gzip" in accepted:
            return HttpResponse(self.gzip, headers=headers | {"Content-Encoding": "gzip"})
        return HttpResponse(gzip.decompress(self.gzip), headers=headers)


def _encodings(header: str) -> set[str]:
    """The encodings that a browser names, but those it refuses with a quality of 0."""
    found = set()
    for part in header.lower().split(","):
        name, _, quality = part.partition(";")
        if quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            found.add(name.strip())
    return found
