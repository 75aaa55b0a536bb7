"""An author takes the consent to a work back, or says until when it holds."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from submissions import consent, licence
from submissions.errors import NotPossible
from submissions.models import State, Submission
from submissions.views.doors import find, person, private


@require_http_methods(["GET", "HEAD", "POST"])
@private
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/me/<uid>/withdraw/``: says what will happen; POST does it."""
    submission = find(request, uid, consent.may_withdraw)
    if request.method == "POST" and request.POST.get("act") == "limit":
        return _limit(request, submission)
    if request.method == "POST":
        try:
            consent.withdraw(submission, by=person(request), reason=request.POST.get("reason", "")[:2000])
        except NotPossible as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request,
                _("You have taken back your consent. The new-media team has been told and acts on it."),
            )
        return redirect("my_work", uid=uid)
    page = {
        "work": submission,
        "accepted": submission.state == State.ACCEPTED,
        "until": licence.until_of(submission),
    }
    return render(request, "submissions/withdraw.html", page)


def _limit(request: HttpRequest, submission: Submission) -> HttpResponse:
    given = request.POST.get("until", "").strip()
    try:
        until = parse_date(given) if given else None
        if given and until is None:
            raise ValueError(given)
        licence.limit(submission, until, by=person(request))
    except ValueError:
        messages.error(request, _("Please give a day, as 2026-07-01."))
        return redirect("my_work_withdraw", uid=submission.uid)
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("my_work_withdraw", uid=submission.uid)
    messages.success(request, _("The last day of your licence was written down."))
    return redirect("my_work", uid=submission.uid)
