"""Filling a site with recordings by the thousand, and timing what people do there. Run in a process of its own.

`python -m benchmarks.crowd fill COUNT` adds pages until there are COUNT; `python -m benchmarks.crowd time` prints
seconds by action as JSON. The site is the one that DATABASE_URL or DATA_DIR names.
"""

import datetime
import json
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterator

import django

django.setup()

from django.db import connection, transaction  # noqa: E402  needs the apps
from django.db.models.sql import InsertQuery  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.translation import override  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402
from wagtail.search.backends import get_search_backend  # noqa: E402

from events.models import EventIndexPage, SessionPage  # noqa: E402
from hub.models import SearchEntry  # noqa: E402
from hub.search.words import words_of  # noqa: E402
from hub.users.models import User  # noqa: E402

BATCH = 500
REPEATS = 7
RARE, COMMON, SECOND = "harvinainen", "yhdistys", "osallistujat"
"""Words of the made-up recordings: in five of them, in all of them, in two of three."""
NOT_KEPT = {"Host": "127.0.0.1", "Authorization": "Basic YTpi"}


def fill(count: int) -> None:
    """Add made-up recordings in both languages, each a translation of the other, until there are `count` pages."""
    words = random.Random(1)  # noqa: S311  the same texts in every run
    vocabulary = [f"sana{number}" for number in range(5_000)]
    missing = (count - Page.objects.count()) // 2
    for start in range(0, missing, BATCH):
        numbers = range(start, min(start + BATCH, missing))
        keys = {number: uuid.uuid4() for number in numbers}
        for index in EventIndexPage.objects.select_related("locale"):
            model = SessionPage.objects.filter(locale=index.locale, recording__isnull=False)[0]
            texts = [" ".join(words.choices(vocabulary, k=120)) for _ in numbers]
            _add(index, model, dict(zip(numbers, texts, strict=True)), keys)
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE"
        )  # PostgreSQL does so by itself, but later; on SQLite each start of the site.


@transaction.atomic
def _add(
    index: EventIndexPage, model: SessionPage, texts: dict[int, str], keys: dict[int, uuid.UUID]
) -> None:
    index.refresh_from_db()
    first = index.numchild + 1
    model.chapters = model.slides = model.materials = model.organisers = model.speakers = []
    shared = {field.attname: getattr(model, field.attname) for field in SessionPage._meta.concrete_fields}
    shared |= {"id": None, "page_ptr_id": None, "latest_revision_id": None, "live_revision_id": None}
    sessions = []
    for number, text in texts.items():
        title, slug = f"Tallenne {number} {text[:40]}", f"tallenne-{number}"
        start = timezone.now() - datetime.timedelta(hours=number + 50)
        end = start + datetime.timedelta(hours=1)
        own = {
            "title": title,
            "draft_title": title,
            "slug": slug,
            "url_path": f"{index.url_path}{slug}/",
            "path": index._get_path(index.path, index.depth + 1, first + number - min(texts)),
            "translation_key": keys[number],
            "starts_at": start,
            "ends_at": end,
            "first_published_at": end,
            "last_published_at": end,
            "latest_revision_created_at": end,
            "description": f"<p>{COMMON} {SECOND if number % 3 else ''} {RARE if number < 5 else ''} {text}</p>",
        }
        sessions.append(SessionPage(**shared | own))
    pages = [
        Page(**{field.attname: getattr(session, field.attname) for field in Page._meta.concrete_fields})
        for session in sessions
    ]
    Page.objects.bulk_create(pages)
    for session, page in zip(sessions, pages, strict=True):
        session.pk = session.id = session.page_ptr_id = page.pk
    query = InsertQuery(SessionPage)
    query.insert_values(SessionPage._meta.local_concrete_fields, [*sessions])
    query.get_compiler(connection=connection).execute_sql()
    EventIndexPage.objects.filter(pk=index.pk).update(numchild=first - 1 + len(sessions))
    get_search_backend().add_bulk(SessionPage, sessions)
    SearchEntry.objects.bulk_create(
        SearchEntry(
            page=page,
            language=index.locale.language_code,
            title_words=session.title.lower(),
            words=" ".join(words_of(f"{session.title} {session.lead} {session.description[3:-4]}")),
            lead=session.lead,
        )
        for session, page in zip(sessions, pages, strict=True)
    )


def actions() -> dict[str, Callable[[], None]]:
    """What is timed, by its name."""
    reader = Client(headers=NOT_KEPT)
    editor = Client(headers={"Host": "127.0.0.1"})
    editor.force_login(User.objects.filter(is_superuser=True)[0])
    index = EventIndexPage.objects.get(locale=Locale.objects.get(language_code="fi"))
    last = -(-SessionPage.objects.filter(locale=index.locale, recording__isnull=False).count() // 12)
    part = reader.get("/sitemap.xml").content.count(b"<sitemap>")
    with override("fi"):
        newest = reverse("newest_feed")
    session = SessionPage.objects.child_of(index).exclude(slug__startswith="tallenne-")[0]

    def get(client: Client, path: str) -> Callable[[], None]:
        def ask() -> None:
            response = client.get(path)
            if response.status_code != 200:
                raise RuntimeError(f"{path}: {response.status_code}")

        return ask

    def publish() -> None:
        with transaction.atomic():
            session.save_revision().publish()

    def after_publishing() -> None:
        publish()
        started.clear()
        started.append(time.perf_counter())
        get(reader, index.url)()

    return {
        "index, first page": get(reader, index.url),
        "index, last page": get(reader, f"{index.url}?page={last}"),
        "search, rare word": get(reader, f"/fi/haku/?q={RARE}"),
        "search, common word": get(reader, f"/fi/haku/?q={COMMON}"),
        "search, two words": get(reader, f"/fi/haku/?q={COMMON}+{SECOND}"),
        "sitemap": get(reader, "/sitemap.xml"),
        "sitemap, last part": get(reader, f"/sitemap-{part}.xml" if part else "/sitemap.xml"),
        "feed of new pages": get(reader, newest),
        "index, first after a change": after_publishing,
        "publish": publish,
        "admin, explorer": get(editor, f"/admin/pages/{index.pk}/"),
        "admin, search": get(editor, f"/admin/pages/search/?q={COMMON}"),
    }


started: list[float] = []


def measure() -> Iterator[tuple[str, float]]:
    """Each action and the median of its seconds."""
    for name, action in actions().items():
        action()
        seconds = []
        for _ in range(REPEATS):
            started[:] = [time.perf_counter()]
            action()
            seconds.append(time.perf_counter() - started[0])
        yield name, statistics.median(seconds)


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    else:
        print(json.dumps(dict(measure())))
