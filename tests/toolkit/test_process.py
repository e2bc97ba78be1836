"""The client process: its diagram, the list that says the same, and what an editor may not leave out."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from wagtail.blocks import StructBlockValidationError

from tests.support.pages import one_of, seen, spaced, text_of, translation_of
from toolkit.blocks import ProcessStepBlock
from toolkit.lanes import Lane
from toolkit.models import ProcessPage, ToolkitIndexPage
from toolkit.process import Turn, bands_of, columns_of

ORDER = ["client", "association", "adviser"]


def staged(*stages: Sequence[str]) -> list:
    """Stages given by who takes each of their steps."""
    return [(f"stage {number}", [(lane, lane) for lane in lanes]) for number, lanes in enumerate(stages, 1)]


def test_columns_are_those_who_do_something_in_the_fixed_order():
    assert columns_of(staged(["adviser"], ["client", "adviser"]), ORDER) == ["client", "adviser"]


def test_steps_are_numbered_through_all_stages():
    bands = bands_of(staged(["client", "adviser"], ["association"]), ORDER)
    assert [[cell.number for cell in band.cells] for band in bands] == [[1, 2], [3]]


def test_step_stands_in_the_column_of_who_takes_it():
    (band,) = bands_of(staged(["adviser", "client", "association"]), ORDER)
    assert [cell.column for cell in band.cells] == [3, 1, 2]


def test_way_to_a_step_spans_the_columns_between():
    (band,) = bands_of(staged(["client", "adviser", "association", "association"]), ORDER)
    assert [cell.turn for cell in band.cells] == [
        None,
        Turn(1, 3, False),
        Turn(2, 2, True),
        Turn(2, 1, False),
    ]


def test_way_leads_from_the_last_step_of_a_stage_to_the_first_of_the_next():
    _first, second = bands_of(staged(["adviser"], ["client"]), ORDER)
    assert second.cells[0].turn == Turn(1, 3, True)


def test_nothing_is_drawn_of_nothing():
    assert columns_of([], ORDER) == []
    assert bands_of([], ORDER) == []


# --- The page -----------------------------------------------------------------------------------


def diagram(soup: BeautifulSoup) -> list[str]:
    """The texts of the steps in the diagram."""
    return [spaced(step.p.get_text(" ")) for step in soup.select(".flow .flow-step")]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_list_says_what_the_diagram_shows(language):
    soup = seen(ProcessPage, language)
    told = [spaced(heading.get_text(" ")) for heading in soup.select(".flow-words .steps h3")]
    assert diagram(soup) == told
    assert [text.partition(" ")[0] for text in told] == [str(number) for number in range(1, len(told) + 1)]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_list_says_who_takes_each_step_as_the_column_does(language):
    soup = seen(ProcessPage, language)
    columns = [spaced(column.get_text()) for column in soup.select(".flow-head p")]
    drawn = [
        columns[int(next(name[1:] for name in step["class"] if name[0] == "c")) - 1]
        for step in soup.select(".flow .flow-step")
    ]
    told = [spaced(who.get_text()).rpartition(": ")[2] for who in soup.select(".flow-words .step-meta span")]
    assert drawn == told
    assert len(set(columns)) == len(columns) > 3


@pytest.mark.django_db
def test_list_tells_what_follows_from_each_decision():
    page = one_of(ProcessPage, "fi")
    words = text_of(seen(ProcessPage, "fi").select_one(".flow-words"))
    steps = [step for stage in page.stages for step in stage.value["steps"] if step["question"]]
    assert len(steps) > 1
    for step in steps:
        assert step["question"] in words
        for answer in step["answers"]:
            assert f"{answer['answer']}: {answer['then']}" in words


@pytest.mark.django_db
def test_diagram_is_silent_to_screen_readers_and_holds_nothing_to_stop_at():
    flow = seen(ProcessPage, "fi").select_one(".flow")
    assert flow["aria-hidden"] == "true"
    assert flow.select("a, button, input, [tabindex]") == []


@pytest.mark.django_db
def test_headings_go_down_without_a_gap():
    main = seen(ProcessPage, "fi").select_one("main")
    levels = [int(heading.name[1]) for heading in main.select("h1, h2, h3, h4")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.django_db
def test_step_leads_to_the_guide_in_the_readers_language():
    finnish = one_of(ProcessPage, "fi")
    linked = [step["page"] for stage in finnish.stages for step in stage.value["steps"] if step["page"]]
    urls = {link["href"] for link in seen(ProcessPage, "sv").select(".flow-words a.go")}
    assert len(linked) > 3
    assert urls == {translation_of(page.specific, "sv").url for page in linked}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_toolkit_leads_to_the_process(language):
    urls = {link["href"] for link in seen(ToolkitIndexPage, language).select("a[href]")}
    assert one_of(ProcessPage, language).url in urls


# --- What an editor writes ----------------------------------------------------------------------


def step(**values) -> dict:
    block = ProcessStepBlock()
    return block.clean(
        block.normalize({"who": "client", "title": "Päättää", "text": "<p>Miettii.</p>"} | values)
    )


def test_question_without_answers_is_refused():
    with pytest.raises(StructBlockValidationError) as refused:
        step(question="Jatkuuko työ?")
    assert set(refused.value.block_errors) == {"question"}


def test_answers_without_a_question_are_refused():
    with pytest.raises(StructBlockValidationError) as refused:
        step(answers=[{"answer": "Kyllä", "then": "Jatketaan."}])
    assert set(refused.value.block_errors) == {"question"}


def test_question_with_two_answers_is_taken():
    answers = [{"answer": "Kyllä", "then": "Jatketaan."}, {"answer": "Ei", "then": "Lopetetaan."}]
    assert len(step(question="Jatkuuko työ?", answers=answers)["answers"]) == 2


def test_party_that_there_is_not_is_refused():
    with pytest.raises(StructBlockValidationError) as refused:
        step(who="kuningas")
    assert set(refused.value.block_errors) == {"who"}


def test_diagram_has_a_column_for_every_party():
    """The stylesheet has six columns and as many patterns."""
    assert len(Lane) == 6
