"""Signing stages that are rows: checklists, classes, deputies, and handing a stage over."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.roles import Role, grant
from audit.models import Entry
from curation.drafting import draft
from curation.errors import NotPossible
from curation.models import Deputy, Part, Review, ReviewClass, Stage
from curation.reviewing import hand_over, open_review, sign
from curation.standing import waits_for
from showcase.models import Release, WorkPage
from tests.curation.conftest import account


@pytest.fixture
def page(accepted, court) -> WorkPage:
    return draft(accepted, by=court.curator)


@pytest.fixture
def review(page, court) -> Review:
    return open_review(page, by=court.curator)


def test_every_line_of_the_checklist_is_ticked_on_signing(page, court):
    Stage.objects.filter(code="first").update(checklist="没有错别字\n日期无误\n")
    review = open_review(page, by=court.curator)

    with pytest.raises(NotPossible):
        sign(review, "first", by=court.first, ticked=["没有错别字"])
    sign(review, "first", by=court.first, ticked=["没有错别字", "日期无误"])

    assert review.parts.get(part="first").ticked == ["没有错别字", "日期无误"]


def test_later_edits_of_stages_and_classes_change_nothing_under_way(review, court):
    Stage.objects.filter(code="first").update(checklist="新的一行", name="改了名字")
    ReviewClass.objects.get(code="A").steps.filter(stage__code="final").delete()

    for part in ("first", "second", "secrecy"):
        sign(review, part, by=getattr(court, part))

    assert Review.objects.get().state == "open"
    assert str(review.stages.get(code="first")) == "初审"


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("A", {"first": 1, "second": 2, "final": 3, "secrecy": 0}),
        ("B", {"first": 1, "second": 2, "final": 3, "chief": 4, "secrecy": 0}),
        ("C", {"first": 1, "second": 2, "secrecy": 3, "legal": 3, "final": 4}),
    ],
)
def test_the_class_says_which_stages_there_are(page, court, code, places):
    review = open_review(page, by=court.curator, review_class=ReviewClass.objects.get(code=code))

    assert dict(review.stages.values_list("code", "place")) == places


def test_a_sensitive_work_is_checked_before_the_final_review(page, court):
    legal = account("法律", Role.SECRECY)
    review = open_review(page, by=court.curator, review_class=ReviewClass.objects.get(code="C"))
    with pytest.raises(NotPossible):
        sign(review, "secrecy", by=court.secrecy)
    sign(review, "first", by=court.first)
    sign(review, "second", by=court.second)
    sign(review, "legal", by=legal)
    with pytest.raises(NotPossible):
        sign(review, "final", by=court.final)

    sign(review, "secrecy", by=court.secrecy)
    sign(review, "final", by=court.final)

    assert Review.objects.get().state == "passed"


def test_a_class_may_need_fewer_stages(page, court, work_off):
    small = ReviewClass.objects.create(code="D", name="简", name_en="Short", order=9)
    small.steps.create(stage=Stage.objects.get(code="final"), place=1)
    sign(open_review(page, by=court.curator, review_class=small), "final", by=court.final)

    work_off()

    assert Release.objects.get().state == "live"
    assert [each["stage"] for each in Release.objects.get().content["signers"]] == ["终审"]


def test_a_class_without_stages_opens_nothing(page, court):
    empty = ReviewClass.objects.create(code="E", name="空", name_en="Empty", order=9)

    with pytest.raises(NotPossible):
        open_review(page, by=court.curator, review_class=empty)
    assert not Review.objects.exists()


def test_a_stage_that_the_review_has_not_is_not_signed(review, court):
    with pytest.raises(NotPossible):
        sign(review, "legal", by=court.secrecy)


def test_a_stage_is_signed_once_whatever_its_code(review, court):
    Part.objects.create(review=review, person=court.first, part="chief")

    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.create(review=review, person=court.second, part="chief")


def test_a_deputy_signs_in_place_of_a_colleague(review, court):
    today = timezone.localdate()
    Deputy.objects.create(
        stage=Stage.objects.get(code="first"),
        person=court.first,
        deputy=court.final,
        since=today,
        until=today,
    )
    assert waits_for(court.final).exists()

    sign(review, "first", by=court.final)

    assert review.parts.get(part="first").in_place_of == court.first
    sign(review, "second", by=court.second)
    with pytest.raises(NotPossible):
        sign(review, "final", by=court.final)


def test_what_was_handed_over_waits_for_that_person_alone(review, court):
    other = account("初审乙", Role.FIRST)

    hand_over(review, "first", to=other, by=court.curator)

    assert waits_for(other).exists()
    assert not waits_for(court.first).exists()
    with pytest.raises(NotPossible):
        sign(review, "first", by=court.first)
    sign(review, "first", by=other)
    assert Entry.objects.filter(action="review.handed").get().detail["to"] == "初审乙"


def test_the_deputy_of_whom_it_was_handed_to_may_sign(review, court):
    other = account("初审乙", Role.FIRST)
    today = timezone.localdate()
    Deputy.objects.create(
        stage=Stage.objects.get(code="first"), person=other, deputy=court.final, since=today, until=today
    )
    hand_over(review, "first", to=other, by=court.curator)

    assert waits_for(court.final).exists()
    sign(review, "first", by=court.final)


@pytest.mark.parametrize("who", ["second", "contributor", "curator", "admin"])
def test_a_stage_is_handed_only_to_whoever_can_sign_it(review, court, who):
    if who == "curator":
        grant(court.curator, Role.FIRST)  # but has written the page

    with pytest.raises(NotPossible):
        hand_over(review, "first", to=getattr(court, who), by=court.curator)


def test_only_curators_hand_over_and_only_what_is_unsigned(review, court):
    other = account("初审乙", Role.FIRST)
    with pytest.raises(NotPossible):
        hand_over(review, "first", to=other, by=court.first)
    sign(review, "first", by=court.first)

    with pytest.raises(NotPossible):
        hand_over(review, "first", to=other, by=court.curator)


def test_each_stage_is_due_some_days_after_its_turn(review, court):
    first, second = review.stages.get(code="first"), review.stages.get(code="second")
    assert first.due_at - first.turn_at == dt.timedelta(days=3)
    assert second.due_at is None

    sign(review, "first", by=court.first)

    second.refresh_from_db()
    assert second.turn_at is not None
    assert not second.overdue
    second.turn_at -= dt.timedelta(days=4)
    assert second.overdue
