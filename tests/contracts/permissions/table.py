"""Reading matrix.md: one question a row, one cell a role."""

from pathlib import Path
from typing import NamedTuple

from tests.contracts.permissions.ask import form_at
from tests.contracts.permissions.scene import ROLES, Scene

FILE = Path(__file__).with_name("matrix.md")
CATCH_ALLS = "Whatever no other address answers"
"""The section of the rows that a pattern for any address answers; elsewhere such a row has lost its own."""


class Row(NamedTuple):
    """A line of the table: what is asked, what is sent with it, and what each role gets."""

    section: str
    method: str
    url: str
    sends: str
    cells: dict[str, str]

    def __str__(self) -> str:
        """The question, as it stands in the table."""
        return " ".join(filter(None, [self.method, self.url, self.sends]))

    def names(self, scene: Scene) -> list[dict]:
        """What fills the braces: once, or once for each kind of snippet where the row runs over all of them."""
        return [scene.names | snippet for snippet in scene.snippets if "{app}" in self.url] or [scene.names]

    def fields(self, scene: Scene, names: dict) -> dict:
        """What is sent; `form` stands for the fields of the form that the administrator finds at the address."""
        fields: dict = {}
        for part in filter(None, self.sends.format_map(names).split("&")):
            if part == "form":
                fields |= form_at(scene, self.url.format_map(names))
            else:
                name, _equals, value = part.partition("=")
                fields[name] = value
        return fields


def rows() -> list[Row]:
    """Every row of the table in its order. Raises ValueError for a line with too many or too few cells."""
    found, section = [], ""
    for line in FILE.read_text().splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif section and line.startswith("| `"):
            ask, *cells = (cell.strip(" `") for cell in line.strip("|").split("|"))
            method, url, *sends = ask.split(" ", 2)
            found.append(Row(section, method, url, "".join(sends), dict(zip(ROLES, cells, strict=True))))
    return found
