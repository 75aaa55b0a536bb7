import pytest

from zh.count import count_characters, reading_minutes


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n　", 0),
        ("学好党史", 4),
        ("学，好。", 4),
        ("我爱China 2021", 4),
        ("3.5万", 2),
        ("don't", 1),
        ("“好”", 3),
        ("𠮷", 1),
        ("2021年7月1日", 6),
        ("a,b", 1),
        ("……", 2),
    ],
)
def test_characters_and_marks_count_one_and_western_runs_count_one(text, count):
    assert count_characters(text) == count


def test_reading_takes_at_least_a_minute():
    assert reading_minutes("字") == 1
    assert reading_minutes("字" * 4000) == 10
