"""Pages in step with a recording: read from lines, held against recording and handout."""

import pytest
from django import forms

from showcase import slides

SLIDES = [{"at": 0.0, "page": 1}, {"at": 200.0, "page": 3}]


def test_lines_are_read_as_people_write_them() -> None:
    assert slides.read("0:00 1\n\n03:20　第3页") == SLIDES
    assert slides.read(slides.as_lines(SLIDES)) == SLIDES


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("三分 2", "第 1 行：请先写时间，再写页码"),
        ("0:00 0", "第 1 行：请先写时间，再写页码"),
        ("0:00 1\n0:00 2", "第 2 行：0:00 不晚于上一行的 0:00。"),
    ],
)
def test_what_is_wrong_is_said_by_line(text: str, sentence: str) -> None:
    with pytest.raises(forms.ValidationError) as error:
        slides.read(text)

    assert error.value.messages[0].startswith(sentence)


def test_a_change_after_the_end_or_to_no_page_is_said() -> None:
    assert slides.beyond(SLIDES, 300.0, 3) == ""
    assert slides.beyond(SLIDES, 100.0, 3) == "第2处：那时录音录像已经结束。"
    assert slides.beyond(SLIDES, 300.0, 2) == "第2处：讲义没有第3页。"
    assert slides.beyond(SLIDES, None, 3) == "第1处：那时录音录像已经结束。"
    assert slides.beyond([], None, 0) == ""


def test_each_change_has_the_picture_of_its_page() -> None:
    pages = [{"src": f"{n}.webp", "width": 4, "height": 3} for n in (1, 2)]
    content = {"media": [{"pages": []}, {"pages": pages}], "slides": SLIDES}

    assert slides.in_step(content) == [{"at": 0.0, "page": 1, "picture": pages[0]}]
    assert slides.in_step({"media": [], "slides": SLIDES}) == []
