"""Which person of the register a work's name means."""

import pytest

from accounts.models import Membership, Person
from curation.crediting import known_people
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def test_the_only_one_of_a_name_is_meant_wherever_they_work() -> None:
    fang = Person.objects.create(name="王芳")

    assert known_people([(["王芳", "李敏"], UnitFactory().pk)]) == [[fang.pk, None]]


def test_of_two_the_one_in_the_works_unit_is_meant() -> None:
    here, elsewhere = UnitFactory(), UnitFactory()
    fang, _namesake = [
        Membership.objects.create(person=Person.objects.create(name="王芳"), unit=unit).person
        for unit in (here, elsewhere)
    ]

    assert known_people([(["王芳"], here.pk), (["王芳"], UnitFactory().pk)]) == [[fang.pk], [None]]


def test_any_number_of_works_costs_two_queries(django_assert_num_queries) -> None:
    unit = UnitFactory().pk
    Person.objects.bulk_create([Person(name="王芳"), Person(name="王芳")])
    for many in (1, 20):
        with django_assert_num_queries(2):
            known_people([(["王芳"], unit)] * many)
