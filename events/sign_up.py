"""What an editor decides about signing up for a session, and what is said when it is cancelled or moved."""

import datetime
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from events.standing import HOLDING, Seats, Way


class SignUpState(StrEnum):
    """Whether somebody can sign up right now."""

    NONE = "none"
    EARLY = "early"
    OPEN = "open"
    CLOSED = "closed"


class SignUpMixin(models.Model):
    """Signing up for a session, and its changes.

    The seats are those of all languages together: what counts is the version that the others were translated from.
    """

    LONGEST_RETENTION = 365

    takes_sign_ups = models.BooleanField(
        _("one can sign up"),
        default=False,
        help_text=_(
            "The page then shows a form, and the address of the online session goes only to who has a seat."
        ),
    )
    seats_on_site = models.PositiveIntegerField(
        _("seats on site"), null=True, blank=True, help_text=_("Leave empty when there is no limit.")
    )
    seats_remote = models.PositiveIntegerField(
        _("seats online"), null=True, blank=True, help_text=_("Leave empty when there is no limit.")
    )
    sign_up_opens_at = models.DateTimeField(
        _("sign-up opens"), null=True, blank=True, help_text=_("Finnish time. Empty: at once.")
    )
    sign_up_closes_at = models.DateTimeField(
        _("sign-up closes"),
        null=True,
        blank=True,
        help_text=_("Finnish time. Empty: when the session starts."),
    )
    association_limit = models.PositiveSmallIntegerField(
        _("most people from one association"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Leave empty when there is no limit."),
    )
    has_waiting_list = models.BooleanField(
        _("waiting list"),
        default=True,
        help_text=_("When the seats are taken, one can queue; a seat that becomes free is offered in turn."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("days that sign-ups are kept"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RETENTION)],
        help_text=_("Counted from the end of the session. Then only the numbers remain."),
    )
    is_cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_(
            "Said on the page, in lists, feeds and calendars, and by mail to everybody who has signed up."
        ),
    )
    moved_from = models.DateTimeField(
        _("moved from"),
        null=True,
        blank=True,
        help_text=_(
            "The time that was announced before, when the session has moved. Whoever has signed up is told by mail."
        ),
    )
    change_note = models.CharField(
        _("why it changed"),
        max_length=255,
        blank=True,
        help_text=_("One sentence for the reader, shown when the session is cancelled or has moved."),
    )

    sign_up_panels = [
        MultiFieldPanel(
            [
                FieldPanel("takes_sign_ups"),
                FieldRowPanel([FieldPanel("seats_on_site"), FieldPanel("seats_remote")]),
                FieldPanel("has_waiting_list"),
                FieldPanel("association_limit"),
                FieldRowPanel([FieldPanel("sign_up_opens_at"), FieldPanel("sign_up_closes_at")]),
                FieldPanel("retention_days"),
            ],
            heading=_("Signing up"),
        ),
        MultiFieldPanel(
            [FieldPanel("is_cancelled"), FieldPanel("moved_from"), FieldPanel("change_note")],
            heading=_("Cancelled or moved"),
        ),
    ]

    pk: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    venue: str
    is_remote: bool

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Demand that the sign-up closes after it opens, before the session ends, and that a move is one."""
        super().clean()
        problems = {}
        opens, closes = self.sign_up_opens_at, self.sign_up_closes_at
        if opens and closes and closes <= opens:
            problems["sign_up_closes_at"] = _("The sign-up must close after it opens.")
        if closes and self.ends_at and closes > self.ends_at:
            problems["sign_up_closes_at"] = _("The sign-up must close before the session ends.")
        if self.moved_from and self.moved_from == self.starts_at:
            problems["moved_from"] = _("This is the time when the session starts now.")
        if problems:
            raise ValidationError(problems)

    @property
    def sign_up_ends_at(self) -> datetime.datetime:
        """The moment from which on nobody can sign up."""
        return self.sign_up_closes_at or self.starts_at

    @property
    def sign_up_state(self) -> SignUpState:
        """Whether one can sign up now."""
        now = timezone.now()
        if not self.takes_sign_ups or self.is_cancelled or self.ends_at <= now:
            return SignUpState.NONE
        if self.sign_up_opens_at and now < self.sign_up_opens_at:
            return SignUpState.EARLY
        return SignUpState.OPEN if now < self.sign_up_ends_at else SignUpState.CLOSED

    @property
    def ways(self) -> list[Way]:
        """In which ways one can take part."""
        return [*([Way.ON_SITE] if self.venue else []), *([Way.REMOTE] if self.is_remote else [])]

    @property
    def seat_totals(self) -> dict[Way, int | None]:
        """How many seats there are in each way, None without a limit."""
        totals = {Way.ON_SITE: self.seats_on_site, Way.REMOTE: self.seats_remote}
        return {way: totals[way] for way in self.ways}

    def seats(self) -> dict[Way, Seats]:
        """The seats in each way, for the version that the other languages come from; one query."""
        holding = self.registrations.filter(status__in=HOLDING)  # type: ignore[attr-defined]  # of Registration
        taken = dict(holding.order_by().values_list("way").annotate(Count("pk")))
        return {way: Seats(total, taken.get(way.value, 0)) for way, total in self.seat_totals.items()}

    def is_full(self) -> bool:
        """Whether no seat is left in any way; asks nothing where a way has no limit."""
        if None in self.seat_totals.values():
            return False
        return all(seats.is_full for seats in self.seats().values())
