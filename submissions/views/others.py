"""Where others come in: a draft handed to a colleague, an author who confirms, a code for late sending."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from submissions.errors import NotPossible
from submissions.intake import agreeing, drafts, late
from submissions.models import Submission
from submissions.views.calls import calls
from submissions.views.doors import find, is_own, person, private


@require_POST
@private
def hand_over(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/me/<uid>/hand-over/``: the draft goes on with the colleague whose staff number was typed."""
    submission = find(request, uid, is_own)
    try:
        colleague = drafts.hand_over(submission, request.POST.get("number", "")[:80], by=person(request))
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("my_work_edit", uid=uid)
    told = {"title": str(submission), "name": colleague}
    messages.success(request, _("“%(title)s” is with %(name)s now.") % told)
    return redirect("me")


def _is_asked(user: Any, submission: Submission) -> bool:
    return submission.agreements.filter(user=user.pk).exists()


@require_POST
@private
def agree(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/me/<uid>/agree/``: an author who is named confirms the work, or does not agree."""
    submission = find(request, uid, _is_asked)
    agrees = request.POST.get("answer") == "agreed"
    agreeing.answer(submission, by=person(request), agrees=agrees)
    if agrees:
        messages.success(request, _("Confirmed. Thank you."))
    else:
        messages.success(request, _("Noted: the work does not go on without you."))
    return redirect("my_work", uid=uid)


@require_POST
@private
def late_access(request: HttpRequest, slug: str) -> HttpResponse:
    """``/calls/<slug>/late/``: a code opens the closed call for whom it was made."""
    call = get_object_or_404(calls(), slug=slug)
    try:
        access = late.take_up(call, request.POST.get("code", "")[:20], by=person(request))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The call is open for you until %(day)s, 24:00.") % {"day": access.until})
    return redirect("call", slug=slug)
