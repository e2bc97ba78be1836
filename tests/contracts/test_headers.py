"""An A+ at every address of the site and its admin, by the arithmetic of Mozilla's HTTP Observatory.

The addresses are those of the table of permissions, which has to name every address that the resolver knows.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import translation

from tests.contracts.permissions.ask import undone
from tests.contracts.permissions.scene import Scene, build
from tests.contracts.permissions.table import Row, rows
from tests.hub.security.test_headers import PRODUCTION
from tests.support.observatory import A_PLUS, score

ROLES = ("visitor", "administrator")
"""What the others get are answers of the same kinds."""


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """The objects and users of the table, served as in production."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("fi"):
        scene = build()
        with override_settings(**PRODUCTION, ALLOWED_HOSTS=["testserver"]):
            yield scene
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", [row for row in rows() if row.method == "GET"], ids=str)
def test_every_address_has_an_a_plus(scene, row: Row):
    for names in row.names(scene):
        for role in ROLES:
            visitor = Client(raise_request_exception=False)
            visitor.cookies = scene.clients[role].cookies.copy()
            with undone():
                response = visitor.get(row.url.format_map(names), secure=True)
            assert score(response.headers, response.cookies) >= A_PLUS
