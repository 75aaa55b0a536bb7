"""A work goes public and comes down at the times that were signed, through the same doors."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from curation import releasing
from curation.drafting import draft
from curation.errors import NotPossible
from curation.models import Review, Withdrawal
from curation.reviewing import open_review, recall_review, sign
from curation.standing import standing, waits_for
from curation.timing import look_at_the_clock
from showcase.models import Release, WorkCard, WorkPage
from tests.curation.conftest import withdraw


@pytest.fixture
def page(accepted, court) -> WorkPage:
    return draft(accepted, by=court.curator)


def soon(**delta) -> dt.datetime:
    return timezone.now() + dt.timedelta(**delta)


def signed(page, court, **times) -> Review:
    review = open_review(page, by=court.curator, **times)
    for part in ("first", "second", "secrecy", "final"):
        sign(review, part, by=getattr(court, part))
    return review


def later(monkeypatch, moment: dt.datetime) -> None:
    """Let the clock show this moment."""
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_it_goes_public_when_its_time_has_come_and_not_before(page, court, work_off, monkeypatch):
    at = soon(hours=2)
    signed(page, court, release_at=at)
    look_at_the_clock()
    work_off()
    assert not Release.objects.exists()
    assert standing(page).code == "scheduled"
    assert not waits_for(court.curator).exists()

    later(monkeypatch, at + dt.timedelta(minutes=1))
    look_at_the_clock()
    look_at_the_clock()
    work_off()

    release = Release.objects.get()
    assert release.state == "live"
    assert release.released_at >= at
    assert standing(WorkPage.objects.get()).code == "public"


def test_the_door_itself_looks_at_the_clock(page, court, work_off):
    """Should somebody ask for the release past the round."""
    review = signed(page, court, release_at=soon(hours=2))
    releasing._prepare(f"review:{review.pk}", review.page, review.revision_id)

    work_off()

    assert not WorkCard.objects.exists()


def test_it_comes_down_when_its_time_is_over(page, court, work_off, monkeypatch):
    until = soon(hours=2)
    signed(page, court, expires_at=until)
    work_off()
    look_at_the_clock()
    work_off()
    assert WorkCard.objects.exists()

    later(monkeypatch, until + dt.timedelta(minutes=1))
    look_at_the_clock()
    work_off()

    assert not WorkCard.objects.exists()
    assert Release.objects.get().state == "withdrawn"
    assert Withdrawal.objects.count() == 1
    look_at_the_clock()
    work_off()
    assert Withdrawal.objects.count() == 1


def test_the_times_are_signed(page, court):
    review = open_review(page, by=court.curator, release_at=soon(hours=2))
    Review.objects.filter(pk=review.pk).update(release_at=soon(hours=1))

    with pytest.raises(NotPossible):
        sign(review, "first", by=court.first)


def test_times_that_were_moved_after_the_last_signature_release_nothing(page, court, work_off):
    signed(page, court, release_at=soon(hours=2))
    Review.objects.update(release_at=timezone.now() - dt.timedelta(hours=1))

    look_at_the_clock()
    work_off()

    assert not WorkCard.objects.exists()


def test_a_curator_takes_it_back_before_its_time(page, court, work_off, monkeypatch):
    at = soon(hours=2)
    review = signed(page, court, release_at=at)
    with pytest.raises(NotPossible):
        open_review(page, by=court.curator)

    recall_review(review, by=court.curator)

    later(monkeypatch, at + dt.timedelta(minutes=1))
    look_at_the_clock()
    work_off()
    assert not Release.objects.exists()
    assert not WorkPage.objects.get().locked


@pytest.mark.parametrize(("release", "expiry"), [(-1, None), (None, -1), (3, 2), (0, None)])
def test_times_lie_ahead_and_in_order(page, court, release, expiry):
    times = {
        name: soon(hours=hours)
        for name, hours in (("release_at", release), ("expires_at", expiry))
        if hours is not None
    }

    with pytest.raises(NotPossible):
        open_review(page, by=court.curator, **times)


def test_the_database_holds_the_order_too(page, court):
    review = open_review(page, by=court.curator)

    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(release_at=soon(hours=2), expires_at=soon(hours=1))


def test_a_curator_sets_the_times_on_the_dossier(page, court, client):
    client.force_login(court.curator)
    address = reverse("curation_send", args=[page.pk])
    assert client.post(address, {"release_at": "明天"}).status_code == 409
    assert client.post(address, {"release_at": "9999-12-31T23:59-23:00"}).status_code == 409
    assert client.post(address, {"release_at": "0001-01-01T00:00+23:00"}).status_code == 409
    day = (timezone.localdate() + dt.timedelta(days=2)).isoformat()

    client.post(address, {"release_at": f"{day}T09:00"})

    assert timezone.localtime(Review.objects.get().release_at).hour == 9
    assert "09:00" in client.get(reverse("curation_work", args=[page.pk])).content.decode()


def test_a_takedown_ends_what_waits_for_its_time(page, court, work_off, monkeypatch):
    signed(page, court)
    work_off()
    at = soon(hours=2)
    new = WorkPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    new.summary = "新的一版"
    new.save_revision(user=court.curator)
    signed(WorkPage.objects.get(pk=page.pk), court, release_at=at)

    withdraw(page, by=court.curator, reason="涉密")
    later(monkeypatch, at + dt.timedelta(minutes=1))
    look_at_the_clock()
    work_off()

    assert not Release.objects.filter(state__in=["live", "preparing"]).exists()
    assert Review.objects.order_by("pk").last().state == "returned"


def test_an_expiry_leaves_the_review_of_its_renewal_alone(page, court, work_off, monkeypatch):
    at = soon(hours=2)
    signed(page, court, expires_at=at)
    work_off()
    new = WorkPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    new.summary = "续展的一版"
    new.save_revision(user=court.curator)
    renewal = open_review(WorkPage.objects.get(pk=page.pk), by=court.curator)
    sign(renewal, "first", by=court.first)

    later(monkeypatch, at + dt.timedelta(minutes=1))
    look_at_the_clock()
    work_off()

    renewal.refresh_from_db()
    assert (renewal.state, set(renewal.signatures())) == ("open", {"first"})
    assert WorkPage.objects.get(pk=page.pk).locked
    assert not WorkCard.objects.exists()


def test_nobody_signs_what_would_be_over_before_it_is_public(page, court, monkeypatch):
    at = soon(hours=2)
    review = open_review(page, by=court.curator, expires_at=at)
    later(monkeypatch, at + dt.timedelta(minutes=1))

    with pytest.raises(NotPossible, match="下线时间已过"):
        sign(review, "first", by=court.first)
