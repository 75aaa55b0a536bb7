"""Who may sign which stage today."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.roles import Role
from curation.models import Deputy, Stage
from curation.staffing import seats, unseated
from tests.curation.conftest import account


def at(code: str) -> set[str]:
    return {str(seat.person) for seat in seats()[code].values()}


def deputise(court, deputy, first: int, last: int) -> Deputy:
    today = timezone.localdate()
    return Deputy.objects.create(
        stage=Stage.objects.get(code="first"),
        person=court.first,
        deputy=deputy,
        since=today + dt.timedelta(days=first),
        until=today + dt.timedelta(days=last),
    )


def test_holders_of_the_role_sign_and_a_superuser_does_not_by_being_one(court):
    assert at("first") == {"初审"}


def test_where_people_are_named_only_they_sign(court):
    named = account("主要领导", Role.FINAL)
    Stage.objects.get(code="chief").people.set([named])

    assert at("chief") == {"主要领导"}
    assert at("final") == {"终审", "主要领导"}


def test_naming_gives_no_right_without_the_role(court):
    Stage.objects.get(code="first").people.set([court.second])

    assert at("first") == set()


@pytest.mark.parametrize(
    ("first", "last", "signs"), [(0, 0, True), (-3, 3, True), (1, 5, False), (-5, -1, False)]
)
def test_a_deputy_signs_from_day_to_day(court, first, last, signs):
    deputise(court, court.second, first, last)

    assert ("复审" in at("first")) is signs
    if signs:
        assert seats()["first"][court.second.pk].in_place_of == court.first


def test_a_deputy_needs_a_reviewers_role(court):
    deputise(court, court.contributor, 0, 1)

    assert at("first") == {"初审"}


def test_a_right_that_is_taken_away_is_not_kept_by_a_deputy(court):
    deputise(court, court.second, 0, 1)
    court.first.is_active = False
    court.first.save()

    assert at("first") == set()


def test_a_deputy_has_no_deputy(court):
    deputise(court, court.second, 0, 1)
    today = timezone.localdate()
    Deputy.objects.create(
        stage=Stage.objects.get(code="first"),
        person=court.second,
        deputy=court.secrecy,
        since=today,
        until=today,
    )

    assert at("first") == {"初审", "复审"}


def test_everybody_is_known_in_four_queries(court, django_assert_num_queries):
    for number in range(5):
        deputise(court, account(f"副{number}", Role.SECOND), 0, 1)

    with django_assert_num_queries(4):
        seats()


@pytest.mark.parametrize(
    ("choices", "empty"),
    [
        ({"a": [1], "b": [1]}, ["b"]),
        ({"a": [1, 2], "b": [1]}, []),
        ({"a": [], "b": [1]}, ["a"]),
        ({"a": [1, 2], "b": [1, 2], "c": [1, 2, 3]}, []),
    ],
)
def test_different_people_are_seated_as_well_as_they_can_be(choices, empty):
    assert unseated(choices) == empty
