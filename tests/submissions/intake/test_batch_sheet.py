"""The 报送汇总表: its heads are found wherever they stand, and what is no sheet is refused in a sentence."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from submissions.errors import NotPossible
from submissions.intake.batch_sheet import COLUMNS, MOST_ROWS, read_sheet, template
from tests.factories import CallFactory


def sheet(*rows: list) -> io.BytesIO:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


@pytest.mark.django_db
def test_template_has_the_offices_columns_and_one_for_files() -> None:
    made = load_workbook(io.BytesIO(template(CallFactory(kinds=["essay", "calligraphy"]))))

    heads = [cell.value for cell in made.active[1]]
    assert heads == list(COLUMNS.values())
    assert heads[:3] == ["序号", "类别", "题名"]
    assert heads[-2:] == ["备注", "文件名"]


def test_rows_are_read_by_their_heads_down_to_the_foot() -> None:
    file = sheet(
        ["某院报送汇总表"],
        ["题 名", "类别", "作者", "序号"],
        ["登高", "书法", "王芳", 1.0],
        [],
        ["𠮷", "文章", "李明", 2],
        ["报送单位（盖章）：某庭"],
        ["不算", "文章", "某", 3],
    )

    assert read_sheet(file) == [
        {"line": 3, "number": "1", "kind": "书法", "title": "登高", "author": "王芳"},
        {"line": 5, "number": "2", "kind": "文章", "title": "𠮷", "author": "李明"},
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["题名", "作者"]],
        [["题名", "类别", "作者"]],
        [["题名", "类别", "作者"], *[["甲", "文章", "乙"]] * (MOST_ROWS + 1)],
    ],
)
def test_no_heads_no_rows_or_too_many(rows: list) -> None:
    with pytest.raises(NotPossible):
        read_sheet(sheet(*rows))


def test_what_is_no_sheet_or_declares_entities_is_refused() -> None:
    with pytest.raises(NotPossible):
        read_sheet(io.BytesIO(b"no zip at all"))
    bad = io.BytesIO()
    with (
        zipfile.ZipFile(sheet(["题名", "类别", "作者"], ["甲", "文章", "乙"])) as good,
        zipfile.ZipFile(bad, "w") as out,
    ):
        for name in good.namelist():
            data = good.read(name)
            out.writestr(
                name, b'<!DOCTYPE x [<!ENTITY a "b">]>' + data if name.endswith("sheet1.xml") else data
            )
    bad.seek(0)
    with pytest.raises(NotPossible):
        read_sheet(bad)
