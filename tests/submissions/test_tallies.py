"""The campaign's tallies follow what is sent and what is taken back."""

import pytest

from campaigns.models import Tally
from submissions import tallies
from submissions.intake import sending
from tests.factories import CallFactory, SubmissionFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallFactory()


def test_works_sent_are_counted_for_item_and_unit(call, django_capture_on_commit_callbacks) -> None:
    unit = UnitFactory()
    with django_capture_on_commit_callbacks(execute=True):
        SubmissionFactory(call=call, unit=unit, sent=True)
        SubmissionFactory(call=call, unit=unit, declined=True)
        SubmissionFactory(call=call, unit=unit)

    tally = Tally.objects.get(item=call.item, unit=unit)

    assert tally.works_in == 2


def test_work_taken_back_no_longer_counts(call, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        submission = SubmissionFactory(call=call, sent=True)
    with django_capture_on_commit_callbacks(execute=True):
        sending.recall(submission, by=submission.contributor)

    assert Tally.objects.get(item=call.item, unit=submission.unit).works_in == 0


def test_released_works_of_the_same_row_stay(call, django_capture_on_commit_callbacks) -> None:
    unit = UnitFactory()
    Tally.objects.create(item=call.item, unit=unit, released=5)

    with django_capture_on_commit_callbacks(execute=True):
        SubmissionFactory(call=call, unit=unit, sent=True)

    assert Tally.objects.values_list("works_in", "released").get() == (1, 5)


def test_figures_for_a_rebuild_are_the_same(call) -> None:
    unit = UnitFactory()
    SubmissionFactory(call=call, unit=unit, sent=True)
    SubmissionFactory(call=call, unit=unit, returned=True)
    SubmissionFactory(call=call, unit=unit, recalled=True)

    assert list(tallies.figures()) == [(call.item_id, unit.pk, 2)]
