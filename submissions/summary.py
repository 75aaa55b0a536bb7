"""The 报送汇总表 of units, filled in: what each has sent and still offers, in the office's exact columns."""

from collections.abc import Sequence
from io import BytesIO

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from accounts.models import Unit, User
from accounts.roles import liaison_units
from audit import trail
from submissions import ranking
from submissions.intake.batch_sheet import COLUMNS, WIDTHS
from submissions.models import Submission
from submissions.prints import measure

# The last column of the sheet that comes in names files; the office's own does not have it.
HEADS = tuple(COLUMNS.values())[:-1]
TELEPHONE = HEADS.index("联系电话") + 1


def summary(units: Sequence[Unit], *, by: User) -> bytes:
    """A sheet for each unit; a constant number of queries. Raises PermissionDenied for whoever is not the liaison."""
    if not units or {unit.pk for unit in units} - set(liaison_units(by)):
        raise PermissionDenied
    works = Submission.objects.filter(unit__in=units, state__in=ranking.OFFERED).select_related(
        "kind", "unit"
    )
    held = works.prefetch_related("versions__assets")
    rows = sorted(held, key=lambda work: (work.kind.position, work.kind_id, work.call_id, ranking.key(work)))
    places = ranking.places_among(rows)
    book = Workbook()
    book.remove(book.worksheets[0])
    for unit in units:
        sheet = book.create_sheet(_title(unit.name, book.sheetnames))
        _fill(sheet, unit, [work for work in rows if work.unit_id == unit.pk], places, by)
    trail.record_many(
        "unit.summary", by=by, of=[(f"unit:{unit.pk}", unit.name, {"works": len(rows)}) for unit in units]
    )
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _fill(
    sheet: Worksheet, unit: Unit, works: Sequence[Submission], places: dict[int, int], by: User
) -> None:
    for place, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=False), start=1):
        cell = _put(sheet, 1, place, head)
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    for number, work in enumerate(works, start=1):
        version = max(work.versions.all(), key=lambda each: each.number)
        content = version.content
        authors = "、".join(author["name"] for author in content["authors"])
        size = measure(work, content, list(version.assets.all()))
        cells: tuple[str | int, ...] = (
            number,
            work.kind.name,
            content["title"],
            authors,
            unit.name,
            "",
            size,
            places.get(work.pk, ""),
            content.get("telephone", ""),
            "",
        )
        for place, value in enumerate(cells, start=1):
            _put(sheet, number + 1, place, value)
        # Telephone numbers are text, else they lose their leading zero.
        sheet.cell(number + 1, TELEPHONE).number_format = "@"
    foot: tuple[tuple[str, str | int], ...] = (
        ("报送单位（盖章）", unit.name),
        ("联系人", str(by)),
        ("电话", ""),
        ("报送日期", f"{timezone.localdate():%Y-%m-%d}"),
        ("合计件数", len(works)),
    )
    for line, (label, said) in enumerate(foot, start=len(works) + 3):
        _put(sheet, line, 1, label)
        _put(sheet, line, 3, said)


def _put(sheet: Worksheet, line: int, place: int, value: str | int) -> Cell:
    """A cell whose text is text, however it begins: no title becomes a formula."""
    cell = sheet.cell(line, place)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def _title(name: str, taken: Sequence[str]) -> str:
    """A name that Excel takes for a sheet: without its signs, short, and once."""
    plain = "".join(char for char in name if char not in "[]:*?/\\'")[:26] or "1"
    return plain if plain not in taken else f"{plain}-{len(taken) + 1}"
