"""Feeds and calendars of the sessions for everybody, and a view that they add to the admin."""

from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtailmedia.views import media

from events import feeds
from events.models import SessionPage
from events.queries import coming, recorded
from hub.caching.headers import for_everybody
from hub.front_pages import readers_front_page
from hub.l10n.pages import published
from hub.seo.feeds import ENTRIES, answer


@for_everybody
def sessions_feed(request: HttpRequest) -> HttpResponse:
    """The sessions that start last, coming ones included."""
    front = readers_front_page(request)
    sessions = _sessions(front).filter(last_published_at__isnull=False).order_by("-starts_at")
    return answer(feeds.feed_of(sessions[:ENTRIES], front))


@for_everybody
def recordings_feed(request: HttpRequest) -> HttpResponse:
    """The newest recordings as a podcast."""
    front = readers_front_page(request)
    return answer(feeds.podcast_of(recorded(_sessions(front))[:ENTRIES], front))


@for_everybody
def calendar(request: HttpRequest) -> HttpResponse:
    """Every coming session, for a calendar program that asks again and again."""
    front = readers_front_page(request)
    return _calendar_response(feeds.subscription(coming(_sessions(front)), front), "pakki")


@for_everybody
def session_calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    """One session as a file, found by what is the same in every language. Raises Http404."""
    front = readers_front_page(request)
    session = get_object_or_404(_sessions(front), translation_key=key)
    return _calendar_response(feeds.calendar_file(session, front), session.slug)


def _sessions(front: Page) -> PageQuerySet:
    """What anybody may read, in the language of the front page only."""
    return published(SessionPage).descendant_of(front).filter(locale=front.locale)


def _calendar_response(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}.ics"'},
    )


def delete_recording(request: HttpRequest, media_id: int) -> HttpResponse:
    """Wagtailmedia's own view; a recording that a session uses is kept, and its use is shown instead."""
    try:
        with transaction.atomic():
            return media.delete(request, media_id)
    except ProtectedError:
        messages.error(
            request,
            _("The recording was not deleted: these sessions use it. Remove it from them first."),
        )
        return redirect("wagtailmedia:media_usage", media_id)
