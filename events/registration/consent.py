"""What a person agrees to by signing up. Another text is another version, and both are kept with each sign-up."""

import datetime

from django.utils.translation import gettext

from hub.dates import format_day

VERSION = "2026-12"
"""To be changed together with the text; a test holds the text to it."""


def consent_text(needs_until: datetime.date, everything_until: datetime.date) -> str:
    """The text in the reader's language, with the days on which the needs and everything else are deleted."""
    return gettext(
        "My data may be used to arrange this session: for the list of participants and for mails about it. "
        "They are shown to the organisers only. My needs are deleted on %(needs)s and everything else on "
        "%(everything)s. I can see, change and delete my data through the link in the mail."
    ) % {"needs": format_day(needs_until), "everything": format_day(everything_until)}
