"""A running Pakki, and what its database says about its pages."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from django.contrib.auth.hashers import PBKDF2PasswordHasher

PAGES = """
    select type.app_label || '.' || type.model, locale.language_code, page.id, page.url_path
    from wagtailcore_page page
    join django_content_type type on type.id = page.content_type_id
    join wagtailcore_locale locale on locale.id = page.locale_id
    where page.live and page.depth > 1 and page.alias_of_id is null
    order by page.path
"""


class LivePage(NamedTuple):
    """A page that is on the site."""

    kind: str
    language: str
    pk: int
    path: str


class Server(NamedTuple):
    """Where a Pakki answers, where it keeps its data and how one signs in."""

    address: str
    data: Path
    password: str

    def pages(self) -> list[LivePage]:
        """Every published page, in the order of the tree."""
        database = sqlite3.connect(f"file:{self.data / 'pakki.sqlite3'}?mode=ro", uri=True)
        try:
            rows = database.execute(PAGES).fetchall()
        finally:
            database.close()
        return [
            LivePage(
                kind, language, pk, f"/{language}/{url_path.strip('/').partition('/')[2]}/".replace("//", "/")
            )
            for kind, language, pk, url_path in rows
        ]

    def withdraw(self, path: str) -> None:
        """Unpublish the page with that address."""
        page = self.page_at(path)
        database = sqlite3.connect(self.data / "pakki.sqlite3", isolation_level=None)
        database.execute("update wagtailcore_page set live = false where id = ?", [page.pk])
        database.close()

    def add_administrator(self, name: str, password: str) -> None:
        """Let somebody in who may do what the generated administrator may."""
        database = sqlite3.connect(self.data / "pakki.sqlite3", isolation_level=None)
        database.execute("create temporary table new as select * from users_user where username = 'admin'")
        encoded = PBKDF2PasswordHasher().encode(password, "salt")
        database.execute("update new set id = null, username = ?, password = ?", [name, encoded])
        database.execute("insert into users_user select * from new")
        database.close()

    def page_at(self, path: str) -> LivePage:
        """The published page with an address such as `/fi/tyokalut/`."""
        return next(page for page in self.pages() if page.path == path)
