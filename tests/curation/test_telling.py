"""Who hears what of reviews and releases: only those who can act, and those who made the work."""

import pytest

from accounts.messages.models import Message
from accounts.roles import Role
from curation.drafting import draft
from curation.reviewing import hand_over, open_review, return_review, return_to_stage, sign
from tests.curation.conftest import account, withdraw


@pytest.fixture
def page(accepted, court):
    return draft(accepted, by=court.curator)


@pytest.fixture
def review(page, court):
    return open_review(page, by=court.curator)


def told(user) -> list[str]:
    return list(Message.objects.filter(to=user).order_by("pk").values_list("kind", flat=True))


def test_those_whose_turn_it_is_hear_it_when_it_comes(review, court):
    assert told(court.first) == told(court.secrecy) == ["review.turn"]
    assert told(court.second) == told(court.final) == []

    sign(review, "first", by=court.first)

    assert told(court.second) == ["review.turn"]
    assert told(court.first) == told(court.secrecy) == ["review.turn"]  # once
    message = Message.objects.get(to=court.second)
    assert message.sentence == "《晨光里的法庭》待您审签（复审）。"
    assert message.link == f"/admin/works/{review.page_id}/"


def test_whoever_has_a_part_in_the_work_is_not_asked_to_sign_it(page, court):
    both = account("编辑兼初审", Role.CURATOR, Role.FIRST)
    open_review(page, by=both)

    assert told(both) == []
    assert told(court.contributor) == []


def test_a_stage_that_is_returned_waits_again(review, court):
    sign(review, "first", by=court.first)
    return_to_stage(review, "first", by=court.second, reason="日期有误。")

    assert told(court.first) == ["review.turn", "review.turn"]


def test_whom_a_stage_was_handed_to_hears_it(review, court):
    other = account("初审乙", Role.FIRST)
    hand_over(review, "first", to=other, by=court.curator)

    assert told(other) == ["review.handed"]


def test_curators_hear_of_a_return_and_why_and_the_contributor_does_not(review, court):
    return_review(review, by=court.first, reason="请核对人名。")

    assert Message.objects.get(to=court.curator).detail == "请核对人名。"
    assert told(court.contributor) == []


def test_the_makers_hear_that_it_is_public_with_its_address_and_that_it_is_not(review, court, work_off, page):
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    assert told(court.contributor) == []
    work_off()
    page.refresh_from_db()
    assert told(court.contributor) == ["work.released"]
    assert Message.objects.get(to=court.contributor).link == f"/works/{page.slug}/"

    withdraw(page, by=court.curator, reason="内部原因")
    assert told(court.contributor) == ["work.released", "work.withdrawn"]
    assert "内部原因" not in str(list(Message.objects.values_list("facts", "detail")))
