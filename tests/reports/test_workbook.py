"""What was typed stays what it is in a spreadsheet: text is text, days are days, nothing is a formula."""

import datetime as dt
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from reports.workbook import Register, as_xlsx

NOW = timezone.make_aware(dt.datetime(2021, 7, 1, 9, 30))


def read_back(*values):
    register = Register("台账 & 登记", [("甲", 10)] * len(values), [list(values)])
    return load_workbook(io.BytesIO(as_xlsx(register, until=NOW, period="2021-01-01 至 2021-07-01"))).active


@pytest.mark.parametrize("text", ["=1+1", "+86 872", "-3", "@sum", "\t=1", '=HYPERLINK("http://x")'])
def test_no_text_becomes_a_formula(text: str) -> None:
    cell = read_back(text)["A2"]

    assert (cell.value, cell.data_type, cell.number_format, cell.quotePrefix) == (text, "s", "@", True)


def test_rare_characters_days_moments_and_numbers_survive() -> None:
    row = [cell.value for cell in read_back("𠮷𫖯𬘭", "买买提·艾力", dt.date(2021, 7, 1), NOW, 7)[2]]

    assert row == [
        "𠮷𫖯𬘭",
        "买买提·艾力",
        dt.datetime(2021, 7, 1),
        dt.datetime(2021, 7, 1, 9, 30),
        7,
    ]


def test_characters_that_no_sheet_may_hold_are_left_out_and_long_texts_end() -> None:
    sheet = read_back("甲\x00乙\x1f", "长" * 40_000)

    assert sheet["A2"].value == "甲乙"
    assert len(sheet["B2"].value) == 32_767


def test_page_header_tells_title_period_and_moment_of_counting() -> None:
    header = read_back("甲").oddHeader

    assert header.center.text == "台账 && 登记"
    assert header.left.text == "2021-01-01 至 2021-07-01"
    assert header.right.text == "统计截止时间：2021-07-01 09:30"
