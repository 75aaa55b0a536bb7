"""The 报送汇总表: read from .xlsx, and offered empty. Columns are found by their heads, in any order."""

import re
import zipfile
from io import BytesIO
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from campaigns.models import Call
from submissions.errors import NotPossible

# As the office sends it, with one more at the end.
COLUMNS = {
    "number": "序号",
    "kind": "类别",
    "title": "题名",
    "author": "作者",
    "unit": "单位",
    "post": "职务",
    "size": "规格/字数/时长",
    "rank": "推荐排序",
    "telephone": "联系电话",
    "note": "备注",
    "files": "文件名",
}
WIDTHS = (6, 10, 28, 16, 20, 12, 18, 10, 16, 20, 40)
NEEDED = ("kind", "title", "author")
FOOT = ("报送单位", "联系人", "合计")
MOST_BYTES, MOST_INSIDE, MOST_ROWS, HEAD_WITHIN = 5 * 1024**2, 60 * 1024**2, 500, 10
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def template(call: Call) -> bytes:
    """An empty sheet with the heads, and the call's kinds to choose from."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "报送汇总表"
    sheet.append(list(COLUMNS.values()))
    for place, (cell, width) in enumerate(zip(sheet[1], WIDTHS, strict=True), start=1):
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
        sheet.column_dimensions[get_column_letter(place)].width = width
    kinds = ",".join(kind.name for kind in call.kinds.all())
    choice = DataValidation(type="list", formula1=f'"{kinds}"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"B2:B{MOST_ROWS + 1}")
    sheet.freeze_panes = "A2"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def read_sheet(file: BinaryIO) -> list[dict[str, Any]]:
    """The rows as texts by the names of ``COLUMNS``, with ``line``. Raises NotPossible with a sentence."""
    _pass_gate(file)
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        lines = list(book.worksheets[0].iter_rows(max_row=MOST_ROWS + 50, max_col=40, values_only=True))
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise NotPossible(
            _("The sheet cannot be read. Please save it as .xlsx and send it again.")
        ) from error
    head, places = _find_head(lines)
    rows = []
    for line, cells in enumerate(lines[head + 1 :], start=head + 2):
        row = {name: _text(cells[place]) for name, place in places.items() if place < len(cells)}
        if any(str(cell or "").strip().startswith(FOOT) for cell in cells):
            break
        if any(row.get(name) for name in ("title", "author", "files")):
            rows.append({"line": line, **row})
    if not rows:
        raise NotPossible(_("The sheet has no rows beneath its heads."))
    if len(rows) > MOST_ROWS:
        raise NotPossible(_("The sheet has more than %(most)s rows.") % {"most": MOST_ROWS})
    return rows


def _find_head(lines: list[tuple[Any, ...]]) -> tuple[int, dict[str, int]]:
    for number, cells in enumerate(lines[:HEAD_WITHIN]):
        said = ["".join(str(cell or "").split()) for cell in cells]
        places = {name: said.index(head) for name, head in COLUMNS.items() if head in said}
        if all(name in places for name in NEEDED):
            return number, places
    heads = "、".join(COLUMNS[name] for name in NEEDED)
    raise NotPossible(_("The sheet needs these heads in its first rows: %(heads)s.") % {"heads": heads})


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell if cell is not None else "").replace("\x00", "").strip()[:2000]


def _pass_gate(file: BinaryIO) -> None:
    """Not too much inside, and no entities, before a parser sees it."""
    refused = NotPossible(_("The sheet cannot be read. Please save it as .xlsx and send it again."))
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > 2000 or sum(each.file_size for each in members) > MOST_INSIDE:
                raise NotPossible(_("The sheet is too large."))
            for member in members:
                # A read gives no more than the directory says, so the sum above holds.
                if member.filename.endswith((".xml", ".rels")) and _ENTITY.search(archive.read(member)):
                    raise refused
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError) as error:
        raise refused from error
    file.seek(0)
