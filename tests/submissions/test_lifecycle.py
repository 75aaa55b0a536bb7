"""A move is made once, by one, with a reason where one is needed, and everybody can see who made it."""

import pytest
from django.db import transaction

from audit.models import Entry
from submissions import lifecycle
from submissions.lifecycle import MOVES, NotPossible, Verdict
from submissions.models import Decision, State, Submission
from submissions.review.actions import latest
from submissions.signals import accepted, submission_moved
from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> Submission:
    return SubmissionFactory(sent=True, title="登高")


def endorse(submission: Submission, **more) -> Decision:
    return lifecycle.move(
        submission,
        State.ENDORSED,
        by=more.pop("by", None) or UserFactory(),
        verdict=Verdict.ENDORSED,
        version=latest(submission),
        **more,
    )


def test_move_writes_state_decision_and_audit_row(sent: Submission) -> None:
    liaison = UserFactory(name="李明")

    decision = endorse(sent, by=liaison, reason=" 写得实在。 ")

    stored = Submission.objects.get(pk=sent.pk)
    entry = Entry.objects.latest("pk")
    assert (stored.state, stored.lock, sent.state, sent.lock) == (State.ENDORSED, 2, State.ENDORSED, 2)
    assert (decision.verdict, decision.by, decision.reason) == (Verdict.ENDORSED, liaison, "写得实在。")
    assert decision.version == latest(sent)
    assert (entry.action, entry.actor, entry.subject, entry.label) == (
        "submission.endorsed",
        "李明",
        f"submission:{sent.pk}",
        "登高",
    )


def test_who_read_an_older_state_changes_nothing(sent: Submission) -> None:
    late = Submission.objects.get(pk=sent.pk)
    endorse(sent)

    with pytest.raises(NotPossible, match="刚刚由别人处理过"):
        endorse(late)

    assert Decision.objects.filter(submission=sent, verdict=Verdict.ENDORSED).count() == 1
    assert Submission.objects.get(pk=sent.pk).lock == 2


def test_state_that_does_not_lead_there_is_refused(sent: Submission) -> None:
    with pytest.raises(NotPossible, match="现在不能这样做"):
        lifecycle.move(sent, State.ACCEPTED, by=UserFactory(), verdict=Verdict.ACCEPTED, version=latest(sent))

    assert Submission.objects.get(pk=sent.pk).state == State.SENT


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_return_without_a_reason_is_refused(sent: Submission, reason: str) -> None:
    with pytest.raises(NotPossible, match="请写明原因"):
        lifecycle.move(
            sent,
            State.RETURNED,
            by=UserFactory(),
            verdict=Verdict.RETURNED,
            version=latest(sent),
            reason=reason,
        )

    assert Submission.objects.get(pk=sent.pk).state == State.SENT


def test_every_verdict_has_its_moves_and_no_state_is_left_out() -> None:
    reached = {target for _sources, targets in MOVES.values() for target in targets}

    assert set(MOVES) == set(Verdict)
    assert reached == set(State) - {State.DRAFT}


def test_news_goes_out_after_the_commit_only(sent: Submission, django_capture_on_commit_callbacks) -> None:
    heard = []

    def hear(sender, submission, decision, by, **kwargs) -> None:
        heard.append((submission, decision.verdict))

    submission_moved.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        endorse(sent)
        before = list(heard)
    submission_moved.disconnect(hear)

    assert before == []
    assert heard == [(sent, Verdict.ENDORSED)]


def test_acceptance_is_undone_when_its_page_cannot_be_drafted() -> None:
    submission = SubmissionFactory(endorsed=True)

    def fail(sender, **kwargs) -> None:
        raise RuntimeError("no page")

    accepted.connect(fail)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            lifecycle.move(
                submission,
                State.ACCEPTED,
                by=UserFactory(curator=True),
                verdict=Verdict.ACCEPTED,
                version=latest(submission),
            )
    finally:
        accepted.disconnect(fail)

    assert submission.state == State.ENDORSED
    assert Submission.objects.get(pk=submission.pk).state == State.ENDORSED
