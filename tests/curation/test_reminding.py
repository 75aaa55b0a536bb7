"""Overdue stages: once a day, to those who can sign them."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.messages.models import Message
from curation import reminding
from curation.drafting import draft
from curation.models import ReviewStage
from curation.reviewing import open_review


@pytest.fixture
def review(accepted, court):
    review = open_review(draft(accepted, by=court.curator), by=court.curator)
    Message.objects.all().delete()
    return review


def test_what_is_in_time_is_not_reminded_of(review):
    reminding.remind("2026-11-28")

    assert not Message.objects.exists()


def test_signers_of_overdue_stages_hear_it_once_a_day(review, court):
    late = timezone.now() - dt.timedelta(days=30)
    ReviewStage.objects.filter(code="first").update(turn_at=late)
    for day in ("2026-11-28", "2026-11-28", "2026-11-29"):
        reminding.remind(day)

    assert list(Message.objects.values_list("to", flat=True)) == [court.first.pk] * 2
    assert str(Message.objects.first()) == "您有 1 件作品审签已超期，请尽快办理。"
