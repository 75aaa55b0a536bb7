"""The examples fill an empty list and leave a kept one alone; the service itself ships without words."""

import pytest

from config.demo import words
from submissions.models import Word
from submissions.proofreading.matching import check

pytestmark = pytest.mark.django_db


def test_service_ships_without_words_of_its_own() -> None:
    assert not Word.objects.exists()


def test_examples_are_good_rows_and_find_what_they_should() -> None:
    words.settle()
    words.settle()

    for word in Word.objects.all():
        word.full_clean()
    assert [each.word.right for each in check("登陆网站后改帐号的名子，几名子女")] == [
        "登录网站",
        "账号",
        "名字",
    ]


def test_kept_list_is_left_alone() -> None:
    Word.objects.create(wrong="登路", right="登录")

    words.settle()

    assert Word.objects.count() == 1
