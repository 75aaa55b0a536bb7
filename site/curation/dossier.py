"""One work's dossier: where it stands, who signed what, and the doors that are open to whoever reads it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import REVIEWERS, Role, has_role
from audit.models import Entry
from curation import bundles
from curation.consenting import promises
from curation.correcting import may_be_corrected
from curation.differences import Difference, differences
from curation.errors import NotPossible
from curation.models import (
    WRITER,
    AlbumDraft,
    Attestation,
    Correction,
    Draft,
    Review,
    ReviewClass,
    ReviewStage,
)
from curation.newer import offered_for
from curation.people import class_gaps, gaps
from curation.reviewing import revision_of, why_not
from curation.staffing import Seats, candidates, seat_of, seats
from curation.standing import Standing, stages_for, standing
from curation.subjects import Subject, public_path, subject
from curation.takedown import waiting
from curation.withdrawing import may_withdraw
from showcase.models import ExhibitionPage
from submissions.licence import last_of

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
WORKS = {"url": reverse_lazy("curation_works"), "label": gettext_lazy("Works and reviews")}


def only_staff(request: SignedInRequest) -> None:
    """Raises Http404 for whoever neither curates nor reviews."""
    if not has_role(request.user, Role.CURATOR, *REVIEWERS):
        raise Http404


def page_for(request: SignedInRequest, pk: int) -> Subject:
    """The work or exhibition, for staff alone."""
    only_staff(request)
    return subject(pk)


def open_review_of(page: Subject) -> Review:
    """The work's open review. Raises NotPossible where there is none."""
    review = Review.objects.filter(page=page, state=Review.State.OPEN).first()
    if review is None:
        raise NotPossible(_("This work is not in review."))
    return review


def act(request: SignedInRequest, pk: int, step: Callable[[Subject], Any], done: str) -> HttpResponse:
    """Take the step; a refusal is shown on the dossier with everything that was typed."""
    page = page_for(request, pk)
    try:
        step(page)
    except NotPossible as refusal:
        response = dossier(request, page, refusal=str(refusal))
        response.status_code = 409
        return response
    messages.success(request, done % {"title": page.title})
    return redirect("curation_work", page.pk)


def dossier(request: SignedInRequest, page: Subject, refusal: str = "") -> TemplateResponse:
    """The dossier as a page."""
    where = standing(page)
    draft = Draft.objects.filter(page_id=page.pk).select_related("submission__kind", "version", "by").first()
    reviews = Review.objects.filter(page=page).order_by("-cycle")
    context = {
        "header_title": page.title,
        "header_icon": "doc-full",
        "breadcrumbs_items": [
            HOME,
            WORKS,
            {"url": reverse("curation_work", args=[page.pk]), "label": page.title},
        ],
        "page": page,
        "exhibition": isinstance(page, ExhibitionPage),
        "address": public_path(page.slug, exhibition=isinstance(page, ExhibitionPage)),
        "standing": where,
        "reviews": reviews.select_related("opened_by", "returned_by", "review_class").prefetch_related(
            "parts__person", "parts__in_place_of", "stages", "voided__person", "voided__voided_by"
        ),
        "draft": draft,
        "licence": last_of(draft.submission) if draft else None,
        "promises": promises(draft, page) if draft else [],
        "album_draft": AlbumDraft.objects.filter(page_id=page.pk).select_related("album").first(),
        "newer": offered_for(page) if draft else None,
        "bundled": bundles.of_page(page.pk),
        "attestation": Attestation.objects.filter(page_id=page.pk).first(),
        "history": Entry.objects.filter(subject=f"work:{page.pk}").order_by("-pk")[:100],
        "refusal": refusal,
        "opinion": request.POST.get("opinion", ""),
        "ticked": request.POST.getlist("ticked"),
        "curator": has_role(request.user, Role.CURATOR),
        **_doors(request.user, page, where),
    }
    return TemplateResponse(request, "curation/work.html", context)


def _doors(user: Any, page: Subject, where: Standing) -> dict[str, Any]:
    """What this person may do now."""
    curator, review = has_role(user, Role.CURATOR), where.review
    can_send = curator and where.code in {"draft", "returned", "withdrawn"}
    in_review = review is not None and where.code == "in_review"
    known = seats() if in_review or can_send else {}
    doors: dict[str, Any] = {
        "signatures": signatures(review, known, handing=curator and in_review),
        "can_send": can_send,
        "can_edit": curator and where.code not in {"in_review", "scheduled", "releasing", "stuck"},
        "can_recall": curator and where.code in {"in_review", "scheduled"},
        "can_release_again": curator and where.code == "stuck",
        "can_withdraw": may_withdraw(user)
        and (where.public or where.code in {"releasing", "stuck"} or waiting().filter(page=page).exists()),
    }
    if can_send:
        classes = list(ReviewClass.objects.filter(corrections=False))
        lacking = class_gaps(page, classes)
        doors["classes"] = [(each, lacking[each.pk]) for each in classes]
        doors["gaps"] = lacking[classes[0].pk] if len(classes) == 1 else []
        if where.public and may_be_corrected(page):
            today = timezone.localdate()
            doors |= {
                "problems": Correction.Problem.choices,
                "finders": Correction.Found.choices,
                "today": today,
            }
    if in_review and review:
        doors |= _signing(user, review, known)
        doors |= _differing(user, review, curator=curator)
        doors["gaps"] = gaps(page, review)
    return doors


def _differing(user: Any, review: Review, *, curator: bool) -> dict[str, Any]:
    """What the cycle differs in from what was signed before, and what signers suggest to change."""
    found: dict[str, Any] = {
        "suggestions": [
            {
                "row": each,
                "differences": [Difference(**change) for change in each.changes],
                "can_take": curator and each.by_id != user.pk,
            }
            for each in review.suggestions.select_related("by")
        ]
    }
    if review.base_revision_id:
        base = review.page.revisions.get(pk=review.base_revision_id).as_object()
        found["differences"] = differences(base, revision_of(review))
        found["correction"] = Correction.objects.filter(review=review).first()
    return found


def _signing(user: Any, review: Review, known: Seats) -> dict[str, Any]:
    can_sign, cannot = [], ""
    for stage in review.stages.all():
        seat = seat_of(stage, user, known)
        if seat is None:
            continue
        if reason := why_not(review, stage.code, user, known):
            cannot = cannot or reason
        else:
            can_sign.append((stage, seat.in_place_of))
    writer = any(each.person_id == user.pk and each.part == WRITER for each in review.parts.all())
    signed = review.signatures()
    following = stages_for(user).exclude(review=review).select_related("review__page")
    return {
        "next": following.order_by("turn_at", "pk").first(),
        "can_sign": can_sign,
        "cannot": "" if can_sign else cannot,
        "can_return": has_role(user, *REVIEWERS) and not writer,
        "signed_stages": [stage for stage in review.stages.all() if stage.code in signed],
    }


def signatures(
    review: Review | None, known: Seats | None = None, *, handing: bool = False
) -> list[dict[str, Any]]:
    """Each stage of the cycle with its signature where it was given, and with to whom it can be handed; a return
    leaves none that counts."""
    if review is None or review.state == Review.State.RETURNED:
        return []
    given = review.signatures()
    barred = {part.person_id for part in review.parts.all()}

    def others(stage: ReviewStage) -> list[Any]:
        if not handing or stage.code in given:
            return []
        anybody = ReviewStage(code=stage.code)  # as if it were handed to nobody yet
        free = [seat.person for seat in candidates(anybody, known or {})]
        return [each for each in free if each.pk not in barred and each.pk != stage.person_id]

    return [
        {"stage": stage, "part": given.get(stage.code), "hand_to": others(stage)}
        for stage in review.stages.all()
    ]
