"""Findings stand at their place, exceptions cover them, and a long text with a long list takes linear time."""

import random
import time

import pytest

from submissions.models import Word
from submissions.proofreading.matching import check, find


def word(wrong: str, right: str = "对", exceptions: str = "") -> Word:
    return Word(wrong=wrong, right=right, exceptions=exceptions)


def marked(text: str, *words: Word) -> list[tuple[int, str]]:
    return [(each.start, text[each.start : each.end]) for each in find(text, words)]


def test_findings_stand_at_their_places() -> None:
    assert marked("请登陆网站，用帐号登陆网站。", word("登陆网站"), word("帐号")) == [
        (1, "登陆网站"),
        (7, "帐号"),
        (9, "登陆网站"),
    ]


def test_longest_word_wins_and_no_two_share_a_place() -> None:
    assert marked("登陆网站页", word("登陆"), word("登陆网站"), word("陆网站页")) == [(0, "登陆网站")]


def test_exception_covers_the_word_wherever_it_stands_in_the_phrase() -> None:
    listed = word("名子", "名字", "几名子女\n名子弟兵")

    assert marked("几名子女的名子，三名子弟兵", listed) == [(5, "名子")]


def test_right_form_that_holds_the_wrong_one_is_no_finding() -> None:
    assert marked("截至目前为止，截至目前", word("目前", "截至目前")) == []


def test_rare_characters_count_as_one() -> None:
    assert marked("𠮷𠮷帐号", word("帐号")) == [(2, "帐号")]


@pytest.mark.django_db
def test_list_as_it_stands_is_read_with_one_query(django_assert_num_queries) -> None:
    Word.objects.bulk_create(word(f"错词{n}") for n in range(30))

    with django_assert_num_queries(1):
        assert [each.word.wrong for each in check("一个错词29")] == ["错词29"]


def test_long_text_and_long_list_take_linear_time() -> None:
    dice = random.Random(7)
    forms = {"".join(dice.choices("甲乙丙丁戊己庚辛", k=dice.randint(2, 40))) for _ in range(2000)}
    words = [word(form, exceptions="一" + form) for form in forms]
    text = "".join(dice.choices("甲乙丙丁戊己庚辛", k=300_000))

    begun = time.process_time()
    assert find(text, words)

    assert time.process_time() - begun < 10
