"""Sheets of staff as offices make them."""

import io
from typing import Any

from openpyxl import Workbook

HEADINGS = ("工号", "姓名", "部门", "党支部", "角色")


def book(
    *rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS, above: int = 0, merge: str = ""
) -> bytes:
    """An .xlsx with ``above`` lines over its headings, and one merged range."""
    made = Workbook()
    sheet = made.active
    for _ in range(above):
        sheet.append(["某某人民法院干警名册"])
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    return saved(made)


def saved(made: Workbook) -> bytes:
    """Its bytes."""
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()
