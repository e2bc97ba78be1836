"""Feeds and calendars of the sessions; their names end in a file's, which no page's address can."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from events import views

urlpatterns = [
    path(_("sessions.xml"), views.sessions_feed, name="sessions_feed"),
    path(_("recordings.xml"), views.recordings_feed, name="recordings_feed"),
    path(_("calendar.ics"), views.calendar, name="calendar"),
    path(_("calendar/<uuid:key>.ics"), views.session_calendar, name="session_calendar"),
]
