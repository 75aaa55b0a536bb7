"""Hints that were answered with “will be removed”: they stay open until somebody says that it is done."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Role, has_role
from audit import trail
from submissions.errors import NotPossible
from submissions.models import HintAnswer, HintFollowUp, Submission

Outcome = HintFollowUp.Outcome


def promised(submission: Submission) -> QuerySet[HintAnswer]:
    """The answers that hold, promise that something will be removed, and have no follow-up."""
    later = HintAnswer.objects.filter(
        submission=OuterRef("submission"), key=OuterRef("key"), pk__gt=OuterRef("pk")
    )
    found = HintAnswer.objects.filter(
        ~Exists(later), submission=submission, verdict=HintAnswer.Verdict.REMOVED, follow_up=None
    )
    return found.select_related("by", "submission")


def follow_up(answer: HintAnswer, *, by: User, outcome: str, note: str = "") -> HintFollowUp:
    """Say what became of it. Raises NotPossible for others than curators, without words for “not needed”, or where
    somebody was quicker."""
    note = note.strip()[:300]
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team says what became of a hint."))
    if outcome not in Outcome.values:
        raise NotPossible(_("Please say whether it is done, or not needed."))
    if outcome == Outcome.NEEDLESS and not note:
        raise NotPossible(_("Please say why it is not needed."))
    try:
        with transaction.atomic():
            row = HintFollowUp.objects.create(answer=answer, by=by, outcome=outcome, note=note)
            trail.record(
                "submission.hint_followed",
                by=by,
                subject=f"submission:{answer.submission_id}",
                label=answer.submission.title,
                hint=answer.kind,
                outcome=outcome,
                note=note,
            )
    except IntegrityError:
        raise NotPossible(_("A colleague has said so meanwhile.")) from None
    return row


def refuse_if_promised(submission: Submission) -> None:
    """Raises NotPossible while something that was to be removed was not followed up."""
    if number := promised(submission).count():
        raise NotPossible(
            ngettext(
                "%(number)s privacy hint was answered with “will be removed”. Say first that it is done, or why it is not needed.",
                "%(number)s privacy hints were answered with “will be removed”. Say first that they are done, or why they are not needed.",
                number,
            )
            % {"number": number}
        )
