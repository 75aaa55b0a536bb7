"""A list comes in with a preview of each row, in both encodings of the office, and goes out so that it comes in again."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from submissions.errors import NotPossible
from submissions.models import Word
from submissions.proofreading import lists
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

HEAD = "错误,正确,级别,说明,例外\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_both_encodings_are_read(encoding: str) -> None:
    text = lists.decode((HEAD + "帐号,账号,严重,,").encode(encoding))

    assert [(row.word.wrong, row.word.level, row.does) for row in lists.read(text)] == [
        ("帐号", "serious", "new")
    ]


def test_what_is_no_text_is_refused_in_words() -> None:
    with pytest.raises(NotPossible, match="UTF-8"):
        lists.decode(b"\xff\xfe\x00\xff")


@pytest.mark.parametrize("text", ["", "甲,乙\n", "\0", HEAD + "甲,乙\n" * lists.MOST])
def test_what_is_no_list_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotPossible):
        lists.read(text)


def test_each_row_says_what_it_would_do(django_assert_num_queries) -> None:
    Word.objects.create(wrong="帐号", right="账号", level="style")
    Word.objects.create(wrong="登陆网站", right="登录")
    rows = (
        "帐号,账号,文风,,\n登陆网站,登录网站,,,\n名子,名字,可能,,几名子女|名子弟\n\n"
        "同,同,,,\n甲乙,丙,最高,,\n,丁,,,\n戊己,庚,,,不含它\n名子,名字,,,\n"
    )

    with django_assert_num_queries(1):
        read = lists.read(HEAD + rows)

    assert [(row.number, row.does) for row in read] == [
        (2, "same"),
        (3, "changed"),
        (4, "new"),
        (6, "wrong"),
        (7, "wrong"),
        (8, "wrong"),
        (9, "wrong"),
        (10, "wrong"),
    ]
    assert read[2].word.phrases == ["几名子女", "名子弟"]
    assert all(row.error for row in read if row.does == "wrong")


def test_good_rows_are_taken_over_and_recorded() -> None:
    Word.objects.create(wrong="帐号", right="帐户")
    curator = UserFactory(curator=True)

    assert lists.take(HEAD + "帐号,账号,,,\n名子,名字,,,\n同,同,,,\n", by=curator) == 2

    assert list(Word.objects.values_list("wrong", "right")) == [("名子", "名字"), ("帐号", "账号")]
    assert (Entry.objects.latest("pk").action, Entry.objects.latest("pk").detail) == (
        "words.imported",
        {"rows": 2},
    )


def test_only_curators_take_over() -> None:
    with pytest.raises(PermissionDenied):
        lists.take(HEAD + "帐号,账号,,,\n", by=UserFactory())


def test_what_goes_out_comes_in_again_and_is_no_formula() -> None:
    Word.objects.create(wrong="名子", right="名字", note="=1+1", exceptions="几名子女\n名子弟", level="style")

    data = lists.write()

    assert data.startswith(b"\xef\xbb\xbf")
    assert "'=1+1" in data.decode("utf-8-sig")
    assert [row.does for row in lists.read(lists.decode(data))] == ["same"]
