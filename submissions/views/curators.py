"""The curators' desk in the admin: what waits, oldest first."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Unit
from accounts.roles import Role, require_role
from campaigns.models import Call, Kind
from submissions import consent, ranking, rules
from submissions.models import State, Submission
from submissions.views.desk import Row
from submissions.whereabouts import describe, on_page

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
# What comes to each, where nothing is.
EMPTY = {
    "waiting": gettext_lazy("No submission waits. What the units endorse comes here, the oldest first."),
    "units": gettext_lazy(
        "No submission is with a unit. What is sent in waits here until a liaison endorses it."
    ),
    "returned": gettext_lazy(
        "No submission is returned. What goes back to its contributor stands here until it is sent again."
    ),
    "accepted": gettext_lazy(
        "No submission is accepted yet. What you accept stays here, with the way to its page."
    ),
    "declined": gettext_lazy(
        "No submission is declined. What you do not accept stays here, with your reason."
    ),
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


@dataclass(frozen=True)
class Listed:
    """A list of the desk as its reader has narrowed it: ``works`` in their order, ``query`` to come back to it."""

    tab: str
    form: FilterForm
    works: QuerySet[Submission]
    oldest_first: bool
    query: str

    @property
    def narrowed(self) -> bool:
        """Whether a filter is set."""
        return any(self.form.cleaned_data.values())

    def beside(self, work: Submission) -> tuple[UUID | None, UUID | None]:
        """What stands before and after a work in the list, whether it stands there itself or has just left it."""
        later = self.works.filter(Q(since__gt=work.since) | Q(since=work.since, pk__gt=work.pk))
        earlier = self.works.filter(Q(since__lt=work.since) | Q(since=work.since, pk__lt=work.pk))
        newer = later.order_by("since", "pk").values_list("uid", flat=True).first()
        older = earlier.order_by("-since", "-pk").values_list("uid", flat=True).first()
        return (older, newer) if self.oldest_first else (newer, older)


def listed(request: HttpRequest, tab: str = "waiting") -> Listed:
    """The list that the address names; ``tab`` where it names none."""
    tab = request.GET.get("tab", tab)
    tab = tab if tab in TABS else "waiting"
    form = FilterForm(request.GET)
    works = form.narrow(Submission.objects.filter(state__in=TABS[tab][1]))
    oldest_first = tab in ("waiting", "units")
    works = works.order_by("since", "pk") if oldest_first else works.order_by("-since", "-pk")
    kept = {name: request.GET[name] for name in ("tab", *form.fields) if request.GET.get(name)}
    return Listed(tab, form, works, oldest_first, urlencode(kept))


@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """``/admin/submissions/``: a tab for each place where works can be; what waits longest stands first."""
    require_role(request.user, Role.CURATOR)
    shown = listed(request)
    page = Paginator(shown.works, PER_PAGE).get_page(request.GET.get("p"))
    rows = on_page(page)
    where = describe(rows, request.user)
    places = ranking.places(rows)
    now = timezone.now()
    overdue = shown.works.filter(since__lt=now - timedelta(days=settings.OVERDUE_DAYS + 1))
    return TemplateResponse(
        request,
        "submissions/admin/desk.html",
        {
            "header_title": _("Submissions"),
            "header_icon": "clipboard-list",
            "breadcrumbs_items": [HOME, DESK],
            "tabs": [(name, label) for name, (label, _states) in TABS.items()],
            "withdrawals": consent.open_requests(),
            "tab": shown.tab,
            "form": shown.form,
            "query": shown.query,
            "may_accept_many": shown.tab == "waiting",
            "overdue": overdue.count() if shown.oldest_first else 0,
            "limit": settings.OVERDUE_DAYS,
            "empty": _("No submission fits. Take a filter away.") if shown.narrowed else EMPTY[shown.tab],
            "rows": [
                Row(
                    work,
                    where[work.pk],
                    rules.is_maker(request.user, work),
                    (now - work.since).days if shown.oldest_first else 0,
                    places.get(work.pk, 0),
                )
                for work in rows
            ],
            "page": page,
        },
    )
