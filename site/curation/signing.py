"""Signing a stage, and handing it to a colleague. The last signature starts the release."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from accounts.roles import Role, has_role
from audit.trail import record
from curation import releasing, telling
from curation.consenting import refuse_if_taken_back
from curation.digest import digest_of
from curation.errors import NotPossible
from curation.models import WRITER, Part, Review, ReviewStage, VoidedPart
from curation.opening import give_turns
from curation.staffing import Seats, seat_of, seats


def sign(review: Review, part: str, *, by: User, opinion: str = "", ticked: Collection[str] = ()) -> Review:
    """Sign one stage by its code; the last signature starts the release.

    ``ticked`` are the lines of the stage's checklist that were ticked; all must be. Raises NotPossible for a person
    without a seat at the stage, with a part already, out of order, or where the page is no longer what the review
    pinned; such a try leaves a row in the audit trail.
    """
    review = Review.objects.select_related("page").get(pk=review.pk)
    subject = {"subject": f"work:{review.page_id}", "label": review.page.title}
    known = seats()
    if refusal := why_not(review, part, by, known):
        record("review.refused", by=by, part=part, why=refusal, **subject)
        raise NotPossible(refusal)
    refuse_if_taken_back(review.page)
    if review.expires_at and review.expires_at <= timezone.now():
        raise NotPossible(_("The time until which it was to be public is over: return it, and set another."))
    stage = review.stages.get(code=part)
    if not set(stage.checklist) <= set(ticked):
        raise NotPossible(_("Please tick every line of the checklist, or return the work."))
    seat = seat_of(stage, by, known)
    with transaction.atomic():
        review = Review.objects.select_for_update().get(pk=review.pk)
        if review.state != Review.State.OPEN:
            raise NotPossible(_("This review is no longer open."))
        stage.refresh_from_db()
        if stage.turn_at is None or seat_of(stage, by, known) is None:
            raise NotPossible(_("The review has changed meanwhile; please look again."))
        try:
            with transaction.atomic():
                Part.objects.create(
                    review=review,
                    person=by,
                    part=part,
                    opinion=opinion.strip(),
                    ticked=stage.checklist,
                    in_place_of=seat.in_place_of if seat else None,
                )
        except IntegrityError:
            # The database holds the rule against whoever was quicker.
            raise NotPossible(_("This stage is signed already, or you have a part in this review.")) from None
        record(
            "review.signed",
            by=by,
            part=part,
            stage=stage.name,
            digest=review.digest,
            opinion=opinion.strip(),
            in_place_of=str(seat.in_place_of) if seat and seat.in_place_of else "",
            **subject,
        )
        give_turns(review)
        telling.turns(review)
        if set(review.stages.values_list("code", flat=True)) <= set(review.signatures()):
            review.state, review.ended_at = Review.State.PASSED, timezone.now()
            review.save(update_fields=["state", "ended_at"])
            record("review.passed", by=by, **subject)
            releasing.prepare_reviewed(review)
    return review


def why_not(review: Review, part: str, user: User, known: Seats | None = None) -> str:
    """A sentence that says why the user may not sign this stage now; empty where they may."""
    stages = {stage.code: stage for stage in review.stages.all()}
    stage = stages.get(part)
    if stage is None or not user.is_active or not seat_of(stage, user, known or seats()):
        return _("You are not assigned to this stage.")
    if review.state != Review.State.OPEN:
        return _("This review is no longer open.")
    parts = review.signatures()
    mine = next((each for each in review.parts.all() if each.person_id == user.pk), None)
    if mine and mine.part == WRITER:
        return _("You wrote or edited this work; somebody else must sign.")
    if mine:
        return _("You signed this work already; the stages need different people.")
    if VoidedPart.objects.filter(review=review, person=user).exclude(part=part).exists():
        return _("You signed another stage of this work before; the stages need different people.")
    if part in parts:
        return _("This stage is signed already.")
    if any(0 < each.place < stage.place and each.code not in parts for each in stages.values()):
        return _("An earlier stage has not signed yet.")
    if digest_of(revision_of(review), review.release_at, review.expires_at) != review.digest:
        return _("The page is no longer what was sent to review.")
    return ""


@transaction.atomic
def hand_over(review: Review, part: str, *, to: User, by: User) -> ReviewStage:
    """Hand an unsigned stage of an open review to somebody who may sign it; from then on only they may.

    A stage that only asked for a confirmation asks its new signer for the whole. Raises NotPossible for others than
    curators, and for people who cannot sign it.
    """
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team hands a stage to somebody else."))
    review = Review.objects.select_for_update().get(pk=review.pk)
    stage = review.stages.filter(code=part).select_related("stage").first()
    if review.state != Review.State.OPEN or stage is None or part in review.signatures():
        raise NotPossible(_("This stage is not waiting for a signature."))
    barred = review.parts.filter(person=to).exists()
    barred = barred or VoidedPart.objects.filter(review=review, person=to).exclude(part=part).exists()
    if to.pk not in seats().get(part, {}) or barred:
        raise NotPossible(_("%(who)s cannot sign this stage of this work.") % {"who": to})
    before = stage.person
    if stage.confirms and before != to:
        stage.confirms, stage.checklist = False, stage.stage.lines
    stage.person = to
    stage.save(update_fields=["person", "confirms", "checklist"])
    record(
        "review.handed",
        by=by,
        subject=f"work:{review.page_id}",
        label=review.page.title,
        part=part,
        stage=stage.name,
        to=str(to),
        before=str(before or ""),
    )
    telling.handed(review, stage, to)
    return stage


def revision_of(review: Review) -> Page:
    """The page as the review pinned it, not saved."""
    return review.page.revisions.get(pk=review.revision_id).as_object()
