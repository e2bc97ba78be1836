"""Private links: the key of a sign-up with our signature, so that nobody can guess one, whatever they know."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from events.models.registration import Registration
from hub.seo.sharing import root_url_of

_signer = Signer(salt="events.registration", sep=".")


def token_of(registration: Registration) -> str:
    """What stands in the private links of a sign-up."""
    return _signer.sign(registration.key.hex)


def key_in(token: str) -> UUID | None:
    """The key of the sign-up that a token is for; None for what we have not signed."""
    try:
        return UUID(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None


def private_url(registration: Registration, page: Page) -> str:
    """The whole address of a person's own page, in the language of their mails, on the site of `page`."""
    with override(registration.language):
        path = reverse("own_registration", args=[token_of(registration)])
    return f"{root_url_of(page)}{path}"
