"""A page as it is kept: compressed both ways, with its headers and the generation it was made under."""

import gzip
from datetime import datetime, time, timedelta
from hashlib import blake2b
from time import time as unix_time
from typing import NamedTuple, Self

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hub.caching.generation import Generation
from hub.compression import accepted_encodings

FRESH_SECONDS = 300
"""How long a page that nobody changes is shown as it is: a session ends and a review gets late by the clock."""
KEPT_SECONDS = 7 * 24 * 3600
"""How long a page is at hand for the time when the database is gone."""


class Entry(NamedTuple):
    """A kept answer; `made_at` and `fresh_until` are seconds since the epoch."""

    generation: Generation
    made_at: float
    fresh_until: float
    headers: dict[str, str]
    etag: str
    brotli: bytes
    gzip: bytes

    @classmethod
    def of(cls, response: HttpResponse, generation: Generation) -> Self:
        """Keep a rendered response, until the Finnish date changes at the latest."""
        body = response.content
        now = timezone.localtime()
        midnight = datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)
        return cls(
            generation,
            now.timestamp(),
            min(now.timestamp() + FRESH_SECONDS, midnight.timestamp()),
            {name: value for name, value in response.items() if name != "Content-Length"},
            f'W/"{blake2b(body, digest_size=12).hexdigest()}"',
            brotli.compress(body, quality=5),
            gzip.compress(body, 6),
        )

    def is_fresh(self, generation: Generation) -> bool:
        """Whether nothing has changed since, neither by an editor nor by the clock."""
        return self.generation == generation and unix_time() < self.fresh_until

    def is_still_public(self, generation: Generation | None) -> bool:
        """Whether nothing that was public has been withdrawn since; not known without a generation."""
        return generation is not None and self.generation.withdrawals == generation.withdrawals

    def response(self, request: HttpRequest, *, is_stale: bool = False) -> HttpResponse:
        """The answer to a request: 304 where the browser has it, otherwise in the best encoding it takes.

        A stale one says that it may be old, and nobody else keeps it.
        """
        headers = self.headers | {"ETag": self.etag}
        if is_stale:
            headers |= {
                "Age": str(int(unix_time() - self.made_at)),
                "Warning": '110 - "Response is Stale"',
                "Cache-Control": "no-store",
            }
        if self.etag in [tag.strip() for tag in request.META.get("HTTP_IF_NONE_MATCH", "").split(",")]:
            return HttpResponse(status=304, headers=headers)
        accepted = accepted_encodings(request)
        if "br" in accepted:
            return HttpResponse(self.brotli, headers=headers | {"Content-Encoding": "br"})
        if "gzip" in accepted:
            return HttpResponse(self.gzip, headers=headers | {"Content-Encoding": "gzip"})
        return HttpResponse(gzip.decompress(self.gzip), headers=headers)
