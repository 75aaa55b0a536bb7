"""提供新版本: the contributor of an accepted work offers a newer version, and says why.

The work stays accepted; a curator compares the version with the page and takes over what is better
(``curation.newer``). Nothing is taken over by itself.
"""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role
from audit import trail
from submissions import consent, licence, rules, telling
from submissions.errors import NotPossible
from submissions.intake import agreeing, sending
from submissions.intake.restoring import restore
from submissions.models import NewerVersion, State, Submission, SubmissionVersion

Outcome = NewerVersion.Outcome


def may_begin(user: User, submission: Submission) -> bool:
    """Its contributor, of an accepted work, while no newer version is under way."""
    if submission.contributor_id != user.pk or submission.state != State.ACCEPTED:
        return False
    return not NewerVersion.objects.filter(submission=submission, outcome="").exists()


def begin(submission: Submission, *, by: User, reason: str) -> NewerVersion:
    """Open the working copy again. Raises PermissionDenied for others than the contributor; NotPossible without a
    reason, where the work is not accepted, where one is under way, or where the consent is taken back."""
    if submission.contributor_id != by.pk:
        raise PermissionDenied(_("Only the person who offers a work can send it or take it back."))
    if not reason.strip():
        raise NotPossible(_("Please say why there is a newer version: the new-media team reads it."))
    consent.refuse_if_withdrawn(submission)
    licence.refuse_if_over(submission)
    try:
        with transaction.atomic():
            ours = Submission.objects.filter(pk=submission.pk, state=State.ACCEPTED, amending=False)
            if not ours.update(amending=True):
                raise NotPossible(_("A newer version of this work is under way already."))
            row = NewerVersion.objects.create(submission=submission, reason=reason.strip()[:1000])
            _record("newer.begun", row, by, reason=row.reason)
    except IntegrityError:
        raise NotPossible(_("A newer version of this work is under way already.")) from None
    submission.amending = True
    return row


def offer(submission: Submission, *, by: User) -> SubmissionVersion:
    """Freeze the working copy as a version and put it before the curators. Raises as ``sending.send`` does."""
    with transaction.atomic():
        version = sending.freeze(submission, by)
        row = NewerVersion.objects.filter(submission=submission, outcome="", version=None).first()
        ours = Submission.objects.filter(pk=submission.pk, state=State.ACCEPTED, amending=True)
        if row is None or not ours.update(amending=False):
            raise NotPossible(_("This work has been sent already."))
        row.version = version
        row.save(update_fields=["version"])
        _record("newer.offered", row, by, version=version.number)
        telling.newer_offered(row)
        if agreeing.unattested(submission):
            telling.paper_waits(row)
    submission.amending = False
    return version


def open_row(submission: Submission) -> NewerVersion | None:
    """The newer version that is written, or waits for its answer."""
    return NewerVersion.objects.filter(submission=submission, outcome="").first()


@transaction.atomic
def give_up(row: NewerVersion, *, by: User) -> None:
    """Let the newer version be: the working copy is again what was sent last, and what had been written stays in the
    row. Raises PermissionDenied for others than the contributor; NotPossible where it was answered, or sent, meanwhile.
    """
    submission = Submission.objects.select_for_update().get(pk=row.submission_id)
    if submission.contributor_id != by.pk or not by.is_active:
        raise PermissionDenied(_("Only the person who offers a work can send it or take it back."))
    row.left = sending.content(submission) if submission.amending else None
    row.outcome, row.answered_by, row.answered_at = Outcome.GIVEN_UP, by, timezone.now()
    ours = NewerVersion.objects.filter(pk=row.pk, outcome="", version=row.version_id)
    if not ours.update(outcome=row.outcome, left=row.left, answered_by=by, answered_at=row.answered_at):
        raise NotPossible(_("The work has changed since you looked it over. Please look again."))
    if submission.amending:
        restore(submission, submission.versions.latest("number"))
        Submission.objects.filter(pk=submission.pk).update(amending=False)
    _record("newer.given_up", row, by, offered=row.version_id is not None)
    if row.version_id:
        telling.newer_given_up(row)


@transaction.atomic
def answer(
    row: NewerVersion, *, by: User, outcome: str, parts: Sequence[str] = (), words: str = ""
) -> NewerVersion:
    """Say what became of it; ``words`` are told to the contributor. Raises NotPossible for others than curators, for
    whoever made the work, without words where something was not taken over, or where somebody was quicker."""
    if refusal := why_not_answer(row, by):
        raise NotPossible(refusal)
    if outcome != Outcome.TAKEN and not words.strip():
        raise NotPossible(_("Please say why it is not taken over as it is: the contributor reads it."))
    row.outcome, row.parts, row.answer = outcome, list(parts), words.strip()[:1000]
    row.answered_by, row.answered_at = by, timezone.now()
    ours = NewerVersion.objects.filter(pk=row.pk, outcome="", version__isnull=False)
    if not ours.update(
        outcome=row.outcome,
        parts=row.parts,
        answer=row.answer,
        answered_by=by,
        answered_at=row.answered_at,
    ):
        raise NotPossible(_("A colleague has decided this meanwhile."))
    _record("newer.answered", row, by, outcome=outcome, parts=row.parts, reason=row.answer)
    telling.newer_answered(row)
    return row


def why_not_answer(row: NewerVersion, user: User) -> str:
    """Why this person cannot answer; nothing where they can."""
    if not has_role(user, Role.CURATOR):
        return _("Only the new-media team takes a newer version over.")
    if rules.is_maker(user, row.submission) or rules.is_author(user, row.submission):
        return _("This is a work of your own: a colleague takes it over.")
    return ""


def offered() -> QuerySet[NewerVersion]:
    """What waits for the curators, the oldest first."""
    waiting = NewerVersion.objects.filter(outcome="", version__isnull=False)
    return waiting.select_related("submission__kind", "submission__contributor", "version").order_by("pk")


def _record(action: str, row: NewerVersion, by: User, **facts: object) -> None:
    trail.record(
        action, by=by, subject=f"submission:{row.submission_id}", label=row.submission.title, **facts
    )
