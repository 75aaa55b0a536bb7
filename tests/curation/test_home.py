"""The admin's first page says what waits for whoever opens it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, Person, Unit, User
from campaigns import showing
from campaigns.models import Campaign
from curation.drafting import draft
from curation.reviewing import open_review
from submissions.models import State, Submission, SubmissionVersion
from tests.curation.conftest import picture
from tests.factories import CallFactory, UserFactory


def another(submission: Submission, number: int) -> Submission:
    """The submission once more, with a file of its own."""
    owner = submission.contributor
    version = submission.versions.get()
    submission.pk, submission.uid = None, f"00000000-0000-0000-0000-{number:012}"
    submission.receipt, submission.title = f"2021-06-00001{number}", f"第{number}张"
    submission._state.adding = True
    submission.save()
    submission.files.create(asset=picture(owner, f"{number}.jpg"))
    SubmissionVersion.objects.create(submission=submission, number=1, content=version.content, sent_by=owner)
    return submission


def desk(client, user) -> str:
    client.force_login(user)
    return client.get("/admin/").content.decode()


def test_a_curator_finds_submissions_and_drafts_a_reviewer_what_is_to_be_signed(accepted, court, client):
    page = draft(accepted, by=court.curator)
    assert page.slug in desk(client, court.curator)
    assert page.slug not in desk(client, court.first)

    open_review(page, by=court.curator)

    assert page.slug not in desk(client, court.curator)
    assert page.slug in desk(client, court.first)
    assert page.slug not in desk(client, court.second)


def test_a_submission_waits_for_curators_who_did_not_make_it(accepted, court, client):
    Submission.objects.update(state=State.ENDORSED)

    assert str(accepted.uid) in desk(client, court.curator)
    assert str(accepted.uid) not in desk(client, court.first)

    Submission.objects.update(contributor=court.curator)
    assert str(accepted.uid) not in desk(client, court.curator)


@pytest.mark.parametrize("state", [State.ENDORSED, State.ACCEPTED])
def test_three_rows_ask_no_more_of_the_database_than_one(accepted, court, client, state):
    def queries() -> int:
        client.get("/admin/")
        with CaptureQueriesContext(connection) as context:
            client.get("/admin/")
        return len(context)

    def prepare(submission: Submission) -> None:
        if state == State.ACCEPTED:
            draft(submission, by=court.curator)
        Submission.objects.update(state=state)

    client.force_login(court.curator)
    prepare(accepted)
    with_one = queries()
    for number in (1, 2):
        Submission.objects.update(state=State.ACCEPTED)
        prepare(another(Submission.objects.earliest("pk"), number))

    assert queries() == with_one


@pytest.mark.parametrize("number", [1, 10])
def test_plans_and_calls_wait_for_a_second_person_to_be_shown(
    court, client, number, django_assert_num_queries
):
    writer = UserFactory(curator=True)
    for _each in range(number):
        call = CallFactory(edited_by=writer, title="晨光征集")
        showing.ask(call, by=writer)
        showing.ask(call.item.group.campaign, by=writer)

    assert "晨光征集" not in desk(client, writer)
    page = desk(client, court.curator)

    assert page.count("晨光征集") == min(number, 4)
    assert f'<span class="hm-desk__number">{2 * number}</span>' in page
    with django_assert_num_queries(25):
        client.get("/admin/")


def test_an_administrator_reads_the_first_steps_until_a_plan_and_a_membership_stand(court, client, db):
    admin = User.objects.create_superuser("boss")
    Membership.objects.all().delete()
    assert "/admin/memberships/" in first_steps(client, admin)
    assert first_steps(client, court.curator) == ""

    Membership.objects.create(
        person=Person.objects.create(name="示例甲"), unit=Unit.objects.create(name="示例支部")
    )
    Campaign.objects.get_or_create(title="示例方案", defaults={"created_by": admin})
    assert first_steps(client, admin) == ""


def first_steps(client, user) -> str:
    """What stands in the list of first steps."""
    return desk(client, user).partition('class="hm-steps"')[2].partition("</ol>")[0]
