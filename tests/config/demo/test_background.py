import datetime as dt

import pytest
from django.utils import timezone

from config.demo import background
from jobs import queue
from jobs.models import Job, State

DONE: list[str] = []


@queue.handles("tests.demo")
def _note(subject: str) -> None:
    DONE.append(subject)


@pytest.fixture(autouse=True)
def _fresh():
    DONE.clear()


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_all_of_it_once():
    for number in range(6):
        queue.ask("tests.demo", str(number))

    background.finish(workers=2)

    assert sorted(DONE) == ["0", "1", "2", "3", "4", "5"]
    assert set(Job.objects.values_list("state", flat=True)) == {State.DONE}


@pytest.mark.django_db
def test_the_lease_of_a_dead_loader_is_waited_out():
    queue.ask("tests.demo", "left behind")
    soon = timezone.now() + dt.timedelta(seconds=1)
    Job.objects.update(state=State.RUNNING, token="dead", lease_until=soon, attempts=1)

    background.finish(workers=1)

    assert DONE == ["left behind"]


@pytest.mark.django_db
def test_what_another_holds_for_long_is_left_to_it():
    queue.ask("tests.demo", "held")
    later = timezone.now() + dt.timedelta(hours=1)
    Job.objects.update(state=State.RUNNING, token="other", lease_until=later, attempts=1)

    background.finish(workers=1, patience=0)

    assert DONE == []
