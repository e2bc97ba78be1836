"""Feeds, calendars and sign-ups of the sessions.

The names of files end as no page's address can; what stands before a key would need a page of that name below it.
"""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from events import views
from events.registration import views as registration

urlpatterns = [
    path(_("sessions.xml"), views.sessions_feed, name="sessions_feed"),
    path(_("recordings.xml"), views.recordings_feed, name="recordings_feed"),
    path(_("calendar.ics"), views.calendar, name="calendar"),
    path(_("calendar/<uuid:key>.ics"), views.session_calendar, name="session_calendar"),
    path(_("sign-up/<uuid:key>/"), registration.sign_up, name="sign_up"),
    path(_("sign-up/own/<str:token>/"), registration.own, name="own_registration"),
]
