"""A fact chosen in a ledger: what it costs a reader, and what is shown when it is gone."""

import pytest

from hub.blocks.facts import FactChooserBlock
from hub.caching import generation
from tests.support.facts import make_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def block() -> FactChooserBlock:
    return FactChooserBlock("hub.Fact")


def test_reader_pays_no_query_for_chosen_facts(block, django_assert_num_queries):
    facts = [make_fact("yksi"), make_fact("kaksi")]
    generation.read()
    block.bulk_to_python([facts[0].pk])
    with django_assert_num_queries(0):
        chosen = block.bulk_to_python([fact.pk for fact in facts])
        assert [(fact.pk, fact.key) for fact in chosen] == [(fact.pk, fact.key) for fact in facts]


def test_other_fields_of_a_chosen_fact_can_be_read(block):
    fact = make_fact("yksi")
    generation.read()
    assert block.bulk_to_python([fact.pk])[0].name_fi == fact.name_fi


def test_chosen_fact_that_nobody_published_is_read_from_its_record(block):
    published, draft = make_fact("yksi"), make_fact("kaksi")
    draft.unpublish()
    generation.read()
    chosen = block.bulk_to_python([published.pk, draft.pk, 0, 999_999])
    assert [fact and fact.key for fact in chosen] == ["yksi", "kaksi", None, None]
