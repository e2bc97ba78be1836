"""A cache that may go away: without it pages are slower, and nothing else."""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 5
"""How long a Redis that did not answer is left alone, so that readers do not wait for it one by one."""


def _or(answer: Callable[..., Any], method: Callable[..., Any]) -> Callable[..., Any]:
    """`method`, or what `answer` makes of the same arguments when Redis fails, or holds what cannot be read."""

    @wraps(method)
    def attempt(self: "FailOpenRedisCache", *args, **kwargs):
        if time.monotonic() < FailOpenRedisCache.paused_until:
            return answer(*args, **kwargs)
        try:
            return method(self, *args, **kwargs)
        except Exception as error:  # Unpickling raises whatever the bytes lead it to.
            if isinstance(error, RedisConnectionError | RedisTimeoutError):
                FailOpenRedisCache.paused_until = time.monotonic() + PAUSE_SECONDS
            logger.warning("The cache cannot be used: %s", type(error).__name__)
            return answer(*args, **kwargs)

    return attempt


def _default(key: str, default: Any = None, version: int | None = None) -> Any:
    return default


class FailOpenRedisCache(RedisCache):
    """Django's Redis cache, which finds and keeps nothing while Redis is away."""

    paused_until = 0.0
    """On the monotonic clock, in seconds; shared by the threads of a process."""

    get = _or(_default, RedisCache.get)
    get_many = _or(lambda *args, **kwargs: {}, RedisCache.get_many)
    add = _or(lambda *args, **kwargs: False, RedisCache.add)
    set = _or(lambda *args, **kwargs: None, RedisCache.set)
    set_many = _or(lambda *args, **kwargs: [], RedisCache.set_many)
    touch = _or(lambda *args, **kwargs: False, RedisCache.touch)
    delete = _or(lambda *args, **kwargs: False, RedisCache.delete)
    delete_many = _or(lambda *args, **kwargs: None, RedisCache.delete_many)
    has_key = _or(lambda *args, **kwargs: False, RedisCache.has_key)
    clear = _or(lambda *args, **kwargs: False, RedisCache.clear)
