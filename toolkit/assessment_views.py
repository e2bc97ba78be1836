"""Answering a self-assessment: the result, its file, and the contribution to the comparison.

Nothing is kept but what somebody contributes; the answers go along in the form.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID, uuid4

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hub.pdf import pdf_response
from hub.security.sign_in import visitor_mark
from hub.seo.sharing import root_url_of
from toolkit.assessment import AreaResult, Profile, profile_of
from toolkit.assessment_file import KeptResult, written
from toolkit.benchmark import Typical, typical_of
from toolkit.forms import AssessmentForm, name_of
from toolkit.models.benchmark import BenchmarkAnswer

if TYPE_CHECKING:
    from toolkit.models.assessment import AssessmentPage

WIDTH = 600
"""Of the picture's bars, which reach from nothing to the highest level."""
MOST_CONTRIBUTIONS = 10
"""How many a day from one address: an adviser may help several associations."""
DAY_SECONDS = 86_400


class Weak(NamedTuple):
    """A statement that has not the highest level, with the name of its level."""

    text: str
    level: str


class Row(NamedTuple):
    """What the result says of an area: its block's value, the result now and before, and what is usual."""

    value: Any
    now: AreaResult
    earlier: AreaResult | None
    typical: Typical | None
    levels: int
    weak: list[Weak]
    guides: list

    @property
    def feedback(self) -> Any:
        """The text for the third of the scale in which the area lies; None for an area without answers."""
        return self.value[self.now.band] if self.now.band else None

    @property
    def mean(self) -> Decimal | None:
        """The mean level."""
        return tenths(self.now.mean)

    @property
    def earlier_mean(self) -> Decimal | None:
        """The mean level of the earlier result."""
        return tenths(self.earlier.mean) if self.earlier else None

    @property
    def change(self) -> Decimal | None:
        """How much the mean has grown, as the difference of the two that are shown."""
        if self.mean is None or self.earlier_mean is None:
            return None
        return self.mean - self.earlier_mean

    @property
    def fall(self) -> Decimal | None:
        """How much the mean has fallen, without its sign."""
        return -self.change if self.change is not None else None

    @property
    def total(self) -> int:
        """How many statements the area has."""
        return self.now.answered + self.now.unanswered

    @property
    def usual(self) -> list[Decimal | None]:
        """The lower end, the middle and the upper end of what is usual."""
        return [tenths(mean) for mean in self.typical or ()]

    @property
    def bar(self) -> int:
        """How long the bar is."""
        return self._place(self.now.mean)

    @property
    def thickness(self) -> int:
        """How high the bar is: it leaves room for the one of the earlier result."""
        return 26 if self.earlier else 40

    @property
    def earlier_bar(self) -> int:
        """How long the bar of the earlier result is."""
        return self._place(self.earlier.mean) if self.earlier else 0

    @property
    def usual_bar(self) -> dict[str, int] | None:
        """Where the bar of what is usual begins, how long it is, and where its middle stands."""
        if self.typical is None:
            return None
        low, middle, high = (self._place(mean) for mean in self.typical)
        return {"x": low, "width": max(high - low, 2), "middle": middle}

    @property
    def ticks(self) -> list[int]:
        """Where the levels stand."""
        return [WIDTH * level // self.levels for level in range(1, self.levels)]

    def _place(self, mean: Fraction | None) -> int:
        return round(WIDTH * mean / self.levels) if mean else 0


def tenths(mean: Fraction | None) -> Decimal | None:
    """A mean as it is shown, with one decimal, a half rounded up."""
    if mean is None:
        return None
    return (Decimal(mean.numerator) / mean.denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)


def form_of(page: "AssessmentPage", *sent: Any) -> AssessmentForm:
    """The form of a page, with what was `sent` as Django has it: the data and the files."""
    return AssessmentForm(page.outline, _names(page), page.translation_key, *sent)


def answer(page: "AssessmentPage", request: HttpRequest) -> HttpResponse:
    """The result of what was sent, a file of it, or the form again with what is wrong."""
    context = page.get_context(request)
    form = form_of(page, request.POST, request.FILES)
    do = request.POST.get("do")
    if not form.is_valid() or do == "edit":
        context |= {"form": form, "groups": groups_of(page, form), "token": request.POST.get("token", "")}
        return render(request, page.get_template(request), context)
    if do == "file":
        return _file(page, form.answers)
    token = _token(request)
    said = _contribute(page, request, token, form.answers) if do == "contribute" else None
    context |= result_of(page, form.answers, form.earlier) | {"today": timezone.localdate(), "said": said}
    if do == "pdf":
        context["root_url"] = root_url_of(page)
        return pdf_response("toolkit/assessment_paper.html", context, _name(page, "pdf"))
    hidden: list[tuple[str, object]] = [
        (name_of(statement), level) for statement, level in form.answers.items()
    ]
    if form.earlier:
        hidden.append(("earlier", written(form.earlier)))
    return render(request, page.get_template(request), context | {"hidden": [*hidden, ("token", token)]})


def groups_of(page: "AssessmentPage", form: AssessmentForm) -> list[tuple]:
    """Each area's value with the statements in it, as texts with their fields."""
    return [
        (
            area.value,
            [
                (statement.value, form[name_of(statement.id)])
                for statement in area.value["statements"].bound_blocks
            ],
        )
        for area in page.areas
    ]


def result_of(page: "AssessmentPage", answers: dict[str, int], earlier: KeptResult | None) -> dict[str, Any]:
    """What the template says of `answers`, beside an earlier result where there is one."""
    levels = len(page.levels)
    profile = profile_of(page.outline, answers, levels)
    before = profile_of(page.outline, earlier.answers, levels) if earlier else None
    typical = typical_of(page.outline, BenchmarkAnswer.counted(page.translation_key, levels), levels)
    rows = _rows(page, profile, before, typical, answers)
    weak = [rows[result.id] for result in profile.to_strengthen]
    return {
        "profile": profile,
        "rows": list(rows.values()),
        "levels": levels,
        "bottleneck": next(iter(weak), None),
        "to_strengthen": weak[1:],
        "strong": [row for row in rows.values() if row.now.band == "high"],
        "open": [row for row in rows.values() if row.now.band is None],
        "earlier": earlier,
        "has_typical": bool(typical),
    }


def _names(page: "AssessmentPage") -> list[str]:
    return [level.value["name"] for level in page.levels]


def _rows(
    page: "AssessmentPage",
    profile: Profile,
    before: Profile | None,
    typical: dict[str, Typical],
    answers: dict[str, int],
) -> dict[str, Row]:
    names, rows = _names(page), {}
    for number, (area, now) in enumerate(zip(page.areas, profile.areas, strict=True)):
        weak = sorted(
            (answers[statement.id], place, statement.value)
            for place, statement in enumerate(area.value["statements"].bound_blocks)
            if answers.get(statement.id, len(names)) < len(names)
        )
        rows[area.id] = Row(
            area.value,
            now,
            before.areas[number] if before else None,
            typical.get(area.id),
            len(names),
            [Weak(text, names[level - 1]) for level, _place, text in weak],
            [guide for guide in area.value["guides"] if guide.target],
        )
    return rows


def _file(page: "AssessmentPage", answers: dict[str, int]) -> HttpResponse:
    """The result to keep until next year."""
    result = KeptResult(page.translation_key, timezone.localdate(), len(page.levels), answers)
    return HttpResponse(
        written(result),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{_name(page, "json")}"'},
    )


def _name(page: "AssessmentPage", extension: str) -> str:
    """The name of a file of today; years stand in order in a folder."""
    return f"{slugify(page.slug)}-{timezone.localdate().isoformat()}.{extension}"


def _token(request: HttpRequest) -> UUID:
    """What tells this form from all others: what came along with it, or a new one."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid4()


def _contribute(
    page: "AssessmentPage", request: HttpRequest, token: UUID, answers: dict[str, int]
) -> dict[str, str]:
    """Give the answers to the comparison; what to say about it, and of which kind that is."""
    if "share" not in request.POST:
        return {"kind": "late", "text": _("Tick the box if you want to give your answers to the comparison.")}
    levels = len(page.levels)
    if not profile_of(page.outline, answers, levels).is_whole:
        text = _("For the comparison, answer one statement at least in each area. Change your answers first.")
        return {"kind": "late", "text": text}
    key = f"contributions:{visitor_mark(request)}"  # A keyed hash that is another one tomorrow.
    before = cache.get(key, 0)
    if before >= MOST_CONTRIBUTIONS:
        text = _("Many answers have come from your network today. Send yours tomorrow, please.")
        return {"kind": "late", "text": text}
    if BenchmarkAnswer.give(token, page.translation_key, levels, answers, timezone.localdate()):
        cache.set(key, before + 1, DAY_SECONDS)
        return {"kind": "ok", "text": _("Thank you. Your answers are in the comparison without your name.")}
    return {"kind": "ok", "text": _("Your answers are in the comparison already. They are counted once.")}
