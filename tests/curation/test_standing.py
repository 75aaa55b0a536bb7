"""Where works stand, and for whom they wait."""

import pytest
from django.utils import timezone

from curation import publicfiles
from curation.drafting import draft
from curation.errors import NotPossible
from curation.releasing import release_again
from curation.reviewing import open_review, return_review, sign
from curation.standing import standing, waits_for
from jobs import queue
from jobs.models import Job
from showcase.models import WorkPage
from tests.curation.conftest import withdraw


@pytest.fixture
def page(accepted, court) -> WorkPage:
    return draft(accepted, by=court.curator)


@pytest.fixture
def public(page, court, work_off) -> WorkPage:
    review = open_review(page, by=court.curator)
    for part in ("first", "second", "secrecy", "final"):
        sign(review, part, by=getattr(court, part))
    work_off()
    return WorkPage.objects.get(pk=page.pk)


def waiting_for(court) -> set[str]:
    everybody = ("curator", "first", "second", "final", "secrecy")
    return {name for name in everybody if waits_for(getattr(court, name)).exists()}


def test_a_draft_waits_for_the_curators(page, court):
    assert waiting_for(court) == {"curator"}
    assert standing(page).code == "draft"


def test_each_stage_waits_for_its_reviewers_in_turn(page, court):
    review = open_review(page, by=court.curator)
    assert waiting_for(court) == {"first", "secrecy"}

    sign(review, "first", by=court.first)

    assert waiting_for(court) == {"second", "secrecy"}


def test_what_is_public_waits_for_nobody(public, court):
    assert waiting_for(court) == set()
    assert standing(public).code == "public"


def corrected(page: WorkPage, court) -> None:
    page.title = "晨光里的小法庭"
    page.save_revision(user=court.curator)


def test_a_correction_that_was_begun_waits_while_the_work_is_public(public, court):
    corrected(public, court)

    where = standing(WorkPage.objects.get(pk=public.pk))
    assert (where.code, where.public) == ("draft", True)
    assert waiting_for(court) == {"curator"}


def test_a_returned_correction_waits_for_the_curators(public, court):
    corrected(public, court)
    return_review(open_review(public, by=court.curator), by=court.first, reason="标题有错字")

    where = standing(WorkPage.objects.get(pk=public.pk))
    assert (where.code, where.public) == ("returned", True)
    assert waiting_for(court) == {"curator"}


def test_what_was_withdrawn_waits_for_nobody_until_it_is_taken_up_again(public, court):
    withdraw(public, by=court.curator, reason="作者撤回授权")
    assert waiting_for(court) == set()

    page = WorkPage.objects.get(pk=public.pk)
    return_review(open_review(page, by=court.curator), by=court.first, reason="授权书未附")

    assert waiting_for(court) == {"curator"}


def test_a_release_that_was_given_up_waits_for_the_curators_who_try_again(page, court, work_off, monkeypatch):
    review = open_review(page, by=court.curator)
    for part in ("first", "second", "secrecy", "final"):
        sign(review, part, by=getattr(court, part))
    monkeypatch.setattr(publicfiles, "put", broken)
    for _attempt in range(queue.ATTEMPTS):
        Job.objects.update(run_after=timezone.now())
        work_off()

    assert standing(page).code == "stuck"
    assert waiting_for(court) == {"curator"}
    with pytest.raises(NotPossible):
        open_review(page, by=court.curator)

    monkeypatch.undo()
    release_again(page, by=court.curator)
    work_off()

    assert standing(WorkPage.objects.get(pk=page.pk)).code == "public"


def test_only_a_failed_release_is_tried_again_and_only_by_curators(page, court):
    with pytest.raises(NotPossible):
        release_again(page, by=court.curator)
    with pytest.raises(NotPossible):
        release_again(page, by=court.final)


def broken(*args: object) -> None:
    raise OSError("the disk of the public store")
