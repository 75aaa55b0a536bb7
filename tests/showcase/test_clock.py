"""Places in a recording, read and written."""

import pytest

from showcase import clock


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:00", 0.0),
        ("3:20", 200.0),
        (" 03:20 ", 200.0),
        ("3：20", 200.0),
        ("75:00", 4500.0),
        ("1:02:05", 3725.0),
        ("1:02.5", 62.5),
        ("0:00.04", 0.0),
        ("20", None),
        ("3:60", None),
        ("1:60:00", None),
        ("-1:00", None),
        ("3:20 导言", None),
        ("３：２０．５", 200.5),
        ("", None),
    ],
)
def test_a_place_is_read(text: str, seconds: float | None) -> None:
    assert clock.read(text) == seconds


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (200, "3:20"), (62.5, "1:02.5"), (3725.0, "1:02:05"), (59.96, "1:00")]
)
def test_a_place_is_written(seconds: float, text: str) -> None:
    assert clock.write(seconds) == text
