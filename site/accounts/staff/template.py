"""The empty sheet to fill in: headings, numbers kept as text, the roles to choose from."""

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

HEADINGS = ("工号", "姓名", "部门", "党支部", "角色")
_WIDTHS = (16, 14, 30, 30, 24)
_ROWS = 3000


def template() -> bytes:
    """An .xlsx with the headings of the sheet, and a second sheet that says how it is filled in."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("名册")
    sheet.append(HEADINGS)
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
        sheet[f"{letter}1"].font = Font(bold=True)
    for row in range(2, _ROWS + 2):
        sheet.cell(row, 1).number_format = "@"  # 00123 stays 00123
    roles = DataValidation(
        type="list", formula1='"联络员,支部联络员"', allow_blank=True, showErrorMessage=False
    )
    roles.add(f"E2:E{_ROWS + 1}")
    sheet.add_data_validation(roles)
    sheet.freeze_panes = "A2"
    notes = book.create_sheet("填写说明")
    notes.column_dimensions["A"].width = 90
    for line in (
        _("One row for each person; no merged cells. Staff number, name and unit are needed."),
        _("Somebody who belongs to several units: write them in one cell, with 、 between them."),
        _(
            "Role: leave it empty, or write 联络员 (liaison of the unit) or 支部联络员 (liaison of the Party branch)."
        ),
        _("Units that are not known yet are made. The preview shows all of that before anything changes."),
    ):
        notes.append([line])
        notes.cell(notes.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
