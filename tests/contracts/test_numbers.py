"""No rate, cap or deadline of the law stands in code, templates, catalogues or starter texts: only in facts."""

import ast
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

import polib
import pytest
import yaml
from django.conf import settings

ROOT = settings.BASE_DIR
APPS = ["hub", "home", "toolkit", "events", "articles", "network"]
FACTS = yaml.safe_load((ROOT / "home" / "starter" / "facts.yaml").read_text(encoding="utf-8"))["facts"]

NUMBER = r"\d[\d \u00a0\u202f]*(?:[.,]\d+)?"
UNIT = (
    r"%|€|prosent|procent|euro\b|päiv|kuukau|viiko|vuot|vuoden|vuosi|tunti|tunnin|"
    r"dag|månad|veck|år\b|åring|timm|days?\b|months?\b|years?\b|weeks?\b|hours?\b|per cent"
)
WITH_UNIT = re.compile(rf"{NUMBER}[\s\u00a0]*(?:{UNIT})", re.IGNORECASE)

EXAMPLES = {"example_text", "example_title"}
"""What an invented association writes; nobody takes it for the law."""
OUR_OWN = {("site/privacy.yaml", "logs")}
"""Times that Pakki has set for itself."""


def starter_texts() -> Iterator[tuple[str, str, str]]:
    """File, id of the nearest item and text of every string of the starter content."""
    folder = ROOT / "home" / "starter" / "content"
    for path in sorted(folder.rglob("*.yaml")):
        for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            for item, text in _strings(document, ""):
                yield str(path.relative_to(folder)), item, text


def _strings(value: object, item: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        item = value.get("id", item)
        for name, child in value.items():
            if name not in EXAMPLES:
                yield from _strings(child, item)
    elif isinstance(value, list):
        for child in value:
            yield from _strings(child, item)
    elif isinstance(value, str):
        yield item, value


def test_starter_texts_name_facts_instead_of_numbers():
    texts = list(starter_texts())
    found = [
        (file, item, match[0])
        for file, item, text in texts
        if (file, item) not in OUR_OWN
        for match in WITH_UNIT.finditer(text)
    ]
    assert len(texts) > 1000
    assert found == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_catalogues_have_no_number_of_the_law(language):
    entries = polib.pofile(ROOT / "hub" / "locale" / language / "LC_MESSAGES" / "django.po")
    found = [text for entry in entries for text in (entry.msgid, entry.msgstr) if WITH_UNIT.search(text)]
    assert len(entries) > 500
    assert found == []


def test_templates_have_no_number_of_the_law():
    templates = [path for path in (ROOT / "templates").rglob("*.html") if path.name != "styles.html"]
    shown = {
        path: re.sub(r"<[^>]*>|{%.*?%}|{{.*?}}", " ", path.read_text(encoding="utf-8")) for path in templates
    }
    assert len(shown) > 80
    assert [str(path) for path, text in shown.items() if WITH_UNIT.search(text)] == []


def telling() -> set[Decimal]:
    """The amounts of all facts that cannot be anything else by chance, and their shares of one."""
    amounts = {Decimal(value["amount"]) for fact in FACTS for value in fact["values"] if "amount" in value}
    distinct = {amount for amount in amounts if len(amount.normalize().as_tuple().digits) >= 3}
    return distinct | {amount / 100 for amount in distinct}


def constants(path: Path) -> Iterator[object]:
    """The numbers and texts in a module's code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float | str):
            yield node.value


def test_code_has_no_number_of_the_law():
    modules = [
        path
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.relative_to(ROOT).parts
    ]
    numbers = telling()
    found = [(str(path), value) for path in modules for value in constants(path) if _number(value) in numbers]
    assert len(modules) > 100
    assert len(numbers) > 40
    assert found == []


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        return None
