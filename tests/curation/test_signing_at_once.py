"""People who sign at the same moment: each stage is signed once, and the work is released once."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from accounts.roles import Role
from curation.drafting import draft
from curation.errors import NotPossible
from curation.models import Review, ReviewClass, Stage
from curation.reviewing import hand_over, open_review, return_review, return_to_stage, sign
from curation.suggesting import suggest, take_over
from showcase.models import Release
from tests.curation.conftest import account

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def review(accepted, court) -> Review:
    return open_review(draft(accepted, by=court.curator), by=court.curator)


def at_once(*steps: Callable[[], object]) -> list[str]:
    """Take the steps in threads that start together; ``done`` or the refusal of each."""
    barrier, outcomes = Barrier(len(steps)), [""] * len(steps)

    def take(number: int, step: Callable[[], object]) -> None:
        barrier.wait()
        try:
            step()
            outcomes[number] = "done"
        except NotPossible as refusal:
            outcomes[number] = str(refusal)
        finally:
            connection.close()

    threads = [Thread(target=take, args=each) for each in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_two_people_at_one_stage(review, court):
    other = account("初审乙", Role.FIRST)

    outcomes = at_once(lambda: sign(review, "first", by=court.first), lambda: sign(review, "first", by=other))

    assert outcomes.count("done") == 1
    assert all(outcomes)
    assert review.parts.filter(part="first").count() == 1


def test_one_person_at_two_stages(review, court):
    both = account("两职", Role.FIRST, Role.SECRECY)

    outcomes = at_once(lambda: sign(review, "first", by=both), lambda: sign(review, "secrecy", by=both))

    assert outcomes.count("done") == 1
    assert review.parts.filter(person=both).count() == 1


def test_the_last_two_signatures(review, court):
    sign(review, "first", by=court.first)
    sign(review, "second", by=court.second)

    outcomes = at_once(
        lambda: sign(review, "final", by=court.final), lambda: sign(review, "secrecy", by=court.secrecy)
    )

    assert outcomes == ["done", "done"]
    assert Review.objects.get().state == "passed"
    assert Release.objects.count() == 1


def test_a_return_beside_the_last_signature(review, court):
    for part in ("first", "second", "secrecy"):
        sign(review, part, by=getattr(court, part))

    outcomes = at_once(
        lambda: sign(review, "final", by=court.final),
        lambda: return_review(Review.objects.get(), by=court.first, reason="漏了一个字"),
    )

    assert outcomes.count("done") == 1
    assert Release.objects.count() == (1 if Review.objects.get().state == "passed" else 0)


def test_two_people_at_one_stage_of_a_class_of_its_own(accepted, court):
    """As above, with a stage that no code knows of."""
    stage = Stage.objects.create(code="sport", name="体育审核", name_en="Sports", role="first")
    other = account("初审乙", Role.FIRST)
    made = ReviewClass.objects.create(code="S", name="体育", name_en="Sports", order=9)
    made.steps.create(stage=stage, place=1)
    review = open_review(draft(accepted, by=court.curator), by=court.curator, review_class=made)

    outcomes = at_once(lambda: sign(review, "sport", by=court.first), lambda: sign(review, "sport", by=other))

    assert outcomes.count("done") == 1
    assert all(outcomes)
    assert Release.objects.count() == 1


def test_two_stages_of_one_place_pass_the_turn_on_once(accepted, court):
    legal = account("法律", Role.SECRECY)
    review = open_review(
        draft(accepted, by=court.curator),
        by=court.curator,
        review_class=ReviewClass.objects.get(code="C"),
    )
    sign(review, "first", by=court.first)
    sign(review, "second", by=court.second)

    outcomes = at_once(
        lambda: sign(review, "secrecy", by=court.secrecy), lambda: sign(review, "legal", by=legal)
    )

    assert outcomes == ["done", "done"]
    sign(review, "final", by=court.final)
    assert Review.objects.get().state == "passed"


def test_handing_over_beside_the_signature(review, court):
    other = account("初审乙", Role.FIRST)

    outcomes = at_once(
        lambda: sign(review, "first", by=court.first),
        lambda: hand_over(review, "first", to=other, by=court.curator),
    )

    assert outcomes.count("done") == 1
    assert all(outcomes)


def test_a_return_to_a_stage_beside_the_last_signature(review, court):
    for part in ("first", "second", "secrecy"):
        sign(review, part, by=getattr(court, part))

    outcomes = at_once(
        lambda: sign(review, "final", by=court.final),
        lambda: return_to_stage(Review.objects.get(), "first", by=court.secrecy, reason="请再核"),
    )

    assert outcomes.count("done") == 1
    assert Release.objects.count() == (1 if Review.objects.get().state == "passed" else 0)


def test_one_suggestion_taken_over_by_two(review, court):
    other = account("编辑乙", Role.CURATOR)
    suggestion = suggest(review, by=court.second, words={"title": "晨光里的，法庭"})

    outcomes = at_once(
        lambda: take_over(suggestion, by=court.curator), lambda: take_over(suggestion, by=other)
    )

    assert outcomes.count("done") == 1
    assert Review.objects.filter(state="open").count() == 1
    assert Review.objects.count() == 2
