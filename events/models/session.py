"""An info session: announced before, a recording to watch and read afterwards."""

import datetime
import math
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from events import feeds
from events.blocks import ChapterBlock, MaterialBlock, OrganiserBlock, SlideBlock, SpeakerBlock
from events.models.captions import CaptionTrack
from events.models.theme import Theme
from events.queries import LONGEST, coming
from events.sign_up import SignUpMixin, SignUpState
from events.structured_data import event_of, video_of
from events.transcript import Chapter, Section, build_transcript
from events.wording import change_of
from hub.blocks.text import TEXT_FEATURES
from hub.facts.records import published_facts
from hub.l10n.pages import published, with_other_languages
from hub.models import HubMedia
from hub.models.base import HubPage
from hub.models.mixins import ContactMixin, LeadMixin
from hub.reports.tasks import EditorTask
from hub.seo.feeds import Feed
from hub.seo.sharing import Picture


class SessionPage(SignUpMixin, LeadMixin, ContactMixin, HubPage):
    """One session with its time, place, people and materials and, afterwards, its recording."""

    section = "events"
    kind_icon = "tallenne"
    reads_query = {"t": r"[0-9]{1,5}"}
    carries_query = ("t",)
    shown_with = ("theme", "recording")
    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []
    page_description = _("An info session: the invitation first, the recording afterwards.")

    theme = models.ForeignKey(
        Theme,
        verbose_name=_("theme"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="sessions",
        help_text=_("By the theme the recording is found in the archive."),
    )
    starts_at = models.DateTimeField(_("starts"), help_text=_("Finnish time."))
    ends_at = models.DateTimeField(_("ends"), help_text=_("Finnish time."))
    language = models.CharField(
        _("spoken language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language that is spoken in the session."),
    )
    venue = models.CharField(
        _("place"), max_length=160, blank=True, help_text=_("Leave empty when the session is online only.")
    )
    is_remote = models.BooleanField(_("online"), default=True, help_text=_("One can take part online."))
    remote_url = models.URLField(
        _("address of the online session"), blank=True, help_text=_("Shown until the session has ended.")
    )
    has_live_captions = models.BooleanField(
        _("live captions"), default=False, help_text=_("What is said is captioned while it is said.")
    )
    organisers = StreamField(
        [("organiser", OrganiserBlock())],
        blank=True,
        verbose_name=_("organisers"),
        help_text=_("Everyone who arranges the session."),
    )
    speakers = StreamField(
        [("speaker", SpeakerBlock())],
        blank=True,
        verbose_name=_("speakers"),
        help_text=_("By role; names only with consent."),
    )
    description = RichTextField(
        _("description"), features=TEXT_FEATURES, help_text=_("What the session is about, and for whom.")
    )
    materials = StreamField(
        [("material", MaterialBlock())],
        blank=True,
        verbose_name=_("materials"),
        help_text=_("Slides to download, forms, pages to read."),
    )
    recording = models.ForeignKey(
        HubMedia,
        verbose_name=_("recording"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sessions",
        help_text=_("The video with its captions."),
    )
    recording_published_on = models.DateField(
        _("recording published on"),
        null=True,
        blank=True,
        help_text=_("The time within which it has to be captioned begins on this day."),
    )
    law_as_of = models.DateField(
        _("law as of"), null=True, blank=True, help_text=_("The day whose rules the recording explains.")
    )
    chapters = StreamField(
        [("chapter", ChapterBlock())],
        blank=True,
        verbose_name=_("chapters"),
        help_text=_("Moments of the recording that one can jump to."),
    )
    slides = StreamField(
        [("slide", SlideBlock())],
        blank=True,
        verbose_name=_("slides"),
        help_text=_("The slides with the moments when they were shown."),
    )
    how_made = RichTextField(
        _("how the recording was made"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("Who made it, with what, and what it is based on."),
    )

    content_panels = [
        *Page.content_panels,
        *LeadMixin.lead_panels,
        FieldPanel("theme"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("venue"),
                FieldPanel("is_remote"),
                FieldPanel("remote_url"),
                FieldPanel("language"),
                FieldPanel("has_live_captions"),
            ],
            heading=_("Time and place"),
        ),
        *SignUpMixin.sign_up_panels,
        FieldPanel("description"),
        FieldPanel("organisers"),
        FieldPanel("speakers"),
        FieldPanel("materials"),
        MultiFieldPanel(
            [
                MediaChooserPanel("recording", media_type="video"),
                FieldRowPanel([FieldPanel("recording_published_on"), FieldPanel("law_as_of")]),
                FieldPanel("chapters"),
                FieldPanel("slides"),
                FieldPanel("how_made"),
            ],
            heading=_("Recording"),
        ),
        *ContactMixin.contact_panels,
    ]
    search_fields = [
        *Page.search_fields,
        *LeadMixin.lead_search_fields,
        index.SearchField("description"),
        index.SearchField("chapters"),
        index.SearchField("slides"),
        index.FilterField("starts_at"),
        index.FilterField("ends_at"),
        index.FilterField("theme"),
        index.FilterField("recording"),
    ]

    class Meta:
        verbose_name = _("info session")
        verbose_name_plural = _("info sessions")
        indexes = [models.Index(fields=["starts_at"], name="session_starts_at")]

    def clean(self) -> None:
        """Demand that the session ends after it starts, within a week, and that it can be attended somewhere."""
        super().clean()
        problems = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            problems["ends_at"] = _("The session must end after it starts.")
        if self.starts_at and self.ends_at and self.ends_at - self.starts_at > LONGEST:
            problems["ends_at"] = _("A session lasts a week at most. Make a session of each meeting.")
        if not self.is_remote and not self.venue:
            problems["venue"] = _("Give a place, or say that the session is online.")
        if problems:
            raise ValidationError(problems)

    @property
    def is_coming(self) -> bool:
        """Whether the session has not ended yet."""
        return self.ends_at >= timezone.now()

    def original(self) -> "SessionPage":
        """The version that the other languages come from; its seats are those of all."""
        versions = SessionPage.objects.filter(translation_key=self.translation_key, alias_of=None)
        return versions.order_by("pk").first() or self

    @property
    def open_remote_url(self) -> str:
        """The address of the online session where anybody may have it; whoever has to sign up gets it by mail."""
        is_open = self.is_coming and not self.is_cancelled and not self.takes_sign_ups
        return self.remote_url if is_open else ""

    @property
    def chapter_list(self) -> list[Chapter]:
        """The chapters in order of time."""
        return sorted(Chapter(c.value["time"], c.value["title"]) for c in self.chapters)

    @property
    def poster_url(self) -> str:
        """The address of the recording's still picture; empty when it has none."""
        return self.recording.thumbnail.url if self.recording and self.recording.thumbnail else ""

    @property
    def recording_minutes(self) -> int:
        """The length of the recording in minutes, rounded up; 0 when it is not known."""
        return math.ceil(self.recording.duration / 60) if self.recording else 0

    @property
    def caption_languages(self) -> str:
        """In which languages the recording is captioned, as a phrase; empty when in none."""
        if self.recording is None:
            return ""
        names = dict(settings.LANGUAGES)
        languages = [str(names[track.language]).lower() for track in self.recording.captions.all()]
        return gettext("Captions: %(languages)s") % {"languages": ", ".join(languages)} if languages else ""

    @property
    def captions_due_on(self) -> datetime.date | None:
        """The last day for the captions of the recording (act 306/2019); None where it is not known."""
        if self.recording_published_on is None or "captions-days" not in published_facts():
            return None
        figure = published_facts().on("captions-days", self.recording_published_on)
        return self.recording_published_on + datetime.timedelta(days=int(figure.amount))  # type: ignore[arg-type]  # a number, by its unit

    def share_picture(self) -> Picture | None:
        """The recording's still picture."""
        if self.recording is None or not self.poster_url:
            return None
        alt = gettext("Recording: %(title)s") % {"title": self.title}
        return Picture(self.poster_url, self.recording.width, self.recording.height, alt)

    def structured_data(self) -> list[dict]:
        """An event, and a video once it is recorded."""
        return [event_of(self), *([video_of(self, self.recording)] if self.recording else [])]

    def feeds(self) -> list[Feed]:
        """Those of the sessions too."""
        return [*super().feeds(), *feeds.announced()]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the theme, tracks, transcript, moment to start at, what has changed, sign-up and next session."""
        context = super().get_context(request, *args, **kwargs)
        is_shown = self.theme and self.theme.live and self.theme.locale_id == self.locale_id
        context["theme"] = self.theme if is_shown else None
        context["start_at"] = self._start_at(request)
        if self.recording:
            prefetch_related_objects([self.recording], "captions")
        tracks = list(self.recording.captions.all()) if self.recording else []
        context["tracks"] = sorted(tracks, key=lambda t: t.language != self.locale.language_code)
        context["transcript_track"] = context["tracks"][0] if tracks else None
        context["transcript"] = self._transcript(context["transcript_track"])
        others = with_other_languages(published(SessionPage).defer_streamfields()).exclude(
            translation_key=self.translation_key
        )
        context["change"] = change_of(self)
        context["sign_up_state"] = self.sign_up_state
        if self.sign_up_state == SignUpState.OPEN:
            context["is_full"] = self.original().is_full()
        context["next_session"] = coming(others).filter(is_cancelled=False).select_related("locale").first()
        return context

    def _transcript(self, track: CaptionTrack | None) -> list[Section]:
        return build_transcript(track.cues, self.chapter_list) if track else []

    def _start_at(self, request: HttpRequest) -> int:
        """Seconds that the address asks to start at (`?t=760`); 0 for anything else."""
        wanted = request.GET.get("t", "")
        return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 0

    @classmethod
    def editor_tasks(cls) -> list[EditorTask]:
        """Recordings without captions in a language."""
        return [
            EditorTask(
                text=gettext("Add captions in %(language)s to the recording “%(title)s”.")
                % {"language": language, "title": page.title},
                url=reverse("wagtailmedia:edit", args=[page.recording_id]),
                about=page,
                is_urgent=True,
            )
            for page, language in cls._uncaptioned()
        ]

    @classmethod
    def _uncaptioned(cls) -> Iterable[tuple["SessionPage", str]]:
        pages = published(cls).filter(recording__isnull=False, locale__language_code=settings.LANGUAGE_CODE)
        for page in pages.select_related("recording").prefetch_related("recording__captions"):
            captioned = {track.language for track in page.recording.captions.all()}
            for code, name in settings.LANGUAGES:
                if code not in captioned:
                    yield page, str(name).lower()
