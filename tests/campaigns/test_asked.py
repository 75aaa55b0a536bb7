"""Which units a call asks."""

import pytest

from campaigns.asked import asked
from tests.factories import CallFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_units_that_the_plan_names_else_all_that_have_somebody() -> None:
    named, member_of = UnitFactory(), UnitFactory()
    collective = UnitFactory(name="各部门", collective=True)
    UserFactory(unit=member_of)
    narrow, wide, everybody = CallFactory(), CallFactory(), CallFactory()
    narrow.item.responsible.create(unit=named)
    everybody.item.responsible.create(unit=collective)

    assert asked([narrow, wide, everybody]) == {
        narrow.pk: [named],
        wide.pk: [member_of],
        everybody.pk: [member_of],
    }


def test_a_unit_that_is_no_more_is_asked_for_nothing() -> None:
    gone = UnitFactory(active=False)
    call = CallFactory()
    call.item.responsible.create(unit=gone)

    assert asked([call]) == {call.pk: []}
