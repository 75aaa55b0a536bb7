"""The only writer of ``Submission.state``: each move is a compare-and-set, a decision, an audit row and a signal."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit import trail
from submissions import consent, licence, signals, tallies, telling
from submissions.errors import NotPossible as NotPossible
from submissions.models import Decision, State, Submission, SubmissionVersion

Verdict = Decision.Verdict

# From where each verdict leads, and whereto.
MOVES: dict[Verdict, tuple[frozenset[State], frozenset[State]]] = {
    Verdict.SENT: (
        frozenset({State.DRAFT, State.RETURNED, State.RECALLED}),
        frozenset({State.SENT, State.ENDORSED}),
    ),
    Verdict.RECALLED: (frozenset({State.SENT, State.ENDORSED}), frozenset({State.RECALLED})),
    Verdict.ENDORSED: (frozenset({State.SENT}), frozenset({State.ENDORSED})),
    Verdict.RETURNED: (frozenset({State.SENT, State.ENDORSED}), frozenset({State.RETURNED})),
    Verdict.DECLINED: (frozenset({State.ENDORSED}), frozenset({State.DECLINED})),
    Verdict.ACCEPTED: (frozenset({State.ENDORSED}), frozenset({State.ACCEPTED})),
}
GO_ON = {Verdict.SENT, Verdict.ENDORSED, Verdict.ACCEPTED}
NEED_REASON = {Verdict.RETURNED, Verdict.DECLINED}


def move(
    submission: Submission,
    to: State,
    *,
    by: User,
    verdict: Verdict,
    version: SubmissionVersion,
    reason: str = "",
) -> Decision:
    """Bring ``submission`` into state ``to`` and return the decision that says so.

    The caller has read the submission and decided on what it read: the move is made only if state and ``lock`` in the
    database are still those of ``submission`` (which then takes the new values). Raises NotPossible where somebody
    was quicker, where the state does not lead there, or where a reason is missing.
    """
    sources, targets = MOVES[verdict]
    if submission.state not in sources or to not in targets:
        raise NotPossible(
            _("This cannot be done now: the work is “%(state)s”.") % {"state": submission.get_state_display()}
        )
    reason = reason.strip()
    if verdict in NEED_REASON and not reason:
        raise NotPossible(_("Please give a reason: the contributor reads it."))
    now = timezone.now()
    with transaction.atomic():
        if verdict in GO_ON:
            consent.refuse_if_withdrawn(submission)
            licence.refuse_if_over(submission)
        ours = Submission.objects.filter(
            pk=submission.pk, state=submission.state, lock=submission.lock
        ).update(state=to, lock=submission.lock + 1, since=now)
        if not ours:
            raise NotPossible(
                _("Somebody else has just decided on this work, or it has changed. Please look again.")
            )
        decision = Decision.objects.create(
            submission=submission, version=version, verdict=verdict, by=by, reason=reason
        )
        trail.record(
            f"submission.{verdict}",
            by=by,
            subject=f"submission:{submission.pk}",
            label=submission.title,
            version=version.number,
            reason=reason,
        )
        before = (submission.state, submission.lock, submission.since)
        submission.state, submission.lock, submission.since = to, submission.lock + 1, now
        try:
            if verdict == Verdict.ACCEPTED:
                signals.accepted.send(Submission, submission=submission, version=version, by=by)
        except Exception:
            # The row is rolled back, so its copy in memory must not claim otherwise.
            submission.state, submission.lock, submission.since = before
            raise
        telling.moved(submission, decision)
        transaction.on_commit(lambda: _tell(submission, decision, by), robust=True)
    return decision


def _tell(submission: Submission, decision: Decision, by: User) -> None:
    tallies.count(submission)
    signals.submission_moved.send_robust(Submission, submission=submission, decision=decision, by=by)
