"""How long the files of a filled paper take, and whether memory stays flat over many of them."""

import resource
import statistics
import time
from collections.abc import Callable

import django
from django.template.loader import render_to_string
from django.utils.translation import override

from toolkit.papers.docx import write_docx
from toolkit.papers.odt import write_odt
from toolkit.papers.paper import Answer, Paper, Section
from toolkit.papers.text import write_text

ROUNDS = 20
MANY = 1000
TARGETS = {"docx": 100, "pdf": 400}
"""Milliseconds."""


def filled() -> Paper:
    """A paper of five parts with five answers each, among them a page of text."""
    long = "Kylätalon lämmitys, lumityöt ja kerhojen auttaminen. " * 40
    answers = [Answer(f"Kysymys {number}", [long if number == 0 else "Vastaus"]) for number in range(5)]
    parts = [Section(f"Osa {number}", ["Aina paperissa."], answers) for number in range(5)]
    return Paper("fi", "Työsopimus", parts, ["Työnantaja", "Työntekijä"], "Tehty Pakin lomakkeella.")


def write_pdf(paper: Paper) -> bytes:
    """As the page's view does it."""
    from hub.pdf import make_pdf  # noqa: PLC0415  after Django is set up

    with override(paper.language):
        return make_pdf(render_to_string("toolkit/papers/paper.html", {"paper": paper}))


def median_ms(write: Callable[[Paper], bytes]) -> float:
    """The median of some rounds after the first, in milliseconds."""
    times = []
    for _ in range(ROUNDS + 1):
        begun = time.perf_counter()
        write(filled())
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times[1:])


def grown_megabytes(write: Callable[[Paper], bytes]) -> float:
    """How much the process has grown at its largest over MANY files, after as many as one garbage collection takes."""
    for _ in range(250):
        write(filled())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(MANY):
        write(filled())
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def print_papers() -> None:
    """Print the results as Markdown."""
    django.setup()
    print(
        "\n## Papers\n\n| file | median, ms | target, ms | growth over 1,000 files, MB |\n|---|---|---|---|"
    )
    for kind, write in {"docx": write_docx, "odt": write_odt, "text": write_text, "pdf": write_pdf}.items():
        print(f"| {kind} | {median_ms(write):.1f} | {TARGETS.get(kind, '')} | {grown_megabytes(write):.1f} |")
