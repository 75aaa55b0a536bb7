"""Periodic work is called when it is due, and not before."""

import pytest

from jobs import rounds


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
