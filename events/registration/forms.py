"""The forms in which people sign up, change it, and write to everybody."""

import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Registration, SessionPage
from events.registration.consent import consent_text
from events.registration.seats import Refusal
from hub.fields import PlainTextField

REFUSALS = {
    "full": ("way", _("The last seat was just taken. Choose the other way to take part, if there is one.")),
    "closed": (None, _("One cannot sign up for this session now.")),
    "association": (
        "association",
        _("As many people as can come from one association have signed up already. Talk to them, or to us."),
    ),
}


class LineField(PlainTextField):
    """A text on one line."""

    def clean(self, value: Any) -> str:
        """The text. Raises ValidationError."""
        return super().clean(" ".join(value.split()) if isinstance(value, str) else value)


class DetailsForm(forms.Form):
    """What a person says of themselves for a `session`."""

    field_order = ["name", "email", "association", "way", "needs", "consent"]

    name = LineField(
        label=_("Your name"),
        max_length=120,
        help_text=_("For the list of participants."),
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    association = LineField(
        label=_("Association (you may leave this empty)"),
        max_length=160,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    needs = PlainTextField(
        label=_("What should we take into account? (you may leave this empty)"),
        max_length=1000,
        required=False,
        help_text=_(
            "For example an induction loop, a step-free way in, an interpreter. Tell no illnesses and no identity "
            "codes."
        ),
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, session: SessionPage, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.session = session
        ways = session.ways
        self.only_way = ways[0] if len(ways) == 1 else None
        if self.only_way is None:
            self.fields["way"] = forms.ChoiceField(
                label=_("How do you take part?"),
                choices=[(way.value, way.label) for way in ways],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose how you take part.")},
            )
            self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Add the way where there is only one."""
        cleaned = super().clean() or {}
        if self.only_way:
            cleaned["way"] = self.only_way.value
        return cleaned

    def refuse(self, refusal: Refusal) -> None:
        """Say beside its field why the sign-up was not taken."""
        field, text = REFUSALS[refusal.reason]
        self.add_error(field if field in self.fields else None, text)


class SignUpForm(DetailsForm):
    """Signing up. `token` tells this form from all others: sent twice it signs up once."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send the confirmation, a calendar file and a link for changes there."),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write the whole e-mail address, for example name@association.example."),
        },
    )
    consent = forms.BooleanField()
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, session: SessionPage, *args: Any, **kwargs: Any):
        super().__init__(session, *args, initial={"token": uuid4()}, **kwargs)
        end = timezone.localdate(session.ends_at)
        needs_days = min(Registration.NEEDS_DAYS, session.retention_days)
        self.fields["consent"].label = consent_text(
            end + datetime.timedelta(days=needs_days), end + datetime.timedelta(days=session.retention_days)
        )
        self.fields["consent"].error_messages["required"] = _("We need your consent to keep your sign-up.")

    def clean_token(self) -> UUID:
        """The token, or a new one where there is none that could be."""
        try:
            return UUID(self.cleaned_data["token"])
        except ValueError:
            return uuid4()


def initial_of(registration: Registration) -> dict[str, str]:
    """What a person has said of themselves so far."""
    return {name: getattr(registration, name) for name in ("name", "association", "way", "needs")}


class MessageForm(forms.Form):
    """What the staff writes to many. `token` makes that sending it twice writes once."""

    SEAT, WAITING, BOTH = "seat", "waiting", "both"

    to = forms.ChoiceField(
        label=_("To"),
        choices=[
            (SEAT, _("Everybody who has a seat")),
            (WAITING, _("Everybody on the waiting list")),
            (BOTH, _("Both")),
        ],
    )
    subject = LineField(label=_("Subject"), max_length=150)
    text = PlainTextField(
        label=_("Message"),
        max_length=5000,
        widget=forms.Textarea({"rows": 12}),
        help_text=_("The session, its time and the link to one's own page are added below it."),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
