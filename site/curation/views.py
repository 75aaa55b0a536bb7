"""The curators' and reviewers' screens: what waits, and one work's dossier with its doors."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.models import SignedInRequest, User
from accounts.roles import Role, has_role
from curation import releasing
from curation.asking import asked_class, asked_moment
from curation.dossier import HOME, WORKS, act, dossier, only_staff, open_review_of, page_for
from curation.errors import NotPossible
from curation.models import Bundle, BundledWork, Review
from curation.newer import newer_pages
from curation.reviewing import (
    hand_over,
    open_review,
    recall_review,
    return_review,
    return_to_stage,
    revision_of,
    sign,
)
from curation.standing import can_act, standings
from curation.subjects import Subject, show
from curation.withdrawing import may_withdraw
from showcase.models import ExhibitionPage, ExhibitionsPage, WorkPage

PER_PAGE = 30
#: Where a work may stand to be put into a bundle: nothing of it is under way.
TICKABLE = ("draft", "returned", "withdrawn")


@require_GET
@never_cache
def works(request: SignedInRequest) -> HttpResponse:
    """What waits for me, or all works, or all exhibitions; newest change first."""
    only_staff(request)
    which = request.GET.get("show", "")
    everything, of_exhibitions = which == "all", which == "exhibitions"
    mine = Q() if everything or of_exhibitions else can_act(request.user)
    pages: QuerySet[Any] = (ExhibitionPage if of_exhibitions else WorkPage).objects.filter(mine)
    query = request.GET.get("q", "").strip()[:80].replace("\x00", "")
    if query:
        pages = pages.filter(title__icontains=query) | pages.filter(slug__icontains=query)
    if not of_exhibitions:
        pages = pages.select_related("kind", "unit")
    pages = pages.order_by("-latest_revision_created_at", "-pk")
    page = Paginator(pages, PER_PAGE).get_page(request.GET.get("p"))
    rows = list(page.object_list)
    # Exhibitions are few: those that wait stand above the works, on the first page.
    first = mine and not query and page.number == 1
    halls = list(ExhibitionPage.objects.filter(mine).order_by("-pk")[:PER_PAGE]) if first else []
    known = standings([*rows, *halls])
    curator = has_role(request.user, Role.CURATOR)
    bundled = BundledWork.objects.filter(page_id__in=[each.pk for each in rows], outcome="")
    bundle_of = {row.page_id: row.bundle for row in bundled.select_related("bundle")}
    return TemplateResponse(
        request,
        "curation/works.html",
        {
            "header_title": _("Works and reviews"),
            "header_icon": "tasks",
            "breadcrumbs_items": [HOME, WORKS],
            "rows": [(each, known[each.pk], bundle_of.get(each.pk)) for each in rows],
            "tickable": TICKABLE,
            "newer": newer_pages(rows) if curator else set(),
            "bundles": Bundle.objects.that_can_be_changed() if curator else [],
            "page": page,
            "halls": [(each, known[each.pk]) for each in halls],
            "everything": everything,
            "of_exhibitions": of_exhibitions,
            "which": which if everything or of_exhibitions else "",
            "new": reverse("wagtailadmin_pages:add", args=["showcase", "exhibitionpage", _hall_folder()])
            if of_exhibitions and has_role(request.user, Role.CURATOR)
            else "",
            "query": query,
            "curator": curator,
            "withdraws": may_withdraw(request.user),
        },
    )


def _hall_folder() -> int:
    return ExhibitionsPage.objects.values_list("pk", flat=True).get()


@require_GET
@never_cache
def work(request: SignedInRequest, pk: int) -> HttpResponse:
    """One work's dossier: what it shows, where it stands, who did what, and what I can do."""
    return dossier(request, page_for(request, pk))


@require_GET
@never_cache
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The work as visitors will see it: the revision in review, else the latest."""
    page = page_for(request, pk)
    review = Review.objects.filter(page=page, state=Review.State.OPEN).first()
    shown = revision_of(review) if review else page.get_latest_revision_as_object()
    return show(request, shown)


@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the latest revision to review."""
    return act(
        request,
        pk,
        lambda page: open_review(
            page,
            by=request.user,
            review_class=asked_class(request),
            release_at=asked_moment(request, "release_at"),
            expires_at=asked_moment(request, "expires_at"),
        ),
        _("“%(title)s” is in review now."),
    )


@require_POST
def sign_stage(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign one stage of the open review."""
    part, opinion = request.POST.get("part", ""), request.POST.get("opinion", "")
    ticked = request.POST.getlist("ticked")
    return act(
        request,
        pk,
        lambda page: sign(open_review_of(page), part, by=request.user, opinion=opinion, ticked=ticked),
        _("Signed: “%(title)s”."),
    )


@require_POST
def return_work(request: SignedInRequest, pk: int) -> HttpResponse:
    """Return the work to the curators or to an earlier stage, with a reason; or take it back as a curator."""
    reason, to = request.POST.get("opinion", ""), request.POST.get("to", "")

    def step(page: Subject) -> None:
        if request.POST.get("recall"):
            waiting = Review.objects.scheduled().filter(page=page).first()
            recall_review(waiting or open_review_of(page), by=request.user)
            return
        review = open_review_of(page)
        if to:
            return_to_stage(review, to, by=request.user, reason=reason)
        else:
            return_review(review, by=request.user, reason=reason)

    done = _("“%(title)s” waits for an earlier stage again.") if to else _("“%(title)s” can be edited again.")
    return act(request, pk, step, done)


@require_POST
def hand_stage(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand a stage of the open review to somebody else."""

    def step(page: Subject) -> None:
        wanted = request.POST.get("to", "")
        to = User.objects.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
        if to is None:
            raise NotPossible(_("Please choose who shall sign."))
        hand_over(open_review_of(page), request.POST.get("part", ""), to=to, by=request.user)

    return act(request, pk, step, _("The stage of “%(title)s” was handed over."))


@require_POST
def release_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Try a release again that was given up."""
    return act(
        request,
        pk,
        lambda page: releasing.release_again(page, by=request.user),
        _("“%(title)s” is being released."),
    )
