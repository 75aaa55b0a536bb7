"""The order in which a unit recommends its works."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from submissions import ranking
from submissions.models import State, Submission
from tests.factories import CallFactory, SubmissionFactory, UnitFactory, UserFactory, kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """A unit with three essays and a liaison."""
    unit, call = UnitFactory(), CallFactory(kinds=["essay", "calligraphy"])
    works = [
        SubmissionFactory(call=call, kind=kind("essay"), unit=unit, title=title, sent=True)
        for title in "甲乙丙"
    ]
    return call, unit, works, UserFactory(liaison_of=unit)


def titles(call, unit) -> list[str]:
    return [work.title for work in ranking.order(call, unit, kind("essay"))]


def test_one_place_up_and_down(scene) -> None:
    call, unit, (first, second, third), liaison = scene
    ranking.move(third, liaison, up=True)
    assert titles(call, unit) == ["甲", "丙", "乙"]

    ranking.move(first, liaison, up=False)
    assert titles(call, unit) == ["丙", "甲", "乙"]
    # At the ends nothing moves.
    ranking.move(third, liaison, up=True)
    ranking.move(second, liaison, up=False)
    assert titles(call, unit) == ["丙", "甲", "乙"]
    assert ranking.places([first, second, third]) == {third.pk: 1, first.pk: 2, second.pk: 3}


def test_a_whole_list_is_put_in_order_and_what_came_meanwhile_stands_last(scene) -> None:
    call, unit, (first, second, third), liaison = scene
    late = SubmissionFactory(call=call, kind=kind("essay"), unit=unit, title="丁", sent=True)
    ranking.arrange(call, unit, kind("essay"), [third.uid, uuid.uuid4(), first.uid, second.uid], liaison)

    assert titles(call, unit) == ["丙", "甲", "乙", "丁"]
    assert ranking.places([late]) == {third.pk: 1, first.pk: 2, second.pk: 3, late.pk: 4}


def test_what_was_returned_leaves_no_gap_and_finds_its_place_again(scene) -> None:
    call, unit, (first, second, third), liaison = scene
    ranking.arrange(call, unit, kind("essay"), [first.uid, second.uid, third.uid], liaison)
    Submission.objects.filter(pk=second.pk).update(state=State.RETURNED)
    assert ranking.places([first, third]) == {first.pk: 1, third.pk: 2}

    Submission.objects.filter(pk=second.pk).update(state=State.SENT)
    assert titles(call, unit) == ["甲", "乙", "丙"]


def test_kinds_and_units_have_orders_of_their_own(scene) -> None:
    call, unit, (first, _second, _third), liaison = scene
    other = SubmissionFactory(call=call, kind=kind("calligraphy"), unit=unit, sent=True)
    ranking.arrange(call, unit, kind("calligraphy"), [other.uid], liaison)

    assert ranking.places([first, other]) == {other.pk: 1}


def test_each_change_is_an_act_of_its_liaison_and_no_change_is_none(scene) -> None:
    call, unit, (first, second, third), liaison = scene
    for _ in range(2):
        ranking.arrange(call, unit, kind("essay"), [second.uid, first.uid, third.uid], liaison)

    entry = Entry.objects.get(action="unit.ranked")
    assert (entry.actor_id, entry.subject) == (liaison.pk, f"call:{call.pk}")
    assert entry.detail == {
        "unit": unit.name,
        "kind": "文章",
        "before": ["甲", "乙", "丙"],
        "after": ["乙", "甲", "丙"],
    }


def test_only_the_liaison_of_the_unit_ranks(scene) -> None:
    call, unit, (first, *_rest), _liaison = scene
    for stranger in (first.contributor, UserFactory(liaison_of=UnitFactory()), UserFactory(curator=True)):
        with pytest.raises(PermissionDenied):
            ranking.move(first, stranger, up=False)

    assert titles(call, unit) == ["甲", "乙", "丙"]
    assert not Entry.objects.filter(action="unit.ranked").exists()


def test_ranking_is_no_change_of_the_contributor(scene) -> None:
    _call, _unit, (first, *_rest), liaison = scene
    before = Submission.objects.get(pk=first.pk)
    ranking.move(first, liaison, up=False)

    after = Submission.objects.get(pk=first.pk)
    assert (after.lock, after.changed_at) == (before.lock, before.changed_at)
