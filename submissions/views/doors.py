"""Who comes in: signed-in people, to what is theirs. A stranger's work is 404, and the attempt is recorded."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts.forms import LoginForm
from accounts.models import User
from audit import trail
from submissions import rules
from submissions.lifecycle import NotPossible
from submissions.models import Submission

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """For signed-in people only, and kept in no cache on the way. A script is told so, not sent to another page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    at_the_door = login_required(guarded)

    @wraps(view)
    def entrance(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if by_script(request) and not request.user.is_authenticated:
            sentence = _(
                "Not saved: your session has ended. Sign in in another window; then it is saved by itself."
            )
            return JsonResponse({"sentence": sentence}, status=401)
        return at_the_door(request, *args, **kwargs)

    return entrance


def keeps_what_was_typed(view: View) -> View:
    """A form that comes after its session has ended is not lost: its sender signs in on a page that carries it along.

    Chosen files cannot be carried; the page says so. Scripts are answered by ``private``.
    """

    @wraps(view)
    def carrying(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or request.user.is_authenticated or by_script(request):
            return view(request, *args, **kwargs)
        form = LoginForm(request, data=request.POST if "username" in request.POST else None)
        if form.is_bound and form.is_valid():
            login(request, form.get_user())
            return view(request, *args, **kwargs)
        left_out = {"csrfmiddlewaretoken", *form.fields}
        carried = [
            (name, value) for name, values in request.POST.lists() if name not in left_out for value in values
        ]
        page = {"form": form, "carried": carried, "with_files": any(request.FILES.values())}
        response = render(request, "submissions/sign_in_and_save.html", page, status=401)
        add_never_cache_headers(response)
        return response

    return sensitive_post_parameters("password")(carrying)


def by_script(request: HttpRequest) -> bool:
    """Whether a script of ours asks, which reads JSON."""
    return request.headers.get("X-Requested-With") == "fetch"


def person(request: HttpRequest) -> User:
    """The account that is signed in; ``private`` stands before."""
    assert isinstance(request.user, User)
    return request.user


def find(request: HttpRequest, uid: UUID, may: Callable[[Any, Submission], bool]) -> Submission:
    """The submission, if ``may`` lets the account come near it. Raises Http404 alike for none and for not allowed."""
    submission = (
        Submission.objects.select_related("call__item", "call__terms", "kind", "unit", "contributor", "terms")
        .filter(uid=uid)
        .first()
    )
    if submission is None:
        raise Http404
    if not may(request.user, submission):
        trail.record(
            "submission.stranger",
            by=request.user,
            subject=f"submission:{submission.pk}",
            label=submission.title,
            path=request.path[:200],
        )
        raise Http404
    return submission


def is_own(user: Any, submission: Submission) -> bool:
    """Whether the account offered it: only then may it be changed, sent or recalled."""
    return submission.contributor_id == user.pk


def is_own_or_author(user: Any, submission: Submission) -> bool:
    """Its contributor, and once it was sent the authors named by staff number, who may read it."""
    return is_own(user, submission) or (submission.receipt is not None and rules.is_author(user, submission))


def same_as_read(request: HttpRequest, submission: Submission) -> None:
    """The form carries the lock that its reader saw; a newer one means that the work is another by now."""
    if request.POST.get("lock") != str(submission.lock):
        raise NotPossible(
            _("Somebody else has just decided on this work, or it has changed. Please look again.")
        )


def attested(request: HttpRequest) -> dict[str, bool]:
    """For the verbs that let a work go on: whether the signed declaration was ticked as seen."""
    goes_on = request.POST.get("act") in ("endorse", "accept")
    return {"attest": request.POST.get("attest") == "yes"} if goes_on else {}
