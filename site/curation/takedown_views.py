"""The screens on which a takedown is asked for and decided."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from accounts.models import SignedInRequest
from curation import takedown
from curation.dossier import HOME, WORKS, page_for
from curation.errors import NotPossible
from curation.models import Correction, Takedown
from curation.subjects import Subject
from curation.vanishing import vanishing
from curation.withdrawing import may_withdraw

PER_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take_down(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything that will vanish; then the question, or the decision where somebody asked already."""
    page = page_for(request, pk)
    if not may_withdraw(request.user):
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            return _step(request, page)
        except NotPossible as error:
            refusal = str(error)
    asked = takedown.waiting().filter(page=page).first()
    context = {
        "header_title": _("Take down “%(title)s”") % {"title": page.title},
        "header_icon": "bin",
        "breadcrumbs_items": [
            HOME,
            WORKS,
            {"url": reverse("curation_work", args=[page.pk]), "label": page.title},
            {"url": "", "label": _("Take down “%(title)s”") % {"title": page.title}},
        ],
        "page": page,
        "asked": asked,
        "cannot": takedown.why_not_decide(asked, request.user) if asked else "",
        "gone": vanishing(page),
        "problems": Correction.Problem.choices,
        "finders": Correction.Found.choices,
        "now": timezone.localtime(),
        "posted": request.POST,
        "refusal": refusal,
    }
    return TemplateResponse(request, "curation/takedown.html", context, status=409 if refusal else 200)


def _step(request: SignedInRequest, page: Subject) -> HttpResponse:
    """Ask, approve or decline. Raises NotPossible."""
    step = request.POST.get("step", "ask")
    if step == "ask":
        asked = takedown.ask(page, by=request.user, finding=_finding(request))
        done = (
            _("“%(title)s” is down. A second person now approves it.")
            if asked.withdrawal_id
            else _("A second person now decides about “%(title)s”.")
        )
    else:
        found = takedown.waiting().filter(page=page).first()
        if found is None:
            raise NotPossible(_("A colleague has decided this meanwhile."))
        if step == "approve":
            takedown.approve(found, by=request.user)
            done = _("“%(title)s” is no longer public.")
        else:
            takedown.decline(found, by=request.user, answer=request.POST.get("answer", "")[:1000])
            done = _("“%(title)s” stays up.")
    messages.success(request, done % {"title": page.title})
    return redirect("curation_work", page.pk)


def _finding(request: SignedInRequest) -> takedown.Finding:
    try:
        when = parse_datetime(request.POST.get("found_at", ""))
    except ValueError:
        when = None
    if when is None or when.year < 1900:
        raise NotPossible(_("Please say when it was found."))
    if timezone.is_naive(when):
        when = timezone.make_aware(when)
    texts = {name: request.POST.get(name, "")[:1000] for name in ("problem", "found", "finder", "reason")}
    return takedown.Finding(found_at=when, **texts)


@require_GET
@never_cache
def takedowns(request: SignedInRequest) -> HttpResponse:
    """What waits for a second person, then what was decided, the newest first."""
    if not may_withdraw(request.user):
        raise Http404
    rows = Takedown.objects.select_related("page", "by", "decided_by", "withdrawal")
    decided = rows.exclude(decided_at=None).order_by("-decided_at", "-pk")
    waiting = takedown.waiting().select_related("withdrawal")
    context = {
        "header_title": _("Takedowns"),
        "header_icon": "bin",
        "breadcrumbs_items": [HOME, WORKS, {"url": "", "label": _("Takedowns")}],
        "waiting": waiting[:PER_PAGE],
        "behind": waiting.count() - PER_PAGE,
        "page": Paginator(decided, PER_PAGE).get_page(request.GET.get("p")),
    }
    return TemplateResponse(request, "curation/takedowns.html", context)
