import pytest

from showcase.search import WORKS
from showcase.suggesting import complete, did_you_mean

pytestmark = pytest.mark.django_db


@pytest.fixture
def works(db):
    WORKS.put(1, {"title": "“走进一线”随笔", "authors": ["王芳"]})
    WORKS.put(2, {"title": "山行", "authors": ["李明"]})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("走近一线", "走进一线"), ("望方", "王芳"), ("黎明", "李明"), ("走近一线 王芳", "走进一线 王芳")],
)
def test_words_that_sound_the_same_are_offered(works, typed, meant):
    assert did_you_mean(typed) == meant


@pytest.mark.parametrize("typed", ["走进一线", "书法", "走", "", "abc", '"', "走进一"])
def test_otherwise_nothing_is_offered(works, typed):
    assert did_you_mean(typed) is None


def test_titles_and_names_are_offered_while_typing(works):
    assert complete("走进") == complete("走進") == ["“走进一线”随笔"]
    assert complete("zoujin") == ["“走进一线”随笔"]
    assert complete("王芳") == complete("wf") == ["王芳"]
    assert complete("") == []


def test_a_name_is_offered_by_the_sound_of_its_surname(works):
    WORKS.put(3, {"title": "临帖", "authors": ["曾娜"]})

    assert complete("zengna") == complete("zn") == ["曾娜"]


def test_what_does_not_say_it_is_not_offered(works):
    WORKS.put(3, {"title": "秋声", "authors": ["李明"], "body": "走进山里"})

    assert complete("走进") == ["“走进一线”随笔"]
    assert complete("山行 李明") == []


def test_a_title_is_offered_once_and_at_most_eight(works):
    for pk in range(10, 40):
        WORKS.put(pk, {"title": f"清风{pk // 2}"})

    assert len(complete("清风")) == 8
    assert len(set(complete("清风"))) == 8
