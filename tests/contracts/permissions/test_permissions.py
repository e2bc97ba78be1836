"""Who gets what at every address of the site and its admin: matrix.md, asked of the real thing, row by row.

B57 of the catalogue of hostile input, and the advisories 2023-45809, 2024-32882, 2024-35228, 2026-25517, 2026-28223,
2026-44197, 2026-44198, 2026-44200, 2026-54259, 2026-54261, 2026-54262, GHSA-3vrh, GHSA-jm5p and GHSA-x5cx.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from django.utils import translation
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from tests.contracts.permissions.ask import ask, everything
from tests.contracts.permissions.scene import CANARIES, ROLES, Scene, build
from tests.contracts.permissions.table import CATCH_ALLS, FILE, Row, rows

ROWS = rows()
TOLD = {word: canary.told_at for word, canary in CANARIES.items() if canary.told_at}


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """One set of objects and users for all rows; each request is undone by itself."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("fi"):
        yield build()
        transaction.set_rollback(True)


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """The route and the name of each pattern below, as a match tells them."""
    for pattern in resolver.url_patterns:
        part = str(pattern.pattern)
        route = before + (part.removeprefix("^") if before else part)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        else:
            yield route, pattern.name or ""


def in_language_of(url: str):
    return translation.override("sv" if url.startswith("/sv/") else "fi")


def every_address() -> dict[str, str]:
    """The routes of both languages, and the name of each."""
    addresses: dict[str, str] = {}
    for language in ("fi", "sv"):
        with translation.override(language):
            addresses |= dict(patterns(get_resolver()))
    return addresses


def address_of(url: str) -> str | None:
    """The route that answers a filled-in address, if any does."""
    with in_language_of(url):
        try:
            return resolve(url.partition("?")[0]).route
        except Resolver404:
            return None


def addresses_of(row: Row, scene: Scene) -> set[str | None]:
    return {address_of(row.url.format_map(names)) for names in row.names(scene)}


def test_every_address_has_a_row(scene):
    covered = set().union(*(addresses_of(row, scene) for row in ROWS if row.method == "GET"))
    missing = {route: name for route, name in every_address().items() if route not in covered}
    assert not missing, (
        f"Addresses without a row in {FILE}. Add `GET` and what the view acts on (`POST`, …) for each, "
        f"with objects of scene.py in braces, and what each role gets: {missing}"
    )


def test_every_row_has_an_address_of_its_own(scene):
    caught = {address_of("/fi/no-such-address/"), address_of("/sv/no-such-address/")}
    caught |= {address_of("/admin/no-such-address/"), None}
    lost = [
        str(row)
        for row in ROWS
        if row.section != CATCH_ALLS and addresses_of(row, scene).intersection(caught)
    ]
    assert not lost, f"Nothing answers at the address of these rows of {FILE} any more; take them out: {lost}"


def test_no_row_stands_twice():
    asked = [str(row) for row in ROWS]
    assert sorted(asked) == sorted(set(asked))


def test_every_bulk_action_has_rows(scene):
    bulk_action_registry._scan_for_bulk_actions()
    asked = {
        (row.method, row.url.format_map(names).partition("?")[0])
        for row in ROWS
        for names in row.names(scene)
    }
    wanted = {
        (method, f"/admin/bulk/{app}/{model}/{action}/")
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
        for method in ("GET", "POST")
    }
    assert not wanted - asked, f"Bulk actions without a row in {FILE}"


def test_every_action_of_the_page_api_has_a_row():
    asked = {row.url.split("/")[-2] for row in ROWS if row.method == "POST" and "/action/" in row.url}
    assert not set(PagesAdminAPIViewSet.actions) - asked, f"Actions without a row in {FILE}"


@pytest.mark.parametrize(("word", "url"), TOLD.items(), ids=TOLD)
def test_word_is_told_to_who_may_know_it(scene, word, url):
    """Else no row could tell it to anybody else, and all of them would pass."""
    response = scene.clients["administrator"].get(url.format_map(scene.names))
    assert word in everything(response)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_role_gets_what_the_table_says(scene, row):
    """B57, 2024-32882, 2026-25517, 2026-44197 and the other advisories about rights."""
    differences = []
    for names in row.names(scene):
        url, fields = row.url.format_map(names), row.fields(scene, names)
        for role in ROLES:
            got = ask(scene, role, row.method, url, fields)
            if got != row.cells[role]:
                differences.append(f"{row.method} {url} as {role}: expected {row.cells[role]}, got {got}")
    assert not differences, "\n".join(differences)
