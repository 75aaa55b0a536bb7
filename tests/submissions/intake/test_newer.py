"""The contributor of an accepted work writes a newer version and offers it; the work stays accepted."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.messages.models import Message
from accounts.roles import Role
from submissions.errors import NotPossible
from submissions.intake import drafts, newer, sending
from submissions.models import NewerVersion, State, Submission
from submissions.review import actions
from tests.factories import SubmissionFactory, UnitFactory, UserFactory


@pytest.fixture
def curator(db):
    return UserFactory(role=Role.CURATOR)


@pytest.fixture
def submission(curator) -> Submission:
    work = SubmissionFactory(sent=True)
    if work.state == State.SENT:
        Submission.objects.filter(pk=work.pk).update(state=State.ENDORSED)
        work.refresh_from_db()
    actions.accept(work, by=curator)
    return Submission.objects.get(pk=work.pk)


def test_from_the_wish_to_the_answer(submission, curator, client):
    client.force_login(submission.contributor)
    work = reverse("my_work", args=[submission.uid])
    assert "提供新版本" in client.get(work).content.decode()

    client.post(reverse("my_work_newer", args=[submission.uid]), {"reason": "改正一字"})
    assert client.get(reverse("my_work_edit", args=[submission.uid])).status_code == 200
    submission.refresh_from_db()
    Submission.objects.filter(pk=submission.pk).update(title="新题")
    submission.refresh_from_db()
    client.post(reverse("my_work_preview", args=[submission.uid]), {"digest": sending.digest(submission)})

    submission.refresh_from_db()
    assert (submission.state, submission.amending) == (State.ACCEPTED, False)
    row = NewerVersion.objects.get()
    assert (row.version.number, row.version.content["title"]) == (2, "新题")
    assert Message.objects.filter(to=curator, kind="newer.offered").count() == 1
    assert "newer-reason" not in client.get(work).content.decode()
    newer.answer(row, by=curator, outcome="declined", words="与原作不符")
    assert "newer-reason" in client.get(work).content.decode()
    assert "与原作不符" in client.get(work).content.decode()


def test_the_work_cannot_be_changed_before_and_after(submission, client):
    client.force_login(submission.contributor)
    edit = reverse("my_work_edit", args=[submission.uid])
    assert client.get(edit).status_code == 302

    newer.begin(submission, by=submission.contributor, reason="改正一字")
    assert client.get(edit).status_code == 200
    newer.offer(Submission.objects.get(pk=submission.pk), by=submission.contributor)

    assert client.get(edit).status_code == 302


def test_it_has_a_reason_and_only_one_is_under_way(submission):
    with pytest.raises(NotPossible):
        newer.begin(submission, by=submission.contributor, reason=" ")
    newer.begin(submission, by=submission.contributor, reason="改正一字")
    again = Submission.objects.get(pk=submission.pk)
    with pytest.raises(NotPossible):
        newer.begin(again, by=submission.contributor, reason="再改")
    newer.offer(again, by=submission.contributor)

    with pytest.raises(NotPossible):
        newer.begin(again, by=submission.contributor, reason="再改")

    assert NewerVersion.objects.count() == 1
    assert not Submission.objects.get(pk=submission.pk).amending


def test_others_neither_begin_nor_offer_nor_answer(submission, curator, client):
    stranger = UserFactory()
    client.force_login(stranger)
    assert client.post(reverse("my_work_newer", args=[submission.uid]), {"reason": "x"}).status_code == 404
    with pytest.raises(PermissionDenied):
        newer.begin(submission, by=curator, reason="x")
    newer.begin(submission, by=submission.contributor, reason="改正一字")
    with pytest.raises(PermissionDenied):
        newer.offer(submission, by=curator)
    newer.offer(submission, by=submission.contributor)

    with pytest.raises(NotPossible):
        newer.answer(NewerVersion.objects.get(), by=submission.contributor, outcome="taken")


def test_it_is_answered_once(submission, curator):
    newer.begin(submission, by=submission.contributor, reason="改正一字")
    newer.offer(submission, by=submission.contributor)
    row = newer.offered().get()
    with pytest.raises(NotPossible):
        newer.answer(row, by=curator, outcome="partly", parts=["title"])
    newer.answer(row, by=curator, outcome="taken", parts=["title"])

    with pytest.raises(NotPossible):
        newer.answer(NewerVersion.objects.get(), by=curator, outcome="declined", words="不用")


def test_only_an_accepted_work_has_newer_versions(curator):
    work = SubmissionFactory(sent=True)

    with pytest.raises(NotPossible):
        newer.begin(work, by=work.contributor, reason="改正一字")


def test_an_accepted_work_keeps_its_contributor_and_its_unit(submission):
    newer.begin(submission, by=submission.contributor, reason="改正一字")
    colleague, elsewhere = UserFactory(), UnitFactory()

    with pytest.raises(NotPossible):
        drafts.hand_over(submission, colleague.username, submission.contributor)
    drafts.save(submission, unit=elsewhere, texts={"title": "新题"})

    kept = Submission.objects.get(pk=submission.pk)
    assert (kept.title, kept.contributor) == ("新题", submission.contributor)
    assert kept.unit != elsewhere
