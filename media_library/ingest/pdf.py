"""PDF: pictures of the first pages and the text, by pdfium. It runs no script and opens no link."""

from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw
import pyvips

from media_library.ingest import pictures
from media_library.ingest.limits import PAGE_WIDTH, PDF_PAGES, PDF_SHOWN_PAGES
from media_library.ingest.made import Made
from media_library.ingest.markup import paragraphs
from media_library.ingest.pdf_actions import require_quiet
from media_library.ingest.refused import Refused, damaged
from media_library.ingest.texts import describe, write_html

_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
_TALLEST = 4 * PAGE_WIDTH


def examine(source: Path) -> dict[str, Any]:
    """``pages``. Raises Refused for what acts by itself, a password, a broken file, no page or too many."""
    require_quiet(source)
    with _open(source) as document:
        pages = len(document)
        if pypdfium2.raw.FPDFDoc_GetAttachmentCount(document):
            raise Refused("files_inside")
    if not pages:
        raise Refused("no_pages")
    if pages > PDF_PAGES:
        raise Refused("too_many_pages", pages=pages, limit=PDF_PAGES)
    return {"pages": pages}


def derive(source: Path, folder: Path, facts: dict[str, Any]) -> list[Made]:
    """``page-001.webp`` … for the first pages, and ``text.html`` if it has words.

    Adds ``characters`` and ``opening`` to ``facts`` where there is text: a scan has none.
    """
    made: list[Made] = []
    texts: list[str] = []
    with _open(source) as document:
        for number in range(facts["pages"]):
            try:
                page = document[number]
                texts.append(_text(page))
                if number < PDF_SHOWN_PAGES:
                    picture = _render(page)
                    made.append(pictures.save_webp(picture, folder / f"page-{number + 1:03}.webp", "page"))
                    if number == 0:
                        facts.update(pictures.look(picture))
                        facts["width"], facts["height"] = picture.width, picture.height
                page.close()
            except pypdfium2.PdfiumError as error:
                raise damaged(f"page {number + 1}: {error}") from error
    text = "\n".join(texts)
    if text.strip():
        facts.update(describe(text))
        made.append(write_html(paragraphs(text), folder))
    return made


def _open(source: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _WRONG_PASSWORD or "password" in str(error).lower():
            raise Refused("encrypted") from error
        raise damaged(error) from error


def _render(page: pypdfium2.PdfPage) -> pyvips.Image:
    """The page as it is printed, 1280 pixels wide; a scroll-like page no taller than four times that."""
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise damaged("a page without a size")
    scale = min(PAGE_WIDTH / width, _TALLEST / height)
    bitmap = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True, force_bitmap_format=None)
    bands = bitmap.n_channels
    rows = pyvips.Image.new_from_memory(
        bytes(bitmap.buffer), bitmap.stride // bands, bitmap.height, bands, "uchar"
    )
    picture = rows.crop(0, 0, bitmap.width, bitmap.height)
    if bands == 1:
        return picture.copy(interpretation="b-w").colourspace("srgb").copy_memory()
    return picture.extract_band(0, n=3).copy(interpretation="srgb").copy_memory()


def _text(page: pypdfium2.PdfPage) -> str:
    """The page's words, without control characters and what stands for glyphs of no known meaning."""
    text_page = page.get_textpage()
    text: str = text_page.get_text_bounded()
    text_page.close()
    return "".join(each for each in text if each in "\n\r\t" or (each.isprintable() and each != "\ufffe"))
