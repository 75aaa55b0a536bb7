"""Returning to an earlier stage: void is what was signed from there on, the page stays locked."""

import pytest

from accounts.roles import Role, grant
from audit.models import Entry
from curation.drafting import draft
from curation.errors import NotPossible
from curation.models import Review, VoidedPart
from curation.reviewing import open_review, return_to_stage, sign
from curation.standing import waits_for
from showcase.models import WorkPage
from tests.curation.conftest import account


@pytest.fixture
def review(accepted, court) -> Review:
    """A review that three have signed."""
    review = open_review(draft(accepted, by=court.curator), by=court.curator)
    for part in ("first", "second", "secrecy"):
        sign(review, part, by=getattr(court, part))
    return review


def signed(review) -> set[str]:
    return set(review.parts.exclude(part="writer").values_list("part", flat=True))


def test_the_stage_and_those_after_it_are_void_and_the_page_stays_locked(review, court):
    return_to_stage(review, "first", by=court.final, reason="第二段引文请再核")

    assert signed(review) == {"secrecy"}
    assert Review.objects.get().state == "open"
    assert WorkPage.objects.get().locked
    assert {(each.part, str(each.person)) for each in VoidedPart.objects.all()} == {
        ("first", "初审"),
        ("second", "复审"),
    }
    assert Entry.objects.get(action="review.returned_to").detail["reason"] == "第二段引文请再核"


def test_it_waits_for_that_stage_again_and_whoever_signed_may_sign_it_again(review, court):
    return_to_stage(review, "first", by=court.final, reason="请再核")
    assert waits_for(court.first).exists()
    assert not waits_for(court.second).exists()

    for part in ("first", "second", "final"):
        sign(review, part, by=getattr(court, part))

    assert Review.objects.get().state == "passed"


def test_whoever_signed_before_signs_no_other_stage(review, court):
    grant(court.first, Role.SECOND)
    return_to_stage(review, "first", by=court.final, reason="请再核")
    sign(review, "first", by=account("初审乙", Role.FIRST))

    with pytest.raises(NotPossible):
        sign(review, "second", by=court.first)
    assert not waits_for(court.first).exists()


def test_what_is_beside_the_others_is_void_by_itself(review, court):
    return_to_stage(review, "secrecy", by=court.final, reason="图中有屏幕")

    assert signed(review) == {"first", "second"}


@pytest.mark.parametrize(
    ("part", "who", "reason"),
    [
        ("first", "final", "  "),
        ("first", "curator", "理由"),
        ("first", "contributor", "理由"),
        ("final", "first", "理由"),
        ("writer", "final", "理由"),
    ],
)
def test_it_needs_a_reason_a_reviewer_and_a_stage_that_signed(review, court, part, who, reason):
    with pytest.raises(NotPossible):
        return_to_stage(review, part, by=getattr(court, who), reason=reason)
    assert signed(review) == {"first", "second", "secrecy"}
