"""What is due, what came, what is missing."""

import datetime as dt

import pytest
from django.utils import timezone

from campaigns.models import Call
from campaigns.quotas import set_quotas
from reports.control import Sheet, control
from submissions.intake.late import give
from submissions.models import Submission
from tests.factories import CallFactory, SubmissionFactory, UnitFactory, UserFactory, kind

pytestmark = pytest.mark.django_db


def asking(*units, kinds=("essay",), **more) -> Call:
    call = CallFactory(kinds=list(kinds), **more)
    for unit in units:
        call.item.responsible.create(unit=unit)
    return call


def due(call: Call, code: str, number: int, unit=None) -> None:
    place = (kind(code).pk, unit.pk if unit else None)
    set_quotas(call, {place: number}, binding=False, by=UserFactory(curator=True))


def sheet(*calls: Call) -> Sheet:
    pks = [call.pk for call in calls]
    found = Call.objects.filter(pk__in=pks).select_related("item").prefetch_related("kinds", "item__units")
    return control(list(found))


def figures(found: Sheet) -> dict[str, tuple]:
    return {
        row.unit.name: [(each.due, each.works, each.lacking) for _kind, each in row.by_kind]
        for row in found.rows
    }


def test_what_is_due_came_and_is_missing_by_unit_and_kind() -> None:
    quiet, busy = UnitFactory(name="研究室"), UnitFactory(name="立案庭")
    call = asking(quiet, busy, kinds=("calligraphy", "essay"))
    due(call, "essay", 2)
    due(call, "calligraphy", 1)
    due(call, "essay", 3, busy)
    for code in ("essay", "essay", "calligraphy"):
        SubmissionFactory(call=call, kind=kind(code), unit=busy, sent=True)
    found = sheet(call)

    assert figures(found) == {
        "研究室": [(1, 0, 1), (2, 0, 2)],
        "立案庭": [(1, 1, 0), (3, 2, 1)],
    }
    assert [(row.whole.due, row.whole.works, row.whole.lacking, row.whole.rate) for row in found.rows] == [
        (3, 0, 3, 0),
        (4, 3, 1, 75),
    ]
    assert (found.whole.due, found.whole.works, found.whole.lacking, found.whole.rate) == (7, 3, 4, 42)


def test_too_many_for_one_call_make_up_for_no_other() -> None:
    unit = UnitFactory()
    one, other = asking(unit), asking(unit)
    for call in (one, other):
        due(call, "essay", 1)
    for _ in range(2):
        SubmissionFactory(call=one, kind=kind("essay"), unit=unit, sent=True)
    [row] = sheet(one, other).rows

    assert (row.whole.due, row.whole.works, row.whole.lacking, row.whole.rate) == (2, 2, 1, 50)
    assert [lack.call for lack in row.lacks] == [other]


def test_without_a_number_a_unit_that_was_asked_lacks_until_something_comes() -> None:
    quiet, busy = UnitFactory(), UnitFactory()
    call = asking(quiet, busy)
    SubmissionFactory(call=call, kind=kind("essay"), unit=busy, sent=True)
    found = sheet(call)

    assert [row.unit for row in found.lacking] == [quiet]
    assert found.lacking[0].silent
    assert found.whole.due is None


def test_works_of_a_unit_that_nobody_asked_are_shown_and_nothing_is_missing() -> None:
    unit = UnitFactory()
    call = asking(UnitFactory())
    due(call, "essay", 1)
    SubmissionFactory(call=call, kind=kind("essay"), unit=unit, sent=True)

    assert figures(sheet(call))[unit.name] == [(None, 1, 0)]


def test_a_number_of_its_own_asks_a_unit_that_the_plan_does_not_name_and_nought_spares_one() -> None:
    named, other = UnitFactory(), UnitFactory()
    call = asking(named)
    due(call, "essay", 0, named)
    due(call, "essay", 2, other)

    assert [row.unit for row in sheet(call).lacking] == [other]


def test_drafts_and_what_was_taken_back_have_not_come() -> None:
    unit = UnitFactory()
    call = asking(unit)
    due(call, "essay", 1)
    SubmissionFactory(call=call, kind=kind("essay"), unit=unit)
    work = SubmissionFactory(call=call, kind=kind("essay"), unit=unit, sent=True)
    Submission.objects.filter(pk=work.pk).update(state="recalled")

    assert figures(sheet(call))[unit.name] == [(1, 0, 1)]


def test_a_closed_call_takes_nothing_unless_it_was_opened_again_for_the_unit() -> None:
    unit, graced = UnitFactory(), UnitFactory()
    today = timezone.localdate()
    call = asking(unit, graced, closes_on=today - dt.timedelta(days=1))
    due(call, "essay", 1)
    give(call, by=UserFactory(curator=True), until=today, reason="出差", unit=graced)
    rows = {row.unit: row for row in sheet(call).rows}

    assert [len(rows[each].closed) for each in (unit, graced)] == [1, 0]
    assert [len(rows[each].may_still_send()) for each in (unit, graced)] == [0, 1]


@pytest.mark.parametrize("number", [3, 300])
def test_many_units_cost_no_more(number: int, django_assert_num_queries) -> None:
    units = [UnitFactory() for _ in range(number)]
    calls = [asking(*units, kinds=("essay", "calligraphy")) for _ in range(2)]
    for call in calls:
        due(call, "essay", 2)
    SubmissionFactory(call=calls[0], kind=kind("essay"), unit=units[0], sent=True)

    # Calls, their kinds, their units; what came, quotas, everybody, grace, liaisons, the units themselves.
    with django_assert_num_queries(9):
        assert len(sheet(*calls).rows) == number
