"""Opening a .docx: three of its parts, each with a limit, and a sentence where it is none."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_PART = 64 * 1024**2
# Word calls the main part document.xml, the web version of it sometimes document2.xml.
_MAIN = re.compile(r"word/document\d*\.xml")
# “Strict Open XML” says the same under another name.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, OSError, RuntimeError),
    *(NotImplementedError, UnicodeDecodeError, OverflowError),
)


class NotADocument(ValueError):
    """These bytes are no Word document that we read. The message is for the person who brought them."""


@dataclass(frozen=True)
class Parts:
    """The parts that say what a document reads like."""

    body: etree._Element
    numbering: etree._Element | None
    styles: etree._Element | None


def parts_of(data: bytes) -> Parts:
    """Open a .docx. Nothing that it points at is followed, no entity of its own is expanded.

    Raises NotADocument for macros, other office files, damage, and parts larger than ``MAX_PART`` unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            types = _bytes(archive, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
            if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
                raise NotADocument(_("This file carries macros. Please save it as .docx without macros."))
            main = next((name for name in names if _MAIN.fullmatch(name)), None)
            if main is None:
                raise NotADocument(
                    _("This file is not a Word document (.docx). Please save the notice as .docx.")
                )
            document = _part(archive, main)
            body = document.find(f"{W}body")
            if body is None:
                raise _damaged()
            return Parts(
                body,
                _part(archive, "word/numbering.xml") if "word/numbering.xml" in names else None,
                _part(archive, "word/styles.xml") if "word/styles.xml" in names else None,
            )
    except _BROKEN as problem:
        raise _damaged() from problem


def _damaged() -> NotADocument:
    return NotADocument(_("This .docx file is damaged and cannot be read. Please save it again."))


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        content = stream.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise NotADocument(_("This .docx file unpacks to more text than a notice can have."))
    return content


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    content = _bytes(archive, name).replace(_STRICT, W[1:-1].encode())
    if b"<!DOCTYPE" in content[:4096]:
        raise _damaged()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)
