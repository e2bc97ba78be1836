"""Guides: checklists with stable ids, forms, and the path that they make together."""

import pytest
from django.utils.translation import override

from hub.facts.texts import filled
from hub.models import Fact
from tests.support.pages import soup_of, spaced, text_of, translation_of
from toolkit.blocks import StepBlock
from toolkit.models import GuidePage
from toolkit.phases import Phase, path_of


class Guide:
    """Stands for a guide page where only its phase matters."""

    def __init__(self, phase: str):
        self.phase = phase


def test_path_has_its_six_steps_in_their_fixed_order():
    assert [step.phase for step in path_of([])] == [
        "need",
        "money",
        "recruitment",
        "contract",
        "start",
        "pay",
    ]


def test_guides_stand_in_their_phase_in_their_order():
    first, second, other = Guide("pay"), Guide("pay"), Guide("need")
    guides = {step.phase: step.guides for step in path_of(iter([first, other, second]))}
    assert guides[Phase.PAY] == [first, second]
    assert guides[Phase.NEED] == [other]
    assert guides[Phase.MONEY] == []


def test_doers_of_a_step_are_named_in_the_readers_language():
    step = StepBlock().normalize({**StepBlock().get_preview_value(), "who": ["board", "payroll"]})
    with override("fi"):
        finnish = step.doers
    with override("sv"):
        swedish = step.doers
    assert len(finnish) == 2
    assert set(finnish) & set(swedish) == set()


def test_short_title_stands_in_the_list_of_contents():
    step = StepBlock().get_preview_value()
    assert step.toc_title == step["short_title"]
    step["short_title"] = ""
    assert step.toc_title == step["title"]


@pytest.fixture
def guides(db) -> list[GuidePage]:
    """Every Finnish guide; there are several."""
    guides = list(GuidePage.objects.filter(locale__language_code="fi"))
    assert len(guides) > 1
    return guides


def test_ticks_have_the_same_ids_in_both_languages(guides):
    for guide in guides:
        finnish, swedish = guide.checklist, translation_of(guide, "sv").checklist
        assert [item.id for item in finnish] == [item.id for item in swedish] != []
        assert [item.step for item in finnish] == [item.step for item in swedish]
        assert all(mine.text != theirs.text for mine, theirs in zip(finnish, swedish, strict=True))


def test_no_two_ticks_of_a_guide_have_the_same_id(guides):
    for guide in guides:
        ids = [item.id for item in guide.checklist]
        assert 4 <= len(ids) == len(set(ids)) <= 9


def test_tick_keeps_its_id_when_its_text_and_its_place_change(guide):
    before = {item.text: item.id for item in guide.checklist}
    step = next(step for step in guide.steps if step.value["checklist"])
    first = step.value["checklist"].bound_blocks[0]
    renamed = first.value
    first.value = "Aivan toinen teksti"
    guide.steps.insert(0, ("step", StepBlock().get_preview_value()))
    guide.save_revision().publish()
    after = {item.text: item.id for item in GuidePage.objects.get(pk=guide.pk).checklist}
    assert after.pop("Aivan toinen teksti") == before.pop(renamed)
    assert after == before


def test_page_shows_every_tick_with_its_id(client, guide):
    soup = soup_of(client, guide.url)
    boxes = soup.main.select("input[type=checkbox]")
    assert len(boxes) == len(guide.checklist) > 1
    html = str(soup.main)
    assert all(item.id in html for item in guide.checklist)


def test_page_shows_every_step_with_its_facts_and_their_sources(client, guides):
    for guide in guides:
        shown = text_of(soup_of(client, guide.url).main)
        assert guide.steps
        for step in guide.steps:
            facts = [
                text
                for fact in step.value["facts"]
                for text in (filled(fact["statement"]), fact.figure.source.publisher, fact.year)
            ]
            assert [text for text in [step.value["title"], *facts] if spaced(text) not in shown] == []


def test_fact_that_has_to_be_checked_says_so_and_no_other(client, guides):
    doubts, marked = [], []
    for guide in guides:
        doubts += [fact for step in guide.steps for fact in step.value["facts"] if fact.is_to_check]
        rows = soup_of(client, guide.url).main.select(".fact")
        marked += [text_of(row) for row in rows if row.select(".tag--late")]
    assert len(marked) == len(doubts) > 1
    assert all(spaced(filled(fact["statement"])) in text for fact, text in zip(doubts, marked, strict=True))


def test_form_that_two_steps_offer_is_listed_once(guides):
    guide = next(guide for guide in guides if guide.forms)
    before = guide.forms
    for step in guide.steps:
        step.value["forms"].append(before[0])
    assert len(guide.forms) == len(before)


def test_deleted_form_leaves_the_page_whole(client, guides):
    guide = next(guide for guide in guides if guide.forms)
    before = len(guide.forms)
    guide.forms[0]["document"].delete()
    guide = GuidePage.objects.get(pk=guide.pk)
    assert len(guide.forms) == before - 1
    assert client.get(guide.url).status_code == 200


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_toolkit_shows_every_guide_in_its_drawer(client, guides, language):
    page = guides[0].get_parent().get_parent()
    page = page if language == "fi" else translation_of(page, "sv")
    context = client.get(page.url).context
    drawers = context["drawers"]
    assert sum(len(drawer.guides) for drawer in drawers) == len(guides)
    assert all(guide.get_parent().pk == drawer.topic.pk for drawer in drawers for guide in drawer.guides)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_drawer_shows_the_forms_it_counts_and_the_other_drawers(client, guides, language):
    index = guides[0].get_parent().get_parent()
    address = index.url if language == "fi" else translation_of(index, language).url
    drawers = client.get(address).context["drawers"]
    assert any(drawer.form_count for drawer in drawers)
    for drawer in drawers:
        context = client.get(drawer.topic.url).context
        assert len(context["forms"]) == drawer.form_count
        assert {form.language for form in context["forms"]} <= {language}
        assert [topic.pk for topic in context["others"]] == [
            other.topic.pk for other in drawers if other.topic.pk != drawer.topic.pk
        ]


def test_numbers_to_be_checked_are_on_the_dashboard_until_they_are(guide):
    fact = Fact.objects.get(key="accident-average")
    guide.steps[0].value["facts"] = [{"fact": fact, "statement": "Maksu on {accident-average}."}]
    guide.sources = []
    guide.save_revision().publish()
    open_tasks = [task.text for task in GuidePage.editor_tasks() if guide.title in task.text]
    assert len(open_tasks) == 1
    for step in guide.steps:
        step.value["facts"] = []
    guide.save_revision().publish()
    assert [task for task in GuidePage.editor_tasks() if guide.title in task.text] == []
