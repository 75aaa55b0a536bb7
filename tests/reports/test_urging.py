"""Reminding the liaisons of units that lack works."""

import datetime as dt

import pytest
from django.http import Http404
from django.utils import timezone, translation

from accounts.messages.models import Message, Robot
from audit.models import Entry
from reports.urging import urge, urges
from tests.factories import UnitFactory, UserFactory
from tests.reports.test_control import asking, due, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    unit = UnitFactory(name="研究室", name_en="Research Office")
    call = asking(unit, kinds=("essay", "calligraphy"), title="示例征集")
    due(call, "essay", 2)
    due(call, "calligraphy", 1)
    call.unit = unit
    return call


def test_liaisons_hear_what_is_missing_once_a_day_in_their_language(call) -> None:
    liaison, member = UserFactory(liaison_of=call.unit), UserFactory(unit=call.unit)
    curator = UserFactory(curator=True)
    Robot.objects.create(unit=call.unit, form="wecom", address="https://example.org/")
    for _ in range(2):
        urge(urges(sheet(call)), [call.unit.pk], curator)

    message = Message.objects.get(to=liaison, kind="unit.lacking")
    assert str(message) == "研究室作品尚未报齐。“示例征集”缺书法1件、文章2件。"
    with translation.override("en"):
        assert "Research Office" in str(message)
        assert "Calligraphy: 1, Essay: 2" in str(message)
    assert Message.objects.filter(kind="unit.lacking", robot__unit=call.unit).count() == 1
    assert not Message.objects.filter(to=member).exists()
    entry = Entry.objects.get(action="unit.urged")
    assert (entry.subject, entry.detail) == (
        f"unit:{call.unit.pk}",
        {"told": [liaison.username], "group": True},
    )
    [again] = urges(sheet(call))
    assert again.told
    assert not again.possible


def test_only_the_units_that_were_ticked_hear_it(call) -> None:
    liaison = UserFactory(liaison_of=call.unit)
    urge(urges(sheet(call)), [], UserFactory(curator=True))

    assert not Message.objects.filter(to=liaison).exists()


def test_a_unit_without_a_liaison_is_named_and_nothing_is_sent(call) -> None:
    UserFactory(liaison_of=call.unit, is_active=False)
    [found] = urges(sheet(call))

    assert found.liaisons == []
    assert urge([found], [call.unit.pk], UserFactory(curator=True)) == []
    assert not Entry.objects.filter(action="unit.urged").exists()


def test_a_unit_with_a_group_and_no_liaison_is_reminded_in_its_group_once_a_day(call) -> None:
    Robot.objects.create(unit=call.unit, form="wecom", address="https://example.org/")
    [found] = urges(sheet(call))
    assert (found.liaisons, found.possible) == ([], True)

    for _ in range(2):
        urge(urges(sheet(call)), [call.unit.pk], UserFactory(curator=True))

    message = Message.objects.get(kind="unit.lacking")
    assert message.robot.unit == call.unit
    assert Entry.objects.get(action="unit.urged").detail == {"told": [], "group": True}
    assert not urges(sheet(call))[0].possible


def test_a_robot_that_is_switched_off_hears_nothing(call) -> None:
    Robot.objects.create(unit=call.unit, form="wecom", address="https://example.org/", active=False)

    assert not urges(sheet(call))[0].possible


def test_nobody_is_reminded_of_what_cannot_be_sent_any_more(call) -> None:
    UserFactory(liaison_of=call.unit)
    type(call).objects.filter(pk=call.pk).update(closes_on=timezone.localdate() - dt.timedelta(days=1))

    assert urges(sheet(call)) == []


def test_only_curators_remind(call) -> None:
    liaison = UserFactory(liaison_of=call.unit)
    with pytest.raises(Http404):
        urge(urges(sheet(call)), [call.unit.pk], liaison)

    assert not Message.objects.exists()
