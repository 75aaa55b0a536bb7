"""The curators' and reviewers' screens: what waits, and one work's dossier with its doors."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import REVIEWERS, Role, has_role
from audit.models import Entry
from curation import releasing
from curation.errors import NotPossible
from curation.models import SIGNED, AlbumDraft, Attestation, Draft, Part, Review
from curation.people import gaps
from curation.reviewing import open_review, recall_review, return_review, revision_of, sign, why_not
from curation.standing import PART_NAMES, standing, standings, waits_for
from curation.withdrawing import withdraw
from showcase.models import WorkPage
from showcase.snapshot import content_of
from showcase.views.work import show

PER_PAGE = 30
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
WORKS = {"url": reverse_lazy("curation_works"), "label": gettext_lazy("Works and reviews")}


@require_GET
@never_cache
def works(request: SignedInRequest) -> HttpResponse:
    """What waits for me, or all works; newest change first."""
    _only_staff(request)
    everything = request.GET.get("show") == "all"
    pages = WorkPage.objects.all() if everything else waits_for(request.user)
    query = request.GET.get("q", "").strip()[:80].replace("\x00", "")
    if query:
        pages = pages.filter(title__icontains=query) | pages.filter(slug__icontains=query)
    pages = pages.select_related("kind", "unit").order_by("-latest_revision_created_at", "-pk")
    page = Paginator(pages, PER_PAGE).get_page(request.GET.get("p"))
    rows = list(page.object_list)
    known = standings(rows)
    return TemplateResponse(
        request,
        "curation/works.html",
        {
            "header_title": _("Works and reviews"),
            "header_icon": "tasks",
            "breadcrumbs_items": [HOME, WORKS],
            "rows": [(each, known[each.pk]) for each in rows],
            "page": page,
            "everything": everything,
            "query": query,
        },
    )


@require_GET
@never_cache
def work(request: SignedInRequest, pk: int) -> HttpResponse:
    """One work's dossier: what it shows, where it stands, who did what, and what I can do."""
    return _dossier(request, _page(request, pk))


@require_GET
@never_cache
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The work as visitors will see it: the revision in review, else the latest."""
    page = _page(request, pk)
    review = Review.objects.filter(page=page, state=Review.State.OPEN).first()
    shown = revision_of(review) if review else page.get_latest_revision_as_object()
    return show(request, content_of(shown))


@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the latest revision to review."""
    return _act(
        request, pk, lambda page: open_review(page, by=request.user), _("“%(title)s” is in review now.")
    )


@require_POST
def sign_stage(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign one stage of the open review."""
    part, opinion = request.POST.get("part", ""), request.POST.get("opinion", "")
    return _act(
        request,
        pk,
        lambda page: sign(_open(page), part, by=request.user, opinion=opinion),
        _("Signed: “%(title)s”."),
    )


@require_POST
def return_work(request: SignedInRequest, pk: int) -> HttpResponse:
    """Return the work to the curators with a reason, or take it back as a curator."""

    def step(page: WorkPage) -> None:
        if request.POST.get("recall"):
            recall_review(_open(page), by=request.user)
        else:
            return_review(_open(page), by=request.user, reason=request.POST.get("opinion", ""))

    return _act(request, pk, step, _("“%(title)s” can be edited again."))


@require_POST
def withdraw_work(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the work from the public."""
    return _act(
        request,
        pk,
        lambda page: withdraw(page, by=request.user, reason=request.POST.get("reason", "")),
        _("“%(title)s” is no longer public."),
    )


@require_POST
def release_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Try a release again that was given up."""
    return _act(
        request,
        pk,
        lambda page: releasing.release_again(page, by=request.user),
        _("“%(title)s” is being released."),
    )


def _only_staff(request: SignedInRequest) -> None:
    if not has_role(request.user, Role.CURATOR, *REVIEWERS):
        raise Http404


def _page(request: SignedInRequest, pk: int) -> WorkPage:
    _only_staff(request)
    return get_object_or_404(WorkPage.objects.select_related("kind", "unit", "item"), pk=pk)


def _open(page: WorkPage) -> Review:
    review = Review.objects.filter(page=page, state=Review.State.OPEN).first()
    if review is None:
        raise NotPossible(_("This work is not in review."))
    return review


def _act(request: SignedInRequest, pk: int, step: Callable[[WorkPage], Any], done: str) -> HttpResponse:
    """Take the step; a refusal is shown on the dossier with everything that was typed."""
    page = _page(request, pk)
    try:
        step(page)
    except NotPossible as refusal:
        response = _dossier(request, page, refusal=str(refusal))
        response.status_code = 409
        return response
    messages.success(request, done % {"title": page.title})
    return redirect("curation_work", page.pk)


def _dossier(request: SignedInRequest, page: WorkPage, refusal: str = "") -> TemplateResponse:
    user = request.user
    where = standing(page)
    reviews = Review.objects.filter(page=page).prefetch_related("parts__person").select_related("opened_by")
    mine = [stage for stage in SIGNED if has_role(user, Role(stage))]
    can_sign, cannot = [], ""
    if where.review and where.code == "in_review":
        for stage in mine:
            reason = why_not(where.review, stage, user)
            if reason:
                cannot = cannot or reason
            else:
                can_sign.append((stage, PART_NAMES[stage]))
    curator = has_role(user, Role.CURATOR)
    writer = where.review and any(
        each.person_id == user.pk and each.part == "writer" for each in where.review.parts.all()
    )
    return TemplateResponse(
        request,
        "curation/work.html",
        {
            "header_title": page.title,
            "header_icon": "doc-full",
            "breadcrumbs_items": [
                HOME,
                WORKS,
                {"url": reverse("curation_work", args=[page.pk]), "label": page.title},
            ],
            "page": page,
            "standing": where,
            "reviews": reviews,
            "signatures": _signatures(where.review),
            "draft": Draft.objects.filter(page=page).select_related("submission", "by").first(),
            "album_draft": AlbumDraft.objects.filter(page=page).select_related("album").first(),
            "attestation": Attestation.objects.filter(page=page).first(),
            "gaps": [PART_NAMES[role] for role in gaps(page)] if where.code != "public" else [],
            "can_sign": can_sign,
            "cannot": "" if can_sign else cannot,
            "can_send": curator and where.code in {"draft", "returned", "withdrawn"},
            "can_edit": curator and where.code not in {"in_review", "releasing", "stuck"},
            "can_return": where.code == "in_review" and has_role(user, *REVIEWERS) and not writer,
            "can_recall": where.code == "in_review" and curator,
            "can_release_again": curator and where.code == "stuck",
            "can_withdraw": (where.public or where.code in {"releasing", "stuck"})
            and has_role(user, Role.CURATOR, Role.FINAL, Role.SECRECY),
            "history": Entry.objects.filter(subject=f"work:{page.pk}").order_by("-pk")[:100],
            "refusal": refusal,
            "opinion": request.POST.get("opinion", ""),
            "reason": request.POST.get("reason"),
        },
    )


def _signatures(review: Review | None) -> list[tuple[str, Part | None]]:
    """Each stage of the cycle by name, with its signature where it was given; a return leaves none that counts."""
    if review is None or review.state == Review.State.RETURNED:
        return []
    given = {each.part: each for each in review.parts.all()}
    return [(str(PART_NAMES[stage]), given.get(stage)) for stage in SIGNED]
