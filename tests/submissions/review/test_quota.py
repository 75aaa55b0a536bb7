"""Quotas where a unit endorses."""

import pytest

from campaigns.quotas import set_quotas
from submissions.intake.sending import Incomplete, send
from submissions.lifecycle import NotPossible
from submissions.models import State
from submissions.review.actions import endorse
from submissions.review.quota import remark, standings
from tests.factories import CallFactory, SubmissionFactory, UnitFactory, UserFactory, kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    unit, call = UnitFactory(), CallFactory(kinds=["essay", "calligraphy"])
    return call, unit, UserFactory(liaison_of=unit)


def quota(call, number: int, *, binding: bool) -> None:
    set_quotas(call, {(kind("essay").pk, None): number}, binding=binding, by=UserFactory(curator=True))
    call.refresh_from_db()


def sent(call, unit, code: str = "essay"):
    return SubmissionFactory(call=call, kind=kind(code), unit=unit, sent=True)


def test_a_binding_quota_refuses_one_more_with_a_sentence_and_nothing_is_lost(scene) -> None:
    call, unit, liaison = scene
    quota(call, 1, binding=True)
    endorse(sent(call, unit), by=liaison)
    work = sent(call, unit)

    with pytest.raises(NotPossible, match="名额为 1 件，已推荐 1 件"):
        endorse(work, by=liaison)
    work.refresh_from_db()
    assert work.state == State.SENT
    # Another kind, another unit: not concerned.
    endorse(sent(call, unit, "calligraphy"), by=liaison)
    other = UnitFactory()
    endorse(sent(call, other), by=UserFactory(liaison_of=other))


def test_a_liaison_cannot_send_past_it_either(scene) -> None:
    call, unit, liaison = scene
    quota(call, 1, binding=True)
    endorse(sent(call, unit), by=liaison)
    own = SubmissionFactory(call=call, kind=kind("essay"), unit=unit, contributor=liaison)

    with pytest.raises(Incomplete) as refused:
        send(own, by=liaison)
    assert list(refused.value.problems) == ["call"]
    own.refresh_from_db()
    assert (own.state, own.receipt) == (State.DRAFT, None)


def test_where_it_does_not_bind_one_is_only_told(scene) -> None:
    call, unit, liaison = scene
    quota(call, 1, binding=False)
    first, second = sent(call, unit), sent(call, unit)
    endorse(first, by=liaison)
    assert remark(first) == ""

    endorse(second, by=liaison)
    assert "已推荐 2 件，超过名额 1 件" in remark(second)


def test_how_a_unit_stands_to_each_call(scene) -> None:
    call, unit, liaison = scene
    quota(call, 2, binding=False)
    endorse(sent(call, unit), by=liaison)
    sent(call, unit)
    call.item.responsible.create(unit=unit)

    [(found, rows)] = standings([unit])
    assert found == call
    assert [(row.kind.code, row.quota, row.endorsed, row.waiting, row.over) for row in rows] == [
        ("essay", 2, 1, 1, False)
    ]


@pytest.mark.parametrize("number", [1, 10])
def test_many_calls_and_units_cost_no_more(number: int, django_assert_num_queries) -> None:
    units = [UnitFactory() for _ in range(number)]
    for unit in units:
        call = CallFactory(kinds=["essay"])
        call.item.responsible.create(unit=unit)
        quota(call, 2, binding=False)
        sent(call, unit)

    # Works, calls, kinds, units of items; quotas, everybody.
    with django_assert_num_queries(6):
        assert len(standings(units)) == number
