"""Periodic work is called when it is due, and not before."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from jobs import queue, rounds
from jobs.models import Job


def test_round_comes_one_interval_after_the_start_and_then_each_interval(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[float] = []
    clock = [1000.0]
    monkeypatch.setattr(rounds, "_rounds", [])
    monkeypatch.setattr(rounds, "_last", {})
    monkeypatch.setattr(rounds.time, "monotonic", lambda: clock[0])
    rounds.every(60)(lambda: calls.append(clock[0]))

    for clock[0] in (1000.0, 1059.0, 1060.0, 1119.0, 1120.0):
        rounds.call_due()

    assert calls == [1060.0, 1120.0]


@pytest.mark.django_db
def test_a_mornings_job_is_asked_for_from_eight_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_rounds", [])
    monkeypatch.setattr(queue, "_handlers", {**queue._handlers})
    queue.handles("example.remind")(print)
    rounds.each_morning("example.remind")
    (look, _seconds) = rounds._rounds[0]

    for hour, asked in ((7, 0), (8, 1)):
        moment = dt.datetime(2021, 6, 18, hour, tzinfo=ZoneInfo("Asia/Shanghai"))
        monkeypatch.setattr(rounds.timezone, "localtime", lambda moment=moment: moment)
        look()
        assert Job.objects.filter(name="example.remind", subject="2021-06-18").count() == asked
