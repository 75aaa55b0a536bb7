"""The same papers as Word files, which open in WPS too."""

from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from submissions.prints import Paper

# Fonts by name only: they are on the office's machines.
HEAD, BODY = "方正小标宋简体", "仿宋_GB2312"


def as_docx(paper: Paper) -> bytes:
    """A4, a table of labels and texts, room for what is written by hand."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    style = document.styles["Normal"]
    style.font.name, style.font.size = BODY, Pt(12)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = heading.add_run(paper.title)
    run.font.size, run.font.name = Pt(22), HEAD
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEAD)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, text in paper.rows:
        _row(table, label, text)
    if paper.paragraphs:
        for paragraph in paper.paragraphs:
            document.add_paragraph(_printable(paragraph)).paragraph_format.first_line_indent = Pt(24)
        table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, height in paper.to_fill:
        _row(table, label, "").height = Mm(height)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _printable(text: str) -> str:
    """Without the control characters that come with what is copied out of a PDF: XML has no place for them."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _row(table, label: str, text: str):  # type: ignore[no-untyped-def]
    row = table.add_row()
    row.cells[0].text, row.cells[1].text = label, _printable(text)
    row.cells[0].width, row.cells[1].width = Mm(42), Mm(118)
    return row
