"""The curators' desk in the admin: what waits, oldest first; a work read whole, with its versions and its history."""

from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts.models import Unit
from accounts.roles import Role, require_role
from campaigns.models import Call, Kind
from submissions import consent, rules, sheet
from submissions.intake import agreeing
from submissions.lifecycle import NotPossible
from submissions.likeness import elsewhere, likely
from submissions.models import State, Submission, SubmissionVersion
from submissions.review import actions
from submissions.views.desk import Row, changes_between, chosen_version
from submissions.views.doors import attested, find, person, same_as_read
from submissions.whereabouts import describe, with_history

PER_PAGE = 30
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
DESK = {"url": reverse_lazy("submissions_desk"), "label": gettext_lazy("Submissions")}
ACTS = {
    "endorse": actions.endorse,
    "accept": actions.accept,
    "return": actions.return_to_contributor,
    "decline": actions.decline,
    "settle": consent.settle,
}
# The tabs: which states each shows. Drafts and what was taken back are their contributors' own.
TABS = {
    "waiting": (gettext_lazy("Waits for us"), (State.ENDORSED,)),
    "units": (gettext_lazy("With the units"), (State.SENT,)),
    "returned": (gettext_lazy("Returned"), (State.RETURNED,)),
    "accepted": (gettext_lazy("Accepted"), (State.ACCEPTED,)),
    "declined": (gettext_lazy("Not accepted"), (State.DECLINED,)),
}


class FilterForm(forms.Form):
    """What narrows the list; each of them may be empty."""

    q = forms.CharField(label=gettext_lazy("Title, receipt or contributor"), max_length=80, required=False)
    call = forms.ModelChoiceField(
        Call.objects.all(), label=gettext_lazy("Call"), empty_label=gettext_lazy("All calls"), required=False
    )
    kind = forms.ModelChoiceField(
        Kind.objects.all(), label=gettext_lazy("Kind"), empty_label=gettext_lazy("All kinds"), required=False
    )
    unit = forms.ModelChoiceField(
        Unit.objects.filter(active=True),
        label=gettext_lazy("Unit"),
        empty_label=gettext_lazy("All units"),
        required=False,
    )

    def narrow(self, works: QuerySet[Submission]) -> QuerySet[Submission]:
        """The works that fit. What cannot be read as a filter is left aside, and the field says so."""
        self.is_valid()
        chosen = self.cleaned_data
        if words := chosen.get("q"):
            works = works.filter(
                Q(title__icontains=words)
                | Q(receipt__icontains=words)
                | Q(contributor__name__icontains=words)
            )
        return works.filter(**{name: chosen[name] for name in ("call", "kind", "unit") if chosen.get(name)})


@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """``/admin/submissions/``: a tab for each place where works can be; what waits longest stands first."""
    require_role(request.user, Role.CURATOR)
    tab = request.GET.get("tab", "waiting")
    _label, states = TABS.get(tab, TABS["waiting"])
    form = FilterForm(request.GET)
    works = form.narrow(with_history(Submission.objects.filter(state__in=states)))
    oldest_first = tab in ("waiting", "units") or tab not in TABS
    works = works.order_by("since", "pk") if oldest_first else works.order_by("-since", "-pk")
    page = Paginator(works, PER_PAGE).get_page(request.GET.get("p"))
    rows = list(page.object_list)
    where = describe(rows, request.user)
    return TemplateResponse(
        request,
        "submissions/admin/desk.html",
        {
            "header_title": _("Submissions"),
            "header_icon": "clipboard-list",
            "breadcrumbs_items": [HOME, DESK],
            "tabs": [(name, label) for name, (label, _states) in TABS.items()],
            "withdrawals": consent.open_requests(),
            "tab": tab if tab in TABS else "waiting",
            "form": form,
            "rows": [Row(work, where[work.pk], rules.is_maker(request.user, work)) for work in rows],
            "page": page,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def work(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/admin/submissions/<uid>/``: read it, compare its versions, decide."""
    require_role(request.user, Role.CURATOR)
    submission = find(request, uid, rules.may_read)
    if submission.receipt is None:
        # A draft of one's own: it is written at /me/, not judged here.
        return redirect("my_work_edit", uid=uid)
    refusal = ""
    if request.method == "POST" and (act := ACTS.get(request.POST.get("act", ""))):
        try:
            same_as_read(request, submission)
            act(submission, by=person(request), reason=request.POST.get("reason", ""), **attested(request))
        except NotPossible as error:
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
            return redirect("submissions_desk")
    versions = list(submission.versions.select_related("sent_by").order_by("number"))
    shown = chosen_version(request, versions)
    assert shown is not None  # a receipt is given with the first version
    return TemplateResponse(
        request,
        "submissions/admin/work.html",
        {
            "header_title": submission.title,
            "header_icon": "clipboard-list",
            "breadcrumbs_items": [HOME, DESK, {"url": "", "label": submission.title}],
            "work": submission,
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
