"""Days as people say them."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from submissions.days import day

NOW = dt.datetime(2021, 7, 16, 9, 30, tzinfo=dt.UTC)  # a Friday; 17:30 in Shanghai


@pytest.fixture(autouse=True)
def _friday(monkeypatch: pytest.MonkeyPatch) -> None:
    local = timezone.localtime
    monkeypatch.setattr("submissions.days.timezone.localtime", lambda moment=NOW: local(moment))


@pytest.mark.parametrize(
    ("moment", "chinese", "english"),
    [
        (NOW - dt.timedelta(hours=1), "今天 16:30", "today 16:30"),
        # 23:50 of the day before in Shanghai, 15:50 of that day in UTC.
        (dt.datetime(2021, 7, 15, 15, 50, tzinfo=dt.UTC), "昨天", "yesterday"),
        (dt.datetime(2021, 7, 13, 2, 0, tzinfo=dt.UTC), "星期二", "Tuesday"),
        (dt.datetime(2021, 6, 18, 2, 0, tzinfo=dt.UTC), "6月18日", "18 June"),
        (dt.datetime(2020, 12, 31, 2, 0, tzinfo=dt.UTC), "2020年12月31日", "31 December 2020"),
    ],
)
def test_day_is_said_in_the_readers_words(moment: dt.datetime, chinese: str, english: str) -> None:
    assert day(moment) == chinese
    with translation.override("en"):
        assert day(moment) == english
