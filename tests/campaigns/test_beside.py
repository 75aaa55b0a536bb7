"""The confirm screen's order: each line of the notice once."""

import pytest

from campaigns.beside import holes, strips
from campaigns.confirming import fresh
from campaigns.notice.reader import read

pytestmark = pytest.mark.django_db


def test_every_line_stands_once_in_the_notice_s_order(notice):
    shown = [line.number for strip in strips(fresh(read(notice))) for line in strip.source]

    assert shown == list(range(1, 41))


def test_holes_are_marked_in_the_line_and_in_their_phrase(notice):
    state = fresh(read(notice))

    line = next(line for strip in strips(state) for line in strip.source if line.number == 19)
    assert line.text.startswith("5.<mark>X</mark>月下旬，")
    assert [hole.phrase for hole in holes(state)][3:5] == [
        "<mark>X</mark>月至X月底",
        "X月至<mark>X</mark>月底",
    ]


def test_markup_in_a_notice_is_shown_as_text():
    state = fresh(read("关于<b>活动</b>的通知\n1.X月<script>读书。\n责任单位：工会"))

    text = "".join(line.text for strip in strips(state) for line in strip.source)
    assert "<script>" not in text
    assert "<mark>X</mark>月&lt;script&gt;" in text
