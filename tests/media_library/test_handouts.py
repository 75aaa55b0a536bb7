"""A handout is bound of the pictures of its pages: nothing else of the original leaves with it."""

import time

import pypdfium2
import pytest
from django.core.files.storage import storages

from media_library import handouts
from media_library.ingest.limits import PDF_SHOWN_PAGES
from media_library.models import Asset, Rendition
from tests.media_library.arriving import arrive
from tests.media_library.corpus_documents import pdf

HIDDEN = b"BT /F1 24 Tf 72 720 Td (Wang Fang 13800138000) Tj ET 0 0 0 rg 60 700 400 60 re f"
pytestmark = pytest.mark.once
AUTHOR = b"/Info << /Author (Wang Fang) /Title (Case 7) >> "


def document(work_off, pages: int = 2) -> Asset:
    made = arrive("讲义.pdf", lambda path: path.write_bytes(pdf(pages, content=HIDDEN, trailer=AUTHOR)))
    work_off()
    return Asset.objects.get(pk=made.pk)


def read(rendition: Rendition) -> bytes:
    with storages["default"].open(rendition.path) as file:
        return file.read()


def test_it_has_the_pages_and_none_of_the_words_beneath(db, work_off):
    asset = document(work_off)
    handouts.bind(asset)

    made = asset.renditions.get(role=handouts.ROLE)
    data = read(made)
    with pypdfium2.PdfDocument(data) as bound:
        sizes = [bound.get_page_size(number) for number in range(len(bound))]
        words = "".join(page.get_textpage().get_text_bounded() for page in bound)
        told = bound.get_metadata_dict(skip_empty=True)

    assert [(round(width), round(height)) for width, height in sizes] == [(595, 842)] * 2
    assert (words, told) == ("", {})
    assert b"Wang" not in data
    assert (made.size, made.media_type) == (len(data), "application/pdf")


def test_binding_again_changes_nothing(db, work_off):
    asset = document(work_off)
    handouts.ask_to_bind(asset)
    work_off()
    first = Rendition.objects.get(role=handouts.ROLE)
    handouts.bind(Asset.objects.get(pk=asset.pk))

    assert Rendition.objects.get(role=handouts.ROLE) == first


def test_it_is_the_same_whenever_it_is_bound(db, work_off):
    asset = document(work_off)
    handouts.bind(asset)
    first = asset.renditions.get(role=handouts.ROLE)
    data = read(first)
    first.delete()
    time.sleep(1.1)  # a PDF's date has seconds
    handouts.bind(Asset.objects.get(pk=asset.pk))

    assert read(asset.renditions.get(role=handouts.ROLE)) == data


def test_a_part_is_never_given_for_the_whole(db, work_off):
    asset = document(work_off, pages=PDF_SHOWN_PAGES + 1)

    assert not handouts.can_be_bound(asset)
    with pytest.raises(ValueError, match="not every page"):
        handouts.bind(asset)


def test_a_text_has_no_pages_to_bind(db, work_off):
    made = arrive("讲稿.txt", lambda path: path.write_text("各位同事好。"))
    work_off()

    assert not handouts.can_be_bound(Asset.objects.get(pk=made.pk))
