"""Returning a work: to the curators, which ends the cycle, or to an earlier stage, which leaves the page locked."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from accounts.roles import REVIEWERS, Role, has_role
from audit.trail import record
from curation import bundles, releasing, telling
from curation.errors import NotPossible
from curation.models import WRITER, Part, Review, ReviewStage, VoidedPart
from curation.opening import give_turns, lock


@transaction.atomic
def return_review(review: Review, *, by: User, reason: str) -> Review:
    """Return the page to the curators: the cycle's signatures are void, the page can be edited again.

    Raises NotPossible without a reason, for people without a reviewer's role, for the work's writers, or where the
    review is no longer open.
    """
    _may_return(review, by, reason)
    end_review(review, by=by, reason=reason)
    _leave_the_rest(review, by)
    telling.returned(review, by)
    return review


@transaction.atomic
def return_to_stage(review: Review, part: str, *, by: User, reason: str) -> ReviewStage:
    """Return an open review to a stage that was signed: its signature and those of the stages after it are void;
    those beside them stand, the page stays locked, and the content is the same.

    Whoever signed may sign that stage again, and no other. Raises NotPossible as ``return_review`` does, and where
    the stage has not signed.
    """
    _may_return(review, by, reason)
    review = Review.objects.select_for_update().select_related("page").get(pk=review.pk)
    stage = review.stages.filter(code=part).first()
    if review.state != Review.State.OPEN:
        raise NotPossible(_("This review is no longer open."))
    if stage is None or part not in review.signatures():
        raise NotPossible(_("Only a stage that was signed can have the work back."))
    again = [
        each
        for each in review.stages.all()
        if each.pk == stage.pk or (stage.place and each.place > stage.place)
    ]
    names = {each.code: each.name for each in again}
    void = list(review.parts.filter(part__in=names))
    VoidedPart.objects.bulk_create(
        VoidedPart(
            review=review,
            person_id=each.person_id,
            part=each.part,
            opinion=each.opinion,
            ticked=each.ticked,
            in_place_of_id=each.in_place_of_id,
            at=each.at,
            voided_by=by,
            reason=reason.strip(),
        )
        for each in void
    )
    Part.objects.filter(pk__in=[each.pk for each in void]).delete()
    review.stages.filter(code__in=names).update(turn_at=None)
    give_turns(review)
    telling.turns(review)
    record(
        "review.returned_to",
        by=by,
        subject=f"work:{review.page_id}",
        label=review.page.title,
        part=part,
        stage=stage.name,
        void=[f"{names[each.part]}: {each.person}" for each in void],
        reason=reason.strip(),
    )
    return stage


@transaction.atomic
def recall_review(review: Review, *, by: User) -> Review:
    """Take the page back from review to correct it. Raises NotPossible for others than curators."""
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team takes a work back from review."))
    _reopen_scheduled(Review.objects.filter(pk=review.pk))
    end_review(review, by=by, reason=_("Taken back by the new-media team."))
    _leave_the_rest(review, by)
    return review


def close_reviews(page: Page, *, by: User, reason: str) -> None:
    """End what is under way for the page because it is withdrawn: an open review, and one that passed and waits for
    its release; the others of its bundle go on."""
    _reopen_scheduled(Review.objects.filter(page=page))
    bundled = Review.objects.filter(page=page, bundled__outcome="").first()
    for review in Review.objects.filter(page=page, state=Review.State.OPEN):
        end_review(review, by=by, reason=reason)
    if bundled:
        _leave_the_rest(bundled, by)


def _leave_the_rest(review: Review, by: User) -> None:
    """The work goes back alone; the others of its bundle may have waited for it."""
    if rest := bundles.come_back(review, by=by):
        releasing.go_on(rest)


def _reopen_scheduled(reviews: QuerySet[Review]) -> None:
    """Only an open review is ended: the caller does so at once, in the same transaction."""
    scheduled = list(reviews.select_for_update().scheduled().values_list("pk", flat=True))  # type: ignore[attr-defined]
    Review.objects.filter(pk__in=scheduled).update(state=Review.State.OPEN)


def _may_return(review: Review, by: User, reason: str) -> None:
    if not reason.strip():
        raise NotPossible(_("Please say why, so that it can be mended."))
    if not has_role(by, *REVIEWERS) or review.parts.filter(person=by, part=WRITER).exists():
        raise NotPossible(_("Only a reviewer who did not write the work can return it."))


def end_review(review: Review, *, by: User, reason: str) -> None:
    """End an open review without a release, and unlock the page, whoever asked for it."""
    changed = Review.objects.filter(pk=review.pk, state=Review.State.OPEN).update(
        state=Review.State.RETURNED, ended_at=timezone.now(), returned_by=by, reason=reason.strip()
    )
    if not changed:
        raise NotPossible(_("This review is no longer open."))
    review.refresh_from_db()
    lock(review.page, locked=False)
    record(
        "review.returned",
        by=by,
        subject=f"work:{review.page_id}",
        label=review.page.title,
        reason=reason.strip(),
    )
