"""Our own essays, and a Word file of a text as its author would send it."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

ESSAYS = Path(__file__).parent / "essays"


def essay(name: str) -> tuple[str, str]:
    """Title and text (a blank line parts paragraphs) of the essay."""
    title, _, text = (ESSAYS / f"{name}.txt").read_text(encoding="utf-8").partition("\n")
    return title.strip(), text.strip()


def word(title: str, text: str, path: Path) -> Path:
    """Write title and paragraphs as .docx, indented by two characters, and return its path."""
    document = Document()
    fixed = datetime(2021, 6, 1, tzinfo=UTC).replace(tzinfo=None)
    document.core_properties.author, document.core_properties.title = "示例", title
    document.core_properties.created = document.core_properties.modified = fixed
    style = document.styles["Normal"]
    style.font.size, style.font.name = Pt(14), "FangSong"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    document.add_heading(title, level=1)
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph).paragraph_format.first_line_indent = Pt(28)
    made = io.BytesIO()
    document.save(made)
    _fix_dates(made, path)
    return path


def _fix_dates(made: io.BytesIO, path: Path) -> None:
    """Copy the container with one date on all its members, so that the same text gives the same bytes."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            fixed = zipfile.ZipInfo(member.filename, (2021, 6, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, source.read(member))
