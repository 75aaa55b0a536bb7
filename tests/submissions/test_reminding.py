"""What is told once a day, and the words to copy."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.messages.models import Message, Robot
from submissions import reminding
from tests.factories import CallFactory, SubmissionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def call(days: int, **more):
    return CallFactory(closes_on=TODAY() + dt.timedelta(days=days), title="清晨影像", **more)


def told(user) -> list[str]:
    return [str(each) for each in Message.objects.filter(to=user).order_by("pk")]


def test_curators_hear_once_a_day_how_many_works_wait_for_them() -> None:
    curator = UserFactory(curator=True)
    for work in (SubmissionFactory(endorsed=True), SubmissionFactory(endorsed=True)):
        work.refresh_from_db()
    own = SubmissionFactory(endorsed=True)
    type(own).objects.filter(pk=own.pk).update(contributor=curator)
    reminding.remind("2026-11-28")
    reminding.remind("2026-11-28")
    assert told(curator) == ["有 2 件作品待新媒体团队审核。"]

    reminding.remind("2026-11-29")
    assert len(told(curator)) == 2


def test_nothing_waits_nothing_is_said() -> None:
    curator = UserFactory(curator=True)
    reminding.remind("2026-11-28")

    assert told(curator) == []


def test_liaisons_of_units_without_a_work_hear_three_days_before_the_end_once() -> None:
    soon = call(3)
    quiet, busy = UnitFactory(name="民事审判庭"), UnitFactory()
    liaison, other = UserFactory(liaison_of=quiet), UserFactory(liaison_of=busy)
    member = UserFactory(unit=quiet)
    SubmissionFactory(call=soon, unit=busy, sent=True)
    Message.objects.all().delete()
    for day in range(3):
        reminding.remind((TODAY() + dt.timedelta(days=day)).isoformat())

    assert len(told(liaison)) == 1
    assert "民事审判庭尚未报送作品" in told(liaison)[0]
    assert told(other) == told(member) == []


@pytest.mark.parametrize("days", [-1, 4])
def test_too_early_and_too_late_nobody_is_reminded(days: int) -> None:
    call(days)
    liaison = UserFactory(liaison_of=UnitFactory())
    reminding.remind(TODAY().isoformat())

    assert told(liaison) == []


def test_only_the_units_that_the_plan_names_are_asked() -> None:
    named, unnamed = UnitFactory(), UnitFactory()
    UserFactory(unit=named)
    UserFactory(unit=unnamed)
    soon = call(3)
    soon.item.responsible.create(unit=named)

    assert reminding.silent([soon]) == [(soon, [named])]


def test_the_units_group_hears_it_without_a_name_of_a_person_or_a_work() -> None:
    work = SubmissionFactory(title="登高", sent=True)
    quiet = UnitFactory()
    UserFactory(liaison_of=quiet)
    for unit in (work.unit, quiet):
        Robot.objects.create(unit=unit, form="wecom", address="https://example.org/")
    call(2)
    reminding.remind(TODAY().isoformat())
    again = SubmissionFactory(title="望海", unit=work.unit, sent=True)

    said = [str(each) for each in Message.objects.exclude(robot=None)]
    assert [f"{work.unit.name}有新报送的作品" in each for each in said].count(True) == 1
    assert not any("望海" in each or again.contributor.name in each for each in said)
    assert any(quiet.name in each for each in said)


def test_words_for_the_group_name_the_call_the_day_and_the_units_alone() -> None:
    quiet = UnitFactory(name="民事审判庭")
    person = UserFactory(unit=quiet)
    soon = call(5)

    [reminder] = reminding.for_staff()
    day = f"{soon.closes_on.year}年{soon.closes_on.month}月{soon.closes_on.day}日"
    assert reminder.text.startswith(
        f"各位联络员：“清晨影像”报送截止时间为{day}24时。目前尚未报送的单位：民事审判庭。"
    )
    assert f"/calls/{soon.slug}/" in reminder.text
    assert person.name not in reminder.text
    assert [each.silent for each in reminding.for_units([quiet])] == [[quiet]]
    assert reminding.for_units([UnitFactory()]) == []


@pytest.mark.parametrize("number", [1, 10])
def test_words_cost_the_same_for_many_calls_and_units(number: int, django_assert_num_queries) -> None:
    for _ in range(number):
        UserFactory(unit=UnitFactory())
        call(5)

    with django_assert_num_queries(4):  # calls, their units, what was sent, all units
        reminding.for_staff()
