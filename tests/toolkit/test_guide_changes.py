"""What has changed in a guide: told with its day, the newest first."""

import datetime

import pytest
from django.utils import timezone
from wagtail.blocks import StructBlockValidationError

from hub.reports.dashboard import editor_tasks
from tests.support.pages import soup_of, spaced, text_of
from tests.support.users import ADMINISTRATOR
from toolkit.blocks import ChangeBlock


def change(day: datetime.date, text: str) -> tuple[str, dict]:
    return ("change", {"day": day, "text": text})


@pytest.fixture
def changed(guide):
    """The guide with two changes, the older one first."""
    guide.changes = [
        change(datetime.date(2026, 1, 1), "Ensimmäinen muutos."),
        change(datetime.date(2026, 11, 3), "Toinen muutos."),
    ]
    guide.save_revision().publish()
    return guide


def test_newest_change_stands_first(client, changed):
    section = soup_of(client, changed.url).main.select_one("section[aria-labelledby=changes]")
    assert [spaced(item.text) for item in section.select("li")] == [
        "3.11.2026 Toinen muutos.",
        "1.1.2026 Ensimmäinen muutos.",
    ]


def test_reader_sees_at_the_top_when_the_guide_changed(client, changed):
    link = soup_of(client, changed.url).select_one(".meta a[href='#changes']")
    assert text_of(link) == "Muuttunut 3.11.2026"


def test_guide_without_changes_says_nothing_of_them(client, guide):
    guide.changes = []
    guide.save_revision().publish()
    assert soup_of(client, guide.url).select("[id=changes], a[href='#changes']") == []


def test_day_to_come_is_refused():
    block = ChangeBlock()
    value = {"text": "Vasta tulossa.", "day": timezone.localdate()}
    assert block.clean(block.to_python(value))["day"] == timezone.localdate()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({**value, "day": timezone.localdate() + datetime.timedelta(days=1)}))


def test_no_change_is_a_task_for_editors(changed):
    tasks = [task for task in editor_tasks(ADMINISTRATOR) if task.about and task.about.pk == changed.pk]
    changed.changes = []
    changed.save_revision().publish()
    after = [task for task in editor_tasks(ADMINISTRATOR) if task.about and task.about.pk == changed.pk]
    assert [task.text for task in tasks] == [task.text for task in after]
