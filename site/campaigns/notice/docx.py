"""The text of a .docx as Word shows it: with its automatic numbers, without what was struck out."""

from collections.abc import Iterator

from lxml import etree

from .docx_numbers import Numbering, integer
from .docx_parts import W, parts_of

_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rt", f"{W}pPr", f"{W}sectPr"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = f"{W}txbxContent"


def text_of_docx(data: bytes) -> str:
    """The document's text, a paragraph or table row a line, as if it had been pasted.

    Automatic numbers are rebuilt, tracked deletions and hidden text dropped, text boxes follow the paragraph they
    hang on, a table row becomes one line with tabs, soft breaks begin a new line.
    Raises NotADocument, with a sentence for the user, where the file is no such document.
    """
    parts = parts_of(data)
    return "\n".join(_Text(Numbering(parts.numbering, parts.styles)).blocks(parts.body))


class _Text:
    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.carried = ""  # the text of a paragraph whose mark was struck out runs into the next one

    def blocks(self, parent: etree._Element) -> Iterator[str]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self.table(child)
            elif child.tag in (
                f"{W}sdt",
                f"{W}sdtContent",
                f"{W}ins",
                f"{W}moveTo",
                f"{W}customXml",
                f"{W}smartTag",
            ):
                yield from self.blocks(child)

    def paragraph(self, element: etree._Element) -> Iterator[str]:
        boxes: list[etree._Element] = []
        text = "".join(self.inline(element, boxes))
        struck = element.find(f"{W}pPr/{W}rPr/{W}del") is not None
        if not (struck and not text):
            label = self.numbering.label(element) if text.strip() or not struck else ""
            if label and text[:1].isdigit():
                label += " "  # "1." before "100人" is no decimal
            text = f"{self.carried}{label if text.strip() else ''}{text}"
            self.carried = ""
            if struck:
                self.carried = text
            else:
                yield from text.split("\n")
        for box in boxes:
            yield from self.blocks(box)

    def inline(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or tag == _FALLBACK:
                continue
            if tag == _TEXT_BOX:
                boxes.append(child)
            elif tag == f"{W}t":
                yield (child.text or "").replace("\n", " ")
            elif tag in (f"{W}br", f"{W}cr"):
                yield "\n"
            elif tag == f"{W}tab":
                yield "\t"
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag == f"{W}r" and _is_on(child.find(f"{W}rPr/{W}vanish")):
                continue
            elif isinstance(tag, str):
                yield from self.inline(child, boxes)

    def table(self, element: etree._Element) -> Iterator[str]:
        """Each row as one line. A table of one column is a frame for text (a red letterhead): lines as they are."""
        above: dict[int, str] = {}
        for row in _rows(element):
            cells: list[str] = []
            column = 0
            found = list(_cells(row))
            for cell in found:
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                lines = [line.strip() for line in self.blocks(cell)]
                text = " ".join(line for line in lines if line).replace("\t", " ")
                if len(found) == 1 and not above:
                    yield from lines
                    text = ""
                if merge is not None and merge.get(f"{W}val") != "restart":
                    text = above.get(column, "")
                if merge is not None:
                    above[column] = text
                cells.append(text)
                width = max(1, integer(span.get(f"{W}val"), 1)) if span is not None else 1
                cells += [""] * (min(width, 64) - 1)
                column += width
            if any(cells):
                yield "\t".join(cells)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _cells(child)


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val") not in ("0", "false", "off")
