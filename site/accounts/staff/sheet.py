"""From the bytes of an .xlsx or .csv to raw rows: where the header stands and what each cell says, nothing judged."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.cell import range_boundaries

from accounts.staff.unreadable import UnreadableSheet
from accounts.staff.xlsx_gate import damaged, pass_gate

MOST_BYTES = 10 * 1024**2
MOST_ROWS = 5_000
_MOST_COLUMNS = 40
_HEADER_WITHIN = 20
_MOST_IN_CELL = 500
_EXACT = 10**15  # beyond it a spreadsheet's numbers lose digits

COLUMNS = {
    "number": {"工号", "职工号", "职工编号", "人员编号", "员工号", "干警编号", "staffnumber", "number"},
    "name": {"姓名", "名字", "name"},
    "units": {"部门", "单位", "部门/单位", "单位/部门", "所在部门", "所在单位", "庭室", "科室", "unit", "units", "department"},
    "branches": {"党支部", "所在党支部", "所属党支部", "支部", "partybranch", "branch"},
    "role": {"角色", "身份", "职责", "role"},
}  # fmt: skip


@dataclass
class Raw:
    """A row as it stands in the file. ``marks`` tell what the text alone does not: number, inexact, merged:<column>."""

    line: int
    sheet: str = ""
    number: str = ""
    name: str = ""
    units: str = ""
    branches: str = ""
    role: str = ""
    marks: list[str] = field(default_factory=list)


@dataclass
class Table:
    """All rows, which columns there are, and the names of sheets that have no header and were passed over."""

    rows: list[Raw]
    columns: list[str]
    passed_over: list[str]

    def as_data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Table":
        """What ``as_data`` wrote."""
        return cls([Raw(**row) for row in data["rows"]], data["columns"], data["passed_over"])


@dataclass
class _Cell:
    text: str = ""
    mark: str = ""


def read(data: bytes) -> Table:
    """Read a sheet of staff. Raises UnreadableSheet, with a sentence, where it is none."""
    if len(data) > MOST_BYTES:
        raise UnreadableSheet(_("The file is larger than %(limit)d MB.") % {"limit": MOST_BYTES // 1024**2})
    if not data.strip():
        raise UnreadableSheet(_("The file is empty."))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableSheet(
            _(
                "This is an old .xls or .et file, or one with a password. Please save it as .xlsx without a password."
            )
        )
    table = Table([], [], [])
    for title, lines, merged in _xlsx(data) if data.startswith(b"PK") else _csv(data):
        _gather(table, title, lines, merged)
    if not table.columns:
        raise UnreadableSheet(
            _("No row with the headings 工号 and 姓名 was found. The template shows how they stand.")
        )
    if not table.rows:
        raise UnreadableSheet(_("There is nobody below the headings."))
    return table


_Sheets = Iterator[tuple[str, Iterable[list[_Cell]], set[str]]]


def _xlsx(data: bytes) -> _Sheets:
    merged = pass_gate(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                lines = [
                    [_read_cell(cell) for cell in row]
                    for row in sheet.iter_rows(max_col=_MOST_COLUMNS, max_row=MOST_ROWS + _HEADER_WITHIN + 1)
                ]
                part = sheet._worksheet_path.lstrip("/")  # type: ignore[attr-defined]
                yield sheet.title, lines, merged.get(part, set())
    except UnreadableSheet:
        raise
    except Exception as problem:  # openpyxl fails in every way there is on a file that lies about itself
        raise damaged() from problem


def _csv(data: bytes) -> _Sheets:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UnreadableSheet(_("This file is no spreadsheet. Please save the sheet as .xlsx."))
    if "\x00" in text:
        raise UnreadableSheet(_("This file is no spreadsheet. Please save the sheet as .xlsx."))
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    try:
        lines = [
            [_Cell(_plain(cell)) for cell in row]
            for row in csv.reader(io.StringIO(text), delimiter=delimiter)
        ]
    except csv.Error as problem:
        raise damaged() from problem
    yield "", lines, set()


def _read_cell(cell: Any) -> _Cell:
    """What a person sees in the cell: 007 where the number 7 is shown with three digits."""
    value = cell.value
    if value is None:
        return _Cell()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) >= _EXACT:
            return _Cell(str(value), "inexact")
        zeros = re.fullmatch(r"0{2,}", str(cell.number_format or ""))
        return _Cell(str(value).zfill(len(zeros[0])), "") if zeros else _Cell(str(value), "number")
    return _Cell(_plain(str(value)))


def _plain(text: str) -> str:
    """Without what nobody sees: control characters, marks of direction, the ends' spaces."""
    kept = (
        c if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} else ""
        for c in text[:_MOST_IN_CELL]
    )
    return "".join(kept).strip()


def _gather(table: Table, title: str, lines: Iterable[list[_Cell]], merged: set[str]) -> None:
    """Add the rows below a sheet's header."""
    columns: dict[str, int] = {}
    hidden: set[tuple[int, int]] = set()
    for line, cells in enumerate(lines, start=1):
        if not columns:
            columns = _header(cells)
            if columns:
                hidden = set(_covered(merged))
                table.columns = [each for each in COLUMNS if each in columns or each in table.columns]
            elif line >= _HEADER_WITHIN:
                break
            continue
        raw = Raw(line, title)
        for column, place in columns.items():
            cell = cells[place] if place < len(cells) else _Cell()
            if (line, place + 1) in hidden:
                raw.marks.append(f"merged:{column}")
                if column in ("units", "branches"):  # one department for all beside it
                    cell = _above(table, column, title)
            setattr(raw, column, cell.text)
            if column == "number" and cell.mark:
                raw.marks.append(cell.mark)
        if raw.number or raw.name or any(cell.text for cell in cells):
            table.rows.append(raw)
        if len(table.rows) > MOST_ROWS:
            raise UnreadableSheet(_("The sheet has more than %(limit)d rows.") % {"limit": MOST_ROWS})
    if not columns and title:
        table.passed_over.append(title)


def _above(table: Table, column: str, title: str) -> _Cell:
    """What the row above says in this column."""
    last = table.rows[-1] if table.rows and table.rows[-1].sheet == title else None
    return _Cell(getattr(last, column)) if last else _Cell()


def _header(cells: list[_Cell]) -> dict[str, int]:
    """Which column stands where, if this row names at least numbers and names."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        heading = re.sub(r"[\s*:]|\(.*?\)", "", unicodedata.normalize("NFKC", cell.text)).casefold()
        for column, names in COLUMNS.items():
            if heading in names:
                found.setdefault(column, place)
    return found if {"number", "name"} <= found.keys() else {}


def _covered(merged: set[str]) -> Iterator[tuple[int, int]]:
    """Every (row, column) that a merged range hides, within what is read."""
    for area in merged:
        left, top, right, bottom = (edge or 0 for edge in range_boundaries(area))
        for row in range(top, min(bottom, MOST_ROWS + _HEADER_WITHIN) + 1):
            for column in range(left, min(right, _MOST_COLUMNS) + 1):
                if (row, column) != (top, left):
                    yield row, column
