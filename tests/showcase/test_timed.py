"""Lines that begin with a time."""

import pytest
from django import forms

from showcase import timed


def read(text: str, limit: int = 3) -> list:
    def make(words: str) -> dict[str, str]:
        if words == "空":
            raise ValueError(words)
        return {"words": words}

    return timed.read(text, make, wrong="看不懂。", most="太多了。", limit=limit)


def test_each_line_is_a_row_in_rising_order() -> None:
    assert read("0:00 一\n\n 1:02:05，二 三 ") == [
        {"at": 0.0, "words": "一"},
        {"at": 3725.0, "words": "二 三"},
    ]


def test_every_line_at_fault_is_named_and_so_are_too_many() -> None:
    with pytest.raises(forms.ValidationError) as refused:
        read("0:10 一\n空话\n0:20 空\n0:10 二\n0:30 三", limit=1)

    assert refused.value.messages == [
        "第 2 行：看不懂。",
        "第 3 行：看不懂。",
        "第 4 行：0:10 不晚于上一行的 0:10。",
        "太多了。",
    ]
