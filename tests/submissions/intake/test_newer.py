"""The contributor of an accepted work writes a newer version and offers it; the work stays accepted."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.messages.models import Message
from accounts.roles import Role
from audit.models import Entry
from submissions.errors import NotPossible
from submissions.intake import agreeing, drafts, newer, sending
from submissions.models import NewerVersion, State, Submission
from submissions.review import actions
from tests.factories import AssetFactory, SubmissionFactory, UnitFactory, UserFactory


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


def written(submission, **changes):
    """A newer version was begun, and these words are in the form."""
    newer.begin(submission, by=submission.contributor, reason="改正一字")
    drafts.save(submission, **changes)
    return Submission.objects.get(pk=submission.pk)


def test_one_that_is_written_is_given_up_and_the_form_is_as_it_was_sent_last(submission, curator):
    before = sending.content(submission)
    work = written(submission, texts={"title": "新题", "summary": "新简介"}, details={"speaker": "别人"})
    drafts.attach(work, AssetFactory(owner=work.contributor), work.contributor)
    row = newer.open_row(work)

    newer.give_up(row, by=work.contributor)

    work = Submission.objects.get(pk=work.pk)
    assert (work.state, work.amending, work.editable) == (State.ACCEPTED, False, False)
    assert sending.content(work) == before == work.versions.get().content
    row.refresh_from_db()
    assert (row.outcome, row.answered_by, row.left["title"]) == ("given_up", work.contributor, "新题")
    assert len(row.left["files"]) == len(before["files"]) + 1
    assert Entry.objects.filter(action="newer.given_up", subject=f"submission:{work.pk}").count() == 1
    assert not Message.objects.filter(to=curator, kind="newer.given_up").exists()
    newer.begin(work, by=work.contributor, reason="再来")


def test_one_that_was_offered_is_given_up_and_the_curators_hear_of_it(submission, curator):
    work = written(submission, texts={"title": "新题"})
    newer.offer(work, by=work.contributor)
    row = newer.offered().get()

    newer.give_up(row, by=work.contributor)

    assert not newer.offered().exists()
    assert Submission.objects.get().title == "新题"  # what was sent last
    assert list(work.versions.values_list("number", flat=True)) == [1, 2]
    assert Message.objects.filter(to=curator, kind="newer.given_up").count() == 1
    with pytest.raises(NotPossible):
        newer.answer(row, by=curator, outcome="taken")


def test_what_was_answered_or_sent_meanwhile_is_not_given_up(submission, curator):
    work = written(submission, texts={"title": "新题"})
    as_read = newer.open_row(work)
    newer.offer(work, by=work.contributor)
    with pytest.raises(NotPossible):
        newer.give_up(as_read, by=work.contributor)
    row = newer.offered().get()
    newer.answer(row, by=curator, outcome="declined", words="不用")

    with pytest.raises(NotPossible):
        newer.give_up(row, by=work.contributor)

    assert NewerVersion.objects.get().outcome == "declined"


def test_nobody_else_gives_it_up(submission, curator):
    row = newer.open_row(written(submission))

    with pytest.raises(PermissionDenied):
        newer.give_up(row, by=curator)

    assert Submission.objects.get().amending


def test_a_paper_that_came_with_it_goes_and_the_attested_one_counts_again(curator):
    work = SubmissionFactory(authors=[{"name": "示例退休同事", "user": None}], put="accepted")
    attested = agreeing.paper_of(work)
    newer.begin(work, by=work.contributor, reason="改正一字")
    agreeing.attach_paper(work, AssetFactory(owner=work.contributor))
    assert agreeing.paper_of(work).attested_by is None

    newer.give_up(newer.open_row(work), by=work.contributor)

    assert agreeing.paper_of(work) == attested
    assert attested.attested_by is not None
