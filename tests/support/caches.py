"""Looking into the cache, wherever it is."""

from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache


def kept() -> dict[str, bytes]:
    """Everything that the cache holds by its key, in the process or in Redis."""
    backend = caches["default"]
    if isinstance(backend, LocMemCache):
        return dict(backend._cache)
    redis = backend._cache.get_client()
    return {key.decode(): redis.get(key) or b"" for key in redis.scan_iter()}
