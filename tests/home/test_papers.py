"""The starter papers ask for everything that the law wants on them, in both languages."""

import pytest
import yaml

from home.starter.loader import STARTER
from toolkit.models import PaperPage
from toolkit.papers.form import PaperForm, example_of

PARTIES = {"association", "association-address", "employee", "employee-address"}
"""Employment Contracts Act 2:4, item 1."""
TERMS = PARTIES | {
    "starts-on",  # item 2
    *("duration", "ends-on", "fixed-term-reason"),  # item 3
    "trial-period",  # item 4
    "workplace",  # item 5
    "main-duties",  # item 6
    *("pay-basis", "pay", "other-remuneration", "payday"),  # item 7
    "weekly-hours",  # item 8
    *("training", "annual-leave", "notice-period", "collective-agreement"),
    *("pension-insurer", "accident-insurer"),
}
CERTIFICATE = {"association", "employee", "starts-on", "ends-on", "main-duties"}

DEMANDED = {
    # Employment Contracts Act 55/2001, 1:3, 1:4 and 2:4: the contract tells what would else be told apart.
    "paper-contract": TERMS | {"hours-placing"},
    # Employment Contracts Act 2:4; variable hours, several workplaces and work abroad where there are such.
    "paper-written-terms": TERMS
    | {"workplace-rules", "variable-hours-need", "variable-hours-days", "work-abroad"},
    # Occupational Safety and Health Act 738/2002, sections 10 and 14.
    "paper-induction": {"employee", "induction-safety", "induction-emergency", "own-risks"},
    # Working Hours Act 872/2019, section 32: hours and what was paid for them, each kind by itself.
    "paper-working-hours": {
        *("employee", "month", "week-1", "week-2", "week-3", "week-4", "week-5", "week-6"),
        *("regular-hours", "additional-hours", "overtime-hours", "emergency-hours", "sunday-hours"),
        "hours-compensation",
    },
    # Employment Contracts Act 6:7.
    "paper-certificate": CERTIFICATE,
    "paper-certificate-assessed": CERTIFICATE | {"end-reason", "skill-assessment", "conduct-assessment"},
    # General Data Protection Regulation, articles 13 and 14; act 759/2004, sections 3 and 4.
    "paper-privacy-notice": {
        *("association", "association-address", "contact", "data-protection-officer"),
        *("purposes", "legal-bases", "legitimate-interest", "recipients", "transfers"),
        *("retention", "rights-request", "data-required", "automated-decisions", "data", "data-sources"),
    },
}
ONLY_ON_REQUEST = {"end-reason", "skill-assessment", "conduct-assessment"}
"""Employment Contracts Act 6:7: never on a certificate that nobody has asked to have them on."""

PAPERS = {
    entry["key"]: entry
    for path in sorted((STARTER / "content" / "toolkit").glob("*-paper-*.yaml"))
    for entry in [yaml.safe_load(path.read_text(encoding="utf-8"))]
}

each_paper = pytest.mark.parametrize("key", sorted(PAPERS))
language = pytest.mark.parametrize("language", ["fi", "sv"])


def page_of(key: str, language: str) -> PaperPage:
    return PaperPage.objects.get(locale__language_code=language, slug=PAPERS[key]["slug"][language])


def fields_of(key: str, language: str) -> dict[str, dict]:
    """The fields of a paper as they are loaded, by name."""
    return {field["name"]: field for field in page_of(key, language).described}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "name"), [(key, name) for key in sorted(DEMANDED) for name in sorted(DEMANDED[key])]
)
@language
def test_paper_asks_for_what_the_law_demands(key, name, language):
    assert name in fields_of(key, language)


@pytest.mark.django_db
@language
def test_paper_that_the_law_demands_names_it_at_every_item(language):
    fields = fields_of("paper-written-terms", language)
    act = {"fi": "TSL 2:4", "sv": "ArbAvtL 2:4"}[language]
    unnamed = DEMANDED["paper-written-terms"] - {"association", "employee"}
    assert {name for name in unnamed if not fields[name]["law"].startswith(act)} == set()


@pytest.mark.django_db
def test_certificate_has_no_reason_and_no_assessment():
    assert ONLY_ON_REQUEST & set(fields_of("paper-certificate", "fi")) == set()


@pytest.mark.django_db
@language
def test_privacy_notice_prints_the_rights_and_the_authority(language):
    printed = " ".join(part.value["printed"] for part in page_of("paper-privacy-notice", language).parts)
    rights = {
        "fi": ["jäljennös", "oikaista", "poistamista", "rajoittamista", "vastustaa", "siirretyiksi", "perua"],
        "sv": ["kopia", "rätta", "raderas", "begränsas", "invända", "överförda", "återkallas"],
    }
    authority = {"fi": "tietosuojavaltuutetulle", "sv": "dataombudsmannen"}
    assert [word for word in [*rights[language], authority[language]] if word not in printed] == []


@pytest.mark.django_db
@each_paper
@language
def test_paper_is_valid_as_an_editor_would_save_it(key, language):
    page = page_of(key, language)
    assert PaperPage._meta.get_field("parts").clean(page.parts, page)


@each_paper
def test_paper_never_asks_for_an_identity_code_or_for_health(key):
    names = {field["name"] for part in PAPERS[key]["parts"] for field in part["fields"]}
    assert names
    assert [name for name in sorted(names) if name.startswith(("identity", "birth", "health", "sick"))] == []


@pytest.mark.parametrize("name", ["contact", "employee", "employee-address", "supervisor"])
def test_people_are_marked_as_personal_on_every_paper(name):
    fields = [
        f for paper in PAPERS.values() for part in paper["parts"] for f in part["fields"] if f["name"] == name
    ]
    assert fields
    assert [field["label"]["fi"] for field in fields if not field.get("is_personal")] == []


def test_fields_of_one_name_are_answered_in_one_way():
    """An answer carries over to the next paper only if it is of the same kind and has the same choices."""
    kinds: dict[str, set] = {}
    for paper in PAPERS.values():
        for part in paper["parts"]:
            for field in part["fields"]:
                options = tuple(option["text"]["fi"] for option in field.get("options", []))
                kinds.setdefault(field["name"], set()).add((field["kind"], options))
    assert len(kinds) > 50
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}


@pytest.mark.parametrize("key", sorted(DEMANDED))
def test_paper_that_the_law_demands_says_which_law(key):
    assert PAPERS[key]["laws"]


@pytest.mark.django_db
@each_paper
@language
def test_example_can_be_read_by_its_own_form(key, language):
    described = page_of(key, language).described
    form = PaperForm(described, example_of(described))
    assert form.is_valid(), form.errors


@pytest.mark.django_db
def test_answer_that_goes_along_is_personal_in_every_paper_or_in_none():
    """The page's script keeps personal answers for the tab only; by the name it goes from paper to paper."""
    marks: dict[str, set[bool]] = {}
    for page in PaperPage.objects.all():
        for field in page.described:
            marks.setdefault(field["name"], set()).add(bool(field["is_personal"]))
    assert [name for name, found in sorted(marks.items()) if len(found) > 1] == []
    assert {True} in marks.values()
