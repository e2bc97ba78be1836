"""Where the sites begin in the page tree, which Wagtail asks for at every address that it writes."""

from wagtail.models import Site

from hub.caching import generation

_wagtails = Site.get_site_root_paths


def remember_site_roots() -> None:
    """Let Wagtail ask this process's memory while a reader is served.

    By itself it asks the cache: a trip to Redis for each link, two queries for each link while Redis is away, and
    with a cache in each process an answer that is up to an hour old.
    """
    Site.get_site_root_paths = staticmethod(_site_roots)


def _site_roots() -> list:
    if generation.is_reading():
        return generation.remember("site roots", _now)
    return _wagtails()


def _now() -> list:
    Site.clear_site_root_paths_cache()
    return _wagtails()
