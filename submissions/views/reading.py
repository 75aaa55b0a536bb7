"""A work before the curators: read whole, with its hints, versions and history, and decided on."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.users.models import UserProfile

from accounts.roles import Role, require_role
from submissions import consent, ranking, rules, sheet
from submissions.hints.answering import answer
from submissions.hints.finding import hints
from submissions.intake import agreeing
from submissions.lifecycle import NotPossible
from submissions.likeness import elsewhere, likely
from submissions.models import State, Submission, SubmissionVersion
from submissions.proofreading.report import report
from submissions.review import actions
from submissions.views.curators import DESK, HOME, TABS, listed
from submissions.views.desk import changes_between, chosen_version
from submissions.views.doors import attested, find, person, same_as_read
from submissions.whereabouts import describe

ACTS = {
    "endorse": actions.endorse,
    "accept": actions.accept,
    "return": actions.return_to_contributor,
    "decline": actions.decline,
    "settle": consent.settle,
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def work(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/admin/submissions/<uid>/``: read it, compare its versions, decide."""
    require_role(request.user, Role.CURATOR)
    submission = find(request, uid, rules.may_read)
    if submission.receipt is None:
        # A draft of one's own: it is written at /me/, not judged here.
        return redirect("my_work_edit", uid=uid)
    around = listed(request, _tab_of(submission))
    before, after = around.beside(submission)
    refusal = ""
    if request.POST.get("act") == "hints":
        try:
            return _take_answers(request, submission)
        except NotPossible as error:
            refusal = str(error)
    elif request.method == "POST" and (act := ACTS.get(request.POST.get("act", ""))):
        try:
            same_as_read(request, submission)
            act(submission, by=person(request), reason=request.POST.get("reason", ""), **attested(request))
        except (NotPossible, PermissionDenied) as error:
            refusal = str(error)
        else:
            told = _("“%(title)s”: %(state)s.")
            if submission.state == State.ACCEPTED:
                told = _(
                    "“%(title)s” is accepted and its page drafted. Works and reviews is where to edit it and "
                    "send it to review."
                )
            names = {"title": submission.title, "state": State(submission.state).label}
            messages.success(request, told % names)
            return redirect(_address(after, around.query))
    versions = list(submission.versions.select_related("sent_by").order_by("number"))
    shown = chosen_version(request, versions)
    assert shown is not None  # a receipt is given with the first version
    found = hints(shown, submission.kind)
    return TemplateResponse(
        request,
        "submissions/admin/work.html",
        {
            "header_title": submission.title,
            "header_icon": "clipboard-list",
            "breadcrumbs_items": [HOME, DESK, {"url": "", "label": submission.title}],
            "work": submission,
            "back": _address(None, around.query),
            "before": _address(before, around.query) if before else "",
            "after": _address(after, around.query) if after else "",
            "query": around.query,
            "keys": UserProfile.get_for_user(person(request)).keyboard_shortcuts,
            "place": ranking.places([submission]).get(submission.pk),
            "where": describe([submission], request.user)[submission.pk],
            "history": submission.decisions.select_related("by", "version"),
            "versions": versions,
            "shown": shown,
            "sheet": sheet.of_version(shown, submission.kind),
            "changes": changes_between(versions, submission),
            "withdrawals": submission.withdrawals.select_related("by", "settled_by"),
            "twins": twins(submission, shown),
            "elsewhere": elsewhere(shown),
            "likely": likely(shown),
            "hints_open": [hint for hint in found if hint.answer is None],
            "hints_answered": [hint for hint in found if hint.answer],
            "typed": request.POST if refusal else {},
            "findings": report(shown, submission.kind),
            "may_answer": submission.state == State.ENDORSED
            and shown == versions[-1]
            and rules.may_decide(request.user, submission),
            "may_decide": rules.may_decide(request.user, submission),
            "own": rules.is_maker(request.user, submission),
            "stands_in": submission.state == State.SENT,
            "agreements": submission.agreements.select_related("user"),
            "paper": agreeing.paper_of(submission),
            "reason": request.POST.get("reason", ""),
            "refusal": refusal,
        },
        status=409 if refusal else 200,
    )


def _tab_of(submission: Submission) -> str:
    """The list that a work stands in."""
    return next((name for name, (_label, states) in TABS.items() if submission.state in states), "waiting")


def _address(uid: UUID | None, query: str) -> str:
    """A work within the list that its reader came from; the list itself without one."""
    address = reverse("submissions_work", args=[uid]) if uid else reverse("submissions_desk")
    return f"{address}?{query}" if query else address


def twins(submission: Submission, version: SubmissionVersion) -> QuerySet[Submission]:
    """Other submissions that were sent with the very same bytes: twice by mistake, or by two people."""
    return (
        Submission.objects.filter(
            versions__assets__sha256__in=[file["sha256"] for file in version.content["files"]]
        )
        .exclude(pk=submission.pk)
        .select_related("contributor")
        .distinct()
    )


def _take_answers(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Keep what was said to the hints of the last version. One answer for all the open ones is written to each."""
    same_as_read(request, submission)
    keys = request.POST.getlist("hint")
    given = {
        key: (request.POST.get(f"verdict-{key}", ""), request.POST.get(f"note-{key}", "")) for key in keys
    }
    if verdict := request.POST.get("verdict-all"):
        same = (verdict, request.POST.get("note-all", ""))
        given = {key: own if own[0] else same for key, own in given.items()}
    number = answer(submission, actions.latest(submission), given, by=person(request))
    told = ngettext("%(number)s answer is kept.", "%(number)s answers are kept.", number) % {"number": number}
    messages.success(request, told)
    return redirect(request.get_full_path())
