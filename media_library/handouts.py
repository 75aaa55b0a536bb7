"""A document for readers to take home: a PDF bound of the very page pictures that are shown, where an editor offers it.

What lies in the original and is seen by nobody (words under a black bar, comments, names of authors, what a camera
wrote) is in no picture, so it cannot leave with it.
"""

import io
import re

import pypdfium2
import pyvips
from django.core.files.storage import storages
from django.db import transaction

from jobs.queue import ask, handles
from media_library.ingest import keep
from media_library.ingest.attempts import attempt
from media_library.ingest.made import record
from media_library.models import Asset, Rendition

#: The role of such a rendition.
ROLE = "handout"
#: The job that binds one; its subject is the asset's uid.
BIND = "handouts.bind"
#: What PDFium says of itself, the hour and a number drawn by lot: without them the bytes are the same each time.
_NOTES = re.compile(rb"/CreationDate\([^)]*\)/Creator\(PDFium\)|/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")
_JPEG = {"Q": 88, "keep": "none"}
#: Points across: that of A4, whatever the pixels.
_WIDTH = 595


def handout_of(asset: Asset) -> Rendition | None:
    """What stands, or None until it is bound."""
    return next((each for each in asset.renditions.all() if each.role == ROLE), None)


def can_be_bound(asset: Asset) -> bool:
    """Whether every page of it is shown: a part would be taken for the whole."""
    return 0 < asset.facts.get("pages", 0) == len(_pages(asset))


def ask_to_bind(asset: Asset) -> None:
    """Have it bound soon, once this transaction commits."""
    ask(BIND, str(asset.uid))


@handles(BIND)
def bind_one(uid: str) -> None:
    """Bind what an editor offered; nothing where it is gone meanwhile."""
    if asset := Asset.objects.filter(uid=uid).first():
        bind(asset)


def bind(asset: Asset) -> None:
    """Bind the page pictures, unless that is done. Raises ValueError where a page is not shown."""
    if handout_of(asset):
        return
    if not can_be_bound(asset):
        raise ValueError(f"not every page of {asset.uid} is shown")
    with attempt(ROLE, asset) as trial:
        path = trial.made / "handout.pdf"
        bound = pypdfium2.PdfDocument.new()
        try:
            for page in _pages(asset):
                _add(bound, page)
            written = io.BytesIO()
            bound.save(written)
        finally:
            bound.close()
        path.write_bytes(_NOTES.sub(_blank, written.getvalue()))
        made = record(path, ROLE, "application/pdf")
        keep.place(asset, trial.made)
        with transaction.atomic():
            keep.record(asset, [made.as_data()], roles=())


def _blank(note: re.Match[bytes]) -> bytes:
    """As long, so that what counts bytes still counts right."""
    return b" " * len(note[0])


def _pages(asset: Asset) -> list[Rendition]:
    return sorted(
        (each for each in asset.renditions.all() if each.role == "page"), key=lambda each: each.name
    )


def _add(bound: pypdfium2.PdfDocument, page: Rendition) -> None:
    with storages["default"].open(page.path) as file:
        picture = pyvips.Image.new_from_buffer(file.read(), "")
    image = pypdfium2.PdfImage.new(bound)
    image.load_jpeg(io.BytesIO(picture.jpegsave_buffer(**_JPEG)), inline=True)
    width, height = _WIDTH, _WIDTH * picture.height / picture.width
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    sheet = bound.new_page(width, height)
    sheet.insert_obj(image)
    sheet.gen_content()
    sheet.close()
