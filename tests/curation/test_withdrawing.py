"""What is withdrawn is gone from the public at once; the original and the record stay."""

import pytest
from django.core.files.storage import storages

from curation import publicfiles
from curation.drafting import draft
from curation.errors import NotPossible
from curation.models import Withdrawal
from curation.reviewing import open_review, sign
from media_library.models import Asset
from showcase.models import Release, WorkCard, WorkPage
from tests.curation.conftest import withdraw


@pytest.fixture
def signed(accepted, court):
    """A page with all four signatures whose release job has not run."""
    page = draft(accepted, by=court.curator)
    review = open_review(page, by=court.curator)
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    return page


def test_withdrawal_takes_page_files_and_card_and_keeps_the_original(signed, court, work_off):
    work_off()
    token = Release.objects.get().token

    withdraw(signed, by=court.curator, reason="作者撤回授权")

    assert not storages["public"].exists(token)
    assert WorkCard.objects.count() == 0
    assert not WorkPage.objects.get().live
    assert Withdrawal.objects.get().reason == "作者撤回授权"
    assert storages["default"].exists(Asset.objects.get().original_path)


def test_withdrawal_before_the_release_job_ran_keeps_the_work_from_the_public(signed, court, work_off):
    withdraw(signed, by=court.curator, reason="发现错误")

    work_off()

    assert Release.objects.get().state == "withdrawn"
    assert WorkCard.objects.count() == 0
    assert publicfiles.check() == ([], [])


def test_files_left_by_a_killed_withdrawal_are_cleared_by_the_job(signed, court, work_off, monkeypatch):
    work_off()
    token = Release.objects.get().token
    monkeypatch.setattr(publicfiles, "clear_dead", lambda page_id: None)
    withdraw(signed, by=court.curator, reason="发现错误")
    assert storages["public"].exists(token)
    monkeypatch.undo()

    work_off()

    assert not storages["public"].exists(token)


def test_withdrawal_needs_a_reason_and_a_person_who_may(signed, court, work_off):
    work_off()

    with pytest.raises(NotPossible):
        withdraw(signed, by=court.curator, reason=" ")
    with pytest.raises(NotPossible):
        withdraw(signed, by=court.contributor, reason="我要撤")

    assert WorkCard.objects.count() == 1


def test_a_withdrawn_work_comes_back_only_by_new_reviews(signed, court, work_off):
    work_off()
    withdraw(signed, by=court.curator, reason="人名有误")
    page = WorkPage.objects.get()

    review = open_review(page, by=court.curator)
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    work_off()

    assert Release.objects.filter(state="live").count() == 1
