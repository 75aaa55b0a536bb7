"""Endorse, return, decline, accept. Each asks ``submissions.rules`` itself, whoever calls it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit import trail
from submissions import lifecycle, rules
from submissions.hints import answering
from submissions.intake import agreeing
from submissions.lifecycle import Verdict
from submissions.models import Decision, State, Submission, SubmissionVersion
from submissions.review import quota


def endorse(submission: Submission, by: User, reason: str = "", *, attest: bool = False) -> Decision:
    """The unit stands behind the work; it goes on to the curators. ``reason`` is a remark for them.

    ``attest``: whoever endorses has seen the signed declaration of an author without an account.
    """
    return _go_on(submission, State.ENDORSED, by, Verdict.ENDORSED, reason, attest=attest)


def return_to_contributor(submission: Submission, by: User, reason: str) -> Decision:
    """Give the work back to be amended. The contributor reads ``reason``."""
    return _decide(submission, State.RETURNED, by, Verdict.RETURNED, reason)


def decline(submission: Submission, by: User, reason: str) -> Decision:
    """Do not take the work. The contributor reads ``reason``."""
    return _decide(submission, State.DECLINED, by, Verdict.DECLINED, reason)


def accept(submission: Submission, by: User, reason: str = "", *, attest: bool = False) -> Decision:
    """Take the work. Whoever hears ``signals.accepted`` drafts its page in the same transaction."""
    return _go_on(submission, State.ACCEPTED, by, Verdict.ACCEPTED, reason, attest=attest)


def latest(submission: Submission) -> SubmissionVersion:
    """The version that waits for a decision."""
    return submission.versions.latest("number")


def _go_on(
    submission: Submission, to: State, by: User, verdict: Verdict, reason: str, *, attest: bool
) -> Decision:
    """Decide, unless an author is still waited for or, to accept, a privacy hint has no answer. What is attested falls with a move that cannot be made."""
    _may_decide(submission, by, verdict)
    with transaction.atomic():
        agreeing.refuse_if_unconfirmed(submission, by, attest=attest)
        version = latest(submission)
        if verdict == Verdict.ENDORSED:
            quota.refuse_if_full(submission)
        if verdict == Verdict.ACCEPTED:
            answering.refuse_if_unresolved(submission, version)
        return lifecycle.move(submission, to, by=by, verdict=verdict, reason=reason, version=version)


def _decide(submission: Submission, to: State, by: User, verdict: Verdict, reason: str) -> Decision:
    _may_decide(submission, by, verdict)
    return lifecycle.move(submission, to, by=by, verdict=verdict, reason=reason, version=latest(submission))


def _may_decide(submission: Submission, by: User, verdict: Verdict) -> None:
    """Raises PermissionDenied (and leaves an audit row) for whoever may not, NotPossible where it cannot be done.

    Whether the state allows it is asked first: a colleague who comes too late has done nothing wrong.
    """
    if submission.state not in lifecycle.MOVES[verdict][0]:
        raise lifecycle.NotPossible(
            _("This cannot be done now: the work is “%(state)s”.") % {"state": submission.get_state_display()}
        )
    if not rules.may_decide(by, submission):
        trail.record(
            "submission.refused",
            by=by,
            subject=f"submission:{submission.pk}",
            label=submission.title,
            attempt=str(verdict),
        )
        if rules.is_maker(by, submission):
            raise PermissionDenied(_("Nobody decides on a work of their own. A colleague has to do it."))
        raise PermissionDenied(_("You may not decide on this work."))
