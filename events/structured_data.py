"""What search engines read of a session and its recording: plain dicts of schema.org."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.utils import timezone

from events.transcript import Chapter
from hub.models import HubMedia
from hub.seo.sharing import root_url_of
from hub.seo.structured_data import SCHEMA, filled, publisher, work

if TYPE_CHECKING:
    from events.models import SessionPage


def event_of(page: "SessionPage") -> dict:
    """The session: when, where and by whom it is held."""
    places: list[dict] = []
    if page.venue:
        places.append({"@type": "Place", "name": page.venue, "address": page.venue})
    if page.is_remote:
        url = page.open_remote_url or page.full_url
        places.append({"@type": "VirtualLocation", "url": url})
    organisers = [
        filled({"@type": "Organization", "name": block.value["name"], "url": block.value["url"]})
        for block in page.organisers
    ]
    data = work(page, "Event")
    for name in ("datePublished", "dateModified", "publisher"):  # An event is no writing.
        data.pop(name, None)
    return {
        **data,
        "startDate": timezone.localtime(page.starts_at).isoformat(),
        "endDate": timezone.localtime(page.ends_at).isoformat(),
        **status(page),
        "eventAttendanceMode": f"{SCHEMA}/{attendance(page.is_remote, bool(page.venue))}",
        "location": places,
        "organizer": organisers or [publisher(root_url_of(page))],
        "isAccessibleForFree": True,
        "inLanguage": page.language,
    }


def status(page: "SessionPage") -> dict:
    """Whether the session takes place, and when it was to take place before."""
    if page.is_cancelled:
        return {"eventStatus": f"{SCHEMA}/EventCancelled"}
    if page.moved_from:
        before = timezone.localtime(page.moved_from).isoformat()
        return {"eventStatus": f"{SCHEMA}/EventRescheduled", "previousStartDate": before}
    return {"eventStatus": f"{SCHEMA}/EventScheduled"}


def attendance(is_remote: bool, has_venue: bool) -> str:
    """How one takes part, in schema.org's words."""
    if is_remote and has_venue:
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode" if is_remote else "OfflineEventAttendanceMode"


def video_of(page: "SessionPage", media: HubMedia) -> dict:
    """The recording with its captions, and its chapters as clips that one can jump to."""
    root_url = root_url_of(page)
    data = work(page, "VideoObject")
    captions = [
        {
            "@type": "MediaObject",
            "contentUrl": urljoin(root_url, track.file.url),
            "encodingFormat": "text/vtt",
            "inLanguage": track.language,
        }
        for track in media.captions.all()
    ]
    return {
        **data,
        **filled(
            {
                "thumbnailUrl": data["image"],
                "uploadDate": (page.recording_published_on or media.created_at).isoformat(),
                "duration": duration(media.duration) if media.duration else "",
                "contentUrl": urljoin(root_url, media.url),
                "encodingFormat": media.sources[0]["type"],
                "width": media.width,
                "height": media.height,
                "caption": captions,
                "hasPart": clips(page.chapter_list, media.duration, page.full_url),
            }
        ),
        "inLanguage": page.language,
    }


def clips(chapters: Sequence[Chapter], length: float, url: str) -> list[dict]:
    """Chapters in order of time as clips, each ending where the next begins and the last with the recording."""
    ends = [*(chapter.start for chapter in chapters[1:]), length]
    return [
        {
            "@type": "Clip",
            "name": chapter.title,
            "startOffset": int(chapter.start),
            "endOffset": math.ceil(end),
            "url": f"{url}?t={int(chapter.start)}",
        }
        for chapter, end in zip(chapters, ends, strict=False)
        if end > chapter.start
    ]


def duration(seconds: float) -> str:
    """A length as ISO 8601 has it: PT1H2M3S."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + f"{rest}S"
