"""A call: its rules for readers, and for staff the beginning of a work."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST, require_safe

from campaigns.models import Call, Kind
from submissions.intake import drafts, late
from submissions.lifecycle import NotPossible
from submissions.models import EDITABLE, Submission
from submissions.views.doors import person, private


def calls() -> QuerySet[Call]:
    """Calls with what their page shows."""
    return Call.objects.select_related("item", "terms").prefetch_related("kinds")


@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """``/calls/<slug>/``: visitors read it where it is marked public, else they are asked to sign in."""
    found = get_object_or_404(calls(), slug=slug)
    if not found.public and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    begun: list[Submission] = []
    access = None
    if request.user.is_authenticated:
        begun = list(
            Submission.objects.filter(
                call=found, contributor=person(request), state__in=EDITABLE
            ).select_related("kind")
        )
        if found.state == "closed":
            access = late.opened_for(found, request.user)
    kinds = [(kind, found.limits_for(kind)) for kind in found.kinds.all()]
    page = {"call": found, "kinds": kinds, "begun": begun, "late": access}
    response = render(request, "submissions/call.html", page)
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    return response


@require_POST
@private
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a work of the chosen kind and open its form."""
    found = get_object_or_404(calls(), slug=slug)
    kind = get_object_or_404(Kind, code=request.POST.get("kind", ""))
    try:
        submission = drafts.start(found, kind, by=person(request))
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("call", slug=slug)
    return redirect("my_work_edit", uid=submission.uid)
