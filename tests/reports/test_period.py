"""Days are read as they were written, both within; what cannot be read is said."""

import datetime as dt

import pytest
from django.utils import timezone

from reports.period import Period, period_of


def test_both_days_are_within() -> None:
    period, refusal = period_of({"since": "2021-07-01", "until": "2021-07-02"})

    assert not refusal
    assert period.begin.isoformat() == "2021-07-01T00:00:00+08:00"
    assert period.end.isoformat() == "2021-07-03T00:00:00+08:00"
    assert str(period) == "2021-07-01 至 2021-07-02"


def test_without_days_it_is_this_year_until_today() -> None:
    today = timezone.localdate()

    assert period_of({})[0] == Period(dt.date(today.year, 1, 1), today)


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "2021-02-30"},
        {"since": "昨天"},
        {"until": "9999-12-31"},
        {"since": "2021-07-02", "until": "2021-07-01"},
    ],
)
def test_what_cannot_be_meant_is_said(asked: dict[str, str]) -> None:
    period, refusal = period_of(asked)

    assert refusal
    assert period.last == timezone.localdate()
