"""Consent taken back: the author asks, everything that would go on stops, the curators take the work down.

``signals.consent_withdrawn`` tells whoever knows pages; the open request stays on the curators' desk until one of
them says what was done.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role
from audit import trail
from submissions import rules, signals, telling
from submissions.errors import NotPossible
from submissions.models import ConsentWithdrawal, Submission


def may_withdraw(user: Any, submission: Submission) -> bool:
    """Its contributor, and every author with an account, of what was sent."""
    if submission.receipt is None or not getattr(user, "is_active", False):
        return False
    return submission.contributor_id == user.pk or rules.is_author(user, submission)


def withdraw(submission: Submission, by: User, reason: str = "") -> ConsentWithdrawal:
    """Take the consent back. Raises PermissionDenied for strangers, NotPossible where it was done already.

    The terms must be accepted anew before the work could ever be sent again.
    """
    if not may_withdraw(by, submission):
        raise PermissionDenied(_("Only an author takes back the consent to a work."))
    try:
        with transaction.atomic():
            request = ConsentWithdrawal.objects.create(submission=submission, by=by, reason=reason.strip())
            Submission.objects.filter(pk=submission.pk).update(
                terms=None, terms_accepted_at=None, terms_accepted_from=None
            )
            trail.record(
                "consent.withdrawn",
                by=by,
                subject=f"submission:{submission.pk}",
                label=submission.title,
                reason=request.reason,
            )
            telling.consent_withdrawn(request)
            transaction.on_commit(lambda: _tell(request), robust=True)
    except IntegrityError:
        raise NotPossible(_("The consent to this work has been taken back already.")) from None
    submission.terms = submission.terms_accepted_at = submission.terms_accepted_from = None
    return request


def settle(submission: Submission, by: User, reason: str) -> ConsentWithdrawal:
    """A curator says what was done (``reason``). Raises NotPossible where nothing is open or nothing is said."""
    if not has_role(by, Role.CURATOR):
        raise PermissionDenied(_("Only the new-media team settles this."))
    if not reason.strip():
        raise NotPossible(_("Please say what was done: the author reads it."))
    request = open_requests().filter(submission=submission).first()
    if request is None:
        raise NotPossible(_("Nothing is open here; a colleague may have been quicker."))
    request.settled_by, request.settled_at, request.outcome = by, timezone.now(), reason.strip()
    with transaction.atomic():
        ours = open_requests().filter(pk=request.pk)
        if not ours.update(settled_by=by, settled_at=request.settled_at, outcome=request.outcome):
            raise NotPossible(_("Nothing is open here; a colleague may have been quicker."))
        trail.record(
            "consent.settled",
            by=by,
            subject=f"submission:{submission.pk}",
            label=submission.title,
            reason=request.outcome,
        )
    return request


def open_requests() -> QuerySet[ConsentWithdrawal]:
    """What waits for the curators, the oldest first."""
    return ConsentWithdrawal.objects.filter(settled_at=None).select_related("submission", "by")


def refuse_if_withdrawn(submission: Submission) -> None:
    """Raises NotPossible while the consent to a work is taken back."""
    if open_requests().filter(submission=submission).exists():
        raise NotPossible(_("An author has taken back the consent to this work; it cannot go on."))


def _tell(request: ConsentWithdrawal) -> None:
    signals.consent_withdrawn.send_robust(
        Submission, submission=request.submission, withdrawal=request, by=request.by
    )
