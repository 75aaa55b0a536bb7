"""The curators' desk in the admin: what waits, oldest first."""

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Unit
from accounts.roles import Role, require_role
from campaigns.models import Call, Kind
from submissions import consent, rules
from submissions.models import State, Submission
from submissions.views.desk import Row
from submissions.whereabouts import describe, with_history

PER_PAGE = 30
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
DESK = {"url": reverse_lazy("submissions_desk"), "label": gettext_lazy("Submissions")}
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
    only_curators(request)
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


def only_curators(request: HttpRequest) -> None:
    """Raises Http404 for everybody else."""
    require_role(request.user, Role.CURATOR)
