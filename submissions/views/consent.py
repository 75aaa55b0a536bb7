"""An author takes the consent to a work back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from submissions import consent
from submissions.errors import NotPossible
from submissions.models import State
from submissions.views.doors import find, person, private


@require_http_methods(["GET", "HEAD", "POST"])
@private
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/me/<uid>/withdraw/``: says what will happen; POST does it."""
    submission = find(request, uid, consent.may_withdraw)
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
    page = {"work": submission, "accepted": submission.state == State.ACCEPTED}
    return render(request, "submissions/withdraw.html", page)
