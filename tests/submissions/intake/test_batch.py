"""A sheet and a ZIP: rows matched with files, every bad row says why, drafts of the good ones, once."""

import pytest

from media_library.models import Asset
from submissions.errors import NotPossible
from submissions.intake import batch
from submissions.models import Submission
from tests.factories import CallFactory, UnitFactory, UserFactory
from tests.submissions.intake.test_batch_sheet import sheet
from tests.submissions.intake.test_batch_zip import packed

pytestmark = pytest.mark.django_db
HEADS = ["序号", "类别", "题名", "作者", "单位", "规格/字数/时长", "文件名"]


@pytest.fixture
def sender():
    return UserFactory(unit=UnitFactory(name="示例刑庭"), name="王芳")


def read(sender, *rows: list, **members: bytes):
    archive = packed(**members) if members else None
    return batch.read(CallFactory(), sheet(HEADS, *rows), archive, by=sender)


def test_good_rows_become_drafts_with_their_files(sender) -> None:
    colleague = UserFactory(username="s0102", name="李明")
    found = read(
        sender,
        [1, "书法", "登高", "王芳、李明（s0102）", "示例刑庭", "138×69cm", "右.jpg、左"],
        [2, "文章", "灯下抄书", "王芳", "", "", ""],
        **{"图/右.jpg": b"right", "图/左.jpg": b"left", "灯下抄书-王芳.txt": b"text", "多余.txt": b"x"},
    )
    assert [row["problems"] for row in found.rows] == [[], []]
    assert found.strangers == ["多余.txt"]
    assert Submission.objects.count() == 0

    first, second = batch.create(found, by=sender)
    assert (first.title, first.unit.name, first.contributor) == ("登高", "示例刑庭", sender)
    assert [author["user"] for author in first.authors] == [sender.pk, colleague.pk]
    assert first.details == {"height_cm": "138", "width_cm": "69"}
    assert [file.asset.name for file in first.files.all()] == ["右.jpg", "左.jpg"]
    assert [file.asset.name for file in second.files.all()] == ["灯下抄书-王芳.txt"]
    with pytest.raises(NotPossible):
        batch.create(found, by=sender)
    assert Submission.objects.count() == 2


def test_every_bad_row_says_why_and_none_of_its_files_is_taken(sender) -> None:
    found = read(
        sender,
        [1, "雕塑", "甲", "王芳", "", "", "a.txt"],
        [2, "文章", "", "", "别的庭", "", "a.txt"],
        [3, "文章", "丙", "王芳", "", "", "没有.txt；b.txt"],
        [4, "文章", "丁", "王芳", "", "", "b.txt"],
        **{"a.txt": b"a", "x/b.txt": b"b1", "y/b.txt": b"b2"},
    )

    problems = [row["problems"] for row in found.rows]
    assert problems[0][0].startswith("“雕塑”不是本次征集的类别")
    assert problems[1] == ["缺少题名。", "缺少作者。", "“别的庭”不是您所在的单位。"]
    assert problems[2] == ["压缩包中没有“没有.txt”。", "“b.txt”在压缩包中不止一个，请写上文件夹。"]
    assert problems[3] == ["“b.txt”在压缩包中不止一个，请写上文件夹。"]
    assert Asset.objects.count() == 0
    assert batch.create(found, by=sender) == []


def test_without_a_zip_rows_with_files_wait(sender) -> None:
    found = read(sender, [1, "文章", "甲", "王芳", "", "", "a.txt"], [2, "文章", "乙", "王芳", "", "", ""])
    assert [row["problems"] for row in found.rows] == [["压缩包中没有“a.txt”。"], []]


def test_same_bytes_twice_in_a_row_are_one_file(sender) -> None:
    found = read(
        sender, [1, "文章", "甲", "王芳", "", "", "a.txt、b.txt"], **{"a.txt": b"same", "b.txt": b"same"}
    )
    [work] = batch.create(found, by=sender)
    assert [file.asset.name for file in work.files.all()] == ["a.txt"]


def test_a_stranger_makes_nothing_of_it(sender) -> None:
    found = read(sender, [1, "文章", "甲", "王芳", "", "", ""])
    with pytest.raises(NotPossible):
        batch.create(found, by=UserFactory())


OFFICE = ["类别", "题名", "作者", "推荐排序", "联系电话"]


def test_rank_and_telephone_of_a_liaisons_sheet_are_kept_with_the_draft() -> None:
    liaison = UserFactory(liaison_of=UnitFactory(name="示例刑庭"))
    rows = [["文章", "甲", "王芳", 2, "0872-2310000"], ["文章", "乙", "王芳", "1", ""]]
    found = batch.read(CallFactory(), sheet(OFFICE, *rows), None, by=liaison)

    made = [Submission.objects.get(pk=work.pk) for work in batch.create(found, by=liaison)]
    assert [(work.title, work.rank, work.telephone) for work in made] == [
        ("甲", 2, "0872-2310000"),
        ("乙", 1, ""),
    ]


def test_nobody_ranks_their_own_work_by_a_sheet(sender) -> None:
    row = ["文章", "甲", "王芳", 1, ""]
    [work] = batch.create(batch.read(CallFactory(), sheet(OFFICE, row), None, by=sender), by=sender)

    assert Submission.objects.get(pk=work.pk).rank is None


@pytest.mark.parametrize("rank", ["第一", "0", "-1", "1.5", "1000"])
def test_what_is_no_rank_is_said(sender, rank: str) -> None:
    found = batch.read(CallFactory(), sheet(OFFICE, ["文章", "甲", "王芳", rank, "1" * 41]), None, by=sender)

    assert found.rows[0]["problems"] == [
        f"推荐排序“{rank}”有误，请填 1、2、3 等数字。",
        "联系电话超过 40 个字符。",
    ]
