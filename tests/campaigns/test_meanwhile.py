"""What two people did to one part of a form, told by marks."""

import pytest

from campaigns.meanwhile import changed_by_both, is_untouched, mark

READ = ["题目", "正文"]
MINE, THEIRS = ["我的", "正文"], ["题目", "同事的"]


@pytest.mark.parametrize(
    ("seen", "typed", "standing", "both"),
    [
        (mark(READ), MINE, THEIRS, True),
        (mark(READ), MINE, READ, False),  # only mine
        (mark(READ), READ, THEIRS, False),  # only theirs
        (mark(READ), MINE, MINE, False),  # the same by both
        ("", MINE, THEIRS, False),  # a form without marks
    ],
)
def test_both_changed_it_where_each_wrote_something_else(seen, typed, standing, both):
    assert changed_by_both(seen, typed, standing) is both


def test_a_form_without_marks_is_never_untouched():
    assert is_untouched(mark(READ), READ)
    assert not is_untouched(mark(READ), MINE)
    assert not is_untouched("", READ)
