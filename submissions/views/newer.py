"""The contributor's doors to a newer version of an accepted work: begin it, give it up."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from submissions.differences import Change, differences
from submissions.intake import newer, sending
from submissions.lifecycle import NotPossible
from submissions.models import NewerVersion, Submission, SubmissionVersion
from submissions.views.doors import find, is_own, person, private


@require_POST
@private
def begin_newer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Open an accepted work for a newer version."""
    submission = find(request, uid, is_own)
    try:
        newer.begin(submission, by=person(request), reason=request.POST.get("reason", ""))
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("my_work", uid=uid)
    messages.success(
        request, _("Change what is to be changed, then send it. Until then nothing else changes.")
    )
    return redirect("my_work_edit", uid=uid)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def give_up_newer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/me/<uid>/newer/give-up/``: names what goes; POST does it, where it is still that."""
    submission = find(request, uid, is_own)
    row = newer.open_row(submission)
    if row is None:
        raise Http404
    if request.method == "POST" and _seen(submission, row) == request.POST.get("seen"):
        try:
            newer.give_up(row, by=person(request))
        except NotPossible as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Given up. The work is as it was sent last."))
        return redirect("my_work", uid=uid)
    if request.method == "POST":
        messages.error(request, _("The work has changed since you looked it over. Please look again."))
    last = submission.versions.latest("number")
    page: dict[str, Any] = {"work": submission, "row": row, "last": last, "seen": _seen(submission, row)}
    if submission.amending:
        page["goes"] = differences(last.content, sending.content(submission), submission.kind)
    return render(request, "submissions/give_up.html", page)


def _seen(submission: Submission, row: NewerVersion) -> str:
    """What the confirmation named: this newer version, with these contents."""
    return f"{row.version_id}:{sending.digest(submission)}"


def with_what_was_left(
    rows: Iterable[NewerVersion], versions: Sequence[SubmissionVersion], submission: Submission
) -> list[tuple[NewerVersion, list[Change]]]:
    """Each newer version; one that was given up with what had been written, against what was sent last before it."""
    return [(row, _left(row, versions, submission)) for row in rows]


def _left(row: NewerVersion, versions: Sequence[SubmissionVersion], submission: Submission) -> list[Change]:
    before = [each for each in versions if row.answered_at and each.sent_at < row.answered_at]
    if not row.left or not before:
        return []
    return differences(before[-1].content, row.left, submission.kind)
