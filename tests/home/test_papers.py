"""What the law asks of each starter paper, written from the acts: a field taken out of a paper fails here."""

import pytest

from tests.support.pages import translation_of
from toolkit.models import PaperPage
from toolkit.papers.form import PaperForm, example_of

pytestmark = pytest.mark.django_db

WORKING_LIFE = {
    # Employment Contracts Act 55/2001, chapter 2, section 4: everything that the written terms must tell.
    "selvitys-tyonteon-ehdoista": {
        "association-address",  # the parties' domicile or place of business
        "employee-address",
        "starts-on",  # the day on which work begins
        "ends-on",  # the end of a fixed term, its ground, or that it is a long-term unemployed person's
        "fixed-term-reason",
        "trial",  # the trial period
        "workplace",  # the place of work, or on which principles one works in several
        "workplace-principles",
        "duties",  # the main duties
        "collective-agreement",  # the collective agreement
        "pay",  # the basis of pay and other remuneration
        "payday",  # the pay period
        "weekly-hours",  # regular hours; in variable work when and how much, and the days on which it may be demanded
        "variable-hours",
        "holiday",  # how leave is determined
        "notice",  # the period of notice or its basis
        "training",  # the right to training
        "pension-insurer",  # the insurers
        "accident-insurer",
        "abroad",  # work abroad for a month at least
    },
    # Section 3 of chapter 1 and what the parties agree on.
    "tyosopimus-lomake": {
        "association",
        "employee",
        "starts-on",
        "duration",
        "fixed-term-reason",
        "trial",
        "duties",
        "workplace",
        "weekly-hours",
        "pay",
        "payday",
        "collective-agreement",
        "notice",
    },
    # Chapter 6, section 7: duration and nature of the duties, and nothing else unless the employee asks for it.
    "tyotodistus": {"employee", "starts-on", "ends-on", "duties"},
    "tyotodistus-arviolla": {"employee", "starts-on", "ends-on", "duties", "end-reason", "skill", "conduct"},
    # Working Hours Act 872/2019, section 32: hours worked and what is paid for them.
    "tyoaikakirjanpito": {
        "employee",
        "month",
        "week-1",
        "week-5",
        "hours-total",
        "overtime",
        "sunday",
        "absence",
    },
    # Regulation (EU) 2016/679, article 13.
    "tietosuojaseloste-tyontekijalle": {
        "association",
        "contact",
        "purposes",
        "legal-bases",
        "interest",
        "recipients",
        "transfer",
        "retention",
        "must-give",
        "automated",
    },
    # Occupational Safety and Health Act 738/2002, section 14.
    "perehdytyslista": {"induction-before", "induction-first", "induction-safety"},
    # What the employment authority asks before it decides.
    "palkkatuen-perustelut": {
        "ground",
        "reason-work",
        "reason-not-replacing",
        "business",
        "guidance",
        "pay",
        "other-aid",
    },
    "tehtavankuvaus": {"job-title", "weekly-hours", "supervisor"},
}

EVERY_PAPER = pytest.mark.parametrize("slug", sorted(WORKING_LIFE))


def papers(slug: str) -> list[PaperPage]:
    """The paper in both languages."""
    finnish = PaperPage.objects.get(slug=slug)
    return [finnish, translation_of(finnish, "sv")]


def names(page: PaperPage) -> set[str]:
    return {field["name"] for field in page.described}


def test_every_starter_paper_is_held_to_the_law():
    assert set(PaperPage.objects.filter(locale__language_code="fi").values_list("slug", flat=True)) == set(
        WORKING_LIFE
    )


@EVERY_PAPER
def test_paper_has_what_the_law_asks_for_in_both_languages(slug):
    for page in papers(slug):
        assert WORKING_LIFE[slug] - names(page) == set()


@EVERY_PAPER
def test_paper_has_the_same_fields_in_both_languages(slug):
    finnish, swedish = papers(slug)
    assert [field["name"] for field in finnish.described] == [field["name"] for field in swedish.described]
    assert [bool(field["law"]) for field in finnish.described] == [
        bool(field["law"]) for field in swedish.described
    ]


@EVERY_PAPER
def test_example_can_be_read_by_its_own_form(slug):
    for page in papers(slug):
        form = PaperForm(page.described, example_of(page.described))
        assert form.is_valid(), form.errors


def test_short_certificate_says_nothing_of_skill_conduct_or_the_reason_of_the_end():
    for page in papers("tyotodistus"):
        assert names(page) & {"skill", "conduct", "end-reason", "greeting"} == set()


@EVERY_PAPER
def test_nobody_is_asked_for_an_identity_code_or_health(slug):
    for page in papers(slug):
        asked = " ".join(f"{field['name']} {field['label']}".lower() for field in page.described)
        assert not [
            word for word in ("henkilötunnus", "personbeteckning", "diagnoos", "diagnos") if word in asked
        ]


@EVERY_PAPER
def test_every_block_of_a_paper_is_one_that_an_editor_could_have_saved(slug):
    for page in papers(slug):
        page.parts.stream_block.clean(page.parts)


def test_answer_that_goes_along_is_personal_in_every_paper_or_in_none():
    """The page's script keeps personal answers for the tab only; by the name it goes from paper to paper."""
    marks: dict[str, set[bool]] = {}
    for page in PaperPage.objects.all():
        for field in page.described:
            marks.setdefault(field["name"], set()).add(bool(field["is_personal"]))
    assert [name for name, found in sorted(marks.items()) if len(found) > 1] == []
    assert {True} in marks.values()
