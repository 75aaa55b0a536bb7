"""What differs between two revisions, and whether it is little."""

import pytest

from curation.differences import Difference, changed, differences, is_small
from curation.drafting import draft
from showcase.models import WorkPage


@pytest.fixture
def page(accepted, court) -> WorkPage:
    return draft(accepted, by=court.curator)


def revised(page: WorkPage, **words) -> WorkPage:
    new = page.get_latest_revision_as_object()
    for name, value in words.items():
        setattr(new, name, value)
    return new


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("晨光里的法庭", "晨光里的法庭", 0),
        ("晨光里的法庭", "晨光里的法庭。", 1),
        ("晨光里的法庭", "晨光下的法院", 2),
        ("", "二十个字" * 5, 20),
        ("甲" * 3000, "乙" * 3000, 3000),
    ],
)
def test_characters_that_changed_are_counted(old, new, number):
    assert changed(old, new) == number


@pytest.mark.parametrize(
    ("words", "small"),
    [
        ({}, False),
        ({"title": "晨光里的小法庭"}, True),
        ({"summary": "字" * 20}, True),
        ({"summary": "字" * 21}, False),
        ({"title": "晨光里的小法庭", "summary": "字" * 20}, False),
        ({"authors": ["别人"]}, False),
        ({"created": "2021-06-19"}, False),
        ({"details": {"taken_on": "2021-06-18", "place": "别处"}}, False),
    ],
)
def test_few_characters_of_words_are_little_and_facts_are_not(page, words, small):
    assert is_small(page.get_latest_revision_as_object(), revised(page, **words)) is small


def test_another_picture_is_never_little(page):
    new = page.get_latest_revision_as_object()
    asset = new.media.get().asset
    type(asset).objects.filter(pk=asset.pk).update(sha256="f" * 64)
    old = page.get_latest_revision_as_object()
    new.media = []

    assert not is_small(old, new)


def test_a_caption_is_among_the_words(page):
    new = page.get_latest_revision_as_object()
    new.media.get().caption = "清晨的石阶"

    assert [each.field for each in differences(page.get_latest_revision_as_object(), new)] == ["caption:0"]
    assert is_small(page.get_latest_revision_as_object(), new)


def test_what_stayed_is_cut_down_to_the_edges():
    each = Difference("text", "前" * 100 + "错" + "后" * 100, "前" * 100 + "对" + "后" * 100)

    assert each.short == [
        ("equal", "……" + "前" * 40, "……" + "前" * 40),
        ("replace", "错", "对"),
        ("equal", "后" * 40 + "……", "后" * 40 + "……"),
    ]


def test_a_side_without_words_is_empty():
    assert (Difference("title", "", "新").before, Difference("title", "旧", "").after) == ("", "")
