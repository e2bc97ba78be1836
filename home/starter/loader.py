"""Makes pages and snippets of the text files, and translations that the translation editor knows as such."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.core.files import File
from django.core.files.images import ImageFile
from django.db import models, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page, Site, TranslatableMixin
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from events.captions import parse_vtt
from events.forms import store_captions
from home.starter.values import References, StreamBuilder, day, fact_value, in_language, moment, rich_text
from hub.models import Fact, HubDocument, HubImage, HubMedia

STARTER = Path(__file__).parent
SOURCE, TARGET = "fi", "sv"
NOT_FIELDS = {"type", "key", "parent"}


class StarterLoader:
    """Loads a folder of starter content once, into an empty site.

    `today` is the day that relative dates count from; `report` is told each thing that is made.
    """

    def __init__(self, folder: Path, today: datetime.date, report: Callable[[str], None]):
        self.folder = folder
        self.today = today
        self.report = report
        self.references = References()
        self.recordings: dict[str, HubMedia] = {}
        self.objects: dict[str, Any] = {}
        self.site = Site.objects.get(is_default_site=True)
        self.source = Locale.objects.get(language_code=SOURCE)
        self.target = Locale.objects.get(language_code=TARGET)

    @transaction.atomic
    def load(self) -> None:
        """Load everything or nothing."""
        self._load_facts()
        self._load_documents()
        self._load_recordings()
        entries = [self._with_recording(entry) for entry in self._entries()]
        pages = list(_parents_first([entry for entry in entries if _is_page(entry)]))
        snippets = [entry for entry in entries if not _is_page(entry)]
        menus = [entry for entry in snippets if entry["type"] == "hub.Menu"]
        for entry in snippets:
            if entry not in menus:
                self._make_snippet(entry)
        for entry in pages:
            self._make_page(entry)
        for entry in pages:
            self._fill_page(entry)
        for entry in menus:
            self._make_snippet(entry)
        for entry in [*(e for e in snippets if e not in menus), *pages, *menus]:
            self._translate(entry)

    # --- Files --------------------------------------------------------------------------------

    def _entries(self) -> Iterator[dict]:
        for path in sorted((self.folder / "content").rglob("*.yaml")):
            for entry in yaml.safe_load_all(path.read_text(encoding="utf-8")):
                yield from entry if isinstance(entry, list) else [entry]

    def _load_facts(self) -> None:
        listing = yaml.safe_load((self.folder / "facts.yaml").read_text(encoding="utf-8"))
        for entry in listing["facts"]:
            fact = Fact(
                key=entry["key"],
                name_fi=entry["name"]["fi"],
                name_sv=entry["name"]["sv"],
                unit=entry["unit"],
                values=[fact_value(value, listing["sources"][value["source"]]) for value in entry["values"]],
            )
            fact.full_clean()
            fact.save()
            fact.save_revision().publish()
            self.references.facts[fact.key] = fact.pk
            self.report(f"fact {fact.key}")

    def _load_documents(self) -> None:
        listing = self.folder / "documents" / "documents.yaml"
        for entry in yaml.safe_load(listing.read_text(encoding="utf-8")):
            with (listing.parent / entry["file"]).open("rb") as file:
                document = HubDocument(
                    title=entry["title"][entry["language"]],
                    language=entry["language"],
                    file=File(file, name=entry["file"]),
                )
                document._set_document_file_metadata()
                document.save()
            self.references.documents[entry["file"]] = document.pk
            self.report(f"document {document.title}")

    def _load_recordings(self) -> None:
        for folder in sorted((self.folder / "recordings").iterdir()):
            if not (folder / "script.yaml").exists():
                continue
            script = yaml.safe_load((folder / "script.yaml").read_text(encoding="utf-8"))
            timings = yaml.safe_load((folder / "timings.json").read_text(encoding="utf-8"))
            name = folder.name
            with (
                (folder / "recording.mp4").open("rb") as video,
                (folder / "poster.webp").open("rb") as poster,
            ):
                media = HubMedia(
                    title=script["title"][SOURCE],
                    type="video",
                    duration=timings["duration"],
                    width=1280,
                    height=720,
                    file=File(video, name=f"{name}.mp4"),
                    thumbnail=File(poster, name=f"{name}.webp"),
                )
                media.save()
            for language in (SOURCE, TARGET):
                with (folder / f"captions-{language}.vtt").open("rb") as captions:
                    cues = parse_vtt(captions.read())
                    captions.seek(0)
                    store_captions(media, language, File(captions, name=f"{name}-{language}.vtt"), cues)
            for number, slide in enumerate(script["slides"], start=1):
                path = folder / f"slide-{number}.webp"
                with path.open("rb") as file:
                    image = HubImage(
                        title=f"{script['title'][SOURCE]}: {slide['title'][SOURCE]}",
                        file=ImageFile(file, name=f"{name}-{path.name}"),
                    )
                    image.save()
                self.references.images[f"{name}/{number}"] = image.pk
            self.recordings[name] = media
            self.report(f"recording {media.title}")

    def _with_recording(self, entry: dict) -> dict:
        """A session's entry with the chapters and slides of its recording's script."""
        if not (name := entry.get("recording")):
            return entry
        folder = self.folder / "recordings" / name
        script = yaml.safe_load((folder / "script.yaml").read_text(encoding="utf-8"))
        timings = yaml.safe_load((folder / "timings.json").read_text(encoding="utf-8"))
        starts = [int(chapter["start"]) for chapter in timings["chapters"]]
        slides = list(zip(script["slides"], starts, strict=True))
        return entry | {
            "chapters": [
                {"id": slide["id"], "time": start, "title": slide["chapter"]} for slide, start in slides
            ],
            "slides": [
                {
                    "id": slide["id"],
                    "time": start,
                    "title": slide["title"],
                    "image": f"{name}/{number}",
                    "text": {
                        language: "\n".join(point[language] for point in slide["points"])
                        for language in (SOURCE, TARGET)
                    },
                }
                for number, (slide, start) in enumerate(slides, start=1)
            ],
        }

    # --- Objects ------------------------------------------------------------------------------

    def _values(self, entry: dict, language: str) -> dict[str, Any]:
        """The field values of an entry in one language."""
        model = apps.get_model(entry["type"])
        builder = StreamBuilder(entry["key"], language, self.references)
        return {
            name: self._value(model._meta.get_field(name), raw, language, builder)
            for name, raw in entry.items()
            if name not in NOT_FIELDS
        }

    def _value(self, field: models.Field, raw: Any, language: str, builder: StreamBuilder) -> Any:
        match field:
            case StreamField():
                return field.to_python(builder.stream(field.stream_block, raw, field.name))
            case RichTextField():
                return rich_text(in_language(raw or "", language), self.references)
            case models.DateTimeField():
                return moment(raw, self.today)
            case models.DateField():
                return day(raw, self.today)
            case models.ForeignKey() if field.name == "recording":
                return self.recordings[raw]
            case models.ForeignKey():
                return self.objects.get(raw)
            case _:
                return in_language(raw, language)

    def _make_snippet(self, entry: dict) -> None:
        model = apps.get_model(entry["type"])
        snippet = model(locale=self.source, **self._site(model), **self._values(entry, SOURCE))
        snippet.full_clean()
        snippet.save()
        snippet.save_revision().publish()
        self.objects[entry["key"]] = snippet
        self.report(f"{entry['type']} {entry['key']}")

    def _site(self, model: type[models.Model]) -> dict[str, Site]:
        return {"site": self.site} if hasattr(model, "site") else {}

    def _make_page(self, entry: dict) -> None:
        """First pass: the page in its place, so that others can link to it."""
        page = apps.get_model(entry["type"])(locale=self.source, **self._values(entry, SOURCE))
        if parent := entry.get("parent"):
            self.objects[parent].add_child(instance=page)
        else:
            Page.get_first_root_node().add_child(instance=page)
            self.site.root_page = page
            self.site.save()
        self.objects[entry["key"]] = page
        self.references.pages[entry["key"]] = page.pk

    def _fill_page(self, entry: dict) -> None:
        """Second pass: all values again, now that every link has its page."""
        page = self.objects[entry["key"]]
        page.refresh_from_db()
        for name, value in self._values(entry, SOURCE).items():
            setattr(page, name, value)
        page.save_revision().publish()
        page.refresh_from_db()
        self.report(f"page {page.title}")

    # --- Translations -------------------------------------------------------------------------

    def _translate(self, entry: dict) -> None:
        """The other language, as if a translator had typed every string into the translation editor."""
        original = self.objects[entry["key"]]
        source, _created = TranslationSource.update_or_create_from_instance(original)
        translation, _created = Translation.objects.get_or_create(source=source, target_locale=self.target)
        model = type(original)
        translated = _strings(model(**self._site(model), **self._values(entry, TARGET)))
        for segment in source.stringsegment_set.select_related("string", "context"):
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=self.target,
                context=segment.context,
                data=translated[segment.context.path, segment.order],
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
        if isinstance(original, Page):
            # wagtail-localize publishes when the transaction ends; by then its pages have forgotten their children.
            translation.save_target(publish=False)
            original.get_translation(self.target).get_latest_revision().publish()
        else:
            translation.save_target()
        self.report(f"translation of {entry['key']}")


def _strings(instance: TranslatableMixin) -> dict[tuple[str, int], str]:
    """The translatable strings of an unsaved object by path and order."""
    return {
        (segment.path, segment.order): segment.string.data
        for segment in extract_segments(instance)
        if isinstance(segment, StringSegmentValue)
    }


def _is_page(entry: dict) -> bool:
    return issubclass(apps.get_model(entry["type"]), Page)


def _parents_first(entries: list[dict]) -> Iterator[dict]:
    """Page entries so that each comes after its parent, otherwise in the order of the files."""
    done: set[str | None] = {None}
    waiting = entries
    while waiting:
        ready = [entry for entry in waiting if entry.get("parent") in done]
        if not ready:
            raise ValueError(f"Unknown parents: {sorted({entry['parent'] for entry in waiting})}")
        yield from ready
        done |= {entry["key"] for entry in ready}
        waiting = [entry for entry in waiting if entry["key"] not in done]


def load_starter_content(report: Callable[[str], None]) -> None:
    """Load the starter content of this repository into an empty site."""
    StarterLoader(STARTER, timezone.localdate(), report).load()
    # Wagtail makes them on commit, from the Finnish slugs that the Swedish pages had for a moment.
    Redirect.objects.filter(automatically_created=True).delete()
