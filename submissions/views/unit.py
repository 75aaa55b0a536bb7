"""A liaison's desk: the works of one's units that wait for a word."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Unit
from accounts.roles import liaison_units
from submissions import ranking, rules, sheet
from submissions.intake import agreeing
from submissions.lifecycle import NotPossible
from submissions.models import State, Submission
from submissions.review import actions
from submissions.review.quota import remark, standings
from submissions.summary import summary
from submissions.views.desk import A_PAGE, Row, changes_between, chosen_version
from submissions.views.doors import attested, find, person, private, same_as_read
from submissions.whereabouts import describe, on_page, with_history

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What happens to whom, by the name of the button; the sentence afterwards.
ACTS = {"endorse": actions.endorse, "return": actions.return_to_contributor}


def _reads(user: object, submission: Submission) -> bool:
    return submission.receipt is not None and submission.unit_id in liaison_units(user)


@require_safe
@private
def unit(request: HttpRequest) -> HttpResponse:
    """``/unit/``: what waits for the liaison, oldest first, then everything else of the units, newest first."""
    units = liaison_units(request.user)
    if not units:
        raise Http404
    sent = Submission.objects.filter(unit__in=units, receipt__isnull=False)
    in_line = Paginator(sent.filter(state=State.SENT).order_by("since", "pk"), A_PAGE)
    waiting = on_page(in_line.page(1))
    others = sent.exclude(state=State.SENT).order_by("-since", "-pk")
    page = Paginator(others, A_PAGE).get_page(request.GET.get("page"))
    rest = on_page(page)
    newer = agreeing.with_papers_to_attest(with_history(sent)).order_by("since", "pk")
    papers = [work for work in newer if agreeing.needs_paper(work) and not rules.is_maker(request.user, work)]
    where = describe([*waiting, *papers, *rest], request.user)
    places = ranking.places(waiting + rest)
    own_units = list(Unit.objects.filter(pk__in=units))
    context = {
        "units": own_units,
        "standings": standings(own_units),
        "several": len(own_units) > 1,
        "waiting": [
            Row(work, where[work.pk], rules.is_maker(request.user, work), place=places.get(work.pk, 0))
            for work in waiting
        ],
        "papers": [Row(work, where[work.pk]) for work in papers],
        "behind": in_line.count - len(waiting),
        "others": [Row(work, where[work.pk], place=places.get(work.pk, 0)) for work in rest],
        "page": page,
    }
    return render(request, "submissions/unit.html", context)


@require_POST
@private
def unit_summary(request: HttpRequest) -> HttpResponse:
    """``/unit/summary/``: the 报送汇总表 of the liaison's units, as .xlsx. By POST, since the act is recorded."""
    units = list(Unit.objects.filter(pk__in=liaison_units(request.user)))
    if not units:
        raise Http404
    name = f"报送汇总表-{units[0].name if len(units) == 1 else _('My unit')}.xlsx"
    return HttpResponse(
        summary(units, by=person(request)),
        content_type=XLSX,
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@private
def unit_work(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/unit/<uid>/``: read the work, endorse it or return it with a reason."""
    submission = find(request, uid, _reads)
    reason = request.POST.get("reason", "")
    error = ""
    if request.method == "POST" and request.POST.get("act") == "attest":
        try:
            agreeing.attest(submission, person(request), request.POST.get("attest", ""))
        except (NotPossible, PermissionDenied) as refused:
            error = str(refused)
        else:
            messages.success(request, _("Noted: you have seen the signed declaration."))
            return redirect("unit")
    elif request.method == "POST" and (act := ACTS.get(request.POST.get("act", ""))):
        try:
            same_as_read(request, submission)
            act(submission, by=person(request), reason=reason, **attested(request))
        except (NotPossible, PermissionDenied) as refused:
            error = str(refused)
        else:
            done = {
                State.ENDORSED: _("Endorsed. The new-media team has it now."),
                State.RETURNED: _("Returned. The contributor reads your reason."),
            }
            messages.success(request, done[State(submission.state)])
            if submission.state == State.ENDORSED and (more := remark(submission)):
                messages.warning(request, more)
            return redirect("unit")
    versions = list(submission.versions.select_related("sent_by").order_by("number"))
    shown = chosen_version(request, versions)
    assert shown is not None
    context = {
        "work": submission,
        "where": describe([submission], request.user)[submission.pk],
        "history": submission.decisions.select_related("by", "version"),
        "versions": versions,
        "shown": shown,
        "sheet": sheet.of_version(shown, submission.kind),
        "changes": changes_between(versions, submission),
        "may_decide": submission.state == State.SENT and rules.may_decide(request.user, submission),
        "own": rules.is_maker(request.user, submission),
        "agreements": submission.agreements.select_related("user"),
        "paper": agreeing.paper_of(submission),
        "may_attest": agreeing.with_papers_to_attest(Submission.objects.filter(pk=submission.pk)).exists()
        and agreeing.needs_paper(submission)
        and agreeing.may_attest(person(request), submission),
        "reason": reason,
        "error": error,
    }
    return render(request, "submissions/unit_work.html", context, status=409 if error else 200)
