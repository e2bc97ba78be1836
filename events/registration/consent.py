"""What a person agrees to by signing up. Another text is another version, and both are kept with each sign-up."""

from django.utils.translation import gettext

VERSION = "2026-12"
"""To be changed together with the text; a test holds the text to it."""


def consent_text(retention_days: int, needs_days: int) -> str:
    """The text in the reader's language."""
    return gettext(
        "My data may be used to arrange this session: for the list of participants and for mails about it. "
        "They are shown to the organisers only. My needs are deleted %(needs)s days and everything else "
        "%(days)s days after the session. I can see, change and delete my data through the link in the mail."
    ) % {"needs": needs_days, "days": retention_days}
