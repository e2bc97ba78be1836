"""What a reader does: sign up, and see, change or cancel it through a private link. No cache keeps any of it."""

from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from events.models import Registration, SessionPage
from events.registration import seats
from events.registration.forms import DetailsForm, SignUpForm, initial_of
from events.registration.links import key_in
from events.registration.mails import in_language, join_url, standing
from events.sign_up import SignUpState
from events.standing import COMING, Status
from hub.caching import generation
from hub.front_pages import readers_front_page
from hub.l10n.pages import is_private, published
from hub.security.anonymous_forms import anonymous_form
from hub.security.sign_in import visitor_mark

MOST_A_DAY = 60
"""Sign-ups from one address: a municipality's office may have many people behind one."""
DAY_SECONDS = 86_400


@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def sign_up(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form of a session, found by what is the same in every language; or the confirmation. Raises Http404."""
    front = readers_front_page(request)
    pages = published(SessionPage).descendant_of(front).filter(locale=front.locale, translation_key=key)
    page = get_object_or_404(pages.select_related("locale"))
    if not page.takes_sign_ups:
        raise Http404
    session = page.original()
    context: dict[str, Any] = {"page": page, "state": session.sign_up_state, "session": session}
    if session.sign_up_state != SignUpState.OPEN:
        return _answer(request, "events/registration/sign_up.html", context)
    form = SignUpForm(session, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if _is_too_many(request):
            context["is_too_many"] = True
        elif status := _stored(session, form):
            context |= {
                "has_seat": status in (Status.SEAT, Status.OFFER),
                "email": form.cleaned_data["email"],
            }
            return _answer(request, "events/registration/signed_up.html", context)
    context |= {"form": form, "seats": session.seats()}
    return _answer(request, "events/registration/sign_up.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def own(request: HttpRequest, token: str) -> HttpResponse:
    """A person's own page: everything that is kept of them, and what they can do about it. Raises Http404."""
    key = key_in(token)
    if key is None:
        raise Http404
    registration = get_object_or_404(Registration.objects.select_related("session"), key=key)
    session = registration.session
    page = in_language(session, get_language() or registration.language)
    context: dict[str, Any] = {"session": page, "is_over": not session.is_coming}
    if page.live and not is_private(page) and page.locale.language_code == get_language():
        context["page"] = page
    form = DetailsForm(session, initial=initial_of(registration))
    if request.method == "POST":
        match request.POST.get("do"):
            case "delete":
                seats.delete(registration)
                return _answer(request, "events/registration/deleted.html", context)
            case "cancel":
                seats.cancel(registration)
                context["said"] = "cancelled"
            case "accept":
                context["said"] = "accepted" if seats.accept(registration) else "too_late"
            case "change" if session.is_coming and not session.is_cancelled:
                form = DetailsForm(session, request.POST)
                if form.is_valid() and _is_changed(registration, form):
                    context["said"] = "changed"
        registration.refresh_from_db()
    context |= {
        "registration": registration,
        "standing": standing(registration),
        "is_coming": registration.status in COMING,
        "is_offer": registration.status == Status.OFFER,
        "in_line": seats.place_in_line(registration) if registration.status == Status.WAITING else None,
        "join_url": join_url(session, registration) if session.is_coming else "",
        "form": form,
    }
    return _answer(request, "events/registration/own.html", context)


def _answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that nobody keeps, not even the browser, and that no search engine lists."""
    if request.method == "POST":
        generation.read()  # As hub.views.serve does for the answer to a form.
    try:
        response = render(request, template, {"section": "events", **context})
    finally:
        if request.method == "POST":
            generation.done_reading()
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response


def _stored(session: SessionPage, form: SignUpForm) -> Status | None:
    """Where the person stands now; None where the form says why not."""
    try:
        return seats.sign_up(
            session.pk, form.cleaned_data["token"], get_language() or session.language, form.cleaned_data
        )
    except seats.Refusal as refusal:
        form.refuse(refusal)
        return None


def _is_changed(registration: Registration, form: DetailsForm) -> bool:
    try:
        seats.change(registration, form.cleaned_data)
    except seats.Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _is_too_many(request: HttpRequest) -> bool:
    """Whether more sign-ups have come from the visitor's address today than people sit behind one."""
    key = f"sign-ups:{visitor_mark(request)}"  # A keyed hash that is another one tomorrow.
    before = cache.get(key, 0)
    cache.set(key, before + 1, DAY_SECONDS)
    return before >= MOST_A_DAY
