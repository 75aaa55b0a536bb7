"""Word documents made by hand for tests: paragraphs as XML, with numbering and styles of our own."""

import io
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
# 一、 （一） 1. （1）, as GB/T 9704-2012 has them: one list of four levels, the third never restarting.
LEVELS = (
    ("chineseCountingThousand", "%1、", ""),
    ("chineseCounting", "（%2）", ""),
    ("decimal", "%3.", '<w:lvlRestart w:val="0"/>'),
    ("decimal", "（%4）", ""),
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(
    text: str = "", level: int | None = None, inner: str = "", number: int = 1, style: str = ""
) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}{inner}</w:p>"


def levels(shapes=LEVELS) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
        for index, (style, text, extra) in enumerate(shapes)
    )


def numbering(shapes=LEVELS) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{levels(shapes)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )


def table(*rows: list[str]) -> str:
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def document(
    *blocks: str, lists: str | None = None, styles: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{''.join(blocks)}</w:body></w:document>"
        )
        archive.writestr("word/numbering.xml", f"<w:numbering {W}>{lists or numbering()}</w:numbering>")
        archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return stream.getvalue()
