"""The actions ask for permission themselves, whoever calls them."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from submissions.lifecycle import NotPossible, Verdict
from submissions.models import State, Submission
from submissions.review import actions
from submissions.signals import accepted
from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_liaison_endorses_then_curator_accepts() -> None:
    submission = SubmissionFactory(sent=True)

    actions.endorse(submission, by=UserFactory(liaison_of=submission.unit))
    actions.accept(submission, by=UserFactory(curator=True))

    assert submission.state == State.ACCEPTED
    assert list(submission.decisions.values_list("verdict", flat=True)) == [
        Verdict.SENT,
        Verdict.ENDORSED,
        Verdict.ACCEPTED,
    ]


def test_acceptance_tells_which_version_was_accepted() -> None:
    submission, curator = SubmissionFactory(endorsed=True), UserFactory(curator=True)
    heard = []

    def hear(sender, submission, version, by, **kwargs) -> None:
        heard.append((submission, version, by))

    accepted.connect(hear)
    actions.accept(submission, by=curator)
    accepted.disconnect(hear)

    assert heard == [(submission, submission.versions.get(), curator)]


@pytest.mark.parametrize("act", [actions.return_to_contributor, actions.decline])
def test_curator_returns_or_declines_with_a_reason(act) -> None:
    submission = SubmissionFactory(endorsed=True)

    decision = act(submission, by=UserFactory(curator=True), reason="请补充出处。")

    assert submission.state == decision.verdict
    assert decision.reason == "请补充出处。"


def test_liaison_does_not_decline() -> None:
    submission = SubmissionFactory(sent=True)

    with pytest.raises(NotPossible):
        actions.decline(submission, by=UserFactory(liaison_of=submission.unit), reason="不好。")


def test_stranger_is_refused_and_the_attempt_recorded() -> None:
    submission, stranger = SubmissionFactory(sent=True), UserFactory()

    with pytest.raises(PermissionDenied):
        actions.endorse(submission, by=stranger)

    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.actor_id, entry.detail) == (
        "submission.refused",
        stranger.pk,
        {"attempt": "endorsed"},
    )
    assert Submission.objects.get(pk=submission.pk).state == State.SENT


def test_superuser_does_not_decide_on_a_work_of_their_own() -> None:
    submission = SubmissionFactory(contributor=UserFactory(is_superuser=True), endorsed=True)

    with pytest.raises(PermissionDenied, match="不能审核自己的作品"):
        actions.accept(submission, by=submission.contributor)


def test_who_comes_too_late_is_told_so_and_not_recorded_as_an_intruder() -> None:
    submission = SubmissionFactory(declined=True)

    with pytest.raises(NotPossible, match="未采用"):
        actions.accept(submission, by=UserFactory(curator=True))

    assert not Entry.objects.filter(action="submission.refused").exists()
