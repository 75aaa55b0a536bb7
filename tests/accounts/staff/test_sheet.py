"""What stands in the file is read as it stands: wherever the headings are, however the cells are kept."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from accounts.staff.sheet import MOST_BYTES, MOST_ROWS, Table, read
from accounts.staff.template import template
from accounts.staff.unreadable import UnreadableSheet
from tests.accounts.staff.books import book, saved


def test_headings_in_another_row_and_order_are_found() -> None:
    data = book(("政治部", "示例甲", "10001"), headings=("所在部门（必填）", " 姓 名 ", "*工号"), above=3)

    table = read(data)

    assert table.columns == ["number", "name", "units"]
    assert [(row.line, row.number, row.name, row.units) for row in table.rows] == [
        (5, "10001", "示例甲", "政治部")
    ]


def test_every_sheet_with_headings_is_read_and_the_others_are_named() -> None:
    made = Workbook()
    made.active.title = "说明"
    made.active.append(["请填写"])
    for title, number in (("甲庭", "1"), ("乙庭", "2")):
        sheet = made.create_sheet(title)
        sheet.append(["工号", "姓名"])
        sheet.append([number, "示例"])
    hidden = made.create_sheet("旧")
    hidden.append(["工号", "姓名"])
    hidden.append(["3", "示例"])
    hidden.sheet_state = "hidden"

    table = read(saved(made))

    assert [(row.sheet, row.number) for row in table.rows] == [("甲庭", "1"), ("乙庭", "2")]
    assert table.passed_over == ["说明"]


def test_numbers_kept_as_numbers_are_what_a_person_sees() -> None:
    made = Workbook()
    sheet = made.active
    sheet.append(["工号", "姓名"])
    for value, shown in (
        (10001, "General"),
        (7, "00000"),
        (10002.0, "General"),
        ("00009", "@"),
        (10**17, "0"),
    ):
        sheet.append([value, "示例"])
        sheet.cell(sheet.max_row, 1).number_format = shown

    rows = read(saved(made)).rows

    assert [(row.number, row.marks) for row in rows] == [
        ("10001", ["number"]),
        ("00007", []),
        ("10002", ["number"]),
        ("00009", []),
        (str(10**17), ["inexact"]),
    ]


def test_a_department_merged_over_several_people_is_theirs_and_a_merged_name_is_marked() -> None:
    data = book(("1", "甲", "办公室"), ("2", "乙", None), ("3", "丙", None), ("4", "丁", None), merge="C2:C4")

    assert [row.units for row in read(data).rows] == ["办公室", "办公室", "办公室", ""]
    marked = read(book(("1", "甲", "办公室"), ("2", None, "办公室"), merge="B2:B3")).rows[1]
    assert (marked.name, marked.marks) == ("", ["merged:name"])


def test_rare_characters_survive_and_what_nobody_sees_goes() -> None:
    names = ["𠮷𫖯𬘭", "买买提·艾力", "\u202e示例\u200b甲", "é́"]
    rows = read(book(*((str(n), name, "庭") for n, name in enumerate(names)))).rows

    assert [row.name for row in rows] == ["𠮷𫖯𬘭", "买买提·艾力", "示例甲", "é́"]
    assert Table.from_data(read(book(("1", "𠮷", "庭"))).as_data()).rows[0].name == "𠮷"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_is_read(encoding: str, mark: str) -> None:
    data = f"工号{mark}姓名{mark}部门\n00012{mark}买买提·艾力{mark}政治部\n".encode(encoding)

    row = read(data).rows[0]

    assert (row.number, row.name, row.units) == ("00012", "买买提·艾力", "政治部")


def test_the_template_is_read_as_one_that_is_empty() -> None:
    with pytest.raises(UnreadableSheet, match="标题行下面没有人员"):
        read(template())


def _zip(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件是空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "另存为不加密码的 .xlsx"),
        (b"PK\x03\x04" + bytes(50), "文件已损坏"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "不是电子表格"),
        (b"x" * (MOST_BYTES + 1), "大于 10 MB"),
        (_zip(word__document=b"x"), "不是电子表格"),
        (_zip(xl__workbook=b"x"), "文件已损坏"),
        (_zip(**{"xl__vbaProject.bin": b"x"}), "含有宏"),
        (_zip(**{"xl__workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "文件已损坏"),
        (_zip(**{"xl__worksheets__sheet1.xml": bytes(70 * 1024**2)}), "解压后"),
        (_zip(**{f"xl__{n}": b"" for n in range(501)}), "解压后"),
        (book(("1", "甲"), headings=("编", "名")), "没有找到"),
        ("工号,姓名\n".encode(), "标题行下面没有人员"),
        ("工号,姓名\n".encode() + "1,甲\n".encode() * (MOST_ROWS + 1), "超过 5000 行"),
    ],
)
def test_what_is_no_sheet_of_staff_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableSheet, match=sentence):
        read(data)


def test_a_row_a_million_lines_down_costs_nothing() -> None:
    made = Workbook()
    made.active.append(["工号", "姓名"])
    made.active.append(["1", "甲"])
    made.active.cell(1_048_576, 16_384).value = "x"

    assert [row.name for row in read(saved(made)).rows] == ["甲"]
