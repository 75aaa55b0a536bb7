"""Late access: for one person or one unit, by a code, until a day, given by curators alone."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.messages.models import Message
from submissions.intake import drafts, late
from submissions.intake.requirements import problems
from submissions.lifecycle import NotPossible
from submissions.models import LateAccess
from tests.factories import CallFactory, SubmissionFactory, UnitFactory, UserFactory, kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed():
    return CallFactory(closes_on=timezone.localdate() - dt.timedelta(days=3))


def give(call, days: int = 1, **whom) -> LateAccess:
    until = timezone.localdate() + dt.timedelta(days=days)
    return late.give(call, by=UserFactory(curator=True), until=until, reason="出差", **whom)


def test_a_person_begins_and_sends_after_the_closing_day(closed) -> None:
    work = SubmissionFactory(call=closed)
    code = give(closed, user=work.contributor).code
    assert list(problems(work)) == ["call"]

    late.take_up(closed, f" {code.lower()} ", by=work.contributor)
    assert problems(work) == {}
    assert drafts.start(closed, kind("essay"), by=work.contributor)
    LateAccess.objects.update(until=timezone.localdate() - dt.timedelta(days=1))
    assert list(problems(work)) == ["call"]


def test_a_code_is_good_for_its_unit_and_its_call_alone(closed) -> None:
    unit = UnitFactory()
    member, stranger = UserFactory(unit=unit), UserFactory(unit=UnitFactory())
    code = give(closed, unit=unit).code

    with pytest.raises(NotPossible):
        late.take_up(closed, code, by=stranger)
    with pytest.raises(NotPossible):
        late.take_up(CallFactory(closes_on=closed.closes_on), code, by=member)
    with pytest.raises(NotPossible):
        drafts.start(closed, kind("essay"), by=member)
    assert late.take_up(closed, code, by=member)
    assert drafts.start(closed, kind("essay"), by=member)


def test_its_day_is_over(closed) -> None:
    user = UserFactory()
    access = give(closed, days=-1, user=user)
    with pytest.raises(NotPossible):
        late.take_up(closed, access.code, by=user)


def test_only_curators_give_it(closed) -> None:
    with pytest.raises(PermissionDenied):
        late.give(closed, by=UserFactory(), until=timezone.localdate(), reason="x", user=UserFactory())


def test_liaisons_of_the_unit_are_told_the_code_which_no_mail_carries(closed) -> None:
    unit = UnitFactory(name="研究室")
    liaison = UserFactory(liaison_of=unit)
    UserFactory(unit=unit)
    access = give(closed, unit=unit)

    message = Message.objects.get()
    assert (message.to, message.detail) == (liaison, access.code)
    assert access.code not in str(message)
    assert "研究室" in str(message)
