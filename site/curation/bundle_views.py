"""The screens of bundles: gather works, look at a bundle, send it, sign it, take it back."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, has_role, require_role
from curation import bundling
from curation.asking import asked_class, asked_moment, shown_works
from curation.bundle_standing import standing_of
from curation.dossier import HOME, WORKS, only_staff
from curation.errors import NotPossible
from curation.models import Bundle, BundledWork, ReviewClass
from curation.people import gaps
from curation.sheet_cards import cards
from curation.staffing import seats
from curation.standing import Standing, standings
from showcase.models import WorkPage

PER_PAGE = 30


@require_GET
@never_cache
def index(request: SignedInRequest) -> HttpResponse:
    """All bundles, the newest first, with how many works each has."""
    only_staff(request)
    here, out = Q(works__outcome=""), Q(works__outcome=BundledWork.Outcome.RELEASED)
    rows = Bundle.objects.annotate(here=Count("works", here), out=Count("works", out)).select_related("by")
    page = Paginator(rows.order_by("-pk"), PER_PAGE).get_page(request.GET.get("p"))
    context = _frame(_("Bundles")) | {"page": page}
    return TemplateResponse(request, "curation/bundles.html", context)


@require_POST
def gather(request: SignedInRequest) -> HttpResponse:
    """The works that were ticked become a bundle, or join one."""
    require_role(request.user, Role.CURATOR)
    keys = [key for key in request.POST.getlist("page") if key.isdecimal() and len(key) < 19]
    pages = list(WorkPage.objects.filter(pk__in=keys).order_by("pk"))
    to = request.POST.get("bundle", "")
    try:
        if to.isdecimal() and len(to) < 19:
            bundle = get_object_or_404(Bundle, pk=to)
            bundling.add(bundle, pages, by=request.user)
        else:
            bundle = bundling.gather(request.POST.get("name", ""), pages, by=request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("curation_works")
    return redirect("curation_bundle", bundle.pk)


@require_GET
@never_cache
def bundle(request: SignedInRequest, pk: int) -> HttpResponse:
    """One bundle: its works, where it stands, and what I can do with all of it."""
    only_staff(request)
    return _page(request, get_object_or_404(Bundle, pk=pk))


@require_POST
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another name, or a work less."""

    def step(found: Bundle) -> None:
        key = request.POST.get("remove", "")
        if key.isdecimal() and len(key) < 19:
            bundling.remove(found, get_object_or_404(WorkPage, pk=key), by=request.user)
        else:
            bundling.rename(found, request.POST.get("name", ""), by=request.user)

    return _act(request, pk, step, _("The bundle “%(name)s” was changed."))


@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send all works to review."""
    return _act(
        request,
        pk,
        lambda found: bundling.send(
            found,
            by=request.user,
            review_class=asked_class(request),
            release_at=asked_moment(request, "release_at"),
            expires_at=asked_moment(request, "expires_at"),
        ),
        _("The bundle “%(name)s” is in review now."),
    )


@require_POST
def recall(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take all works back from review."""
    return _act(
        request,
        pk,
        lambda found: bundling.recall(found, by=request.user),
        _("The works of “%(name)s” can be edited again."),
    )


@require_POST
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """One opinion and signature for all works that were shown, except those singled out."""

    def step(found: Bundle) -> None:
        shown = shown_works(request)
        parts = {part for _review, part, _digest in shown}
        if len(parts) != 1:
            raise NotPossible(_("The bundle has changed meanwhile; please look again."))
        everything = "return" in request.POST
        back = {
            review: request.POST.get("opinion" if everything else f"opinion-{review}", "")
            for review, _part, _digest in shown
            if everything or request.POST.get(f"decision-{review}") == "return"
        }
        bundling.decide(
            found,
            parts.pop(),
            by=request.user,
            signed={review: digest for review, _part, digest in shown if review not in back},
            returned=back,
            opinion=request.POST.get("opinion", ""),
            ticked=request.POST.getlist("ticked"),
        )

    return _act(request, pk, step, _("Decided on: “%(name)s”."))


def _act(request: SignedInRequest, pk: int, step: Callable[[Bundle], Any], done: str) -> HttpResponse:
    """Take the step; a refusal is shown on the bundle's page with everything that was typed."""
    only_staff(request)
    found = get_object_or_404(Bundle, pk=pk)
    try:
        step(found)
    except NotPossible as refusal:
        response = _page(request, found, refusal=str(refusal))
        response.status_code = 409
        return response
    messages.success(request, done % {"name": found.name})
    return redirect("curation_bundle", found.pk)


def _page(request: SignedInRequest, found: Bundle, refusal: str = "") -> TemplateResponse:
    rows = list(found.works.select_related("page__kind", "page__unit", "review").order_by("pk"))
    known = standings([row.page for row in rows])
    where = standing_of(rows, known)
    curator = has_role(request.user, Role.CURATOR)
    stages = list(
        bundling.waiting_stages(found, request.user).prefetch_related(
            "review__parts__person", "review__stages"
        )
    )
    stages = [each for each in stages if each.code == stages[0].code]
    shown = cards(stages)
    for card in shown:
        review = card["review"].pk
        card["bundle"] = found
        card["choice"] = request.POST.get(f"decision-{review}", "")
        card["opinion"] = request.POST.get(f"opinion-{review}", "")
    context = _frame(found.name, {"url": reverse("curation_bundles"), "label": _("Bundles")}) | {
        "bundle": found,
        "where": where,
        "rows": [(row, known[row.page_id]) for row in rows],
        "gaps": _gaps(known.values()),
        "cards": shown,
        "stage": stages[0] if stages else None,
        "elsewhere": sum(row.review_id is not None and not row.outcome for row in rows) - len(shown),
        "checklist": list(dict.fromkeys(line for each in stages for line in each.checklist)),
        "ticked": request.POST.getlist("ticked"),
        "opinion": request.POST.get("opinion", ""),
        "can_change": curator and where.free,
        "can_recall": curator and where.code in {"in_review", "signed"},
        "curator": curator,
        "refusal": refusal,
    }
    if context["can_change"]:
        context["classes"] = [(each, []) for each in ReviewClass.objects.filter(corrections=False)]
    return TemplateResponse(request, "curation/bundle.html", context)


def _gaps(known: Iterable[Standing]) -> list[str]:
    """For works in review, the stages for which nobody is eligible, with the work's name."""
    sitting = seats()
    open_reviews = [each.review for each in known if each.review and each.code == "in_review"]
    return [
        f"《{review.page.title}》{stage}"
        for review in open_reviews
        for stage in gaps(review.page, review, sitting)
    ]


def _frame(title: str, *above: dict[str, str]) -> dict[str, Any]:
    return {
        "header_title": title,
        "header_icon": "folder-inverse",
        "breadcrumbs_items": [HOME, WORKS, *above, {"url": "", "label": title}],
    }
