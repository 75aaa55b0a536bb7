"""A register as an .xlsx file that opens in WPS and in Excel, and in which nothing that was typed becomes a formula."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: With these a spreadsheet takes a text for a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767  # characters that a cell holds
_HEADER = PatternFill("solid", fgColor="F3ECE0")


@dataclass(frozen=True)
class Register:
    """``columns`` are labels with their width in characters; ``rows`` are texts, whole numbers, days and moments."""

    title: str
    columns: list[tuple[str, int]]
    rows: Iterable[list[Any]]


def as_xlsx(register: Register, *, until: dt.datetime, period: str = "") -> bytes:
    """One sheet: a header row, then the rows. Title, period and the moment of counting stand in the page header."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(register.title[:31])
    counted = _("Counted until %(when)s") % {"when": f"{timezone.localtime(until):%Y-%m-%d %H:%M}"}
    sheet.oddHeader.left.text = _escaped(period)
    sheet.oddHeader.center.text = _escaped(register.title)
    sheet.oddHeader.right.text = _escaped(counted)
    sheet.oddFooter.center.text = "&P / &N"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.freeze_panes = "A2"
    for number, (_label, width) in enumerate(register.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_heading(sheet, label) for label, _width in register.columns])
    cells = _Cells(sheet)
    for row in register.rows:
        sheet.append([cells.of(value) for value in row])
    book.properties.title, book.properties.creator = register.title, "Hanmo"
    book.properties.description = f"{period} {counted}".strip()
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _heading(sheet: Any, label: str) -> Any:
    cell = WriteOnlyCell(sheet, label)
    cell.font, cell.fill = Font(bold=True), _HEADER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


class _Cells:
    """Makes cells. A style is made once for each kind of value: for each cell it would take most of the time."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self._styles: dict[tuple[str, bool], Any] = {}

    def of(self, value: Any) -> Any:
        """A cell that shows the value as what it is."""
        if isinstance(value, dt.datetime):
            return self._styled(
                timezone.localtime(value).replace(tzinfo=None, microsecond=0), "yyyy-mm-dd hh:mm"
            )
        if isinstance(value, dt.date):
            return self._styled(dt.datetime.combine(value, dt.time.min), "yyyy-mm-dd")
        if isinstance(value, int):
            return self._styled(value, "0")
        text = ILLEGAL_CHARACTERS_RE.sub("", str(value or ""))[:_LONGEST]
        cell = self._styled(text, "@", quoted=text.startswith(RISKY))
        # Whatever it looks like, it is a text and stays one when somebody edits the cell.
        cell.data_type = "s"
        return cell

    def _styled(self, value: Any, number_format: str, *, quoted: bool = False) -> Any:
        cell = WriteOnlyCell(self.sheet, value)
        style = self._styles.get((number_format, quoted))
        if style is None:
            cell.number_format, cell.quotePrefix = number_format, quoted
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            self._styles[number_format, quoted] = cell._style  # type: ignore[attr-defined]
        else:
            cell._style = style  # type: ignore[attr-defined]
        return cell


def _escaped(text: str) -> str:
    """``&`` begins a code in a page header."""
    return text.replace("&", "&&")
