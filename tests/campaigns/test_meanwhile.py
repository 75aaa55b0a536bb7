"""What two people did to the parts of one form, told by marks."""

import pytest

from campaigns.meanwhile import marks, merged

READ = ["题目", "正文"]


@pytest.mark.parametrize(
    ("typed", "standing", "kept", "clashing"),
    [
        (["我的", "正文"], ["题目", "同事的"], ["我的", "同事的"], []),  # each another part
        (["我的", "正文"], READ, ["我的", "正文"], []),  # only mine
        (READ, ["题目", "同事的"], ["题目", "同事的"], []),  # only theirs
        (["一样", "正文"], ["一样", "正文"], ["一样", "正文"], []),  # the same by both
        (["我的", "正文"], ["同事的", "也改了"], ["我的", "也改了"], ["同事的"]),
    ],
)
def test_a_part_is_taken_from_whoever_changed_it(typed, standing, kept, clashing):
    assert merged(marks(READ), typed, standing) == (kept, clashing)


@pytest.mark.parametrize("seen", ["", "x", "a,b,c"])
def test_a_form_without_its_marks_is_kept_whole(seen):
    assert merged(seen, ["我的", "正文"], ["题目", "同事的"]) == (["我的", "正文"], [])
