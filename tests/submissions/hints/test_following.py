"""What was to be removed stays open until somebody says that it is done, or why it is not needed."""

import pytest

from accounts.roles import Role
from audit.models import Entry
from submissions.errors import NotPossible
from submissions.hints.following import follow_up, promised, refuse_if_promised
from submissions.models import HintAnswer, Submission, SubmissionVersion
from tests.factories import SubmissionFactory, UserFactory


@pytest.fixture
def submission(db) -> Submission:
    made = SubmissionFactory()
    SubmissionVersion.objects.create(submission=made, number=1, content={}, sent_by=made.contributor)
    return made


@pytest.fixture
def curator(db):
    return UserFactory(role=Role.CURATOR)


def said(submission: Submission, by, verdict: str = "removed", key: str = "k") -> HintAnswer:
    note = "已核" if verdict == "harmless" else ""
    return HintAnswer.objects.create(
        submission=submission,
        version=submission.versions.get(),
        key=key,
        kind="mobile",
        verdict=verdict,
        note=note,
        by=by,
    )


def test_a_promise_is_open_until_it_is_done(submission, curator):
    answer = said(submission, curator)
    said(submission, curator, "harmless", "another")
    assert list(promised(submission)) == [answer]
    with pytest.raises(NotPossible):
        refuse_if_promised(submission)

    follow_up(answer, by=curator, outcome="done")

    refuse_if_promised(submission)
    assert Entry.objects.filter(action="submission.hint_followed").count() == 1


def test_the_last_answer_of_a_hint_holds(submission, curator):
    said(submission, curator)
    said(submission, curator, "harmless")

    assert list(promised(submission)) == []


def test_not_needed_has_words(submission, curator):
    answer = said(submission, curator)
    with pytest.raises(NotPossible):
        follow_up(answer, by=curator, outcome="needless", note=" ")
    with pytest.raises(NotPossible):
        follow_up(answer, by=curator, outcome="")

    follow_up(answer, by=curator, outcome="needless", note="号码系公开的单位总机")

    assert list(promised(submission)) == []


def test_it_is_said_once_and_by_the_new_media_team(submission, curator):
    answer = said(submission, curator)
    with pytest.raises(NotPossible):
        follow_up(answer, by=submission.contributor, outcome="done")
    follow_up(answer, by=curator, outcome="done")

    with pytest.raises(NotPossible):
        follow_up(answer, by=curator, outcome="needless", note="不必")
