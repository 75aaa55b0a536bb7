"""What a curator writes down at a work's page: until when it is licensed, and what became of what was to be removed."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import SignedInRequest
from accounts.roles import Role, require_role
from curation.consenting import said_by_submissions
from curation.dossier import act
from curation.errors import NotPossible
from curation.models import Draft
from showcase.models import WorkPage
from submissions import licence
from submissions.hints import following
from submissions.models import HintAnswer


@require_POST
def limit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The last day of the licence; empty for none."""
    require_role(request.user, Role.CURATOR)

    def step(page: WorkPage) -> None:
        until, note = _day(request.POST.get("until", "")), request.POST.get("note", "")
        with said_by_submissions():
            licence.limit(_draft(page).submission, until, by=request.user, note=note)

    return act(request, pk, step, _("The licence of “%(title)s” was written down."))


@require_POST
def follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was to be removed is done, or not needed."""
    require_role(request.user, Role.CURATOR)

    def step(page: WorkPage) -> None:
        wanted = request.POST.get("answer", "")
        key = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else 0
        answer = get_object_or_404(HintAnswer, pk=key, submission=_draft(page).submission)
        outcome, note = request.POST.get("outcome", ""), request.POST.get("note", "")
        with said_by_submissions():
            following.follow_up(answer, by=request.user, outcome=outcome, note=note)

    return act(request, pk, step, _("Noted for “%(title)s”."))


def _draft(page: WorkPage) -> Draft:
    found = Draft.objects.filter(page_id=page.pk).select_related("submission").first()
    if found is None:
        raise Http404
    return found


def _day(given: str) -> dt.date | None:
    if not given.strip():
        return None
    try:
        day = parse_date(given.strip())
    except ValueError:
        day = None
    if day is None:
        raise NotPossible(_("Please give a day, as 2026-07-01."))
    return day
