"""A licence may have a last day: the last word on it holds, and after that day the work does not go on."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Entry
from submissions.errors import NotPossible
from submissions.licence import ending_by, limit, over, refuse_if_over, until_of
from submissions.models import Licence, Submission
from tests.factories import SubmissionFactory, UserFactory


def day(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


@pytest.fixture
def submission(db) -> Submission:
    return SubmissionFactory(receipt="2021-06-000001")


def test_the_last_word_holds(submission):
    limit(submission, day(10), by=submission.contributor)
    limit(submission, day(5), by=submission.contributor)

    assert until_of(submission) == day(5)
    assert [row.until for row in ending_by(day(30))] == [day(5)]
    limit(submission, None, by=submission.contributor)
    assert until_of(submission) is None
    assert list(ending_by(day(3000))) == []
    assert Entry.objects.filter(action="licence.limited").count() == 3


def test_the_last_day_belongs_to_it(submission):
    limit(submission, day(0), by=submission.contributor)
    assert list(over()) == []
    refuse_if_over(submission)
    Licence.objects.update(until=day(-1))

    assert list(over()) == [Licence.objects.get()]
    with pytest.raises(NotPossible):
        refuse_if_over(submission)


def test_a_day_that_is_over_is_refused(submission):
    with pytest.raises(NotPossible):
        limit(submission, day(-1), by=submission.contributor)


def test_a_curator_makes_it_longer_only_with_a_ground(submission):
    curator = UserFactory(role=Role.CURATOR)
    limit(submission, day(10), by=curator)
    with pytest.raises(NotPossible):
        limit(submission, None, by=curator)

    limit(submission, day(400), by=curator, note="作者 3 月 1 日书面同意续期")

    assert until_of(submission) == day(400)


def test_strangers_say_nothing_of_it(submission):
    with pytest.raises(PermissionDenied):
        limit(submission, day(10), by=UserFactory())


def test_an_author_says_it_where_consent_is_taken_back(submission, client):
    client.force_login(submission.contributor)
    address = reverse("my_work_withdraw", args=[submission.uid])

    for given in ("2021-13-45", "morgen", day(-1).isoformat()):
        client.post(address, {"act": "limit", "until": given})
    assert Licence.objects.count() == 0
    client.post(address, {"act": "limit", "until": day(90).isoformat()})

    assert until_of(submission) == day(90)
    assert day(90).isoformat() in client.get(address).content.decode()
    assert submission.withdrawals.count() == 0


def test_an_author_makes_not_longer_what_another_has_limited(submission):
    other = UserFactory()
    authors = [{"name": user.name, "user": user.pk} for user in (submission.contributor, other)]
    Submission.objects.filter(pk=submission.pk).update(authors=authors)
    submission.refresh_from_db()
    limit(submission, day(10), by=other)

    for until in (None, day(400)):
        with pytest.raises(NotPossible, match=str(other)):
            limit(submission, until, by=submission.contributor)
    limit(submission, day(5), by=submission.contributor)
    with pytest.raises(NotPossible, match=str(other)):
        limit(submission, day(11), by=submission.contributor)
    limit(submission, day(7), by=submission.contributor)

    assert until_of(submission) == day(7)
